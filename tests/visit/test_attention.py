"""Cases that somebody must see to stay in one list until a person has dealt with them."""

from datetime import timedelta
from pathlib import Path

import pytest

from desk.domain.clock import utc_now
from desk.domain.tickets import TicketState
from desk.domain.visits import SendState, Step
from desk.hall import HallQueue
from desk.outbox.entries import EntryState
from desk.outbox.failures import NotParked
from desk.region.contract import PaperRecord
from desk.visit.attention_store import AttentionReason
from desk.visit.audit_log import AuditKind
from desk.visit.follow_ups import FollowUpKind
from desk.visit.retention import KEPT_AFTER_ACKNOWLEDGEMENT
from printing.printers.save_as_pdf import SaveAsPdf
from printing.queue import PaperKind
from tests.practice_region import PracticeRegion
from tests.printing.reading import text_of
from tests.visit.conftest import MakeWindow
from tests.visit.followed_cases import received, refused, standing_number, stricter, the_one
from tests.visit.test_sending import FORM, ready, standing
from tests.visit.window import CLERK, Window


async def test_a_case_refused_after_the_citizen_left_is_listed_corrected_and_taken(
    online: Window, hall: HallQueue, papers: list[Path], region: PracticeRegion
) -> None:
    number = await refused(online, hall, papers, region)
    item = await the_one(online)
    assert (item.why, item.visit.ticket_number) == (AttentionReason.PARKED, "C001")
    assert item.contact == FORM["contact_phone"]
    assert not item.told
    pages = [page.file.sha256 for page in item.visit.material("02").pages]

    await online.attention_cases.take_up(item)
    visit = online.session.open_visit
    assert (visit.step, visit.taken_up) == (Step.SUBMIT, True)
    assert [page.file.sha256 for page in visit.material("02").pages] == pages
    assert visit.case is not None
    assert [fault.pointer for fault in visit.case.faults] == ["/form/contact_phone"]
    assert await online.form_step.save({**FORM, "contact_phone": "0771-5550001"}) == ()
    await online.submit_step.submit()
    await online.send()
    case = standing(online)
    assert (case.send, case.state, case.local_no) == (SendState.ACKNOWLEDGED, "accepted", number)
    await online.paper_step.finish()

    listing = (await online.attention_cases.refresh()).listing
    assert listing.count == 0
    (settled,) = listing.settled
    assert settled.settled
    assert settled.visit.case is not None
    assert settled.visit.case.case_no == case.case_no


async def test_it_survives_a_restart_and_waits_for_any_clerk(
    open_window: MakeWindow,
    online: Window,
    hall: HallQueue,
    papers: list[Path],
    region: PracticeRegion,
) -> None:
    number = await refused(online, hall, papers, region)
    await online.close()
    after = await open_window(region_url=region.url)
    await after.call_step.restore()
    assert after.session.visit is None
    item = await the_one(after)
    await after.attention_cases.take_up(item)
    assert await after.form_step.save({**FORM, "contact_phone": "0771-5550001"}) == ()
    await after.close()

    # killed in the middle of the correction, it stands where it stood
    again = await open_window(region_url=region.url)
    await again.call_step.restore()
    visit = again.session.open_visit
    assert visit.taken_up
    assert visit.form["contact_phone"] == "0771-5550001"
    await again.call_step.hold()
    assert again.session.visit is None
    assert (await the_one(again)).visit.case is not None
    found = again.store.find(number)
    assert found is not None
    assert hall.ticket(found.ticket_id).state is TicketState.SERVED


async def test_several_attempts_to_tell_are_several_lines_with_names(
    online: Window, hall: HallQueue, papers: list[Path], region: PracticeRegion
) -> None:
    await refused(online, hall, papers, region)
    await online.attention_cases.tell(await the_one(online), FollowUpKind.NOT_REACHED)
    await online.attention_cases.tell(await the_one(online), FollowUpKind.LATER, "下午三点再打")
    assert not (await the_one(online)).told
    await online.attention_cases.tell(await the_one(online), FollowUpKind.TOLD, "明天来")
    item = await the_one(online)
    assert item.told, "told is not dealt with: the case still waits to be corrected"
    assert [(one.clerk, one.outcome, one.note) for one in item.follow_ups] == [
        (CLERK.name, FollowUpKind.NOT_REACHED, ""),
        (CLERK.name, FollowUpKind.LATER, "下午三点再打"),
        (CLERK.name, FollowUpKind.TOLD, "明天来"),
    ]
    acts = [act for act in online.store.acts.acts(visit=item.visit.id) if act.clerk == CLERK.id]
    assert acts[-1].kind == AuditKind.APPLICANT_TOLD
    raw = b"".join(
        path.read_bytes() for path in Path(str(online.engine.url.database)).parent.glob("*.db*")
    )
    assert "明天来".encode() not in raw


