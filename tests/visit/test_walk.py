"""A visit from the call to the form, through the services, with nobody else in the way."""

import asyncio
from pathlib import Path

import pytest

from desk.domain.identity import IdentityFault, IdentityRule
from desk.domain.matters import ApplicantKind
from desk.domain.tickets import TicketState
from desk.domain.visits import MaterialState, Step, Visit
from desk.hall import HallQueue
from desk.hall.failures import TicketNotWaiting
from desk.region.catalogue import MatterUnknown
from desk.visit.failures import (
    NotToFollow,
    NoVisitOpen,
    StepNotReady,
    VisitStillOpen,
    WrongApplicant,
)
from tests.visit.pages import INVESTMENT, LIANG, SOCIAL_CARD, TRADER
from tests.visit.steps import called, matter_step
from tests.visit.window import Window, stored_files


async def test_nobody_waits(window: Window) -> None:
    assert await window.call_step.call_next() is None
    assert window.session.visit is None


async def test_a_call_opens_a_visit_and_all_who_listen_hear_of_it(
    window: Window, hall: HallQueue
) -> None:
    heard: list[Visit | None] = []
    stop = window.session.subscribe(heard.append)
    ticket = hall.take("C")
    visit = await window.call_step.call_next()
    assert visit is not None
    assert (visit.ticket_id, visit.ticket_number) == (ticket.id, "C001")
    assert (visit.service_name, visit.step) == ("社会保障", Step.CALL)
    assert heard == [None, visit]
    stop()
    await window.call_step.no_show()
    assert heard == [None, visit]


async def test_the_window_serves_one_citizen_at_a_time(window: Window, hall: HallQueue) -> None:
    await called(window, hall)
    hall.take("C")
    with pytest.raises(VisitStillOpen):
        await window.call_step.call_next()
    with pytest.raises(VisitStillOpen):
        await window.call_step.call("C002")


async def test_a_scanned_ticket_is_called_and_scanning_it_again_changes_nothing(
    window: Window, hall: HallQueue
) -> None:
    hall.take("C")
    hall.take("C")
    visit = await window.call_step.call("C002")
    assert await window.call_step.call("C002") == visit
    assert window.session.visit == visit


async def test_a_ticket_at_another_window_is_not_taken_from_it(
    window: Window, hall: HallQueue
) -> None:
    hall.take("C")
    hall.call_next("5", "someone")
    with pytest.raises(TicketNotWaiting):
        await window.call_step.call("C001")
    assert window.session.visit is None


async def test_a_no_show_leaves_nothing_and_may_come_back(window: Window, hall: HallQueue) -> None:
    visit = await called(window, hall)
    await window.call_step.recall()
    await window.call_step.no_show()
    assert window.session.visit is None
    assert hall.ticket(visit.ticket_id).state is TicketState.NO_SHOW
    with pytest.raises(KeyError):
        window.store.visit(visit.id)
    again = await window.call_step.call("C001")
    assert again.ticket_id == visit.ticket_id


async def test_a_citizen_who_comes_is_served_and_asked_who_they_are(
    window: Window, hall: HallQueue
) -> None:
    visit = await called(window, hall)
    await window.call_step.welcome()
    assert hall.ticket(visit.ticket_id).state is TicketState.SERVING
    assert window.session.open_visit.step is Step.IDENTIFY


async def test_steps_are_walked_back_and_forth_but_none_is_jumped(
    window: Window, hall: HallQueue
) -> None:
    await matter_step(window, hall, SOCIAL_CARD)
    for step in (Step.IDENTIFY, Step.MATTER, Step.MATERIALS, Step.FORM, Step.SUBMIT):
        assert (await window.session.go(step)).step is step
    with pytest.raises(StepNotReady):
        await window.session.go(Step.PAPER)
    assert window.session.open_visit.step is Step.SUBMIT


async def test_identifying_takes_a_number_as_it_is_typed_and_serves_the_ticket(
    window: Window, hall: HallQueue
) -> None:
    await called(window, hall)
    kind, name, number = LIANG
    typed = " 450102 19880316 ２１３３ "
    assert await window.identify_step.identify(kind, f" {name} ", typed) == ()
    visit = window.session.open_visit
    assert visit.applicant is not None
    assert (visit.applicant.name, visit.applicant.number) == (name, number)
    assert visit.step is Step.MATTER
    assert hall.ticket(visit.ticket_id).state is TicketState.SERVING
    assert window.visits_of(number) == (visit,)
    assert window.visits_of("450102198803162134") == ()


async def test_a_wrong_check_digit_is_told_and_nothing_is_stored(
    window: Window, hall: HallQueue
) -> None:
    before = await called(window, hall)
    faults = await window.identify_step.identify(ApplicantKind.PERSON, "", "450102198803162134")
    assert faults == (
        IdentityFault("name", IdentityRule.MISSING),
        IdentityFault("number", IdentityRule.CHECK),
    )
    assert window.session.visit == before
    assert window.store.visit(before.id) == before


async def test_choosing_lays_out_the_checklist_and_marks_what_could_not_be_asked(
    window: Window, hall: HallQueue
) -> None:
    visit = await matter_step(window, hall, SOCIAL_CARD)
    assert visit.matter is not None
    assert visit.matter.name == "社会保障卡补领"
    assert visit.step is Step.MATERIALS
    assert [(m.spec.code, m.state, m.unasked) for m in visit.materials] == [
        ("01", MaterialState.MISSING, True),
        ("02", MaterialState.MISSING, False),
    ]
    assert visit.form == {"contact_name": "梁思源"}


