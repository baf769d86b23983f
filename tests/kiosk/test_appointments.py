"""Appointments at a kiosk: by code, gun and card, each once, and nothing of a card is kept."""

import asyncio
import logging
from datetime import timedelta
from pathlib import Path

import pytest

from desk.domain.identity import IdentityRule
from desk.hall.failures import AppointmentOver, AppointmentUnknown, AppointmentUsed
from desk.kiosk.failures import CodeUnreadable, TooManyCodes
from desk.kiosk.state import KioskPage, Work
from desk.processes import ProcessPool
from tests.hall.halls import Clock
from tests.kiosk.stand import NOON, Kiosk, until
from tests.printing.reading import squeezed, text_of

ID = "450102198803162133"


async def test_six_digits_give_the_appointments_number(kiosk: Kiosk) -> None:
    kiosk.hall.book("D", NOON + timedelta(minutes=13), code="202611")
    kiosk.presenter.have_appointment()
    await kiosk.settle()
    for digit in "2x02-611":
        kiosk.presenter.type(digit)
    await kiosk.settle()
    given = kiosk.state.given
    assert given is not None
    assert given.ticket.number == "Y001"
    [paper] = kiosk.printer.papers
    assert squeezed("预约 11:00") in text_of(paper.read_bytes())


async def test_a_wrong_code_is_said_and_can_be_typed_again(kiosk: Kiosk) -> None:
    kiosk.hall.book("D", NOON, code="202611")
    kiosk.presenter.have_appointment()
    await kiosk.settle()
    for digit in "111111":
        kiosk.presenter.type(digit)
    await kiosk.settle()
    assert kiosk.page() is KioskPage.APPOINTMENT
    assert isinstance(kiosk.state.fault, AppointmentUnknown)
    assert kiosk.state.entry == ""
    for digit in "202611":
        kiosk.presenter.type(digit)
    await kiosk.settle()
    assert kiosk.page() is KioskPage.TICKET


@pytest.mark.parametrize(
    ("slot", "twice", "refusal"),
    [(timedelta(minutes=-20), False, AppointmentOver), (timedelta(), True, AppointmentUsed)],
)
async def test_an_appointment_that_gives_no_number_says_why(
    kiosk: Kiosk, slot: timedelta, twice: bool, refusal: type[Exception]
) -> None:
    kiosk.hall.book("D", NOON + slot, code="202611")
    for _ in range(1 + twice):
        kiosk.presenter.leave()
        await kiosk.settle()
        kiosk.presenter.scanned("202611")
        await kiosk.settle()
    assert kiosk.page() is KioskPage.REFUSED
    assert isinstance(kiosk.state.refusal, refusal)


async def test_a_gun_checks_in_from_the_start_page_and_reads_addresses(kiosk: Kiosk) -> None:
    kiosk.hall.book("D", NOON, code="202611")
    kiosk.presenter.scanned("https://ptyw.gxzf.example/a/202611")
    await kiosk.settle()
    assert kiosk.state.given is not None
    kiosk.presenter.leave()
    await kiosk.settle()
    kiosk.presenter.scanned("6901234567892")
    assert kiosk.page() is KioskPage.APPOINTMENT
    assert isinstance(kiosk.state.fault, CodeUnreadable)


async def test_a_card_finds_its_appointment_and_leaves_no_trace(
    kiosk: Kiosk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    kiosk.hall.book("D", NOON, holder=await kiosk.hall_client.holder_of(ID))
    kiosk.presenter.have_appointment()
    await kiosk.settle()
    kiosk.presenter.type_card(by_card=True)
    for sign in ID[:-1]:
        kiosk.presenter.type(sign)
    assert ID[:-1] not in repr(kiosk.state)
    kiosk.presenter.type(ID[-1])
    await kiosk.settle()
    given = kiosk.state.given
    assert given is not None
    assert given.ticket.number == "Y001"
    assert kiosk.state.entry == ""
    assert ID not in caplog.text
    left = [path for path in kiosk.folder.parent.rglob("*") if path.is_file()]
    assert left
    assert not any(ID.encode() in path.read_bytes() for path in left)


async def test_a_number_that_is_no_cards_is_told_before_the_hall_is_asked(kiosk: Kiosk) -> None:
    kiosk.presenter.have_appointment()
    await kiosk.settle()
    kiosk.presenter.type_card(by_card=True)
    for sign in "45010219880316213x":
        kiosk.presenter.type(sign)
    assert kiosk.state.fault is IdentityRule.CHECK
    assert kiosk.state.entry == ""
    assert kiosk.work() is Work.NOTHING


class OneCard:
    """A card reader on which somebody lays one card: no machine here has a reader."""

    def __init__(self) -> None:
        self.cards = [ID]

    async def number(self) -> str:
        if self.cards:
            return self.cards.pop()
        return await asyncio.Future[str]()


async def test_a_card_that_is_laid_on_checks_in_by_itself(
    tmp_path: Path, hall_file: str, process_pool: ProcessPool, clock: Clock
) -> None:
    kiosk = await Kiosk.open(tmp_path / "profile", hall_file, process_pool, clock, reader=OneCard())
    try:
        await kiosk.look()
        kiosk.hall.book("A", NOON, holder=await kiosk.hall_client.holder_of(ID))
        kiosk.steady.now += 1
        kiosk.presenter.have_appointment()
        await until(lambda: kiosk.page() is KioskPage.TICKET)
        await kiosk.settle()
    finally:
        await kiosk.close()


async def test_codes_are_not_tried_out_without_end(kiosk: Kiosk) -> None:
    kiosk.hall.book("D", NOON, code="202611")
    for number in range(5):
        kiosk.presenter.scanned(f"00000{number}")
        await kiosk.settle()
    kiosk.presenter.scanned("202611")
    assert isinstance(kiosk.state.fault, TooManyCodes)
    kiosk.steady.now += 121
    kiosk.presenter.scanned("202611")
    await kiosk.settle()
    assert kiosk.page() is KioskPage.TICKET