async def test_giving_up_needs_a_reason_and_closes_the_entry(
    online: Window, hall: HallQueue, papers: list[Path], region: PracticeRegion
) -> None:
    await refused(online, hall, papers, region)
    item = await the_one(online)
    with pytest.raises(ValueError, match="reason"):
        await online.attention_cases.give_up(item, " ")
    receipt = PaperRecord(standing_number(item), "materials_receipt", "ab" * 32)
    with online.engine.begin() as connection:
        online.outbox.enqueue_paper(connection, item.visit.id, receipt)
    assert online.outbox.summary().pending == 0, "its receipt's record waits with it"
    await online.attention_cases.give_up(item, "申请人不办了")
    assert online.outbox.listed(EntryState.QUEUED) == [], "and goes with it"
    listing = (await online.attention_cases.refresh()).listing
    assert (listing.count, len(listing.settled)) == (0, 1)
    assert listing.settled[0].given_up
    assert listing.settled[0].follow_ups[-1].note == "申请人不办了"
    with pytest.raises(NotParked):
        await online.attention_cases.give_up(item, "again")
    with pytest.raises(NotParked):
        await online.attention_cases.take_up(item)


async def test_the_one_time_notice_lists_every_fault(
    online: Window,
    hall: HallQueue,
    papers: list[Path],
    region: PracticeRegion,
    tmp_path: Path,
) -> None:
    await refused(online, hall, papers, region)
    job = await online.attention_cases.print(await the_one(online), SaveAsPdf(tmp_path / "out"))
    assert job.kind is PaperKind.ONE_TIME_NOTICE
    (file,) = (tmp_path / "out").iterdir()
    text = text_of(file.read_bytes())
    assert "一次性告知书" in text
    assert "联系电话" in text
    await online.send()
    assert online.outbox.summary().pending == 0, "nothing waits for a case that is not there"


async def test_a_case_that_needs_correction_later_is_supplemented(
    online: Window, hall: HallQueue, papers: list[Path], region: PracticeRegion, at_once: None
) -> None:
    number = await received(online, hall, papers, region)
    assert await online.attention_cases.ask_region() == 1
    assert online.attention_cases.attention.count == 0
    region.turn(number, "correction_needed", "补正", contact_phone="电话少一位")
    await online.attention_cases.ask_region()
    item = await the_one(online)
    assert item.why is AttentionReason.CORRECTION_NEEDED
    await online.attention_cases.tell(item, FollowUpKind.TOLD)
    assert (await the_one(online)).told

    await online.attention_cases.take_up(item)
    case = standing(online)
    assert [fault.detail for fault in case.faults] == ["电话少一位"]
    assert await online.form_step.save({**FORM, "contact_phone": "13978800002"}) == ()
    await online.submit_step.submit()
    assert (await online.attention_cases.refresh()).count == 0
    await online.send()
    case = standing(online)
    assert (case.case_no, case.state) == (number, "accepted")
    (told,) = region.summary()["cases"]
    assert told["case_no"] == number


