"""Dead links, busy regions, refusals: an entry waits, or a person is asked, in words."""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from desk.outbox.entries import EntryState, EntrySummary
from desk.outbox.failures import AlreadyInOutbox, NotParked
from desk.outbox.worker import Backoff, OutboxStatus
from desk.region.contract import PaperRecord
from tests.outbox.conftest import OpenWindow
from tests.outbox.window import Profile, Window
from tests.practice.material import page
from tests.practice_region import PracticeRegion, sha256_hex


async def test_what_was_written_with_the_link_dead_arrives_when_it_is_back(
    practice: PracticeRegion, profile: Profile, holding: str, open_window: OpenWindow
) -> None:
    window = open_window()
    told: list[OutboxStatus] = []
    window.worker.subscribe(told.append)
    practice.stop()
    first = profile.write("v1", holding, [page("v1")])
    profile.write("v2", holding, [page("v2")])
    running = asyncio.create_task(window.worker.run())
    await _until(lambda: profile.store.find(first.id).attempts >= 3)
    summary = window.worker.summary
    assert (summary.pending, summary.parked) == (2, 0)
    assert summary.oldest == first.promised_at
    assert summary.trouble == "REG-01"

    practice.start()
    await _until(lambda: profile.store.summary().pending == 0)
    await _until(lambda: window.worker.summary == EntrySummary(0, 0, None, None))
    await _stop(running)
    assert profile.case_no("v1")
    assert profile.case_no("v2")
    arrived = [case["local_no"] for case in practice.summary()["cases"]]
    assert arrived == ["NN01-3-V1", "NN01-3-V2"]
    states = [news.entry.state for news in told if news.entry and news.entry.id == first.id]
    assert states[0] is EntryState.SENDING
    assert states[-1] is EntryState.ACKNOWLEDGED


async def test_a_dead_link_is_not_tried_by_every_entry(
    practice: PracticeRegion, profile: Profile, holding: str, open_window: OpenWindow
) -> None:
    window = open_window(backoff=Backoff(first_s=60))
    practice.stop()
    entries = [profile.write(f"v{number}", holding, [page()]) for number in range(5)]
    assert await window.worker.step()
    assert not await window.worker.step()
    attempts = [profile.store.find(entry.id).attempts for entry in entries]
    assert attempts == [1, 0, 0, 0, 0]

    practice.start()
    await window.worker.hasten()
    await window.settle()
    assert len(practice.summary()["cases"]) == 5


async def test_one_entry_in_trouble_does_not_keep_the_others(
    practice: PracticeRegion, profile: Profile, holding: str, open_window: OpenWindow
) -> None:
    window = open_window(backoff=Backoff(first_s=60))
    practice.fault(path="/cases", method="POST", status=500)
    troubled = profile.write("v1", holding, [page("v1")])
    profile.write("v2", holding, [page("v2")])
    await window.worker.step()
    await window.worker.step()
    assert profile.case_no("v2")
    waiting = profile.store.find(troubled.id)
    assert (waiting.state, waiting.trouble) == (EntryState.QUEUED, "REG-07")


async def test_a_new_case_that_gets_through_takes_the_waiting_ones_along(
    practice: PracticeRegion, profile: Profile, holding: str, open_window: OpenWindow
) -> None:
    window = open_window(backoff=Backoff(first_s=3600, longest_s=3600))
    practice.stop()
    profile.write("v1", holding, [page("v1")])
    await window.worker.step()
    practice.start()
    assert not await window.worker.step()
    profile.write("v2", holding, [page("v2")])
    await window.settle()
    assert profile.case_no("v1")


async def test_a_retry_after_is_honoured(
    practice: PracticeRegion, profile: Profile, holding: str, open_window: OpenWindow
) -> None:
    entry = profile.write("v1", holding, [page("v1")])
    practice.fault(path="/files", method="POST", status=503, retry_after=2)
    window = open_window()
    begun = datetime.now(UTC)
    await window.worker.step()
    waiting = profile.store.find(entry.id)
    assert (waiting.state, waiting.trouble) == (EntryState.QUEUED, "REG-06")
    assert waiting.not_before >= begun + timedelta(seconds=2)
    await window.settle()
    assert datetime.now(UTC) >= begun + timedelta(seconds=2)
    assert profile.case_no("v1")


@pytest.mark.parametrize("fault", [{"status": 500}, {"status": 429}, {"html": True}])
async def test_a_passing_fault_is_waited_out(
    practice: PracticeRegion,
    profile: Profile,
    holding: str,
    open_window: OpenWindow,
    fault: dict[str, object],
) -> None:
    entry = profile.write("v1", holding, [page("v1")])
    if "status" in fault:
        fault = {**fault, "retry_after": 0}
    for path, method in (("/files", "POST"), ("/files/", "PATCH"), ("/cases", "POST")):
        practice.fault(path=path, method=method, **fault)
    await open_window().settle()
    assert profile.case_no("v1")
    assert profile.store.find(entry.id).attempts == 4


