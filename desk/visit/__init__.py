"""A visit as it happens: the window's own database, and one service for each step."""
