"""The region as a process: it is ready when it says so, and never outlives its parent."""

import json
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from desk.practice.operations import OPERATIONS
from tests.practice.material import social_card_case, submit
from tests.practice_region import PracticeRegion


def started(folder: Path, *options: str) -> tuple["subprocess.Popen[str]", dict[str, str]]:
    """A server of this test's own, and what it said when it was ready."""
    process = subprocess.Popen(
        [sys.executable, "-m", "desk.practice", "--folder", str(folder), *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    return process, json.loads(process.stdout.readline())


def test_it_ends_when_its_stdin_closes(tmp_path: Path) -> None:
    process, told = started(tmp_path)
    assert httpx.get(told["url"] + "/").status_code == 200
    process.communicate(timeout=10)
    assert process.returncode == 0
    with pytest.raises(httpx.ConnectError):
        httpx.get(told["url"] + "/")


def test_it_ends_on_sigterm_even_while_a_request_hangs(tmp_path: Path) -> None:
    process, told = started(tmp_path, "--fault", '{"delay_ms": 60000}')
    with pytest.raises(httpx.ReadTimeout):
        httpx.get(told["url"] + "/me", timeout=0.3)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=10)
    assert process.returncode == 0


def test_it_finds_everything_again_after_being_killed(practice: PracticeRegion) -> None:
    client = practice.client()
    case = submit(client, social_card_case(client)).json()
    url = practice.url
    practice.kill()
    practice.start()
    assert practice.url == url
    with practice.client() as again:
        assert again.get(f"/cases/{case['case_no']}").json() == case
    assert client.get("/me").json()["name"] == "韦丽"  # its token still holds


def test_an_answer_does_not_wait_for_the_windows_acknowledgement(client: httpx.Client) -> None:
    taken = []
    for _ in range(21):
        begun = time.perf_counter()
        client.get("/me")
        taken.append(time.perf_counter() - begun)
    # with Nagle's algorithm on, every one of them takes the 40 ms of a delayed acknowledgement
    assert statistics.median(taken) < 0.035


def test_discovery_says_what_and_where(region: PracticeRegion) -> None:
    told = httpx.get(region.url + "/.well-known/hall-region").json()
    assert told["practice"] is True
    assert told["public_url"] == region.url
    assert told["region_code"] == "450100000000"
    assert told["token_endpoint"] == region.url + "/oauth/token"


def test_what_is_not_there_is_a_problem_too(region: PracticeRegion) -> None:
    for method, path, status in (("GET", "/nowhere", 404), ("DELETE", "/cases", 405)):
        answer = httpx.request(method, region.url + path)
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["x-hall-practice"] == "true"


@pytest.mark.parametrize(
    "operation", [one for one in OPERATIONS if one.signed_in], ids=lambda one: one.name
)
def test_nothing_is_told_to_a_stranger(region: PracticeRegion, operation: object) -> None:
    method, path = operation.method, operation.path  # type: ignore[attr-defined]
    for headers in ({}, {"Authorization": "Bearer made-up"}, {"Authorization": "Basic eDp5"}):
        answer = httpx.request(method, region.url + path, headers=headers)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize(
    "path", [one.path for one in OPERATIONS if one.practice_key and one.method == "GET"]
)
def test_the_switches_need_the_key(region: PracticeRegion, path: str) -> None:
    assert httpx.get(region.url + path).status_code == 403
    wrong = {"X-Practice-Key": "guess"}
    assert httpx.get(region.url + path, headers=wrong).status_code == 403
