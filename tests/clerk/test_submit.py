"""The submit step by its keys, against a real region: kept, refused, mended, accepted."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from desk.clerk.steps.form.view import FormView
from desk.clerk.steps.materials.view import MaterialsView
from desk.clerk.steps.submit.view import SubmitView
from desk.demo.citizens import sample
from desk.domain.visits import SendState, Step
from tests.clerk.complete_case import primary, printers, saved_papers, send, submit_step
from tests.clerk.desks import ClerkDesk
from tests.practice_region import PracticeRegion
from tests.visit.conftest import region
from tests.visit.pages import SOCIAL_CARD

__all__ = ["printers", "region", "saved_papers", "submit_step"]

pytestmark = pytest.mark.usefixtures("english")
CTRL = Qt.KeyboardModifier.ControlModifier


def view(desk: ClerkDesk) -> SubmitView:
    found = desk.shell.view
    assert isinstance(found, SubmitView)
    return found


def words(desk: ClerkDesk) -> str:
    """Everything that the right column says."""
    return view(desk).standing.said


def stricter() -> dict[str, Any]:
    """A newer guide, which refuses three things that the old one let through."""
    guide = next(one for one in sample("matters")["matters"] if one["code"] == SOCIAL_CARD)
    fields = guide["form"]["properties"]
    form = {
        **guide["form"],
        "properties": {
            **fields,
            "contact_phone": {**fields["contact_phone"], "pattern": "^0771-[0-9]{7}$"},
        },
    }
    photo = {**guide["materials"][1], "code": "03", "name": "照片"}
    materials = [*guide["materials"], photo]
    return {**guide, "version": 2, "form": form, "materials": materials}


async def test_before_it_goes_everything_that_goes_is_shown(submit_step: ClerkDesk) -> None:
    assert primary(submit_step) == "F9 Submit"
    assert "Ready to submit" in words(submit_step)
    shown = view(submit_step).summary.said
    for part in ("梁思源", "4501**********2133", "社会保障卡补领申请表", "3 pages", "13978800001"):
        assert part in shown, part
    assert "450102198803162133" not in shown


async def test_a_case_is_accepted_and_says_its_number_and_promise(submit_step: ClerkDesk) -> None:
    await submit_step.press(Qt.Key.Key_F9)
    await send(submit_step)
    case = submit_step.window.session.open_visit.case
    assert case is not None
    assert case.case_no is not None
    assert case.case_no in words(submit_step)
    assert "every digest agreed" in words(submit_step)
    assert primary(submit_step) == "F9 To the paper"


async def test_with_the_region_away_the_case_is_kept_and_a_receipt_is_offered(
    submit_step: ClerkDesk, region: PracticeRegion
) -> None:
    region.stop()
    await submit_step.press(Qt.Key.Key_F9)
    await submit_step.window.worker.step()
    await submit_step.settle()
    assert "Kept here, will be sent by itself" in words(submit_step)
    assert primary(submit_step) == "F9 Print the materials receipt"
    await submit_step.press(Qt.Key.Key_F9)
    assert submit_step.window.session.open_visit.step is Step.PAPER
    assert primary(submit_step) == "F9 Print and finish"


async def test_three_faults_of_the_region_each_lead_to_where_they_are_mended(
    submit_step: ClerkDesk, region: PracticeRegion
) -> None:
    region.call("PUT", f"/practice/matters/{SOCIAL_CARD}", json=stricter())
    await submit_step.press(Qt.Key.Key_F9)
    await send(submit_step)
    case = submit_step.window.session.open_visit.case
    assert case is not None
    assert case.send is SendState.PARKED
    assert len(case.faults) == 3
    for fault in case.faults:
        assert fault.detail in words(submit_step)
    assert primary(submit_step) == "F9 Mend the next"

    places = [fault.pointer for fault in case.faults]
    for _ in range(places.index("/form/contact_phone")):
        await submit_step.press(Qt.Key.Key_Down)
    await submit_step.press(Qt.Key.Key_Return)
    form = submit_step.shell.view
    assert isinstance(form, FormView)
    assert submit_step.focus is form.form.field_editor("contact_phone")
    told = case.faults[places.index("/form/contact_phone")].detail
    assert form.form.field_row("contact_phone").fault == told
    await submit_step.type("0771-5550001")
    assert form.form.field_row("contact_phone").fault == ""

    await submit_step.press(Qt.Key.Key_F9)
    for _ in range(places.index("/materials")):
        await submit_step.press(Qt.Key.Key_Down)
    await submit_step.press(Qt.Key.Key_Return)
    assert isinstance(submit_step.shell.view, MaterialsView)


async def test_a_corrected_case_is_submitted_again(
    submit_step: ClerkDesk, region: PracticeRegion
) -> None:
    guide = next(one for one in sample("matters")["matters"] if one["code"] == SOCIAL_CARD)
    region.call("PUT", f"/practice/matters/{SOCIAL_CARD}", json=stricter())
    await submit_step.press(Qt.Key.Key_F9)
    await send(submit_step)
    region.call("PUT", f"/practice/matters/{SOCIAL_CARD}", json=guide)
    await submit_step.press(Qt.Key.Key_F8)
    await send(submit_step)
    assert "The case is accepted" in words(submit_step)
    assert len(region.summary()["cases"]) == 1


async def test_another_digest_at_the_region_stops_the_case(
    submit_step: ClerkDesk, region: PracticeRegion
) -> None:
    region.fault(flip_byte=1)
    await submit_step.press(Qt.Key.Key_F9)
    await send(submit_step)
    case = submit_step.window.session.open_visit.case
    assert case is not None
    assert case.send is SendState.PARKED
    assert case.case_no is None
    assert case.refusal_code
    assert "[" not in words(submit_step)  # words for people, no log line
    assert primary(submit_step) == "F9 Submit again"


async def test_what_is_open_is_listed_and_leads_there(
    submit_step: ClerkDesk,
) -> None:
    await submit_step.window.form_step.save({"contact_name": "梁思源"})
    await submit_step.settle()
    assert "2 things still open" in words(submit_step)
    await submit_step.press(Qt.Key.Key_F9)
    form = submit_step.shell.view
    assert isinstance(form, FormView)
    assert submit_step.focus is form.form.field_editor("contact_phone")
    assert form.form.field_row("contact_phone").fault == "Required"


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1440, 900)])
async def test_whole_at_both_sizes(submit_step: ClerkDesk, width: int, height: int) -> None:
    submit_step.shell.resize(width, height)
    await submit_step.settle()
    found = view(submit_step)
    assert found.width() == width
    for part in (found.summary, found.standing):
        assert found.rect().contains(part.geometry())
    summary = found.summary.widget()
    assert summary.height() <= found.summary.viewport().height()  # nothing to scroll for
