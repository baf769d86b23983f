"""The hall's screen as it is painted: measured on the pixels, at every size it may have."""

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations, pairwise

import numpy as np
import pytest
from msgspec import structs
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from desk.display import words
from desk.display.pieces import Arrow, PaintedGround, TextLine
from desk.display.presenter import DisplayPresenter, DisplayState
from desk.display.scene import compose
from desk.display.view import LIT_MS, DisplayView
from desk.qt.language import speak
from desk.qt.theme.tokens import SCREEN
from tests.display.gallery import SIZES, states
from tests.display.samples import DIRECTIONS, MANY, SERVICES, board, call, overview

SCREEN_55_INCH_MM = 685
"""The height of a 55-inch screen, 16:9; its width when it stands upright."""

LEGIBLE_MM = 75
"""How tall a digit must be to be read from 15 m."""

OTHER_SIZES = ((1280, 720), (1024, 768), (2560, 1080), (480, 270), (768, 1366))
STATES = dict(states())

Pixels = NDArray[np.int32]


@pytest.fixture
def chinese(qapp: QApplication, english: None) -> None:
    speak(qapp, "zh_CN")


@pytest.fixture
def shown(qapp: QApplication, chinese: None) -> Iterator[Callable[..., DisplayView]]:
    """Makes a view of a size that shows a state; nothing on it moves."""
    views: list[DisplayView] = []

    def make(state: DisplayState, width: int = 1920, height: int = 1080) -> DisplayView:
        view = DisplayView(DisplayPresenter())
        view.hold()
        view.resize(width, height)
        view.presenter.show(state)
        views.append(view)
        return view

    yield make
    for view in views:
        view.deleteLater()


def pixels(view: DisplayView) -> Pixels:
    """What is painted: rows, columns, colours."""
    return _array(view.grab().toImage())


def _array(picture: QImage) -> Pixels:
    image = picture.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(bytes(image.constBits()), np.uint8).reshape(image.height(), -1)
    return rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3).astype(np.int32)


def ink(picture: Pixels, colour: str) -> NDArray[np.bool_]:
    """Where the picture has nearly this colour."""
    pure = QColor(colour)
    wanted = np.array([pure.red(), pure.green(), pure.blue()], np.int32)
    return np.asarray(np.abs(picture - wanted).max(axis=2) < 40)


def height_of_ink(picture: Pixels, colour: str, area: QRectF) -> int:
    """How many rows the ink takes inside `area`."""
    top, left = int(area.top()) - 4, max(0, int(area.left()) - 4)
    part = picture[top : int(area.bottom()) + 5, left : int(area.right()) + 5]
    rows = np.flatnonzero(ink(part, colour).any(axis=1))
    return int(rows[-1] - rows[0] + 1)


def line(view: DisplayView, text: str) -> TextLine:
    """The line that says `text`."""
    return next(p for p in view.scene.pieces if isinstance(p, TextLine) and p.text == text)


def millimetres(height: int, width: int, screen_height: int) -> float:
    """So tall on a 55-inch screen that this picture fills."""
    return height * SCREEN_55_INCH_MM / min(width, screen_height)


@pytest.mark.parametrize("services", [SERVICES, MANY], ids=["4", "20"])
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_digits_can_be_read_from_fifteen_metres(
    shown: Callable[..., DisplayView],
    services: tuple[tuple[str, int, int | None], ...],
    width: int,
    height: int,
) -> None:
    view = shown(board(services, call=call(95, "0000", "8")), width, height)
    picture = pixels(view)
    number = height_of_ink(picture, SCREEN.text, line(view, "0000").area)
    window = height_of_ink(picture, SCREEN.window, line(view, "8").area)
    assert millimetres(number, width, height) >= 2 * LEGIBLE_MM
    assert millimetres(window, width, height) >= LEGIBLE_MM


