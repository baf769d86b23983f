"""A case that the region refused when its citizen had left is seen, corrected and taken.

Everything is real and goes through the window as it ships: its keys, the top bar, the list,
the barcode of the citizen's own receipt, and the practice region behind HTTP.
"""

import pytest

from desk.demo.confirm import linear_codes
from desk.domain.visits import Step
from desk.visit import attention_store
from tests.system.clerk import LIANG, SOCIAL_CARD, Clerk
from tests.system.day import Day


def stricter(day: Day) -> None:
    """The guide refuses from now on the telephone number that it let through before."""
    with day.region.client() as client:
        changes = client.get("/matters").json()["changed"]
        (code,) = [one["code"] for one in changes if one["name"] == SOCIAL_CARD]
        guide = client.get(f"/matters/{code}").json()
    properties = guide["form"]["properties"]
    properties["contact_phone"] = {**properties["contact_phone"], "pattern": "^0771"}
    day.region.call("PUT", f"/practice/matters/{code}", json=guide)


def waiting(clerk: Clerk) -> int:
    return clerk.window.assembly.presenter.state.attention


async def leaves_with_a_receipt(clerk: Clerk, day: Day) -> str:
    """Submitted with the link down; the citizen has the receipt and is gone."""
    await clerk.reaches_the_form()
    await clerk.fills_in()
    day.region.stop()
    await clerk.submits()
    await clerk.sees("恢复后自动发送")
    await clerk.hands_over()
    (receipt,) = day.tray.glob("*.pdf")
    (number,) = linear_codes(receipt)
    return number


async def corrects_and_submits(clerk: Clerk) -> None:
    """The fault is jumped to, the field is filled anew, the case is submitted and accepted."""
    await clerk.stands_at(Step.SUBMIT)
    await clerk.may("F9")
    await clerk.presses("F9")
    await clerk.stands_at(Step.FORM)
    await clerk.presses("Ctrl+A")
    await clerk.types("0771-5550001")
    await clerk.presses("F9")
    await clerk.stands_at(Step.SUBMIT)
    await clerk.presses(
        "F8" if "F8" in str(clerk.window.assembly.shell.view.bar().second) else "F9"
    )
    await clerk.sees("45-0100-")
    await clerk.hands_over()


def test_what_was_refused_later_is_corrected_from_the_list(day: Day) -> None:
    day.sign_in()
    day.take_ticket("C")
    day.lay_on_the_glass("社会保障卡补领申请表", 2)
    seen: list[str] = []

    async def morning(clerk: Clerk) -> None:
        seen.append(await leaves_with_a_receipt(clerk, day))
        assert waiting(clerk) == 0
        day.region.start()
        stricter(day)
        await clerk.waits("somebody to be needed", lambda: waiting(clerk) == 1, 60)
        await clerk.sees("要人管 1")
        await clerk.presses("F10")
        await clerk.sees("要有人管的办件", "平台退回", "还没告知", "139****0001")
        assert LIANG[0] not in clerk.screen
        await clerk.presses("F7")
        await clerk.sees("告知申请人了吗")
        await clerk.presses("Down")
        await clerk.presses("Return")
        await clerk.sees("打了 1 次没接")
        await clerk.presses("F9")
        await clerk.waits("the notice", lambda: len(list(day.tray.glob("*.pdf"))) == 2)
        await clerk.presses("Return")
        await corrects_and_submits(clerk)
        await clerk.waits("nobody to be needed", lambda: waiting(clerk) == 0)
        assert "要人管" not in clerk.screen

    day.at_the_window(morning)
    (case,) = day.region.summary()["cases"]
    assert (case["local_no"], case["state"]) == (seen[0], "accepted")


def test_it_waits_through_a_restart_behind_the_receipts_barcode(
    day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    day.sign_in()
    day.take_ticket("C")
    day.lay_on_the_glass("社会保障卡补领申请表")
    seen: list[str] = []

    async def morning(clerk: Clerk) -> None:
        seen.append(await leaves_with_a_receipt(clerk, day))

    day.at_the_window(morning)
    day.region.start()
    stricter(day)

    async def afternoon(clerk: Clerk) -> None:
        await clerk.stands_at(Step.CALL)
        await clerk.waits("somebody to be needed", lambda: waiting(clerk) == 1, 60)
        state = clerk.window.assembly.presenter
        await clerk.waits("the window to be free", lambda: state.state.free)
        day.region.stop()  # the book here is asked first, and is enough
        clerk.window.assembly.presenter.scanned(seen[0])
        await clerk.sees("要有人管的办件", "现在能做的")
        await clerk.presses("Return")
        await clerk.stands_at(Step.SUBMIT)
        assert clerk.window.services.session.open_visit.taken_up
        await clerk.presses("F3")
        await clerk.stands_at(Step.CALL)
        await clerk.presses("Ctrl+K")
        await clerk.types(seen[0][-6:])
        await clerk.sees("平台退回，要有人管")
        await clerk.presses("Return")
        await clerk.sees("要有人管的办件")
        await clerk.presses("Del")
        await clerk.sees("不办了")
        await clerk.presses("Return")
        await clerk.waits("nobody to be needed", lambda: waiting(clerk) == 0)

    day.at_the_window(afternoon)


def test_a_case_turned_down_after_it_was_received_is_seen(
    day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The window asks after it; the applicant is told; then nothing waits any more."""
    from desk.clerk import background

    monkeypatch.setattr(background, "ASK_AFTER_S", 0.3)
    monkeypatch.setattr(attention_store, "SOON", attention_store.SOON * 0)
    day.sign_in()
    day.take_ticket("C")
    day.lay_on_the_glass("社会保障卡补领申请表")

    async def morning(clerk: Clerk) -> None:
        await clerk.reaches_the_form()
        await clerk.fills_in()
        day.region.fault(path="/cases", method="POST", hold_received=True)
        await clerk.submits()
        await clerk.hands_over()
        (case,) = day.region.summary()["cases"]
        day.region.turn(case["case_no"], "refused", "营业执照已吊销")
        await clerk.waits("somebody to be needed", lambda: waiting(clerk) == 1, 30)
        await clerk.presses("F10")
        await clerk.sees("平台不予受理", "营业执照已吊销")
        await clerk.presses("F7")
        await clerk.sees("告知申请人了吗")
        await clerk.presses("Return")
        await clerk.waits("nobody to be needed", lambda: waiting(clerk) == 0)

    day.at_the_window(morning)
