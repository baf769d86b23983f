"""Guides that nobody checked before they came, made by the thousand, and the judge of them."""