@pytest.mark.parametrize(
    "altered",
    [
        {"case_no": ""},
        {"case_no": "9" * 5000},
        {"case_no": "45\u0000-1"},
        {"local_no": "NN01-3-OTHER"},
        {"matter": "another"},
        {"received_at": "2026-11-24T09:00:00"},
        {"accepted_at": "2001-01-01T00:00:00+08:00"},
        {"state": None},
    ],
    ids=" ".join,
)
async def test_an_answer_that_cannot_be_true_is_asked_for_again_and_never_stored(
    practice: PracticeRegion,
    profile: Profile,
    holding: str,
    open_window: OpenWindow,
    altered: dict[str, object],
) -> None:
    entry = profile.write("v1", holding, [page("v1")])
    practice.fault(path="/cases", method="POST", alter=altered, count=2)
    window = open_window()
    await window.worker.step()
    waiting = profile.store.find(entry.id)
    assert waiting.state is EntryState.QUEUED
    assert waiting.trouble in ("REG-05", "REG-22")
    assert profile.case_no("v1") is None
    await window.settle()
    (case,) = practice.summary()["cases"]
    assert profile.case_no("v1") == case["case_no"]
    assert profile.store.find(entry.id).attempts == 3
    bodies = {
        one["request_body"]
        for one in practice.exchanges()
        if (one["method"], one["path"]) == ("POST", "/cases")
    }
    assert len(bodies) == 1, "the same body again"


async def test_three_faults_park_the_case_with_all_of_them_in_words(
    practice: PracticeRegion, profile: Profile, holding: str, open_window: OpenWindow
) -> None:
    form = {"contact_name": "", "contact_phone": "none", "reason": "遗失"}
    applicant = {"kind": "person", "name": "梁思源", "number": "450102198803162134"}
    entry = profile.write("v1", holding, [page("v1")], form=form, applicant=applicant)
    await open_window().settle()
    parked = profile.store.find(entry.id)
    assert parked.state is EntryState.PARKED
    assert parked.refusal is not None
    assert parked.refusal.code == "REG-12"
    pointers = {fault.pointer for fault in parked.refusal.faults}
    assert {"/applicant/number", "/form/contact_name", "/form/contact_phone"} <= pointers
    assert all(fault.detail for fault in parked.refusal.faults)
    assert parked.refusal.words
    assert profile.store.summary() == EntrySummary(pending=0, parked=1, oldest=None, trouble=None)
    assert practice.summary()["cases"] == []


async def test_a_correction_is_a_new_entry_with_a_new_key_that_sends_no_file_again(
    practice: PracticeRegion, profile: Profile, holding: str, open_window: OpenWindow
) -> None:
    window = open_window()
    refused = profile.write("v1", holding, [page("v1")], form={"reason": "遗失"})
    await window.settle()
    uploads = _count(practice, "PATCH")
    corrected = profile.write("v1", holding, [page("v1")], supersedes=refused.id)
    assert corrected.key != refused.key
    assert corrected.supersedes == refused.id
    assert corrected.promised_at == refused.promised_at
    assert profile.store.find(refused.id).state is EntryState.CLOSED
    await window.settle()
    assert profile.case_no("v1")
    assert len(practice.summary()["cases"]) == 1
    assert _count(practice, "PATCH") == uploads
    with profile.engine.begin() as connection:
        latest = profile.store.case_of(connection, "v1")
    assert latest is not None
    assert (latest.id, latest.state) == (corrected.id, EntryState.ACKNOWLEDGED)


async def test_a_file_that_differs_at_the_region_stops_the_case_and_is_sent_anew(
    practice: PracticeRegion, profile: Profile, holding: str, open_window: OpenWindow
) -> None:
    window = open_window()
    practice.fault(flip_byte=1)
    stopped = profile.write("v1", holding, [page("v1")])
    await window.settle()
    parked = profile.store.find(stopped.id)
    assert parked.state is EntryState.PARKED
    assert parked.refusal is not None
    assert parked.refusal.code == "REG-16"
    profile.write("v1", holding, [page("v1")], supersedes=stopped.id)
    await window.settle()
    (case,) = practice.summary()["cases"]
    assert [file["sha256"] for file in case["files"]] == [sha256_hex(page("v1"))]


async def test_a_page_that_is_gone_from_the_vault_is_said_to_be_gone(
    practice: PracticeRegion, profile: Profile, holding: str, open_window: OpenWindow
) -> None:
    entry = profile.write("v1", holding, [page("v1")])
    profile.vault.delete(sha256_hex(page("v1")))
    await open_window().settle()
    refusal = profile.store.find(entry.id).refusal
    assert refusal is not None
    assert refusal.code == "OUT-01"
    assert "no longer on this PC" in refusal.words


