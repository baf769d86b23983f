"""The print queue keeps every paper and what became of it, through a crash too."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from desk.vault.files import FileVault
from printing.papers import notice
from printing.queue import INTERRUPTED, PaperKind, PrintQueue, PrintState, WrongState
from tests.printing.facts import CASE_NO, NOTICE

PDF = b"%PDF-1.4 a paper about somebody"


def test_a_paper_waits_until_it_is_printed(queue: PrintQueue) -> None:
    job = queue.add(PaperKind.NOTICE, CASE_NO, PDF)
    assert queue.jobs() == [job]
    assert job.state is PrintState.WAITING
    assert queue.pdf(job.id) == PDF
    assert queue.printing(job.id, "office").printer == "office"
    done = queue.printed(job.id)
    assert done.state is PrintState.PRINTED
    assert done.settled_at is not None
    assert done.settled_at >= done.added_at
    assert queue.jobs([PrintState.WAITING]) == []
    assert queue.pdf(job.id) == PDF


def test_a_failure_is_kept_in_words_and_can_be_tried_again(queue: PrintQueue) -> None:
    job = queue.add(PaperKind.TICKET, "A024-20261124", PDF)
    queue.printing(job.id, "kiosk")
    failed = queue.failed(job.id, "No paper in the printer")
    assert (failed.state, failed.why) == (PrintState.FAILED, "No paper in the printer")
    waiting = queue.again(job.id)
    assert (waiting.state, waiting.why, waiting.settled_at) == (PrintState.WAITING, "", None)


def test_what_was_printing_when_the_window_died_is_for_a_person_to_settle(
    engine: Engine, files: FileVault, queue: PrintQueue
) -> None:
    job = queue.add(PaperKind.NOTICE, CASE_NO, PDF)
    queue.printing(job.id, "office")
    after_the_crash = PrintQueue(engine, files)
    [settled] = after_the_crash.settle_interrupted()
    assert (settled.id, settled.state, settled.why) == (job.id, PrintState.FAILED, INTERRUPTED)
    assert after_the_crash.settle_interrupted() == []


def test_a_job_cannot_jump(queue: PrintQueue) -> None:
    job = queue.add(PaperKind.NOTICE, CASE_NO, PDF)
    with pytest.raises(WrongState):
        queue.printed(job.id)
    with pytest.raises(WrongState):
        queue.again(job.id)
    queue.printing(job.id, "office")
    with pytest.raises(WrongState):
        queue.printing(job.id, "another window's printer")
    with pytest.raises(WrongState):
        queue.printing("no such job", "office")
    with pytest.raises(KeyError):
        queue.job("no such job")


def test_jobs_are_found_by_their_papers_number(queue: PrintQueue) -> None:
    first = queue.add(PaperKind.MATERIALS_RECEIPT, "NN01-3-20261124-0007-K", PDF)
    queue.add(PaperKind.NOTICE, CASE_NO, PDF)
    again = queue.add(PaperKind.MATERIALS_RECEIPT, "NN01-3-20261124-0007-K", PDF)
    assert queue.jobs(number="NN01-3-20261124-0007-K") == [first, again]
    assert queue.digests() == {first.sha256}


def test_nothing_of_a_paper_lies_readable_on_the_disk(
    queue: PrintQueue, engine: Engine, tmp_path: Path
) -> None:
    queue.add(PaperKind.NOTICE, CASE_NO, notice.render(NOTICE) + PDF)
    engine.dispose()
    for path in tmp_path.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            for planted in ("梁龑", "a paper about somebody", NOTICE.applicant.number, "/Type0"):
                assert planted.encode() not in data, path.name
