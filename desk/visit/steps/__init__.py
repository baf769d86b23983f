"""One service for each step of a visit, called as the step is."""
