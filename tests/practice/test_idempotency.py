"""Every change at most once."""

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from desk.region.contract import (
    PROBLEM_DIGEST_DIFFERS,
    PROBLEM_INVALID_CASE,
    PROBLEM_KEY_MISSING,
    PROBLEM_KEY_REUSED,
    PROBLEM_KEY_RUNNING,
)
from tests.practice.material import page, social_card_case, submit
from tests.practice_region import PracticeRegion, new_key


def test_the_same_key_and_body_get_the_first_answer_again(
    client: httpx.Client, region: PracticeRegion
) -> None:
    case, key = social_card_case(client), new_key()
    first = submit(client, case, key)
    again = submit(client, case, key)
    assert again.status_code == first.status_code == 201
    assert again.content == first.content
    assert again.headers["location"] == first.headers["location"]
    assert again.headers["idempotency-replayed"] == "true"
    assert "idempotency-replayed" not in first.headers
    stored = [one["local_no"] for one in region.summary()["cases"]]
    assert stored.count(case["local_no"]) == 1


def test_another_body_under_the_same_key_is_refused(client: httpx.Client) -> None:
    case, key = social_card_case(client), new_key()
    submit(client, case, key)
    refused = submit(client, social_card_case(client), key)
    assert refused.status_code == 422
    assert refused.json()["type"] == PROBLEM_KEY_REUSED


def test_a_refusal_is_an_answer_too(client: httpx.Client) -> None:
    case, key = social_card_case(client) | {"form": {}}, new_key()
    first, again = submit(client, case, key), submit(client, case, key)
    assert first.json()["type"] == PROBLEM_INVALID_CASE
    assert again.content == first.content


def test_a_key_outlives_the_process(practice: PracticeRegion) -> None:
    client = practice.client()
    case, key = social_card_case(client), new_key()
    first = submit(client, case, key)
    practice.kill()
    practice.start()
    with practice.client() as later:
        assert submit(later, case, key).content == first.content
    assert len(practice.summary()["cases"]) == 1


def test_an_answer_that_was_lost_is_told_again(practice: PracticeRegion) -> None:
    client = practice.client()
    case, key = social_card_case(client), new_key()
    practice.fault(path="/cases", drop_after_work=True)
    with pytest.raises(httpx.RemoteProtocolError):
        submit(client, case, key)
    (stored,) = practice.summary()["cases"]
    assert submit(client, case, key).json()["case_no"] == stored["case_no"]
    assert len(practice.summary()["cases"]) == 1


def test_while_the_first_still_runs_its_twin_is_told_to_come_back(
    practice: PracticeRegion,
) -> None:
    client = practice.client()
    case, key = social_card_case(client), new_key()
    practice.fault(path="/cases", slow_work_ms=1500)
    with ThreadPoolExecutor() as pool:
        running = [pool.submit(submit, client, case, key) for _ in range(4)]
        answers = [one.result() for one in running]
    assert sorted(one.status_code for one in answers) == [201, 409, 409, 409]
    for refused in (one for one in answers if one.status_code == 409):
        assert refused.json()["type"] == PROBLEM_KEY_RUNNING
        assert int(refused.headers["retry-after"]) >= 1
    assert submit(client, case, key).status_code == 201


@pytest.mark.parametrize("headers", [{}, {"Idempotency-Key": "short"}])
def test_a_change_needs_a_key(client: httpx.Client, headers: dict[str, str]) -> None:
    refused = client.post("/cases", json=social_card_case(client), headers=headers)
    assert (refused.status_code, refused.json()["type"]) == (400, PROBLEM_KEY_MISSING)


def test_a_body_that_was_damaged_on_its_way_is_not_taken(client: httpx.Client) -> None:
    headers = {**new_key(), "Content-Digest": "sha-256=:" + "A" * 43 + "=:"}
    refused = client.post("/cases", json=social_card_case(client, page()), headers=headers)
    assert (refused.status_code, refused.json()["type"]) == (400, PROBLEM_DIGEST_DIFFERS)
