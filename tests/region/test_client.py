"""What a window asks of its region, and what it learns."""

from collections.abc import Awaitable, Callable

import msgspec
import pytest

from desk.region.client import RegionClient, key_header, new_key
from desk.region.contract import (
    ApplicantPart,
    CaseSubmission,
    FilePart,
    HoldingsQuery,
    MaterialPart,
    PaperRecord,
)
from desk.region.problems import (
    AnswerLost,
    BodyAltered,
    KeyReused,
    LocalNumberTaken,
    NotAllowedByRegion,
    NotAtRegion,
    PersonalNumberInAddress,
    RegionAnswerBroken,
    RegionBroke,
    RegionBusy,
    RegionRefused,
    RegionSilent,
    RegionUnreachable,
)
from desk.region.uploads import upload
from tests.practice.material import SOCIAL_CARD, local_number
from tests.practice_region import PracticeRegion, sha256_hex
from tests.region.conftest import ClientTo
from tests.region.files import page_file

LIANG = ApplicantPart("person", "梁思源", "450102198803162133")


async def case_of(client: RegionClient, local_no: str) -> CaseSubmission:
    """A complete case: a replacement social security card for 梁思源."""
    answer = await client.query_holdings(HoldingsQuery(LIANG, SOCIAL_CARD, "visit-1"), new_key())
    held = next(one.holding for one in answer.held if one.state == "held")
    stored = await upload(client, page_file(b"\xff\xd8 the application form \xff\xd9"))
    return CaseSubmission(
        matter=SOCIAL_CARD,
        version=1,
        applicant=LIANG,
        form={"contact_name": "梁思源", "contact_phone": "13800138000", "reason": "遗失"},
        materials=(
            MaterialPart("01", holding=held),
            MaterialPart("02", files=(FilePart(stored.id, stored.sha256, 1),)),
        ),
        hall="NN01",
        window="3",
        visit="visit-1",
        local_no=local_no,
        clerk="gx-0371",
    )


async def test_the_region_says_what_it_is_before_anybody_signs_in(
    practice: PracticeRegion, client_to: ClientTo
) -> None:
    discovery = await client_to(practice.url).discovery()
    assert discovery.practice
    assert discovery.token_endpoint.startswith(practice.url)


async def test_a_case_goes_from_holdings_to_a_recorded_paper(
    client: RegionClient, signed_in: PracticeRegion
) -> None:
    local_no = local_number()
    case = await case_of(client, local_no)
    answer = await client.submit_case(msgspec.json.encode(case), new_key())
    assert answer.local_no == local_no
    assert answer.state == "accepted"
    assert answer.files[0].sha256 == sha256_hex(b"\xff\xd8 the application form \xff\xd9")

    assert await client.case(answer.case_no) == answer
    assert await client.find_case(local_no) == answer
    assert [one["case_no"] for one in signed_in.summary()["cases"]] == [answer.case_no]

    paper = PaperRecord("N-1", "notice", "ab" * 32)
    recorded = await client.record_paper(answer.case_no, paper, new_key())
    assert (recorded.number, recorded.sha256) == ("N-1", "ab" * 32)
    assert (await client.papers(answer.case_no)).papers == (recorded,)


async def test_a_case_that_nobody_submitted_is_not_found(client: RegionClient) -> None:
    assert await client.find_case("NN01-3-20261124-9999-X") is None
    with pytest.raises(NotAtRegion):
        await client.case("a/../b?c#d")


async def test_the_same_key_and_body_give_the_same_case(
    client: RegionClient, signed_in: PracticeRegion
) -> None:
    body = msgspec.json.encode(await case_of(client, local_number()))
    key = new_key()
    first = await client.submit_case(body, key)
    assert await client.submit_case(body, key) == first
    assert len(signed_in.summary()["cases"]) == 1


async def test_a_key_that_was_used_for_another_body_is_not_a_faulty_case(
    client: RegionClient,
) -> None:
    case = await case_of(client, local_number())
    key = new_key()
    await client.submit_case(msgspec.json.encode(case), key)
    other = msgspec.structs.replace(case, visit="visit-2")
    with pytest.raises(KeyReused) as told:
        await client.submit_case(msgspec.json.encode(other), key)
    assert not told.value.passing


async def test_all_faults_of_a_case_come_at_once_and_stay_out_of_the_log(
    client: RegionClient,
) -> None:
    case = await case_of(client, local_number())
    broken = msgspec.structs.replace(
        case,
        applicant=ApplicantPart("person", "梁思源", "450102198803162134"),
        form={"contact_name": "梁"},
        materials=case.materials[:1],
    )
    with pytest.raises(RegionRefused) as told:
        await client.submit_case(msgspec.json.encode(broken), new_key())
    pointers = {fault.pointer for fault in told.value.faults}
    assert {"/applicant/number", "/form/contact_phone"} <= pointers
    assert len(pointers) >= 3
    assert all(fault.detail for fault in told.value.faults)
    assert not told.value.passing
    assert "梁" not in str(told.value) + repr(told.value.facts)


async def test_a_local_number_is_taken_once(client: RegionClient) -> None:
    local_no = local_number()
    first, second = [await case_of(client, local_no) for _ in range(2)]
    await client.submit_case(msgspec.json.encode(first), new_key())
    with pytest.raises(LocalNumberTaken):
        await client.submit_case(msgspec.json.encode(second), new_key())


