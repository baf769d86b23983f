"""The list of cases that somebody must see to, and what can be done about each."""
