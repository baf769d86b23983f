"""A case on its way through the region."""

import copy
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import Any

import httpx
import pytest

from desk.domain.deadlines import working_days_after
from desk.practice.clock import RegionClock
from desk.region.contract import PROBLEM_INVALID_CASE, PROBLEM_LOCAL_NO_TAKEN
from tests.practice.material import (
    LIANG,
    append,
    create,
    held_id,
    local_number,
    page,
    social_card_case,
    submit,
    upload,
)
from tests.practice_region import PracticeRegion, new_key, sha256_hex

TRADER = "11450100MB0000019J0000000000001"
INVESTMENT = "11450100MB0000078M0000000000007"


def faults_of(answer: httpx.Response) -> dict[str, str]:
    """The faults of a refused case: pointer to words."""
    assert answer.status_code == 422, answer.text
    problem = answer.json()
    assert problem["type"] == PROBLEM_INVALID_CASE
    assert answer.headers["content-type"] == "application/problem+json"
    return {fault["pointer"]: fault["detail"] for fault in problem["errors"]}


def trader_case(client: httpx.Client) -> dict[str, Any]:
    """个体工商户设立登记, where the proof of premises may follow within five working days."""
    case = social_card_case(client)
    held = held_id(client, LIANG, TRADER)
    return {
        **case,
        "matter": TRADER,
        "form": {
            "contact_name": "梁思源",
            "contact_phone": "13800138000",
            "premises": "民族大道1号",
        },
        "materials": [{"code": "01", "holding": held}, case["materials"][1], {"code": "03"}],
    }


def test_a_complete_case_is_accepted_at_once(client: httpx.Client) -> None:
    case = social_card_case(client, page("one"))
    answer = submit(client, case)
    assert answer.status_code == 201, answer.text
    told = answer.json()
    assert told["state"] == "accepted"
    assert told["local_no"] == case["local_no"]
    assert [file["sha256"] for file in told["files"]] == [sha256_hex(page("one"))]
    assert answer.headers["location"] == f"/cases/{told['case_no']}"


def test_its_number_and_its_terms_run_from_the_day_of_acceptance(client: httpx.Client) -> None:
    told = submit(client, social_card_case(client)).json()
    accepted = datetime.fromisoformat(told["accepted_at"])
    assert accepted.utcoffset() == timedelta(hours=8)
    region, city, day, number = told["case_no"].split("-")
    assert (region, city, day) == ("45", "0100", f"{accepted:%Y%m%d}")
    assert len(number) == 6
    promised = working_days_after(accepted.date(), 1)
    legal = working_days_after(accepted.date(), 10)
    assert date.fromisoformat(told["promised_by"]) == promised.day
    assert date.fromisoformat(told["legal_by"]) == legal.day
    assert told.get("estimated", False) == (promised.estimated or legal.estimated)


def test_it_is_found_by_either_number(client: httpx.Client) -> None:
    told = submit(client, social_card_case(client)).json()
    assert client.get(f"/cases/{told['case_no']}").json() == told
    assert client.get(f"/cases/{told['local_no']}").json() == told
    assert client.get("/cases/NOBODY-KNOWS-IT").status_code == 404


def test_it_is_not_told_again_to_a_window_that_has_it(client: httpx.Client) -> None:
    path = "/cases/" + submit(client, social_card_case(client)).json()["case_no"]
    tag = client.get(path).headers["etag"]
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304


def test_cases_are_told_in_the_order_of_their_changes(client: httpx.Client) -> None:
    cursor = ""
    while (seen := client.get("/cases", params={"since": cursor}).json())["more"]:
        cursor = seen["cursor"]
    made = [submit(client, social_card_case(client)).json() for _ in range(3)]
    told = client.get("/cases", params={"since": seen["cursor"]}).json()
    assert told["cases"] == made
    again = client.get("/cases", params={"since": told["cursor"]}).json()
    assert again == {"cursor": told["cursor"], "more": False}
    assert client.get("/cases", params={"since": "yesterday"}).status_code == 400


def test_digests_are_worked_out_from_the_bytes_that_lie_there(practice: PracticeRegion) -> None:
    client = practice.client()
    told = submit(client, social_card_case(client, page())).json()
    practice.fault(flip_byte=1)
    again = client.get(f"/cases/{told['case_no']}").json()
    assert again["files"][0]["sha256"] != sha256_hex(page())
    (file,) = practice.summary()["cases"][0]["files"]
    assert file["sha256"] == again["files"][0]["sha256"]
    assert file["stated"] == sha256_hex(page())