@pytest.mark.parametrize("degrees", [0, 45, 90, 135, 180, 225, 270, 315, 20])
def test_the_arrow_points_where_the_window_is(
    shown: Callable[..., DisplayView], degrees: int
) -> None:
    view = shown(board(call=structs.replace(call(95, "A024", "3"), direction=degrees)))
    arrow = next(piece for piece in view.scene.pieces if isinstance(piece, Arrow))
    box = arrow.area.toAlignedRect()
    part = pixels(view)[box.top() : box.bottom() + 1, box.left() : box.right() + 1]
    rows, columns = np.nonzero(ink(part, SCREEN.window))
    # the head is where the ink is: its middle lies before the middle of the square
    ahead = box.height() / 2 - rows.mean() - 0.5
    right = columns.mean() - box.width() / 2 + 0.5
    assert math.hypot(ahead, right) > 0.05 * box.width()
    off = math.degrees(math.atan2(right, ahead)) - degrees
    assert abs((off + 180) % 360 - 180) < 6
    assert box.height() * SCREEN_55_INCH_MM / 1080 >= LEGIBLE_MM


def test_a_window_without_a_direction_has_no_arrow(shown: Callable[..., DisplayView]) -> None:
    view = shown(board(call=call(95, "A024", "5")))
    assert not [piece for piece in view.scene.pieces if isinstance(piece, Arrow)]
    assert line(view, "5").left == line(view, "刚刚叫号").left - 1920 + 680 - 56 + 64


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("name", STATES)
def test_nothing_is_cut_and_nothing_overlaps_at_any_size(
    qapp: QApplication, english: None, name: str, language: str
) -> None:
    speak(qapp, language)
    for width, height in (*SIZES, *OTHER_SIZES):
        page = 0
        while page < compose(STATES[name], width, height, page).pages:
            scene = compose(STATES[name], width, height, page)
            page += 1
            screen = QRectF(0, 0, width, height)
            inked = [p for p in scene.pieces if isinstance(p, TextLine | Arrow)]
            for piece in inked:
                assert screen.contains(piece.area), (piece, width, height)
            for one, other in combinations(inked, 2):
                assert not one.area.intersects(other.area), (one, other, width, height)
            for ground in (p for p in scene.pieces if isinstance(p, PaintedGround)):
                for piece in inked:
                    apart = not ground.area.intersects(piece.area)
                    assert apart or ground.area.contains(piece.area), (piece, ground, width, height)


def test_every_service_comes_up_on_some_page() -> None:
    for width, height in (*SIZES, *OTHER_SIZES):
        said = []
        page, pages = 0, 1
        while page < pages:
            scene = compose(board(MANY), width, height, page)
            pages, page = scene.pages, page + 1
            said += [p.text for p in scene.pieces if isinstance(p, TextLine)]
        whole = "".join(said)
        assert all(name in whole for name, _, _ in MANY), (width, height)
        assert pages <= 4


def test_a_wait_that_grows_moves_nothing(shown: Callable[..., DisplayView]) -> None:
    view = shown(board(MANY))
    places = [(p.left, p.baseline) for p in view.scene.pieces if isinstance(p, TextLine)]
    grown = tuple((name, 150 + waiting, 5_000) for name, waiting, _ in MANY)
    view.presenter.show(board(grown))
    assert [(p.left, p.baseline) for p in view.scene.pieces if isinstance(p, TextLine)] == places


def test_few_services_never_turn(shown: Callable[..., DisplayView]) -> None:
    view = shown(board())
    before = view.scene
    view.turn()
    assert view.scene == before


def test_the_pages_of_services_go_round(shown: Callable[..., DisplayView]) -> None:
    view = shown(board(MANY))
    first = _texts(view)
    seen = [first]
    for _ in range(view.scene.pages):
        view.turn()
        seen.append(_texts(view))
    assert seen[-1] == first
    assert all(one != other for one, other in pairwise(seen))


def _texts(view: DisplayView) -> list[str]:
    return [piece.text for piece in view.scene.pieces if isinstance(piece, TextLine)]


def test_no_name_of_a_person_and_each_number_once(shown: Callable[..., DisplayView]) -> None:
    texts = _texts(shown(board()))
    numbers = [text for text in texts if text[-3:].isdigit() and text[0].isalpha()]
    assert numbers == ["B015", "B016", "Y005", "A022", "A021", "A024"]


