"""The region misbehaves on purpose, exactly as often as it was told."""

import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx
import pytest

from tests.practice.material import page, social_card_case, submit, upload
from tests.practice_region import PracticeRegion, new_key


def test_it_answers_so_many_times_with_an_error(stormy: PracticeRegion) -> None:
    client = stormy.client()
    stormy.fault(path="/me", status=503, retry_after=7, count=2)
    for _ in range(2):
        answer = client.get("/me")
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "7")
        assert answer.json()["status"] == 503
    assert client.get("/me").status_code == 200


def test_only_the_path_and_method_that_it_was_told(stormy: PracticeRegion) -> None:
    client = stormy.client()
    stormy.fault(path="/cases", method="POST", status=500)
    assert client.get("/matters").status_code == 200
    assert client.get("/cases").status_code == 200
    case = social_card_case(client)
    assert submit(client, case).status_code == 500
    assert submit(client, case).status_code == 201


def test_it_answers_html_like_a_hotel_network(stormy: PracticeRegion) -> None:
    client = stormy.client()
    stormy.fault(path="/matters", html=True)
    answer = client.get("/matters")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert client.get("/matters").json()["changed"]


def test_it_takes_its_time(stormy: PracticeRegion) -> None:
    client = stormy.client()
    stormy.fault(path="/me", delay_ms=600)
    begun = time.monotonic()
    assert client.get("/me").status_code == 200
    assert time.monotonic() - begun >= 0.6


def test_it_cuts_the_line_half_way_through_an_answer(stormy: PracticeRegion) -> None:
    client = stormy.client()
    stormy.fault(path="/matters", truncate=True)
    with pytest.raises(httpx.RemoteProtocolError):
        client.get("/matters")
    assert client.get("/matters").status_code == 200


def test_it_reports_a_digest_that_is_not_the_files(stormy: PracticeRegion) -> None:
    client = stormy.client()
    path = "/files/" + upload(client, page())["id"]
    stormy.fault(path="/files", method="HEAD", wrong_digest=True)
    tus = {"Tus-Resumable": "1.0.0"}
    first, second = (client.head(path, headers=tus).headers["repr-digest"] for _ in range(2))
    assert first != second


def test_it_keeps_cases_waiting_for_a_while(practice: PracticeRegion) -> None:
    client = practice.client()
    practice.fault(hold_received=True, hold_s=2)
    held = submit(client, social_card_case(client)).json()
    assert held["state"] == "received"
    assert not {"accepted_at", "promised_by", "legal_by"} & set(held)
    cursor = client.get("/cases").json()["cursor"]
    deadline = time.monotonic() + 10
    while (told := client.get("/cases", params={"since": cursor}).json()).get("cases") is None:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert [(one["case_no"], one["state"]) for one in told["cases"]] == [
        (held["case_no"], "accepted")
    ]


def test_it_keeps_cases_waiting_until_it_is_told_to_go_on(stormy: PracticeRegion) -> None:
    client = stormy.client()
    stormy.fault(hold_received=True, count=None)
    path = "/cases/" + submit(client, social_card_case(client)).json()["case_no"]
    assert client.get(path).json()["state"] == "received"
    stormy.clear_faults()
    assert client.get(path).json()["state"] == "accepted"
    assert submit(client, social_card_case(client)).json()["state"] == "accepted"


def test_its_clock_goes_wrong(stormy: PracticeRegion) -> None:
    stormy.fault(skew_clock_s=-600)
    told = parsedate_to_datetime(httpx.get(stormy.url + "/").headers["date"])
    assert 590 <= (datetime.now(UTC) - told).total_seconds() <= 615


def test_what_still_waits_is_told(stormy: PracticeRegion) -> None:
    stormy.fault(path="/me", status=500, count=3)
    stormy.client().get("/me")
    told = stormy.call("GET", "/practice/faults").json()
    assert told == {"faults": [{"path": "/me", "status": 500, "count": 2}]}
    stormy.clear_faults()
    assert stormy.call("GET", "/practice/faults").json() == {}


def test_a_fault_that_is_misspelt_is_refused(region: PracticeRegion) -> None:
    headers = {"X-Practice-Key": region.key, **new_key()}
    answer = httpx.post(region.url + "/practice/faults", json={"count": "x"}, headers=headers)
    assert answer.status_code == 400
