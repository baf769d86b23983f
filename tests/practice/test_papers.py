"""What windows printed, as the region records it."""

import httpx

from tests.practice.material import social_card_case, submit
from tests.practice_region import new_key, sha256_hex


def test_printed_papers_are_recorded_under_either_number(client: httpx.Client) -> None:
    case = submit(client, social_card_case(client)).json()
    receipt = {
        "number": case["local_no"],
        "kind": "materials_receipt",
        "sha256": sha256_hex(b"%PDF receipt"),
    }
    notice = {"number": case["case_no"], "kind": "notice", "sha256": sha256_hex(b"%PDF notice")}
    first = client.post(f"/cases/{case['local_no']}/papers", json=receipt, headers=new_key())
    key = new_key()
    answers = [
        client.post(f"/cases/{case['case_no']}/papers", json=notice, headers=key) for _ in range(2)
    ]
    assert first.status_code == 201
    assert answers[0].content == answers[1].content
    papers = client.get(f"/cases/{case['case_no']}/papers").json()["papers"]
    assert [(one["kind"], one["sha256"]) for one in papers] == [
        ("materials_receipt", receipt["sha256"]),
        ("notice", notice["sha256"]),
    ]


def test_a_paper_of_no_case_waits_for_its_case(client: httpx.Client) -> None:
    case, key = social_card_case(client), new_key()
    paper = {"number": case["local_no"], "kind": "materials_receipt", "sha256": "a" * 64}
    path = f"/cases/{case['local_no']}/papers"
    assert client.post(path, json=paper, headers=key).status_code == 404
    assert client.get(path).status_code == 404
    submit(client, case)
    assert client.post(path, json=paper, headers=key).status_code == 201


def test_a_paper_has_a_number_a_kind_and_a_digest(client: httpx.Client) -> None:
    case = submit(client, social_card_case(client)).json()
    paper = {"number": "", "kind": "", "sha256": "short"}
    answer = client.post(f"/cases/{case['case_no']}/papers", json=paper, headers=new_key())
    assert answer.status_code == 422
    assert [one["pointer"] for one in answer.json()["errors"]] == ["/number", "/kind", "/sha256"]
