"""The hall's screen: the number that is called, where to go, and who waits how long."""
