"""The region's answers are checked before they are believed; what means "later" is repeated."""

import json
import time
from pathlib import Path
from typing import Any

import msgspec
import pytest

from desk.region import checks
from desk.region.client import RegionClient
from desk.region.contract import CaseAnswer
from desk.region.error_answers import failure_of
from desk.region.problem_bodies import MOST_FAULTS, pointer_of
from desk.region.problems import (
    KeyReused,
    LocalNumberTaken,
    RegionAnswerUnusable,
    RegionBroke,
    RegionBusy,
    RegionDeclined,
    RegionRefused,
    SignInNeeded,
)
from desk.region.tokens import REFRESH_TOKEN, Tokens
from desk.vault.keys import Keys
from tests.faults.answers import SOUND, try_answers
from tests.practice_region import PracticeRegion
from tests.region.conftest import ClientTo
from tests.region.strange_server import StrangeServer, answer
from tests.region.test_login import Provider

PROBLEM = "application/problem+json"


def test_answers_right_and_nearly_right_are_used_or_not_believed(tmp_path: Path) -> None:
    tally = try_answers(2000, 7, tmp_path)
    assert not tally.wrong, str(tally)
    assert sum(tally.counts.values()) == 2000


CASE = SOUND["case"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("case_no", ""),
        ("case_no", "1" * 5000),
        ("case_no", "45-0100-\u202e1"),
        ("case_no", "45\u0000"),
        ("case_no", "45-0100-20261124-00441x"),
        ("local_no", ""),
        ("state", ""),
        ("state", "accepted\u200b"),
        ("state", "s" * 41),
        ("received_at", "2026-11-24T09:00:00"),
        ("accepted_at", "2026-11-24T09:00:05"),
        ("accepted_at", "2026-11-24T08:59:59+08:00"),
        ("received_at", "1926-11-24T09:00:00+08:00"),
        ("received_at", "9999-12-31T23:59:59-14:00"),
        ("promised_by", "2026-11-23"),
        ("promised_by", "9999-12-31"),
        ("legal_by", "2040-12-31"),
        ("files", [{"id": "f", "sha256": "zz", "size": 3}]),
        ("files", [{"id": "", "sha256": "ab" * 32, "size": 3}]),
        ("files", [{"id": "f", "sha256": "ab" * 32, "size": -3}]),
    ],
)
async def test_a_case_that_cannot_be_true_is_not_believed(
    strange: StrangeServer, client_to: ClientTo, tokens: Tokens, name: str, value: object
) -> None:
    tokens.access = "any"
    strange.always(answer(json.dumps({**CASE, name: value}).encode(), status=201))
    client = client_to(strange.url)
    for ask in (client.submit_case(b"{}", "k"), client.case("c"), client.find_case("c")):
        with pytest.raises(RegionAnswerUnusable) as told:
            await ask
        assert told.value.passing
        assert str(value) not in str(told.value) or not value


async def test_a_state_of_tomorrow_is_shown_as_it_came(
    strange: StrangeServer, client_to: ClientTo, tokens: Tokens
) -> None:
    tokens.access = "any"
    strange.always(answer(json.dumps({**CASE, "state": "待补正"}).encode()))
    assert (await client_to(strange.url).case("c")).state == "待补正"


def test_words_about_a_case_are_made_safe_to_show() -> None:
    told = {
        **CASE,
        "reason": "改\u202e正\r\n第二行" + "长" * 9000,
        "errors": [{"pointer": "/form/\u0000x", "detail": "少\u200b一位"}],
    }
    believed = checks.case(msgspec.convert(told, CaseAnswer, strict=False))
    assert believed.reason.startswith("改 正\n第二行")
    assert len(believed.reason) < 4100
    assert [(one.pointer, one.detail) for one in believed.errors] == [("/form/ x", "少 一位")]


