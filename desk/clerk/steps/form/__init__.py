"""The step in which the matter's form is filled in."""
