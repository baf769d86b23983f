"""The pages that anybody may open."""

import httpx

from tests.practice.material import LIANG, social_card_case, submit
from tests.practice_region import PracticeRegion, new_key, sha256_hex


def test_a_receipt_is_checked_by_anybody_and_shows_no_more_than_it_must(
    client: httpx.Client, region: PracticeRegion
) -> None:
    case = submit(client, social_card_case(client)).json()
    digest = sha256_hex(b"%PDF notice")
    paper = {"number": case["case_no"], "kind": "notice", "sha256": digest}
    client.post(f"/cases/{case['case_no']}/papers", json=paper, headers=new_key())
    for path in (f"c/{case['case_no']}", f"c/{case['local_no']}", f"v/{case['case_no']}"):
        shown = httpx.get(f"{region.url}/{path}")
        assert shown.status_code == 200
        for words in (
            case["case_no"],
            "社会保障卡补领",
            "已受理",
            "梁*",
            "受理通知书",
            digest[:16],
        ):
            assert words in shown.text
        assert "梁思源" not in shown.text
        assert LIANG["number"] not in shown.text
    missing = httpx.get(f"{region.url}/c/45-0100-20990101-000001")
    assert (missing.status_code, "没有查到" in missing.text) == (404, True)


def test_every_page_says_that_it_is_practice(region: PracticeRegion) -> None:
    for path, status in (
        ("/", 200),
        ("/device", 200),
        ("/device?user_code=XXXX-XXXX", 200),
        ("/t/NN01/20261124/A024", 200),
        ("/t/<script>alert(1)</script>", 404),
        ("/c/<script>alert(1)", 404),
        ("/c/none", 404),
    ):
        answer = httpx.get(region.url + path)
        assert answer.status_code == status, path
        assert "演练平台" in answer.text
        assert "Practice region" in answer.text
        assert '<html lang="zh-CN">' in answer.text
        assert "<script" not in answer.text
        assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "A024" in httpx.get(f"{region.url}/t/NN01/20261124/A024").text