def test_only_a_call_lights_the_ground_and_only_for_a_moment(
    qapp: QApplication, chinese: None
) -> None:
    assert LIT_MS <= 150
    presenter = DisplayPresenter(steady=lambda: 1_000.0)
    view = DisplayView(presenter)
    view.resize(960, 540)
    called = call(95, "A024", "3")
    presenter.see(overview((called,)), DIRECTIONS)
    assert _lit(view)
    _wait(qapp, lambda: not view.lit)
    still = view.scene
    presenter.see(overview((called,), services=MANY), DIRECTIONS)
    assert not _lit(view), "what is not a call moves nothing"
    presenter.see(overview((called,)), DIRECTIONS)
    assert view.scene == still
    presenter.see(overview((call(96, "A024", "3", calls=2),)), DIRECTIONS)
    assert _lit(view), "a number that is called again is a call"
    view.deleteLater()


def _lit(view: DisplayView) -> bool:
    return view.lit


def _wait(app: QApplication, done: Callable[[], bool]) -> None:
    from time import monotonic

    end = monotonic() + 5
    while not done():
        assert monotonic() < end
        app.processEvents()


def test_what_was_painted_bit_by_bit_is_what_a_fresh_painting_is(
    qapp: QApplication, shown: Callable[..., DisplayView]
) -> None:
    view = shown(STATES["morning"], 960, 540)
    view.show()
    for name in ("call", "away", "services", "long-names", "called-again", "closed", "call"):
        view.presenter.show(STATES[name])
        qapp.processEvents()
        view.turn()
        qapp.processEvents()
        kept = view.screen().grabWindow(view.winId()).toImage()
        fresh = view.grab().toImage()
        assert kept.size() == fresh.size()
        off = np.abs(_array(kept) - _array(fresh))
        assert off.max() < 40, name
    view.hide()


def test_the_call_is_told_to_a_screen_reader(shown: Callable[..., DisplayView]) -> None:
    assert shown(board()).accessibleName() == "A024 3 号窗口"


def test_the_screen_says_how_old_it_is(shown: Callable[..., DisplayView]) -> None:
    texts = _texts(shown(STATES["away"]))
    assert "以上为 10:44 的情况，正在重新连接叫号系统。" in texts
    assert {"A024", "B015", "6 人 · 约 9 分"} <= set(texts), "what was shown stays"


@pytest.mark.parametrize(
    ("code", "full", "short"),
    [
        ("3", "3 号窗口", "3 号"),
        ("A12", "A12 号窗口", "A12 号"),
        ("综合受理", "综合受理窗口", "综合受理"),
        ("咨询台", "咨询台", "咨询台"),
    ],
)
def test_windows_are_called_by_their_codes(chinese: None, code: str, full: str, short: str) -> None:
    assert "".join(words.window_parts(code)) == full
    assert words.window_short(code) == short


def test_the_great_lines_are_said_in_two_languages(qapp: QApplication, english: None) -> None:
    assert words.call_line(1) == "Please go to the counter · 请到窗口"
    pairs = [words.twice(source) for source in (words.GO, words.WAIT, words.CLOSED)]
    speak(qapp, "zh_CN")
    assert words.call_line(2) == "再次叫号 · 请到窗口 · Please go to the counter"
    turned = [words.twice(source) for source in (words.GO, words.WAIT, words.CLOSED)]
    assert turned == [(second, first) for first, second in pairs]


@pytest.mark.parametrize(
    ("wait", "said"),
    [
        ((6, 540), "6 人 · 约 9 分"),
        ((1, 20), "1 人 · 约 1 分"),
        ((0, 0), "无需等候"),
        ((0, 120), "0 人 · 约 2 分"),
        ((3, None), "3 人等候"),
        ((40, 9_000), "40 人 · 约 2.5 小时"),
    ],
)
def test_a_wait_in_words(chinese: None, wait: tuple[int, int | None], said: str) -> None:
    [service] = board((("企业开办", *wait),)).services
    assert words.service_words(service) == said


def test_a_service_that_gives_no_numbers_says_so(chinese: None) -> None:
    [service] = board((("企业开办", 0, None),)).services
    assert words.service_words(replace(service, gives_tickets=False)) == "暂不取号"