async def test_a_clerk_who_must_sign_in_again_finds_everything_waiting(
    practice: PracticeRegion, profile: Profile, holding: str
) -> None:
    signed_out = Window(profile, practice.url, "no such token", backoff=Backoff(first_s=3600))
    entry = profile.write("v1", holding, [page("v1")])
    await signed_out.worker.step()
    await signed_out.close()
    assert profile.store.find(entry.id).trouble == "REG-08"
    window = Window(profile, practice.url, practice.sign_in()["refresh_token"])
    await window.worker.hasten()
    await window.settle()
    await window.close()
    assert profile.case_no("v1")


async def test_a_paper_is_recorded_once_its_case_is_there(
    practice: PracticeRegion, profile: Profile, holding: str, open_window: OpenWindow
) -> None:
    window = open_window()
    paper = PaperRecord(number="NN01-3-V1", kind="materials-receipt", sha256="ab" * 32)
    with profile.engine.begin() as connection:
        profile.store.enqueue_paper(connection, "v1", paper)
    assert not await window.worker.step(), "there is no case yet"
    profile.write("v1", holding, [page("v1")])
    practice.fault(path="/cases/", method="POST", drop_after_work=True)
    await window.settle()
    told = await window.client.papers(profile.case_no("v1") or "")
    assert [(one.number, one.kind, one.sha256) for one in told.papers] == [
        (paper.number, paper.kind, paper.sha256)
    ]


async def test_an_entry_dated_by_a_wrong_clock_is_not_forgotten(
    practice: PracticeRegion, profile: Profile, holding: str, open_window: OpenWindow
) -> None:
    ahead = Profile(profile.folder, now=lambda: datetime.now(UTC) + timedelta(days=1))
    ahead.write("v1", holding, [page("v1")])
    ahead.close()
    await open_window().settle()
    assert profile.case_no("v1")


def test_a_visit_is_put_in_once(profile: Profile) -> None:
    entry = profile.write("v1", "h", [page()])
    with pytest.raises(AlreadyInOutbox):
        profile.write("v1", "h", [page()])
    with pytest.raises(NotParked):
        profile.write("v1", "h", [page()], supersedes=entry.id)
    with pytest.raises(NotParked):
        profile.store.close(entry.id, "weili")
    assert [one.id for one in profile.store.listed()] == [entry.id]


async def test_a_person_gives_a_parked_entry_up_by_name(
    practice: PracticeRegion, profile: Profile, holding: str, open_window: OpenWindow
) -> None:
    entry = profile.write("v1", holding, [page("v1")], form={})
    await open_window().settle()
    with pytest.raises(ValueError, match="named person"):
        profile.store.close(entry.id, "")
    closed = profile.store.close(entry.id, "weili")
    assert closed.state is EntryState.CLOSED
    assert profile.store.summary() == EntrySummary(0, 0, None, None)


async def test_progress_is_told_in_bytes(
    practice: PracticeRegion, profile: Profile, holding: str, open_window: OpenWindow
) -> None:
    window = open_window()
    told: list[OutboxStatus] = []
    window.worker.subscribe(told.append)
    pages = [page("a") * 30_000, page("b") * 30_000]
    profile.write("v1", holding, pages)
    await window.settle()
    size = sum(map(len, pages))
    counts = [news.sent for news in told if news.size]
    assert {news.size for news in told if news.size} == {size}
    assert counts == sorted(counts)
    assert counts[-1] == size


async def test_nothing_readable_lies_in_the_outbox(
    practice: PracticeRegion, profile: Profile, holding: str, open_window: OpenWindow
) -> None:
    """Bodies, refusals and digests are sealed; the test's own visit table is not looked at."""
    form = {"contact_name": "梁思源", "contact_phone": "none", "reason": "遗失"}
    entry = profile.write("v1", holding, [page("v1")], form=form)
    await open_window().settle()
    assert profile.store.find(entry.id).state is EntryState.PARKED
    with profile.engine.begin() as connection:
        rows = [
            value
            for table in ("outbox_entry", "outbox_upload")
            for row in connection.exec_driver_sql(f"SELECT * FROM {table}")
            for value in row
        ]
    raw = b"\n".join(value if isinstance(value, bytes) else str(value).encode() for value in rows)
    for planted in ("梁思源", "450102198803162133", "contact_phone", sha256_hex(page("v1"))):
        assert planted.encode() not in raw
    assert bytes.fromhex(sha256_hex(page("v1"))) not in raw


def test_waits_double_with_jitter_and_stay_within_bounds() -> None:
    backoff = Backoff(first_s=2, longest_s=300)
    for attempts in range(1, 200):
        full = min(300, 2 * 2 ** (attempts - 1))
        assert full / 2 <= backoff.after(attempts, None).total_seconds() <= full
    assert 7 <= backoff.after(50, 7).total_seconds() <= 8
    assert len({backoff.after(9, None) for _ in range(20)}) > 10


def _count(practice: PracticeRegion, method: str) -> int:
    return sum(exchange["method"] == method for exchange in practice.exchanges())


async def _until(holds: Callable[[], bool], seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came about"
        await asyncio.sleep(0.02)


async def _stop(task: "asyncio.Task[None]") -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
