"""A window that takes long to start shows no free window before its open visit is back."""

import asyncio

import pytest

from desk.domain.visits import Step, Visit
from desk.visit.steps.call import CallStep
from tests.system.clerk import Clerk
from tests.system.day import Day


def test_space_during_a_long_start_calls_nobody(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    day.sign_in()
    first = day.take_ticket("C")
    day.take_ticket("C")

    async def begin(clerk: Clerk) -> None:
        await clerk.calls_the_next()

    day.at_the_window(begin)

    restore = CallStep.restore

    async def slowly(call_step: CallStep) -> Visit | None:
        await asyncio.sleep(2)  # the hall is there, and everything else takes long
        return await restore(call_step)

    monkeypatch.setattr(CallStep, "restore", slowly)

    async def again(clerk: Clerk) -> None:
        await clerk.stands_at(Step.CALL)
        assert "叫下一位" not in clerk.screen
        assert "正在接上" in clerk.screen
        for _ in range(3):
            await clerk.presses("Space")
            assert "叫下一位" not in clerk.screen
        await clerk.stands_at(Step.IDENTIFY)
        assert clerk.window.services.session.open_visit.ticket_number == first.number

    day.at_the_window(again)
