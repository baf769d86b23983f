"""What is dragged onto a widget from the desktop."""

from pathlib import Path

from PySide6.QtGui import QDropEvent


def local_files(event: QDropEvent) -> list[Path]:
    """The local files that are dragged."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
