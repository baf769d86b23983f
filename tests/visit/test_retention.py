"""A window keeps of a citizen what it needs, as long as it needs it, and nothing readable."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from desk.domain.clock import utc_now
from desk.domain.visits import SendState
from desk.hall import HallQueue
from desk.vault.database import reading
from desk.vault.durable import DiskRefused
from desk.vault.files import FileVault
from printing.printers.save_as_pdf import SaveAsPdf
from printing.queue import PaperKind
from tests.practice_region import PracticeRegion
from tests.visit.conftest import MakeWindow
from tests.visit.pages import LIANG, SOCIAL_CARD
from tests.visit.steps import matter_step
from tests.visit.test_sending import FORM, ready, standing
from tests.visit.window import Window, stored_files

Patch = pytest.MonkeyPatch


def stored(tmp_path: Path) -> int:
    return len(stored_files(tmp_path / "profile"))


async def sent_and_closed(window: Window, hall: HallQueue, papers: list[Path]) -> str:
    visit = await ready(window, hall, papers)
    await window.submit_step.submit()
    await window.send()
    assert standing(window).send is SendState.ACKNOWLEDGED
    await window.paper_step.finish()
    return visit.id


async def test_pages_and_names_go_seven_days_after_the_acknowledgement(
    online: Window, hall: HallQueue, papers: list[Path], tmp_path: Path
) -> None:
    visit_id = await sent_and_closed(online, hall, papers)
    assert online.retention.purge(utc_now() + timedelta(days=6, hours=23)) == 0
    assert stored(tmp_path) == 4
    assert online.visits_of(LIANG[2]) != ()

    assert online.retention.purge(utc_now() + timedelta(days=7, hours=1)) == 1
    assert stored(tmp_path) == 0
    assert online.visits_of(LIANG[2]) == ()
    kept = online.store.visit(visit_id)
    assert (kept.applicant, kept.form) == (None, {})
    assert all(not line.pages and line.holding is None for line in kept.materials)
    assert kept.case is not None
    assert kept.case.case_no is not None
    assert online.retention.purge(utc_now() + timedelta(days=8)) == 0


async def test_papers_go_with_what_they_say(
    online: Window, hall: HallQueue, papers: list[Path], tmp_path: Path
) -> None:
    await ready(online, hall, papers)
    await online.submit_step.submit()
    await online.send()
    await online.paper_step.print(PaperKind.NOTICE, SaveAsPdf(tmp_path / "out"))
    await online.paper_step.finish()
    assert online.retention.sweep() == 0
    assert stored(tmp_path) == 5
    online.retention.purge(utc_now() + timedelta(days=7, hours=1))
    assert online.queue.jobs() == []
    assert stored(tmp_path) == 0


async def test_what_is_not_acknowledged_stays_however_long_it_takes(
    window: Window, hall: HallQueue, papers: list[Path], tmp_path: Path
) -> None:
    visit = await ready(window, hall, papers)
    await window.submit_step.submit()
    await window.paper_step.finish()
    assert window.retention.purge(utc_now() + timedelta(days=400)) == 0
    assert window.store.visit(visit.id).material("02").sheets == 3
    assert window.retention.sweep() == 0


async def test_a_file_that_another_visit_needs_too_stays(
    window: Window, hall: HallQueue, papers: list[Path], tmp_path: Path
) -> None:
    await ready(window, hall, papers)
    await window.submit_step.submit()
    await window.paper_step.finish()
    await matter_step(window, hall, SOCIAL_CARD)
    await window.materials_step.take_files("02", papers)
    before = stored(tmp_path)
    await window.call_step.finish()
    assert stored(tmp_path) == before


async def test_a_draft_that_nobody_touched_for_a_day_is_given_up(
    window: Window, hall: HallQueue, papers: list[Path], tmp_path: Path
) -> None:
    visit = await matter_step(window, hall, SOCIAL_CARD)
    await window.materials_step.take_files("02", papers)
    await window.call_step.hold()
    assert window.retention.purge(utc_now() + timedelta(hours=23)) == 0
    assert window.retention.purge(utc_now() + timedelta(hours=25)) == 1
    assert stored(tmp_path) == 0
    with pytest.raises(KeyError):
        window.store.visit(visit.id)


async def test_at_the_end_of_a_visit_only_the_pages_of_the_case_stay(
    online: Window, hall: HallQueue, papers: list[Path], tmp_path: Path
) -> None:
    await matter_step(online, hall, SOCIAL_CARD)
    await online.materials_step.take_files("02", papers)
    await online.materials_step.delete(online.session.open_visit.material("02").pages[0].id)
    await online.form_step.save(FORM)
    await online.submit_step.submit()
    assert stored(tmp_path) == 4
    await online.send()
    await online.paper_step.finish()
    assert stored(tmp_path) == 3  # two pages and the PDF derived from them


async def test_what_the_disk_keeps_for_now_goes_at_the_next_look(
    online: Window, hall: HallQueue, papers: list[Path], tmp_path: Path, monkeypatch: Patch
) -> None:
    await sent_and_closed(online, hall, papers)
    with monkeypatch.context() as patch:
        patch.setattr(FileVault, "remove", lambda *_: refused())
        assert online.retention.purge(utc_now() + timedelta(days=7, hours=1)) == 1
    assert stored(tmp_path) == 4
    assert online.retention.sweep() == 0  # they went because rows said so: none is a stranger
    assert stored(tmp_path) == 0


async def test_what_was_on_its_way_out_and_is_brought_again_stays(
    online: Window, hall: HallQueue, papers: list[Path], tmp_path: Path, monkeypatch: Patch
) -> None:
    await matter_step(online, hall, SOCIAL_CARD)
    await online.materials_step.take_files("02", papers)
    with monkeypatch.context() as patch:
        patch.setattr(FileVault, "remove", lambda *_: refused())
        await online.call_step.finish()
    await matter_step(online, hall, SOCIAL_CARD)
    await online.materials_step.take_files("02", papers[:1])
    assert online.retention.sweep() == 0
    assert stored(tmp_path) == 1
    (page,) = online.session.open_visit.material("02").pages
    assert online.files.read(page.file.sha256) == papers[0].read_bytes()


async def test_a_page_that_was_stored_and_not_recorded_is_moved_aside(
    window: Window, hall: HallQueue, papers: list[Path]
) -> None:
    await matter_step(window, hall, SOCIAL_CARD)
    await window.materials_step.take_files("02", papers)
    stranger = window.files.put(b"the power went off here")
    assert window.retention.sweep() == 1
    assert not window.files.has(stranger.sha256)
    assert window.retention.missing_files == 0
    (page, *_) = window.session.open_visit.material("02").pages
    window.files.delete(page.file.sha256)
    assert window.retention.sweep() == 0
    assert window.retention.missing_files == 1


async def test_a_clock_set_a_year_ahead_removes_nothing_of_today(
    open_window: MakeWindow,
    region: PracticeRegion,
    hall: HallQueue,
    papers: list[Path],
    tmp_path: Path,
) -> None:
    ahead = timedelta()
    window = await open_window(region_url=region.url, now=lambda: utc_now() + ahead)
    await sent_and_closed(window, hall, papers)
    held = await matter_step(window, hall, SOCIAL_CARD)
    await window.call_step.hold()
    window.retention.tend()
    ahead = timedelta(days=365)
    assert window.retention.tend() <= 1  # a draft of yesterday, as far as one clock can say
    assert stored(tmp_path) == 4
    assert window.visits_of(LIANG[2]) != ()
    ahead = timedelta(days=8)
    assert window.retention.tend([utc_now() + ahead]) >= 1
    assert stored(tmp_path) == 0
    assert window.store.of_ticket(held.ticket_id) is None


async def test_the_visit_at_the_window_is_not_given_up_under_the_clerks_hands(
    window: Window, hall: HallQueue
) -> None:
    visit = await matter_step(window, hall, SOCIAL_CARD)
    later = utc_now() + timedelta(hours=25)
    assert window.retention.purge(later, sparing=visit.id) == 0
    assert window.store.visit(visit.id) == visit


def refused() -> None:
    raise DiskRefused(reason="EIO")


async def test_planted_names_are_found_in_no_file_of_the_profile(
    online: Window, hall: HallQueue, papers: list[Path], tmp_path: Path
) -> None:
    """All through a visit, its case and its paper, with the database open and its log long."""
    _, name, number = LIANG
    await ready(online, hall, papers)
    planted_phone = FORM["contact_phone"]
    look(tmp_path / "profile", name, number, planted_phone)
    await online.submit_step.submit()
    look(tmp_path / "profile", name, number, planted_phone)
    await online.send()
    await online.paper_step.print(PaperKind.NOTICE, SaveAsPdf(tmp_path / "out"))
    await online.send()
    await online.paper_step.finish()
    digest = online.visits_of(number)[0].material("02").pages[0].file.sha256
    look(tmp_path / "profile", name, number, planted_phone, digest)
    with reading(online.engine) as connection:
        assert connection.scalar(text("SELECT count(*) FROM visit")) == 1


def look(folder: Path, *planted: str) -> None:
    files = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert {"window.db", "window.db-wal"} < set(files)
    for text_ in planted:
        for form in (text_.encode(), text_.encode("utf-16-le"), text_.encode("gb18030")):
            assert [name for name, content in files.items() if form in content] == []
