"""The kiosk as people meet it: by finger, by keyboard, by gun, in their language."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from desk.domain.tickets import Service
from desk.hall.failures import HallUnreachable
from desk.kiosk import window as kiosk_window
from desk.kiosk.appointment import AppointmentPage
from desk.kiosk.confirm import ConfirmPage
from desk.kiosk.parts import SMALLEST, Tile, Touch, Typeface
from desk.kiosk.result import TicketPage
from desk.kiosk.start import StartPage
from desk.kiosk.state import KioskPage
from desk.qt.theme import LIGHT
from printing.printers import PaperOut
from tests.kiosk.stand import NOON, Stand, fill, until
from tests.printing.reading import codes_in, pictures, text_of

KEY = Qt.Key


def start_of(stand: Stand) -> StartPage:
    """The start page."""
    page = stand.window.pages[KioskPage.START]
    assert isinstance(page, StartPage)
    return page


def confirm_of(stand: Stand) -> ConfirmPage:
    """The page of one service."""
    page = stand.window.pages[KioskPage.CONFIRM]
    assert isinstance(page, ConfirmPage)
    return page


def ticket_of(stand: Stand) -> TicketPage:
    """The page with the number."""
    page = stand.window.pages[KioskPage.TICKET]
    assert isinstance(page, TicketPage)
    return page


def appointment_of(stand: Stand) -> AppointmentPage:
    """The page with the keypad."""
    page = stand.window.pages[KioskPage.APPOINTMENT]
    assert isinstance(page, AppointmentPage)
    return page


def touchables(stand: Stand) -> Iterator[Touch]:
    """Everything on the screen that takes a touch."""
    return (part for part in stand.window.findChildren(Touch) if part.isVisible())


# -- by finger --------------------------------------------------------------------------


async def test_the_wait_is_said_and_two_touches_print_the_ticket(stand: Stand) -> None:
    fill(stand.kiosk)
    await stand.kiosk.look()
    start = start_of(stand)
    tile = start.services.tile("A")
    assert "Companies" in tile.accessibleName()
    assert "6 waiting · ~" in tile.accessibleName()
    assert "Called in about" in stand.words()
    await stand.touch(tile)
    assert stand.page() is KioskPage.CONFIRM
    await stand.touch(confirm_of(stand).take)
    assert ticket_of(stand).number.number == "A007"
    assert "Take your ticket below" in stand.words()
    [paper] = stand.kiosk.printer.papers
    assert "A007" in text_of(paper.read_bytes())
    assert "A007-20261124" in codes_in(pictures(paper.read_bytes(), 203)[0])


async def test_a_double_tap_on_a_service_takes_no_number(stand: Stand) -> None:
    stand.touch_at_once(start_of(stand).services.tile("A"))
    stand.touch_at_once(confirm_of(stand).take)
    await stand.settle()
    assert stand.page() is KioskPage.CONFIRM
    assert stand.kiosk.hall.find("A001") is None


async def test_a_double_tap_on_the_number_gives_one_and_leaves_it_on_the_screen(
    stand: Stand,
) -> None:
    await stand.touch(start_of(stand).services.tile("A"))
    stand.touch_at_once(confirm_of(stand).take)
    stand.touch_at_once(confirm_of(stand).take)
    await until(lambda: stand.page() is KioskPage.TICKET)
    stand.touch_at_once(ticket_of(stand).done)
    assert stand.page() is KioskPage.TICKET
    await stand.settle()
    assert stand.kiosk.hall.find("A001") is not None
    assert stand.kiosk.hall.find("A002") is None
    await stand.touch(ticket_of(stand).done)
    assert stand.page() is KioskPage.START


async def test_an_appointment_is_typed_on_the_keypad(stand: Stand) -> None:
    stand.kiosk.hall.book("D", NOON + timedelta(minutes=13), code="120900")
    await stand.touch(start_of(stand).appointment)
    page = appointment_of(stand)
    for digit in "129":
        await stand.touch(page.keypad.key(digit))
    await stand.touch(page.keypad.erase)
    for digit in "0900":
        await stand.touch(page.keypad.key(digit))
    assert ticket_of(stand).number.number == "Y001"
    assert "11:00" in stand.words()


async def test_a_card_number_is_not_shown_to_those_behind(stand: Stand) -> None:
    await stand.touch(start_of(stand).appointment)
    await stand.touch(appointment_of(stand).other)
    await stand.type("450102")
    assert appointment_of(stand).boxes.shown == "•••••2"
    assert "450102" not in stand.words()


async def test_paper_out_is_said_before_the_choice_and_the_number_can_be_photographed(
    stand: Stand,
) -> None:
    stand.kiosk.printer.out = PaperOut(name="80 mm")
    await stand.kiosk.look()
    await stand.settle()
    assert stand.page() is KioskPage.START
    assert "out of paper" in stand.words()
    await stand.touch(start_of(stand).services.tile("C"))
    assert "out of paper" in stand.words()
    await stand.touch(confirm_of(stand).take)
    assert ticket_of(stand).number.number == "C001"
    assert not ticket_of(stand).again.isVisible()
    code = codes_of(stand.picture())
    assert code == {"https://ptyw.gxzf.example/t/NN01/20261124/C001"}
    stand.kiosk.printer.out = None
    await stand.kiosk.look()
    await stand.settle()
    await stand.touch(ticket_of(stand).again)
    assert len(stand.kiosk.printer.papers) == 1


def codes_of(picture: QPixmap) -> set[str]:
    """What a telephone reads off the screen."""
    from PIL import Image

    image = picture.toImage().convertToFormat(picture.toImage().Format.Format_Grayscale8)
    data = bytes(image.constBits())
    return codes_in(
        Image.frombytes(
            "L", (image.width(), image.height()), data, "raw", "L", image.bytesPerLine()
        )
    )


async def test_a_service_that_is_shut_takes_no_touch_and_says_when_it_opens(
    stand: Stand,
) -> None:
    stand.kiosk.hall_clock.now = NOON.replace(hour=4, minute=30)  # lunch
    await stand.kiosk.look()
    await stand.settle()
    tile = start_of(stand).services.tile("A")
    assert tile.face is Typeface.SHUT
    assert "Numbers from 13:00" in tile.accessibleName()
    stand.touch_at_once(tile)
    await stand.settle()
    assert stand.page() is KioskPage.START


async def test_more_services_than_fit_are_one_touch_further_and_come_back_by_themselves(
    stand: Stand,
) -> None:
    grid = start_of(stand).services
    more = [Service(f"X{n}", chr(ord("E") + n), f"业务{n}") for n in range(9)]
    stand.kiosk.hall.arrange(more, ())
    await stand.kiosk.look()
    await stand.settle()
    first = grid.tiles
    seen = set(first[:-1])
    grid._forget.setInterval(200)
    for _ in range(3):
        await stand.touch(grid.tiles[-1])
        seen |= set(grid.tiles[:-1])
    assert len(seen) == 13
    async with asyncio.timeout(10):
        while grid._forget.isActive():
            await asyncio.sleep(0.02)
            stand.app.processEvents()
    assert grid.tiles == first


async def test_a_hall_that_went_away_is_said_and_comes_back(stand: Stand) -> None:
    stand.kiosk.presenter._hall_troubled(HallUnreachable(reason="x"))
    await stand.settle()
    assert "The queue does not answer" in stand.words()
    assert start_of(stand).services.tile("A").face is Typeface.SHUT
    await stand.kiosk.look()
    await stand.settle()
    assert "The queue does not answer" not in stand.words()
    await stand.touch(start_of(stand).services.tile("A"))
    assert stand.page() is KioskPage.CONFIRM


# -- by keyboard, by gun, by ear ---------------------------------------------------------


async def test_everything_is_done_by_keyboard_alone(stand: Stand, qapp: QApplication) -> None:
    assert qapp.focusWidget() is start_of(stand).appointment
    await stand.press(KEY.Key_Down)
    assert qapp.focusWidget() in start_of(stand).services.tiles
    await stand.press(KEY.Key_Down)
    await stand.press(KEY.Key_Right)
    focus = qapp.focusWidget()
    assert focus is start_of(stand).services.tile("D")
    await stand.press(KEY.Key_Return)
    assert stand.page() is KioskPage.CONFIRM
    await stand.press(KEY.Key_Escape)
    assert stand.page() is KioskPage.START
    for _ in range(20):
        if qapp.focusWidget() is start_of(stand).services.tile("B"):
            break
        await stand.press(KEY.Key_Tab)
    await stand.press(KEY.Key_Space)
    await stand.press(KEY.Key_Return)
    assert ticket_of(stand).number.number == "B001"
    await stand.press(KEY.Key_Return)
    assert stand.page() is KioskPage.START


async def test_a_code_is_typed_on_a_keyboard(stand: Stand) -> None:
    stand.kiosk.hall.book("D", NOON, code="202611")
    await stand.touch(start_of(stand).appointment)
    await stand.type("2027")
    await stand.press(KEY.Key_Backspace)
    await stand.type("611")
    assert ticket_of(stand).number.number == "Y001"


async def test_a_gun_needs_no_touch_at_all(stand: Stand) -> None:
    stand.kiosk.hall.book("D", NOON, code="202611")
    await stand.scan("202611")
    assert ticket_of(stand).number.number == "Y001"


async def test_the_ring_is_for_those_who_use_keys(stand: Stand) -> None:
    def ringed() -> bool:
        image = stand.picture().toImage()
        wanted = LIGHT.focus.lower()
        return any(
            image.pixelColor(x, y).name() == wanted
            for x in range(0, image.width(), 2)
            for y in range(250, 600, 2)
        )

    await stand.touch(start_of(stand).services.tile("A"))
    await stand.touch(confirm_of(stand).back)
    assert not ringed()
    await stand.press(KEY.Key_Tab)
    await stand.press(KEY.Key_Backtab)
    assert ringed()


async def test_a_screen_reader_hears_each_page_and_each_thing_to_touch(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(kiosk_window, "announce", lambda _part, text: heard.append(text))
    await stand.touch(start_of(stand).services.tile("A"))
    await stand.touch(confirm_of(stand).take)
    assert any("A 0 0 1" in text for text in heard)
    assert "Take your ticket below" in heard[-1]
    before = len(heard)
    stand.kiosk.presenter.tick()
    stand.kiosk.pass_by(3)
    assert len(heard) == before, "a countdown is not read aloud second by second"
    stand.kiosk.presenter.leave()
    await stand.settle()
    await stand.touch(start_of(stand).appointment)
    assert all(part.accessibleName() for part in touchables(stand))


# -- languages and sizes -----------------------------------------------------------------


async def test_a_language_is_spoken_at_once_and_until_the_citizen_leaves(stand: Stand) -> None:
    await stand.touch(start_of(stand).services.tile("A"))
    assert "Take a number" in stand.words()
    await stand.touch(stand.window.languages["zh_CN"])
    assert "取号" in stand.words()
    assert "企业开办" in stand.words()
    assert "Take a number" not in stand.words()
    await stand.touch(stand.window.languages["en"])
    await stand.touch(confirm_of(stand).take)
    assert "Your number" in stand.words()
    await stand.touch(ticket_of(stand).done)
    assert "请选择要办的业务" in stand.words()


async def test_zhuang_stands_where_it_is_sourced_and_chinese_elsewhere(stand: Stand) -> None:
    stand.kiosk.hall_clock.now = NOON.replace(day=28)  # a Saturday
    await stand.kiosk.look()
    await stand.touch(stand.window.languages["za"])
    assert "请选择要办的业务" in stand.words()
    assert "Singhgiz it 09:00" in start_of(stand).services.tile("A").accessibleName()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("size", [(1080, 1920), (1920, 1080)])
async def test_every_page_is_whole_and_large_enough_to_touch(
    stand: Stand, size: tuple[int, int], large: bool, language: str
) -> None:
    fill(stand.kiosk)
    presenter = stand.kiosk.presenter
    stand.window.resize(*size)

    async def check() -> None:
        presenter.speak(language)
        presenter.enlarge(large)
        await stand.settle()
        assert stand.outside() == []
        places = []
        for part in touchables(stand):
            assert part.width() >= SMALLEST, part.accessibleName()
            assert part.height() >= SMALLEST, part.accessibleName()
            if isinstance(part, Tile):
                assert part.height() >= part.heightForWidth(part.width()), part.accessibleName()
            corner = part.mapTo(stand.window, part.rect().topLeft())
            places.append((part.accessibleName(), QRect(corner, part.size())))
        for (one, here), (other, there) in combinations(places, 2):
            assert not here.intersects(there), f"{one} lies over {other}"

    await stand.kiosk.look()
    await check()
    presenter.offer_priority()
    await check()
    presenter.back()
    await stand.settle()
    presenter.choose("A")
    await check()
    presenter.back()
    await stand.settle()
    presenter.have_appointment()
    await check()
    presenter.scanned("111111")
    await stand.settle()
    await check()
    presenter.back()
    stand.kiosk.printer.out = PaperOut(name="x")
    await stand.kiosk.look()
    await check()
    presenter.choose("A")
    await check()
    presenter.take()
    await check()
    stand.kiosk.printer.out = None
    await stand.kiosk.look()
    await check()
