"""The step in which the citizen gets the paper, and the visit ends."""
