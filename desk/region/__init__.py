"""The regional platform as a window sees it."""
