"""The steps, oldest first; their names are numbers that sort."""
