"""The step in which the checklist is worked off: pages scanned, turned, laid in order."""
