"""One visit, from the clerk's sign-in to the paper in the citizen's hand.

Everything is real: the window, its keys, the hall's queue, the practice region behind HTTP.
Only the clerk and the citizen are made up.
"""

import pytest

from desk.demo.confirm import linear_codes
from desk.domain.tickets import Priority, TicketState
from desk.domain.visits import Step
from desk.hall.store import open_hall
from desk.practice.calendar import calendar_answer
from desk.region.calendar import CalendarFile
from tests.system.clerk import LIANG, PHONE, SOCIAL_CARD, Clerk
from tests.system.day import Day

pytestmark = pytest.mark.parametrize("day", ["embedded", "served", "postgresql"], indirect=True)
"""The same in a hall in a file, behind a server over one, and behind a server over PostgreSQL."""


def test_liang_siyuan_gets_a_new_social_security_card(day: Day) -> None:
    young = day.take_ticket("C")
    old = day.take_ticket("C", Priority.PRIORITY)

    async def morning(clerk: Clerk) -> None:
        await wei_li_comes_to_work(clerk, day)
        await clerk.sees(young.number, old.number)

        # Two citizens wait. The one with priority is called first, though he came last.
        await clerk.may("Space")
        await clerk.presses("Space")
        await clerk.may("F9")
        await clerk.sees(old.number)
        await clerk.presses("F9")

        await he_says_who_he_is(clerk)
        await she_finds_what_he_came_for(clerk)

        # His application has two pages. The window takes both in, and asks for nothing more.
        pages = day.lay_on_the_glass("社会保障卡补领申请表", 2)
        await clerk.scans()
        await clerk.goes_on(Step.FORM)

        # He tells his telephone number, and that he lost the old card.
        await clerk.fills_in(LIANG[0], PHONE)
        await clerk.submits()

        # The region answers: accepted, under a number of its own.
        await clerk.may("F9")
        await clerk.sees("45-0100-")
        assert day.pages_at_the_region() == [pages]

        # He gets his notice, and the window is free for the next.
        await clerk.hands_over()
        await clerk.sees(young.number)

    day.at_the_window(morning)

    (case,) = day.region.summary()["cases"]
    assert case["state"] == "accepted"
    (notice,) = day.tray.glob("*.pdf")
    assert linear_codes(notice) == [case["case_no"]]
    kept = CalendarFile(day.profile).load()
    assert kept is not None, "the region's calendar came while she worked"
    assert kept[0] == calendar_answer()
    with open_hall(day.hall_url) as hall:
        assert hall.ticket(old.id).state is TicketState.SERVED
        assert hall.ticket(young.id).state is TicketState.WAITING


async def wei_li_comes_to_work(clerk: Clerk, day: Day) -> None:
    """The window shows a code; she confirms it on her phone, and is greeted by her name."""
    await clerk.stands_at(None)
    day.region.approve(await clerk.reads_the_code())
    await clerk.stands_at(Step.CALL)
    await clerk.sees("韦丽", "南宁市民中心")


async def he_says_who_he_is(clerk: Clerk) -> None:
    """A slip of the finger in the identity number is caught by its check digit."""
    name, number = LIANG
    await clerk.stands_at(Step.IDENTIFY)
    await clerk.identifies(name, number[:-1] + "4")
    await clerk.sees("校验")
    await clerk.presses("Ctrl+A")
    await clerk.types(number)
    await clerk.presses("Return")


async def she_finds_what_he_came_for(clerk: Clerk) -> None:
    """By the initials of its name; and the region already holds his identity card."""
    await clerk.stands_at(Step.MATTER)
    await clerk.presses("Ctrl+A")
    for key in "shbzkbl":
        await clerk.presses(key)
    await clerk.sees(SOCIAL_CARD)
    await clerk.may("Return")
    await clerk.presses("Return")
    await clerk.stands_at(Step.MATERIALS)
    await clerk.sees(SOCIAL_CARD, LIANG[0], "平台已有")
    assert LIANG[1] not in clerk.screen


def test_with_the_link_down_the_citizen_leaves_with_a_receipt_and_the_case_follows(
    day: Day,
) -> None:
    day.sign_in()
    day.take_ticket("C")
    pages = day.lay_on_the_glass("社会保障卡补领申请表")

    async def bad_morning(clerk: Clerk) -> None:
        await clerk.reaches_the_form()
        await clerk.fills_in()
        day.region.stop()
        await clerk.submits()

        # The case is kept here; the citizen need not wait for the link.
        await clerk.sees("恢复后自动发送")
        assert "收件凭证" in clerk.next_action
        await clerk.hands_over()

        # The region comes back, and the case goes there by itself.
        day.region.start()
        await clerk.waits(
            "the case", lambda: clerk.window.assembly.presenter.state.pending == 0, 60
        )

    day.at_the_window(bad_morning)

    (case,) = day.region.summary()["cases"]
    assert day.pages_at_the_region() == [pages]
    (receipt,) = day.tray.glob("*.pdf")
    assert linear_codes(receipt) == [case["local_no"]]
