"""The application's own fonts, and the sizes in which they are used.

Noto Sans SC costs about 16 ms to register (both weights), JetBrains Mono 2 ms, the rare
characters' faces (HanaMinB, 30 MB, and Hall Desk Rare) 34 ms: those come after the first paint,
when the system has them in its cache.
"""

from enum import Enum

from PySide6.QtCore import QObject, QThread, QTimer
from PySide6.QtGui import QFont, QFontDatabase

import resources

_SCRIPTS = ("Noto Sans KR", "Noto Sans Yi")
SANS, MONO, RARE = "Noto Sans SC", "JetBrains Mono", ("HanaMinB", "Hall Desk Rare", *_SCRIPTS)
FALLBACK = (SANS, *RARE)

_OPENING = ("NotoSansSC-Regular",)
_FIRST = ("NotoSansSC-Bold", "JetBrainsMono-Regular")
_RARE = ("HanaMinB", "HallDeskRare", "NotoSansKR-Regular", "NotoSansYi-Regular")
_registered: list[str] = []


class Size(float, Enum):
    """The type sizes, in logical pixels; Qt draws whole ones, so that 12.5 becomes 13."""

    TINY = 12.5
    SMALL = 13.5
    BODY = 15.0
    TITLE = 20.0
    FIGURE = 46.0
    HERO = 132.0


def load_fonts() -> None:
    """Register the faces that every screen needs. Raises FileNotFoundError when one is gone."""
    load_opening_font()
    if MONO not in _registered:
        _register(_FIRST)


def load_opening_font() -> None:
    """Register the one face that the opening window needs. Raises as `load_fonts`."""
    if SANS not in _registered:
        _register(_OPENING)


def load_rare_fonts() -> None:
    """Register the faces of rare characters; text that lacked a glyph is drawn anew."""
    if not set(RARE) <= set(_registered):
        _register(_RARE)


class RareFonts(QThread):
    """Reads the rare faces into the system's cache, then registers them on the caller's thread.

    `come` begins that a while after the first paint; registering alone then takes 34 ms. `stop`
    before this object goes: Qt ends a program that drops a running thread.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.finished.connect(load_rare_fonts)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.start)

    def come(self, after_ms: int) -> None:
        """Begin in `after_ms` milliseconds, unless the faces are there already."""
        if not set(RARE) <= set(_registered):
            self._later.start(after_ms)

    def stop(self) -> None:
        """Do not begin any more, and wait until what has begun is over."""
        self._later.stop()
        self.wait()

    def run(self) -> None:
        for name in _RARE:
            with resources.path(f"fonts/{name}.ttf").open("rb") as file:
                while file.read(1 << 20):
                    pass


def _register(names: tuple[str, ...]) -> None:
    for name in names:
        path = resources.path(f"fonts/{name}.ttf")
        font = QFontDatabase.addApplicationFont(str(path))
        if font < 0:
            raise FileNotFoundError(f"the font {name} cannot be read")
        _registered.extend(QFontDatabase.applicationFontFamilies(font))


def ui_font(size: Size = Size.SMALL, bold: bool = False, mono: bool = False) -> QFont:
    """The font of the interface; `mono` is for digests, codes and keys."""
    font = QFont()
    font.setFamilies([MONO, *FALLBACK] if mono else list(FALLBACK))
    font.setPixelSize(int(size.value + 0.5))
    font.setBold(bold)
    return font
