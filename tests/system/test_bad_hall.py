"""Bad days of the hall's queue, at the real window, in Chinese; and the queue right afterwards."""

import sqlite3
from contextlib import closing

import pytest

from desk.clerk.start import run_window
from desk.domain.tickets import TicketMove
from desk.hall.client import remote
from desk.hall.enrolment import Role
from desk.hall.failures import HallKindUnknown, HallTooOld
from desk.hall.file_failures import HallMissing
from desk.hall.server_failures import HallServerWanted, NotEnrolled
from desk.hall.store import open_hall
from desk.visit import hall_watch
from tests.cut import SealedCut
from tests.system.clerk import Clerk
from tests.system.day import Day
from tests.system.test_bad_input import CHINESE, is_clear, trouble

__all__ = ["trouble"]


def test_a_window_that_its_hall_does_not_know_says_so_and_calls_nobody(day: Day) -> None:
    day.sign_in()
    day.take_ticket("C")

    async def act(clerk: Clerk) -> None:
        assert is_clear(await clerk.is_told("HAL-12"))
        await clerk.presses("Esc")
        await clerk.may("Space")
        await clerk.presses("Space")
        assert is_clear(await clerk.is_told("HAL-12"))
        await clerk.presses("Esc")
        await clerk.presses("F5")
        await clerk.types("Z999")
        await clerk.presses("Return")
        assert is_clear(await clerk.is_told("HAL-21"))

    day.at_the_window(act, window="99")
    with open_hall(day.hall_url) as hall:
        assert [event.move for event in hall.ticket_events()] == [TicketMove.TAKEN]


def test_a_window_that_was_paused_elsewhere_refuses_to_call_and_opens(
    day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hall_watch, "CLOCK_WARNING_S", -1)  # even this PC's clock is too far off
    day.sign_in()
    ticket = day.take_ticket("C")
    with open_hall(day.hall_url) as hall:
        hall.pause_window("3", "manager", "设备检修")

    async def act(clerk: Clerk) -> None:
        assert is_clear(await clerk.is_told("HAL-61"))
        await clerk.presses("Esc")
        await clerk.sees("设备检修")
        await clerk.presses("Space")
        assert is_clear(await clerk.is_told("HAL-14"))
        await clerk.presses("F8")
        await clerk.may("Space")
        await clerk.presses("Space")
        await clerk.sees(ticket.number)

    day.at_the_window(act)


def test_a_hall_that_goes_away_in_a_call_is_said_and_the_call_is_made_once(
    day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "DEADLINE_S", 2.0)
    server = day.serve()
    wire = SealedCut(int(server.address.rpartition(":")[2]))
    server.enrol(Role.WINDOW, "3", wire.address)
    day.address = wire.address
    day.sign_in()
    with open_hall(day.hall_url) as hall:
        first = hall.take("C")

        async def act(clerk: Clerk) -> None:
            await clerk.may("Space")
            wire.lose_answer(stays=True)
            await clerk.presses("Space")
            await clerk.waits("a notice", lambda: clerk.notice is not None)
            assert clerk.notice is not None
            assert clerk.notice.code in ("HAL-01", "HAL-56")
            assert is_clear(clerk.notice)
            hall.take("C")  # of which the window would hear
            await clerk.sees("叫号系统连不上")
            wire.mend()
            await clerk.sees("候办 1 人", first.number)
            await clerk.may("F9")

        day.at_the_window(act)
        calls = [one.number for one in hall.ticket_events() if one.move is TicketMove.CALLED]
        assert calls == [first.number]
    wire.close()
    day.close()


def old(day: Day) -> str:
    """The hall as an earlier version of the program left it."""
    with closing(sqlite3.connect(day.hall / "hall.db")) as file, file:
        file.execute("UPDATE alembic_version SET version_num = '0001'")
    return day.hall_url


def test_a_hall_that_cannot_be_used_is_said_at_the_start(day: Day, trouble: list[str]) -> None:
    nowhere = f"sqlite:///{day.hall}/nowhere.db"
    for url, failure in (
        (nowhere, HallMissing),
        ("mysql://hall.example/hall", HallKindUnknown),
        ("postgresql://hall.example/hall", HallServerWanted),
        ("https://127.0.0.1:9", NotEnrolled),
        (old(day), HallTooOld),
    ):
        trouble.clear()
        with pytest.raises(failure):
            run_window(day.settings(hall_url=url))
        assert failure.code in trouble[0]
        assert CHINESE.search(trouble[0])
