"""What the hall knows, in plain Python: no I/O, no Qt, no clock of its own."""
