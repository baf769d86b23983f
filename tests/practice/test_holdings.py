"""What the region already holds of an applicant."""

from typing import Any

import httpx

from tests.practice.material import LIANG, SOCIAL_CARD
from tests.practice_region import new_key

RENTAL_HOUSING = "11450100MB000010710000000000010"


def holdings(client: httpx.Client, applicant: dict[str, str], matter: str) -> dict[str, Any]:
    """What the region says of each material that it could hold."""
    query = {"applicant": applicant, "matter": matter, "consent": "visit-1/consent"}
    answer = client.post("/holdings/query", json=query, headers=new_key())
    assert answer.status_code == 200, answer.text
    return {one["material"]: one for one in answer.json()["held"]}


def test_what_the_region_holds_need_not_be_brought(client: httpx.Client) -> None:
    held = holdings(client, LIANG, SOCIAL_CARD)
    assert set(held) == {"01"}  # what only the applicant can bring is not asked for
    assert held["01"]["state"] == "held"
    assert held["01"]["name"] == "居民身份证"
    assert held["01"]["valid_until"] == "2036-06-30"


def test_a_source_may_be_out_of_reach_and_a_document_not_there(client: httpx.Client) -> None:
    held = holdings(client, LIANG, RENTAL_HOUSING)
    assert {code: one["state"] for code, one in held.items()} == {
        "01": "held",
        "02": "unreachable",
        "04": "not_held",
    }
    stranger = {"kind": "person", "name": "无名氏", "number": "11010519491231002X"}
    assert holdings(client, stranger, SOCIAL_CARD)["01"]["state"] == "not_held"


def test_nothing_is_asked_without_consent(client: httpx.Client) -> None:
    for query, status in (
        ({"applicant": LIANG, "matter": SOCIAL_CARD, "consent": ""}, 403),
        ({"applicant": LIANG, "matter": "no-such", "consent": "visit-1"}, 404),
    ):
        answer = client.post("/holdings/query", json=query, headers=new_key())
        assert answer.status_code == status
