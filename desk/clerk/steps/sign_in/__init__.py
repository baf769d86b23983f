"""Signing in at the regional platform, before the first number is called."""
