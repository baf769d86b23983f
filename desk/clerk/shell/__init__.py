"""The window around the steps: the state of the hall, of the visit, and the next action."""
