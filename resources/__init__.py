"""Fonts, icons, themes and translations that the program carries."""
