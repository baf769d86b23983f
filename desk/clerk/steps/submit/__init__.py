"""The step in which the case goes to the region, or is kept until the region can be reached."""
