"""Pictures of the hall's screen: ``python -m tests.display.gallery DIR``.

Good days and bad at four sizes. Look at the pictures one by one, beside the drawn board.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from desk.display.presenter import DisplayPresenter, DisplayState
from desk.display.view import DisplayView
from desk.hall.failures import HallUnreachable
from desk.qt.language import speak
from desk.qt.theme import apply_theme
from desk.qt.theme.fonts import load_rare_fonts
from tests.clerk.gallery import make_small
from tests.display.samples import FLOOR, MANY, NOW, board, call, overview

SIZES = ((1920, 1080), (3840, 2160), (1366, 768), (1080, 1920))


def states() -> Iterator[tuple[str, DisplayState]]:
    """Every state that looks different."""
    yield "call", board()
    yield "called-again", board(call=call(95, "A1024", "12", calls=2))
    long = call(96, "V1024", "不动产登记综合受理专窗", calls=2)
    recent = (call(94, "B112", "综合受理-12"), call(93, "Y005", "跨省通办窗口"), *board().recent)
    yield (
        "long-names",
        board(
            MANY,
            hall="广西壮族自治区南宁市青秀区政务服务中心",
            floor="三层不动产登记与住房公积金综合服务大厅",
            call=long,
            recent=recent,
        ),
    )
    yield "services", board(MANY)
    yield "away", board(as_of=NOW - timedelta(minutes=3))
    morning = DisplayPresenter(floor=FLOOR)
    morning.see(overview(), {})
    yield "morning", replace(morning.state, now=NOW.replace(hour=8, minute=58))
    yield "closed", board(call=None, closed=True)
    never = DisplayPresenter(floor=FLOOR)
    never.away(HallUnreachable(reason="connection refused"))
    yield "never-seen", never.state


def keep(
    folder: Path, name: str, state: DisplayState, size: tuple[int, int], page: int = 0
) -> None:
    """One picture, in 256 colours of its own."""
    presenter = DisplayPresenter()
    view = DisplayView(presenter)
    view.resize(*size)
    view.hold()
    presenter.show(state)
    for _ in range(page):
        view.turn()
    path = folder / f"{name}-{size[0]}x{size[1]}.png"
    if not view.grab().save(str(path)):
        raise OSError(f"{path} was not written")
    make_small(path)
    view.deleteLater()


def main(arguments: list[str]) -> int:
    """Keep every picture."""
    parser = argparse.ArgumentParser(prog="python -m tests.display.gallery", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", action="append", default=[], metavar="NAME")
    parser.add_argument("--language", choices=("zh_CN", "en"), default="zh_CN")
    options = parser.parse_args(arguments)
    app = QApplication([])
    apply_theme(app)
    load_rare_fonts()
    speak(app, options.language)
    options.folder.mkdir(parents=True, exist_ok=True)
    for name, state in states():
        if not options.only or name in options.only:
            for size in SIZES:
                keep(options.folder, name, state, size)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
