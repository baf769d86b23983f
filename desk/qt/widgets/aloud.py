"""The text of a part of the screen, and how a screen reader is made to say it."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QWidget


def said(part: QWidget | None) -> str:
    """The words of every label inside `part` that is shown, line by line."""
    if part is None:
        return ""
    labels = part.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.text() and label.isVisibleTo(part))


def announce(part: QWidget, text: str) -> None:
    """Let a screen reader say `text` when it has done, wherever its focus is."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(part, text))
