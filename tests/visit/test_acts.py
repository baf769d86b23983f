"""Every act at a window has a name, and nothing of a citizen's."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from desk.domain.clock import utc_now
from desk.hall import HallQueue
from desk.region.contract import Clerk
from desk.vault.database import reading
from desk.visit.audit_log import AuditKind, acting
from printing.printers.save_as_pdf import SaveAsPdf
from printing.queue import PaperKind
from tests.visit.pages import LIANG, SOCIAL_CARD
from tests.visit.steps import matter_step
from tests.visit.test_sending import FORM, ready
from tests.visit.window import Window


def kinds(window: Window, visit: str = "") -> list[str]:
    return [act.kind for act in window.store.acts.acts(visit=visit)]


async def test_a_whole_visit_is_told_act_by_act_under_the_clerks_name(
    online: Window, hall: HallQueue, papers: list[Path], tmp_path: Path
) -> None:
    visit = await ready(online, hall, papers)
    await online.submit_step.submit()
    await online.send()
    printer = SaveAsPdf(tmp_path / "out")
    await online.paper_step.print(PaperKind.NOTICE, printer)
    await online.paper_step.print(PaperKind.NOTICE, printer)
    await online.paper_step.finish()
    acts = online.store.acts.acts(visit=visit.id)
    told = [act.kind for act in acts]
    assert told[0] == AuditKind.CALLED
    assert told[-4:] == ["acknowledged", "paper_printed", "paper_reprinted", "finished"]
    for kind in ("welcomed", "identified", "matter_chosen", "page_in", "form_saved", "submitted"):
        assert kind in told
    assert told.count("form_saved") == 1
    assert {act.clerk for act in acts if act.kind != AuditKind.ACKNOWLEDGED} == {"weili"}
    assert {act.clerk for act in acts if act.kind == AuditKind.ACKNOWLEDGED} == {""}
    assert {act.ticket for act in acts} == {visit.ticket_number}
    submitted = next(act for act in acts if act.kind == AuditKind.SUBMITTED)
    case = online.store.visit(visit.id).case
    assert case is not None
    assert (submitted.number, submitted.count) == (case.local_no, 3)


async def test_nothing_of_the_citizen_is_in_the_acts(
    online: Window, hall: HallQueue, papers: list[Path]
) -> None:
    await ready(online, hall, papers)
    await online.submit_step.submit()
    await online.send()
    with reading(online.engine) as connection:
        rows = str(connection.execute(text("SELECT * FROM act")).all())
    _, name, number = LIANG
    for planted in (name, number, FORM["contact_phone"], papers[0].name):
        assert planted not in rows


async def test_what_the_queue_alone_stores_is_an_act_too(window: Window, hall: HallQueue) -> None:
    hall.take("C")
    visit = await window.call_step.call_next()
    assert visit is not None
    await window.call_step.recall()
    await window.call_step.no_show()
    await window.call_step.return_to_row(visit.ticket_number)
    await window.call_step.pause("午休")
    await window.call_step.open()
    assert kinds(window) == [
        "called",
        "recalled",
        "no_show",
        "returned_to_row",
        "window_paused",
        "window_opened",
    ]
    hall.take("C")
    held = await window.call_step.call_next()
    assert held is not None
    await window.call_step.hold()
    await window.call_step.resume(held.ticket_id)
    await window.call_step.hand_on(to_window="5")
    last = window.store.acts.acts()[-1]
    assert kinds(window, held.id) == ["called", "held", "resumed", "handed_on"]
    assert last.reason == "window:5"


async def test_an_act_bears_the_name_of_who_asked_for_it(window: Window, hall: HallQueue) -> None:
    """Also when somebody else signs in while it is still on its way to the disk."""
    hall.take("C")
    await window.call_step.call_next()
    asked = window.call_step.no_show()
    window.session.clerk = Clerk("chen", "陈晨", "综合窗口")
    await asked
    assert [act.clerk for act in window.store.acts.acts()] == ["weili", "chen"]


async def test_a_page_that_was_moved_turned_and_taken_out_is_counted(
    window: Window, hall: HallQueue, papers: list[Path]
) -> None:
    visit = await matter_step(window, hall, SOCIAL_CARD)
    await window.materials_step.take_files("02", papers)
    pages = window.session.open_visit.material("02").pages
    await window.materials_step.rotate(pages[0].id)
    await window.materials_step.move(pages[0].id, 2)
    await window.materials_step.delete(pages[0].id)
    await window.materials_step.undo("02")
    await window.materials_step.redo("02")
    told = kinds(window, visit.id)
    assert told[-5:] == ["page_turned", "page_moved", "page_out", "pages_undone", "pages_redone"]
    assert told.count("page_in") == 3


async def test_an_act_is_written_with_what_it_tells_or_not_at_all(
    window: Window, hall: HallQueue
) -> None:
    visit = await matter_step(window, hall, SOCIAL_CARD)
    before = kinds(window, visit.id)
    with pytest.raises(KeyError):
        window.store.promise(visit.id, "no such material", None)
    assert kinds(window, visit.id) == before


def test_the_database_refuses_to_change_an_act(window: Window) -> None:
    with acting("weili"):
        window.store.acts.write(AuditKind.WINDOW_OPENED)
    for statement in (
        "UPDATE act SET clerk = 'chen'",
        "DELETE FROM act",
        "INSERT OR REPLACE INTO act (id, at, kind, clerk, visit_id, ticket, number, reason)"
        " VALUES (1, '2026-11-24T01:00:00.000000Z', 'x', 'chen', '', '', '', '')",
    ):
        with pytest.raises(IntegrityError), window.engine.begin() as connection:
            connection.execute(text(statement))
    assert [act.clerk for act in window.store.acts.acts()] == ["weili"]


def test_acts_go_after_their_time_by_an_act_that_says_so(window: Window) -> None:
    acts = window.store.acts
    acts.write(AuditKind.WINDOW_OPENED)
    assert acts.purge(utc_now() + timedelta(days=183)) == 0
    assert acts.purge(utc_now() + timedelta(days=185)) == 1
    (left,) = acts.acts()
    assert left.kind == AuditKind.ACTS_PURGED
    # the act that let go of old ones lets go of no other
    acts.write(AuditKind.WINDOW_OPENED)
    with pytest.raises(IntegrityError), window.engine.begin() as connection:
        connection.execute(text("DELETE FROM act WHERE kind = 'window_opened'"))


async def test_what_is_purged_of_visits_is_an_act(
    window: Window, hall: HallQueue, papers: list[Path]
) -> None:
    await matter_step(window, hall, SOCIAL_CARD)
    await window.call_step.hold()
    window.retention.purge(utc_now() + timedelta(hours=25))
    last = window.store.acts.acts()[-1]
    assert (last.kind, last.clerk, last.count) == (AuditKind.VISITS_PURGED, "", 1)


def audit(*words: str, status: int = 0) -> str:
    told = subprocess.run(
        [sys.executable, "-m", "desk", "audit", *words], capture_output=True, text=True, check=False
    )
    assert told.returncode == status, told.stderr
    return told.stdout if status == 0 else told.stderr


async def test_desk_audit_shows_the_acts_while_the_window_runs(
    window: Window, hall: HallQueue, tmp_path: Path
) -> None:
    visit = await matter_step(window, hall, SOCIAL_CARD)
    with acting("chen"):
        window.store.acts.write(AuditKind.RECALLED, visit=visit.id, ticket=visit.ticket_number)
    profile = ("--profile", str(tmp_path / "profile"))
    lines = audit(*profile).splitlines()
    assert len(lines) == len(window.store.acts.acts())
    assert "called" in lines[0]
    assert "weili" in lines[0]
    assert visit.ticket_number in lines[0]
    (only,) = audit(*profile, "--clerk", "chen", "--json").splitlines()
    told = json.loads(only)
    assert (told["kind"], told["clerk"], told["visit"]) == ("recalled", "chen", visit.id)
    today = window.session.today
    assert audit(*profile, "--since", today.isoformat()).splitlines() == lines
    assert audit(*profile, "--since", (today + timedelta(days=1)).isoformat()) == ""
    assert LIANG[1] not in "".join(lines)


def test_desk_audit_says_when_there_is_nothing_to_read(tmp_path: Path) -> None:
    assert "AUD-01" in audit("--profile", str(tmp_path), status=1)
    with closing(sqlite3.connect(tmp_path / "window.db")) as base:
        base.execute("CREATE TABLE other (x)")
    assert "AUD-01" in audit("--profile", str(tmp_path), status=1)
    (tmp_path / "window.db").write_bytes(b"not a database, and long enough to be looked at" * 40)
    assert "AUD-02" in audit("--profile", str(tmp_path), status=1)
