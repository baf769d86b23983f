"""The step in which the checklist is completed: pages are scanned, turned and sorted."""
