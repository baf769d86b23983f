"""The window around the steps: what is known of the hall, of the visit, and what comes next."""
