"""What the clerk sees: the shell, the steps of a visit, widgets, theme. The only room with Qt."""
