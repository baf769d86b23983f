"""Hall Desk: the desktop client at the window of a government service hall."""

__version__ = "0.2.0"