@pytest.mark.parametrize(
    ("address", "printed"),
    [
        ("https://r.example/x", True),
        ("/", False),
        ("javascript:1", False),
        ("https://" + "x" * 999, False),
    ],
)
async def test_an_address_that_cannot_be_printed_is_none(
    strange: StrangeServer, client_to: ClientTo, address: str, printed: bool
) -> None:
    told = {**SOUND["discovery"], "public_url": address}
    strange.always(answer(json.dumps(told).encode()))
    assert (await client_to(strange.url).discovery()).public_url == (address if printed else "")


async def test_an_answer_larger_than_anything_is_not_read(
    strange: StrangeServer, client_to: ClientTo, tokens: Tokens
) -> None:
    tokens.access = "any"
    told = {**CASE, "reason": "x" * 5_000_000}
    strange.always(answer(json.dumps(told).encode()))
    with pytest.raises(Exception, match="too large"):
        await client_to(strange.url).case("c")


# what means later


@pytest.mark.parametrize("status", [408, 423, 425, 429, 503])
@pytest.mark.parametrize("kind", ["about:blank", "https://other.example/p/locked", ""])
def test_what_means_later_is_for_later(status: int, kind: str) -> None:
    body = json.dumps({"type": kind, "detail": "later"}).encode()
    failure = failure_of(status, PROBLEM, body, "7")
    assert isinstance(failure, RegionBusy)
    assert (failure.passing, failure.retry_after_s) == (True, 7)
    assert failure_of(status, "text/plain", b"").passing


@pytest.mark.parametrize("status", [500, 502, 504, 507, 599])
def test_a_region_that_broke_is_asked_again_whatever_it_says(status: int) -> None:
    body = json.dumps(SOUND["problem"]).encode()
    failure = failure_of(status, PROBLEM, body, "9")
    assert isinstance(failure, RegionBroke)
    assert (failure.passing, failure.retry_after_s) == (True, 9)


def test_a_conflict_is_for_later_only_when_it_says_so() -> None:
    assert isinstance(failure_of(409, PROBLEM, b"{}", "3"), RegionBusy)
    assert isinstance(failure_of(409, PROBLEM, b"{}"), RegionDeclined)
    taken = json.dumps({"type": "https://other.example/local-number-taken"}).encode()
    assert isinstance(failure_of(409, PROBLEM, taken, "3"), LocalNumberTaken)


@pytest.mark.parametrize(
    "before", ["https://p.gx.example/api/v2/problems/", "urn:problem:", "/errors#", ""]
)
def test_other_platforms_name_the_same_kinds_elsewhere(before: str) -> None:
    def failed(kind: str, status: int) -> Exception:
        return failure_of(status, PROBLEM, json.dumps({"type": before + kind}).encode())

    assert isinstance(failed("idempotency-key-reused", 422), KeyReused)
    assert isinstance(failed("Idempotency_Key_Running", 409), RegionBusy)
    assert isinstance(failed("invalid-case", 422), RegionRefused)


@pytest.mark.parametrize(
    "told",
    [
        {"errors": [{"pointer": "#/form/contact_phone", "detail": "少一位"}]},
        {"errors": [{"source": {"pointer": "/form/contact_phone"}, "detail": "少一位"}]},
        {"errors": [{"field": "form.contact_phone", "message": "少一位"}]},
        {"errors": {"form.contact_phone": ["少一位"]}},
        {"errors": {"$.form.contact_phone": "少一位"}},
        {"invalid-params": [{"name": "form.contact_phone", "reason": "少一位"}]},
        {"violations": [{"field": "form.contact_phone", "message": "少一位"}]},
        {"detail": [{"loc": ["body", "form", "contact_phone"], "msg": "少一位", "type": "x"}]},
        {"error": {"details": [{"field": "form.contact_phone", "description": "少一位"}]}},
        [{"path": "/form/contact_phone", "message": "少一位"}],
    ],
)  # fmt: skip
@pytest.mark.parametrize("status", [400, 422])
def test_faults_of_other_platforms_keep_their_place_and_their_words(
    told: object, status: int
) -> None:
    failure = failure_of(status, "application/json", json.dumps(told).encode())
    assert isinstance(failure, RegionRefused)
    ((fault,), count) = failure.faults, failure.facts["count"]
    assert (fault.pointer, fault.detail, count) == ("/form/contact_phone", "少一位", 1)


