"""What the citizen applies for."""
