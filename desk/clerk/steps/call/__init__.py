"""Between two visits: who comes next, who waits, what the hall is doing."""