async def test_a_case_whose_answer_was_lost_is_found_again_by_its_key(
    client: RegionClient, signed_in: PracticeRegion
) -> None:
    body, key = msgspec.json.encode(await case_of(client, local_number())), new_key()
    signed_in.fault(path="/cases", method="POST", drop_after_work=True)
    with pytest.raises(AnswerLost) as told:
        await client.submit_case(body, key)
    assert told.value.passing
    answer = await client.submit_case(body, key)
    assert [one["case_no"] for one in signed_in.summary()["cases"]] == [answer.case_no]


async def test_a_case_that_is_still_worked_on_is_asked_for_later(
    client: RegionClient, signed_in: PracticeRegion, client_to: ClientTo
) -> None:
    body, key = msgspec.json.encode(await case_of(client, local_number())), new_key()
    signed_in.fault(path="/cases", method="POST", slow_work_ms=1500)
    hasty = client_to(signed_in.url, deadline_s=0.5)
    with pytest.raises(RegionSilent):
        await hasty.submit_case(body, key)
    with pytest.raises(RegionBusy) as told:
        await client.submit_case(body, key)
    assert told.value.retry_after_s == 1


async def test_a_region_that_is_down_is_unreachable(
    client: RegionClient, signed_in: PracticeRegion
) -> None:
    await client.me()
    signed_in.kill()
    with pytest.raises(RegionUnreachable) as told:
        await client.me()
    assert told.value.passing


async def test_a_region_that_takes_too_long_is_silent(
    signed_in: PracticeRegion, client_to: ClientTo
) -> None:
    client = client_to(signed_in.url, deadline_s=0.6)
    await client.me()
    signed_in.fault(path="/me", delay_ms=3000)
    with pytest.raises(RegionSilent):
        await client.me()


@pytest.mark.parametrize(
    ("fault", "failure"),
    [
        ({"html": True}, RegionAnswerBroken),
        ({"html": True, "status": 403}, RegionAnswerBroken),
        ({"truncate": True}, AnswerLost),
        ({"drop_after_work": True}, AnswerLost),
        ({"status": 500}, RegionBroke),
        ({"status": 403}, NotAllowedByRegion),
    ],
)
async def test_bad_weather_is_told_in_words(
    client: RegionClient,
    signed_in: PracticeRegion,
    fault: dict[str, object],
    failure: type[Exception],
) -> None:
    before = await client.matters_since("")
    signed_in.fault(path="/matters", **fault)
    with pytest.raises(failure):
        await client.matters_since("")
    assert await client.matters_since("") == before


@pytest.mark.parametrize("status", [429, 503])
async def test_a_busy_region_says_how_long_to_wait(
    client: RegionClient, signed_in: PracticeRegion, status: int
) -> None:
    signed_in.fault(path="/me", status=status, retry_after=7)
    with pytest.raises(RegionBusy, match="for 7 seconds") as told:
        await client.me()
    assert told.value.retry_after_s == 7


@pytest.mark.parametrize("skew_s", [-300, 0, 180])
async def test_the_skew_of_the_clocks_is_measured(
    client: RegionClient, signed_in: PracticeRegion, skew_s: int
) -> None:
    signed_in.fault(skew_clock_s=skew_s)
    assert client.clock_skew_s is None
    await client.discovery()
    assert client.clock_skew_s == pytest.approx(skew_s, abs=1.5)


async def test_every_request_carries_our_clock_and_every_body_its_digest(
    client: RegionClient, signed_in: PracticeRegion
) -> None:
    await client.me()
    await client.query_holdings(HoldingsQuery(LIANG, SOCIAL_CARD, "visit-1"), new_key())
    sent = {one["path"]: one["request_headers"] for one in signed_in.exchanges()}
    assert "date" in sent["/me"]
    assert {"date", "content-digest", "idempotency-key"} <= set(sent["/holdings/query"])


async def test_a_body_that_was_changed_on_its_way_is_not_taken(client: RegionClient) -> None:
    with pytest.raises(BodyAltered) as told:
        await client.call(
            "POST",
            "/holdings/query",
            headers={"Content-Type": "application/json", **key_header(new_key())},
            body=b"{}",
            sha256=bytes(32),
        )
    assert told.value.passing


async def test_nobodys_number_ever_stands_in_an_address(
    signed_in: PracticeRegion, client_to: ClientTo
) -> None:
    client = client_to(signed_in.url)
    await client.me()
    paper = PaperRecord("45-1", "receipt", "0" * 64)
    asks: tuple[Callable[[str], Awaitable[object]], ...] = (
        client.find_case,
        client.case,
        client.papers,
        lambda number: client.record_paper(number, paper, new_key()),
        client.matter,
        lambda number: client.call("GET", f"/results?query={number}"),
    )
    for number in ("450102198803162133", "13800138000", "91350100M000100Y43"):
        for ask in asks:
            with pytest.raises(PersonalNumberInAddress) as caught:
                await ask(number)
            assert number not in str(caught.value)
    asked = " ".join(f"{one['path']}?{one['query']}" for one in signed_in.exchanges())
    assert "/me" in asked
    assert not any(part in asked for part in ("450102", "13800138000", "91350100"))