async def test_a_supplement_that_is_refused_comes_back_to_the_list(
    online: Window, hall: HallQueue, papers: list[Path], region: PracticeRegion, at_once: None
) -> None:
    number = await received(online, hall, papers, region)
    region.turn(number, "correction_needed", "补正", contact_phone="电话少一位")
    await online.attention_cases.ask_region()
    await online.attention_cases.take_up(await the_one(online))
    stricter(region)
    await online.submit_step.submit()
    await online.send()
    await online.call_step.hold()
    item = await the_one(online)
    assert item.why is AttentionReason.PARKED
    await online.attention_cases.take_up(item)
    assert await online.form_step.save({**FORM, "contact_phone": "0771-5550001"}) == ()
    await online.submit_step.submit()
    await online.send()
    assert (standing(online).case_no, standing(online).state) == (number, "accepted")


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("state", ["refused", "closed"])
async def test_a_case_turned_down_later_waits_until_its_applicant_was_told(
    online: Window,
    hall: HallQueue,
    papers: list[Path],
    region: PracticeRegion,
    state: str,
) -> None:
    number = await received(online, hall, papers, region)
    region.turn(number, state, "执照已吊销")
    await online.attention_cases.ask_region()
    item = await the_one(online)
    assert item.why == state
    assert item.visit.case is not None
    assert item.visit.case.refusal == "执照已吊销"
    assert not item.correctable
    await online.attention_cases.tell(item, FollowUpKind.NOT_REACHED)
    await online.attention_cases.tell(await the_one(online), FollowUpKind.TOLD)
    listing = (await online.attention_cases.refresh()).listing
    assert (listing.count, len(listing.settled)) == (0, 1)


async def test_what_waits_for_a_person_is_not_purged(
    online: Window, hall: HallQueue, papers: list[Path], region: PracticeRegion, at_once: None
) -> None:
    number = await received(online, hall, papers, region)
    region.turn(number, "refused", "执照已吊销")
    await online.attention_cases.ask_region()
    later = online.store.now() + 2 * KEPT_AFTER_ACKNOWLEDGEMENT
    assert online.retention.purge(later) == 0
    assert (await the_one(online)).contact
    await online.attention_cases.tell(await the_one(online), FollowUpKind.TOLD)
    assert online.retention.purge(later) == 1


async def test_an_answer_about_another_case_is_not_believed(
    online: Window, hall: HallQueue, papers: list[Path], region: PracticeRegion, at_once: None
) -> None:
    await received(online, hall, papers, region)
    region.fault(path="/cases/", method="GET", alter={"case_no": "45-1", "state": "refused"})
    await online.attention_cases.ask_region()
    assert online.attention_cases.attention.count == 0


async def test_a_paper_that_did_not_come_out_is_listed_once_its_citizen_left(
    online: Window,
    hall: HallQueue,
    papers: list[Path],
    region: PracticeRegion,
    tmp_path: Path,
) -> None:
    await ready(online, hall, papers)
    await online.submit_step.submit()
    await online.send()
    blocked = tmp_path / "blocked"
    blocked.write_text("no folder")
    with pytest.raises(Exception, match=r"\["):
        await online.paper_step.print(PaperKind.NOTICE, SaveAsPdf(blocked))
    assert (await online.attention_cases.refresh()).count == 0, "the paper step says it"
    await online.paper_step.finish()
    item = await the_one(online)
    assert item.why is AttentionReason.NOT_PRINTED
    await online.attention_cases.print(item, SaveAsPdf(tmp_path / "out"))
    assert (await online.attention_cases.refresh()).count == 0


async def test_what_waits_long_to_be_sent_is_said(
    open_window: MakeWindow, hall: HallQueue, papers: list[Path]
) -> None:
    """No region answers: after a quarter of an hour that is said with words."""
    later = timedelta()
    window = await open_window(now=lambda: utc_now() + later)
    await ready(window, hall, papers)
    await window.submit_step.submit()
    await window.send_once()
    said = []
    for minutes in (1, 16):
        later = timedelta(minutes=minutes)
        window.attention_cases.note_time()
        said.append(window.attention_cases.attention.delayed)
    assert said[0] is None
    assert said[1] is not None
    assert said[1].count == 1
    assert said[1].trouble.startswith("REG-0")


async def test_the_book_here_is_searched_by_parts_of_a_number(
    online: Window, hall: HallQueue, papers: list[Path], region: PracticeRegion
) -> None:
    number = await refused(online, hall, papers, region)
    region.stop()
    for part in (number, number[-6:], number[:10]):
        (found,) = await online.attention_cases.search(part)
        assert found.case is not None
        assert found.case.local_no == number
    assert await online.attention_cases.search("%") == []
    item = await online.attention_cases.look_up(number)
    assert item is not None
    assert item.why is AttentionReason.PARKED
    region.start()