def test_every_fault_is_told_at_once(client: httpx.Client) -> None:
    case = social_card_case(client)
    case["version"] = 7
    case["applicant"] = {"kind": "person", "name": "", "number": "450102198803162134"}
    case["form"] = {"contact_phone": "12", "reason": "丢了", "colour": "red"}
    case["materials"] = [{"code": "01"}, {"code": "99", "holding": "gx-hold-0001"}]
    case["local_no"] = "with spaces"
    case["hall"] = ""
    faults = faults_of(submit(client, case))
    assert set(faults) == {
        "/local_no",
        "/hall",
        "/applicant/name",
        "/applicant/number",
        "/version",
        "/form/contact_name",
        "/form/contact_phone",
        "/form/reason",
        "/form/colour",
        "/materials/0",
        "/materials/1/code",
        "/materials",
    }
    assert "校验码" in faults["/applicant/number"]
    assert "第 1 版" in faults["/version"]
    assert faults["/form/contact_name"] == "「联系人」必须填写。"
    assert "遗失、损坏、信息变更" in faults["/form/reason"]
    assert faults["/materials"] == "缺少材料「社会保障卡补领申请表」。"
    assert client.get(f"/cases/{case['local_no']}").status_code == 404


def test_a_matter_that_the_region_does_not_know_is_one_fault_of_several(
    client: httpx.Client,
) -> None:
    case = social_card_case(client) | {"matter": "11450100MB000004330000000000099"}
    case["applicant"] = LIANG | {"number": "1"}
    assert set(faults_of(submit(client, case))) == {"/matter", "/applicant/number"}


@pytest.mark.parametrize(
    ("kind", "pointer"), [("organisation", "/applicant/kind"), ("club", "/applicant/kind")]
)
def test_who_may_apply(client: httpx.Client, kind: str, pointer: str) -> None:
    case = social_card_case(client)
    case["applicant"] = {
        "kind": kind,
        "name": "广西桂岭运输有限公司",
        "number": "91450100MA5NC84T71",
    }
    assert pointer in faults_of(submit(client, case))


def test_a_matter_for_organisations_asks_for_a_right_credit_code(client: httpx.Client) -> None:
    firm = {"kind": "organisation", "name": "广西桂岭运输有限公司", "number": "91450100MA5NC84T71"}
    case = social_card_case(client)
    case |= {
        "matter": INVESTMENT,
        "applicant": firm,
        "form": {
            "contact_name": "罗永强",
            "contact_phone": "0771-5550012",
            "project_name": "冷链仓库",
            "site": "南宁市良庆区",
            "investment_fen": 880_000_000,
        },
        "materials": [
            {"code": "01", "holding": held_id(client, firm, INVESTMENT)},
            case["materials"][1],
        ],
    }
    wrong = copy.deepcopy(case)
    wrong["applicant"]["number"] = "91450100MA5NC84T72"
    faults = faults_of(submit(client, wrong))
    # the document on file is another applicant's then
    assert set(faults) == {"/applicant/number", "/materials/0/holding"}
    assert "统一社会信用代码" in faults["/applicant/number"]
    assert submit(client, case).status_code == 201


def test_a_material_may_follow_only_by_a_promise_within_its_days(client: httpx.Client) -> None:
    case = trader_case(client)
    assert set(faults_of(submit(client, case))) == {"/materials/2"}

    last = working_days_after(RegionClock().now().date(), 5).day
    case["materials"][2]["follow_until"] = str(last + timedelta(days=1))
    assert set(faults_of(submit(client, case))) == {"/materials/2/follow_until"}
    case["materials"][2]["follow_until"] = str(last - timedelta(days=30))
    assert set(faults_of(submit(client, case))) == {"/materials/2/follow_until"}

    case["materials"][2]["follow_until"] = str(last)
    case["materials"][1]["follow_until"] = str(last)
    faults = faults_of(submit(client, case))
    assert set(faults) == {"/materials/1/follow_until"}
    assert "不能后补" in faults["/materials/1/follow_until"]

    del case["materials"][1]["follow_until"]
    assert submit(client, case).status_code == 201