def test_places_are_understood_however_they_are_written() -> None:
    assert pointer_of("materials[1].files[0].id") == "/materials/1/files/0/id"
    assert pointer_of(["body", "materials", 1]) == "/materials/1"
    assert pointer_of(["a/b", "c~d"]) == "/a~1b/c~0d"
    assert pointer_of(7) == pointer_of(None) == pointer_of("") == ""


def test_words_survive_where_no_field_is_named() -> None:
    for told in ({"errors": ["执照已吊销"]}, {"message": ["执照已吊销"]}):
        failure = failure_of(422, "application/json", json.dumps(told).encode())
        assert isinstance(failure, RegionRefused)
        assert [fault.detail for fault in failure.faults] == ["执照已吊销"]
    for name in ("detail", "message", "msg"):
        failure = failure_of(422, "application/json", json.dumps({name: "执照已吊销"}).encode())
        assert failure.detail == "执照已吊销"


@pytest.mark.parametrize(
    "told",
    [
        {"errors": [{"pointer": f"/form/f{n}", "detail": "改" * 20} for n in range(20_000)]},
        {"errors": [{"pointer": "/form/x", "detail": "改" * 200_000}]},
        {"detail": "改" * 200_000},
        {"errors": [{"pointer": "/x", "detail": "y"}] * 30_000},
    ],
    ids=["20,000 faults", "one endless fault", "an endless text", "too many faults"],
)
def test_an_endless_refusal_is_bounded_when_it_is_taken_in(told: dict[str, Any]) -> None:
    body = json.dumps(told).encode()
    begun = time.process_time()
    failure = failure_of(422, PROBLEM, body)
    assert time.process_time() - begun < 1.0
    faults = failure.faults if isinstance(failure, RegionRefused) else ()
    assert len(faults) <= MOST_FAULTS
    assert sum(len(fault.detail) for fault in faults) <= 1_001_000
    assert len(failure.detail) <= 4001
    if isinstance(failure, RegionRefused):  # none is forgotten: what is not kept is counted
        assert failure.facts["count"] == len(told["errors"])


# the sign-in


@pytest.mark.parametrize("fault", [{"drop_after_work": True}, {"truncate": True}])
async def test_a_lost_answer_of_the_token_endpoint_signs_nobody_out(
    client: RegionClient, signed_in: PracticeRegion, keys: Keys, fault: dict[str, bool]
) -> None:
    signed_in.fault(path="/oauth/token", **fault, count=2)
    assert (await client.me()).name == "韦丽"
    assert keys.secret(REFRESH_TOKEN)


async def test_nor_does_one_that_stays_lost_for_a_while(
    client: RegionClient, signed_in: PracticeRegion
) -> None:
    signed_in.fault(path="/oauth/token", drop_after_work=True, count=3)
    with pytest.raises(Exception, match="REG-03"):
        await client.me()
    assert (await client.me()).name == "韦丽"


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        ("temporarily_unavailable", RegionBusy),
        ("server_error", RegionBusy),
        ("invalid_request", RegionAnswerUnusable),
        ("梁\u202e", RegionAnswerUnusable),
    ],
)
async def test_only_a_refused_token_signs_the_clerk_out(
    strange: StrangeServer, client_to: ClientTo, keys: Keys, error: str, failure: type[Exception]
) -> None:
    provider = Provider(strange, *[error] * 9)
    keys.keep_secret(REFRESH_TOKEN, "mine")
    with pytest.raises(failure):
        await client_to(provider.url).me()
    assert keys.secret(REFRESH_TOKEN) == "mine"


async def test_a_refused_token_does(
    strange: StrangeServer, client_to: ClientTo, keys: Keys
) -> None:
    provider = Provider(strange, "invalid_grant")
    keys.keep_secret(REFRESH_TOKEN, "mine")
    with pytest.raises(SignInNeeded):
        await client_to(provider.url).me()
    assert keys.secret(REFRESH_TOKEN) is None
