"""One QApplication for the whole session, dressed as the real window's."""

import os
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication

from desk.ui.theme import apply_theme


@pytest.fixture(scope="session")
def qapp() -> Iterator[QApplication]:
    """The application, with our fonts and our style sheet."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication([])
    apply_theme(app)
    yield app
    app.setStyleSheet("")
