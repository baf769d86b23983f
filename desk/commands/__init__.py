"""``desk hall …``: everything that can be done in a hall, for scripts and other systems.

`hall` says which words and options there are, `running` what every command has in common; the
other parts carry them out. Each is loaded only when its command runs.
"""
