"""Pages on their way in: scanners, the watched folder, and what is done to a page."""