def test_files_must_be_there_whole_and_as_the_window_scanned_them(client: httpx.Client) -> None:
    case = social_card_case(client)
    part = create(client, page())
    append(client, part, page()[:10])
    mislabelled = upload(client, page("changed after it was scanned"))
    mislabelled["sha256"] = sha256_hex(page("as scanned"))
    case["materials"][1]["files"] = [
        {"id": "0" * 32, "sha256": sha256_hex(page()), "sheets": 1},
        {"id": part.rsplit("/", 1)[1], "sha256": sha256_hex(page()), "sheets": 1},
        mislabelled,
    ]
    faults = faults_of(submit(client, case))
    assert set(faults) == {
        "/materials/1/files/0/id",
        "/materials/1/files/1/id",
        "/materials/1/files/2/sha256",
    }
    assert "没有上传" in faults["/materials/1/files/0/id"]
    assert "没有传完" in faults["/materials/1/files/1/id"]
    assert "不一致" in faults["/materials/1/files/2/sha256"]


def test_a_file_belongs_to_one_case(client: httpx.Client) -> None:
    first = social_card_case(client)
    assert submit(client, first).status_code == 201
    second = first | {"local_no": local_number()}
    assert set(faults_of(submit(client, second))) == {"/materials/1/files/0/id"}


def test_the_tidy_document_is_checked_and_told_like_the_pages(client: httpx.Client) -> None:
    case = social_card_case(client)
    case["materials"][1]["tidy"] = {"id": "f" * 32, "sha256": "0" * 64, "sheets": 1}
    assert set(faults_of(submit(client, case))) == {"/materials/1/tidy/id"}
    case["materials"][1]["tidy"] = upload(client, b"%PDF-1.7 tidy")
    told = submit(client, case).json()
    assert [file["sha256"] for file in told["files"]] == [
        sha256_hex(page()),
        sha256_hex(b"%PDF-1.7 tidy"),
    ]


def test_a_document_on_file_must_be_the_applicants_own(client: httpx.Client) -> None:
    case = social_card_case(client)
    other = {"kind": "person", "name": "韦䶮", "number": "450107199502143314"}
    case["materials"][0]["holding"] = held_id(client, other, case["matter"])
    assert set(faults_of(submit(client, case))) == {"/materials/0/holding"}


def test_a_local_number_is_used_once(client: httpx.Client) -> None:
    first = social_card_case(client)
    told = submit(client, first).json()
    second = social_card_case(client) | {"local_no": first["local_no"]}
    refused = submit(client, second)
    assert refused.status_code == 409
    assert refused.json()["type"] == PROBLEM_LOCAL_NO_TAKEN
    assert refused.json()["instance"] == f"/cases/{told['case_no']}"
    # nothing of the refused case remains: its file may still go into a right one
    assert submit(client, second | {"local_no": local_number()}).status_code == 201


def test_a_body_that_is_no_case_is_refused_for_its_shape(client: httpx.Client) -> None:
    case = social_card_case(client)
    case["materials"][0]["code"] = 1
    refused = submit(client, case)
    assert refused.status_code == 400
    assert refused.json()["errors"][0]["pointer"] == "/materials/0/code"
    for content, kind, status in (
        (b"{", "application/json", 400),
        (b"<case/>", "text/xml", 415),
        (b" " * 3_000_000, "application/json", 413),
    ):
        headers = {**new_key(), "Content-Type": kind}
        assert client.post("/cases", content=content, headers=headers).status_code == status


def test_rare_names_come_through_whole(client: httpx.Client, region: PracticeRegion) -> None:
    for name, number in (
        ("韦䶮", "450107199502143314"),
        ("陆𠅤", "45010519790908115X"),
        ("黄𬭊", "450108198305290173"),
        ("阿卜杜热西提·买买提托合提江·艾尔肯巴合提别克", "45010919900101172X"),
    ):
        case = social_card_case(client)
        case["applicant"] = {"kind": "person", "name": name, "number": number}
        case["materials"][0]["holding"] = held_id(client, case["applicant"], case["matter"])
        assert submit(client, case).status_code == 201


def test_of_windows_racing_with_one_local_number_or_one_file_one_wins(
    client: httpx.Client, region: PracticeRegion
) -> None:
    case = social_card_case(client)
    same_number = [case | {"visit": f"visit-{n}"} for n in range(8)]
    same_file = [case | {"local_no": local_number()} for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda one: submit(client, one), same_number + same_file))
    statuses = [one.status_code for one in answers]
    assert statuses.count(201) == 1
    assert set(statuses) <= {201, 409, 422}
    stored = [one for one in region.summary()["cases"] if one["files"][0]["id"] in str(case)]
    assert len(stored) == 1
