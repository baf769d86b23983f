"""Whether there is a screen to show a window on."""

import os
import sys
from typing import ClassVar

from desk.domain.failures import QT_TRANSLATE_NOOP, Failure


class NoScreen(Failure):
    """There is neither an X server nor a Wayland compositor to show a window on."""

    code: ClassVar[str] = "WIN-03"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "There is no screen to show the window on")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The window was not started.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Start it from a desktop session, or set QT_QPA_PLATFORM=offscreen for a trial."
    )


def has_screen() -> bool:
    """Whether a window can be shown: on Linux, whether a session or a platform is named."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in names)
