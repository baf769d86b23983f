"""The clerk's window: its composition, what runs beside the clerk, the shell and the steps."""
