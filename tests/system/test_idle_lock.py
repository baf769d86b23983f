"""A window that nobody touches locks itself, and shows no citizen's data behind the lock."""

import time

from desk.domain.visits import Step
from tests.system.clerk import Clerk
from tests.system.day import Day

LONGER_THAN_THE_LIMIT_S = 6 * 60


def test_a_window_that_nobody_touches_locks_itself(day: Day) -> None:
    day.sign_in()
    day.take_ticket()
    day.lay_on_the_glass("社会保障卡补领申请表")

    async def left_alone(clerk: Clerk) -> None:
        await clerk.reaches_the_form()
        assembly, session = clerk.window.assembly, clerk.window.services.session
        applicant = session.open_visit.applicant
        assert applicant is not None
        assembly.shell.barcode_scanner.touched_at = time.monotonic() - LONGER_THAN_THE_LIMIT_S
        await clerk.waits("the lock", lambda: assembly.presenter.state.clerk is None)
        assert applicant.name not in clerk.screen
        assert applicant.number not in clerk.screen
        assert session.open_visit.step is Step.FORM

        def locked() -> list[str]:
            return [act.reason for act in session.store.acts.acts() if act.kind == "locked"]

        await clerk.waits("the act", lambda: bool(locked()))
        assert locked() == ["idle"]

    day.at_the_window(left_alone)
