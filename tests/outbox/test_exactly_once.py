"""Killed at any step, cut off at any answer: the region has every case exactly once."""

import asyncio
import multiprocessing
from signal import SIGKILL
from typing import Any

from desk.outbox.entries import EntryState
from tests.outbox.conftest import OpenWindow
from tests.outbox.window import Profile, work_until_killed
from tests.practice.material import page
from tests.practice_region import PracticeRegion, sha256_hex

processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload(
    ["tests.outbox.window", "httpx"]
)  # dying is quick, starting is not


def _cases(practice: PracticeRegion, visit_id: str) -> list[dict[str, Any]]:
    local_no = f"NN01-3-{visit_id.upper()}"
    return [case for case in practice.summary()["cases"] if case["local_no"] == local_no]


def _submissions(practice: PracticeRegion) -> list[dict[str, Any]]:
    return [
        exchange
        for exchange in practice.exchanges()
        if (exchange["method"], exchange["path"]) == ("POST", "/cases")
    ]


def _assert_once(practice: PracticeRegion, profile: Profile, visit_id: str, *files: bytes) -> None:
    cases = _cases(practice, visit_id)
    assert len(cases) == 1
    assert sorted(file["sha256"] for file in cases[0]["files"]) == sorted(map(sha256_hex, files))
    assert profile.case_no(visit_id) == cases[0]["case_no"]


async def test_a_case_reaches_the_region_with_every_file(
    practice: PracticeRegion, profile: Profile, holding: str, open_window: OpenWindow
) -> None:
    files = [page("one"), page("two")]
    entry = profile.write("v1", holding, files, tidy=b"%PDF the tidy one")
    await open_window().settle()
    _assert_once(practice, profile, "v1", *files, b"%PDF the tidy one")
    done = profile.store.find(entry.id)
    assert done.state is EntryState.ACKNOWLEDGED
    assert done.case_no == profile.case_no("v1")


async def test_a_window_killed_at_any_step_submits_exactly_once(
    practice: PracticeRegion, profile: Profile, holding: str, open_window: OpenWindow
) -> None:
    steps: list[str] = []
    profile.write("whole", holding, [page("whole")], tidy=b"%PDF whole")
    await open_window(observer=steps.append).settle()
    _assert_once(practice, profile, "whole", page("whole"), b"%PDF whole")
    assert {"after upload", "before submit", "after submit", "before acknowledge"} <= set(steps)

    after = open_window()
    for place, step in enumerate(steps):
        visit_id = f"v{place}"
        scan, tidy = page(visit_id), b"%PDF " + visit_id.encode()
        profile.write(visit_id, holding, [scan], tidy=tidy)
        assert await asyncio.to_thread(_killed_at, place, practice, profile) == step
        assert len(_cases(practice, visit_id)) <= 1
        await after.settle()
        _assert_once(practice, profile, visit_id, scan, tidy)


def _killed_at(place: int, practice: PracticeRegion, profile: Profile) -> str:
    """Let a window of its own die at a step; returns the name of the step."""
    token = practice.sign_in()["refresh_token"]
    ours, theirs = processes.Pipe(duplex=False)
    window = processes.Process(
        target=work_until_killed, args=(profile.folder, practice.url, token, place, theirs)
    )
    window.start()
    theirs.close()
    window.join(60)
    assert window.exitcode == -SIGKILL
    return str(ours.recv())


async def test_an_answer_that_was_lost_is_asked_for_again(
    practice: PracticeRegion, profile: Profile, holding: str, open_window: OpenWindow
) -> None:
    profile.write("v1", holding, [page("v1")])
    practice.fault(path="/cases", method="POST", drop_after_work=True, count=2)
    practice.fault(path="/files", method="POST", drop_after_work=True)
    practice.fault(path="/files/", method="PATCH", drop_after_work=True)
    await open_window().settle()
    _assert_once(practice, profile, "v1", page("v1"))
    sent = _submissions(practice)
    assert len(sent) == 3
    assert len({str(exchange["request_body"]) for exchange in sent}) == 1
    assert len({exchange["request_headers"]["idempotency-key"] for exchange in sent}) == 1


async def test_the_body_is_built_once_whatever_becomes_of_the_visit(
    practice: PracticeRegion, profile: Profile, holding: str, open_window: OpenWindow
) -> None:
    profile.write("v1", holding, [page("v1")])
    practice.fault(path="/cases", method="POST", status=500)
    await open_window().worker.step()
    with profile.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE visit SET draft = replace(draft, '13800138000', '1')")
    await open_window().settle()
    _assert_once(practice, profile, "v1", page("v1"))
    assert "13800138000" in _submissions(practice)[-1]["request_body"]


async def test_a_case_found_under_our_number_with_our_files_is_ours(
    practice: PracticeRegion, profile: Profile, holding: str, open_window: OpenWindow
) -> None:
    """The first answer was lost, and the key does not settle it: it belonged to another clerk."""
    entry = profile.write("v1", holding, [page("v1")])
    await open_window().settle()
    with profile.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE outbox_entry SET state = 'sending', key = 'another-clerks-key', case_no = NULL"
        )
        connection.exec_driver_sql("UPDATE visit SET case_no = NULL")
    await open_window().settle()
    _assert_once(practice, profile, "v1", page("v1"))
    assert profile.store.find(entry.id).state is EntryState.ACKNOWLEDGED


async def test_a_case_under_our_number_with_other_files_is_somebody_elses(
    practice: PracticeRegion, profile: Profile, holding: str, open_window: OpenWindow
) -> None:
    window = open_window()
    profile.write("v1", holding, [page("v1")])
    await window.settle()
    other = profile.write("v2", holding, [page("v2")], local_no="NN01-3-V1")
    await window.settle()
    parked = profile.store.find(other.id)
    assert parked.state is EntryState.PARKED
    assert parked.refusal is not None
    assert parked.refusal.code == "REG-14"
    assert profile.case_no("v2") is None
