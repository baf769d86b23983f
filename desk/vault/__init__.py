"""Encryption at rest: keys, sealed columns, page files, the window's own database, its lock."""
