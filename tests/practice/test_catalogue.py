"""The catalogue: guides, their changes in order, and what is gone."""

import httpx

from tests.practice.material import SOCIAL_CARD, social_card_case, submit
from tests.practice_region import PracticeRegion

FREIGHT = "11450100MB000003580000000000003"


def test_the_catalogue_holds_the_sample_matters(client: httpx.Client) -> None:
    told = client.get("/matters").json()
    assert told["more"] is False
    assert len(told["changed"]) == 12
    guide = next(one for one in told["changed"] if one["code"] == SOCIAL_CARD)
    assert guide["name"] == "社会保障卡补领"
    assert guide["fee_fen"] == 1600
    assert guide["form"]["required"] == ["contact_name", "contact_phone", "reason"]


def test_one_guide_is_told_once(client: httpx.Client) -> None:
    answer = client.get(f"/matters/{SOCIAL_CARD}")
    assert answer.json()["name_en"] == "Replacement of a social security card"
    again = client.get(f"/matters/{SOCIAL_CARD}", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/matters/no-such").status_code == 404


def test_changes_and_what_is_gone_come_in_order(practice: PracticeRegion) -> None:
    client = practice.client()
    cursor = client.get("/matters").json()["cursor"]
    guide = client.get(f"/matters/{SOCIAL_CARD}").json() | {"version": 2, "promised_days": 2}
    practice.call("PUT", f"/practice/matters/{SOCIAL_CARD}", json=guide)
    practice.call("DELETE", f"/practice/matters/{FREIGHT}")
    told = client.get("/matters", params={"since": cursor}).json()
    assert [one["version"] for one in told["changed"]] == [2]
    assert told["gone"] == [FREIGHT]
    assert client.get(f"/matters/{FREIGHT}").status_code == 404
    # a case on the old guide is now refused with words
    refused = submit(client, social_card_case(client))
    assert [fault["pointer"] for fault in refused.json()["errors"]] == ["/version"]
    later = client.get("/matters", params={"since": told["cursor"]}).json()
    assert later == {"cursor": told["cursor"], "more": False}


def test_a_long_catalogue_comes_in_pages(practice: PracticeRegion) -> None:
    client = practice.client()
    guide = client.get(f"/matters/{SOCIAL_CARD}").json()
    for number in range(250):
        code = f"11450100MB0000043300000009{number:05d}"
        practice.call("PUT", f"/practice/matters/{code}", json=guide | {"code": code})
    cursor, codes, pages = "", [], 0
    while True:
        told = client.get("/matters", params={"since": cursor}).json()
        codes += [one["code"] for one in told["changed"]]
        cursor, pages = told["cursor"], pages + 1
        if not told["more"]:
            break
    assert pages > 1
    assert len(codes) == len(set(codes)) == 262


def test_large_answers_are_packed_for_those_who_can_unpack(client: httpx.Client) -> None:
    plain, packed = (
        client.get("/matters", headers={"Accept-Encoding": accepted})
        for accepted in ("identity", "br, gzip;q=0.5")
    )
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < len(plain.content) / 2
    assert packed.json() == plain.json()
    sent = {answer.headers["content-digest"] for answer in (plain, packed)}
    assert len(sent) == 2  # each is the digest of what was sent