async def test_a_matter_is_found_by_its_initials(window: Window) -> None:
    found = await window.matter_step.search("shbzk")
    assert [line.code for line in found] == [SOCIAL_CARD]


async def test_a_matter_for_organisations_is_not_chosen_for_a_person(
    window: Window, hall: HallQueue
) -> None:
    await called(window, hall)
    with pytest.raises(StepNotReady):
        await window.matter_step.choose(TRADER)
    await window.identify_step.identify(*LIANG)
    with pytest.raises(WrongApplicant):
        await window.matter_step.choose(INVESTMENT)
    with pytest.raises(MatterUnknown):
        await window.matter_step.choose("no such matter")
    assert window.session.open_visit.matter is None


async def test_an_organisation_brings_its_credit_code_into_the_form(
    window: Window, hall: HallQueue
) -> None:
    await called(window, hall)
    await window.identify_step.identify(
        ApplicantKind.ORGANISATION, "南宁壮美食品有限公司", "91350100M000100Y43"
    )
    food = next(
        line.code for line in await window.matter_step.search("食品经营") if "新办" in line.name
    )
    visit = await window.matter_step.choose(food)
    assert visit.form == {"credit_code": "91350100M000100Y43"}


async def test_another_matter_keeps_what_was_typed_and_the_pages_stay_with_theirs(
    window: Window, hall: HallQueue, papers: list[Path]
) -> None:
    await matter_step(window, hall, SOCIAL_CARD)
    await window.materials_step.take_files("02", papers[:1])
    await window.form_step.save({"contact_phone": "13978800001", "reason": "遗失"})
    other = await window.matter_step.choose(TRADER)
    assert other.form == {"contact_name": "梁思源", "contact_phone": "13978800001"}
    assert [material.pages for material in other.materials] == [(), (), ()]
    back = await window.matter_step.choose(SOCIAL_CARD)
    assert back.material("02").sheets == 1


async def test_somebody_else_loses_what_the_region_held_and_a_matter_not_theirs(
    window: Window, hall: HallQueue
) -> None:
    visit = await matter_step(window, hall, SOCIAL_CARD)
    assert visit.matter is not None
    await window.identify_step.identify(ApplicantKind.PERSON, "覃雪梅", "450103199207214241")
    assert window.session.open_visit.matter == visit.matter
    await window.identify_step.identify(
        ApplicantKind.ORGANISATION, "南宁壮美食品有限公司", "91350100M000100Y43"
    )
    assert window.session.open_visit.matter is None


async def test_the_form_is_saved_as_typed_and_every_fault_is_told(
    window: Window, hall: HallQueue
) -> None:
    await matter_step(window, hall, SOCIAL_CARD)
    typed = {"contact_name": "梁", "contact_phone": "123"}
    faults = await window.form_step.save(typed)
    assert [(fault.pointer, fault.rule) for fault in faults] == [
        ("/contact_name", "minLength"),
        ("/contact_phone", "pattern"),
        ("/reason", "required"),
    ]
    assert window.session.open_visit.form == typed
    assert window.session.open_visit.step is Step.MATERIALS


async def test_only_what_the_guide_allows_may_follow_and_by_its_last_day(
    window: Window, hall: HallQueue
) -> None:
    await matter_step(window, hall, TRADER)
    await window.materials_step.follow("03", True)
    material = window.session.open_visit.material("03")
    assert material.state is MaterialState.FOLLOWS
    assert material.follow_until is not None
    assert material.follow_until > window.session.today
    await window.materials_step.follow("03", False)
    assert window.session.open_visit.material("03").state is MaterialState.MISSING
    with pytest.raises(NotToFollow):
        await window.materials_step.follow("02", True)


async def test_a_visit_on_hold_waits_as_it_stands_and_is_resumed_by_its_number(
    window: Window, hall: HallQueue, papers: list[Path]
) -> None:
    await matter_step(window, hall, SOCIAL_CARD)
    await window.materials_step.take_files("02", papers)
    before = window.session.open_visit
    await window.call_step.hold()
    assert window.session.visit is None
    assert [visit.id for visit in window.store.set_aside()] == [before.id]
    hall.take("C")
    await window.call_step.call("C002")
    await window.call_step.no_show()
    assert await window.call_step.call("C001") == before
    assert hall.ticket(before.ticket_id).state is TicketState.SERVING


async def test_a_visit_that_ends_without_a_case_leaves_nothing(
    window: Window, hall: HallQueue, papers: list[Path], tmp_path: Path
) -> None:
    visit = await matter_step(window, hall, SOCIAL_CARD)
    await window.materials_step.take_files("02", papers)
    await window.call_step.finish()
    assert hall.ticket(visit.ticket_id).state is TicketState.SERVED
    assert window.session.visit is None
    assert stored_files(tmp_path / "profile") == []
    with pytest.raises(KeyError):
        window.store.visit(visit.id)


async def test_a_hall_that_changes_elsewhere_is_seen_here(window: Window, hall: HallQueue) -> None:
    seen = asyncio.Event()
    window.call_step.follow()
    window.call_step.subscribe(lambda hall: seen.set() if hall.queue else None)
    hall.take("A")
    await asyncio.wait_for(seen.wait(), 2)
    await window.call_step.stop()


async def test_work_needs_a_visit(window: Window) -> None:
    with pytest.raises(NoVisitOpen):
        await window.form_step.save({})
    with pytest.raises(NoVisitOpen):
        await window.call_step.hold()
