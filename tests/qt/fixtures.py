"""One QApplication for the whole session, dressed as the real window's."""

import os
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from desk.qt.language import speak
from desk.qt.theme import apply_theme


@pytest.fixture(scope="session")
def qapp() -> Iterator[QApplication]:
    """The application, with our fonts and our style sheet."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication([])
    apply_theme(app)
    speak(app, "en")
    yield app
    app.setStyleSheet("")


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """What a test deletes later is gone before the next one: its timers would go on there."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def english(qapp: QApplication) -> Iterator[None]:
    """English before and after, whatever language the test speaks."""
    speak(qapp, "en")
    yield
    speak(qapp, "en")
