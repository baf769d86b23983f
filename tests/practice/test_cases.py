"""A case on its way through the region."""

from tests.practice.material import social_card_case, submit
from tests.practice_region import PracticeRegion, sha256_hex

PAGE = b"\xff\xd8\xff\xe0 a page as the scanner sent it \xff\xd9"


def test_a_complete_case_is_accepted_at_once(practice: PracticeRegion) -> None:
    client = practice.client()
    answer = submit(client, social_card_case(client, "NN01-3-20261124-0001-K", PAGE))
    assert answer.status_code == 201, answer.text
    case = answer.json()
    assert case["state"] == "accepted"
    assert case["local_no"] == "NN01-3-20261124-0001-K"
    assert [file["sha256"] for file in case["files"]] == [sha256_hex(PAGE)]
    assert answer.headers["location"] == f"/cases/{case['case_no']}"
