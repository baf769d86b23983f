"""Whatever comes back, a window gets an answer of the contract or a failure in words."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from desk.region.client import RegionClient
from desk.region.contract import (
    PROBLEM_INVALID_CASE,
    PROBLEM_KEY_REUSED,
    PROBLEM_KEY_RUNNING,
    ApplicantPart,
    HoldingsQuery,
    PaperRecord,
)
from desk.region.error_answers import failure_of
from desk.region.login import DeviceLogin
from desk.region.problems import RegionFailure
from desk.region.tokens import Tokens
from desk.region.uploads import upload
from desk.vault.keys import Keys
from desk.worker_thread import WorkerThread
from tests.region.conftest import ClientTo
from tests.region.files import page_file
from tests.region.strange_server import StrangeServer, answer

QUERY = HoldingsQuery(ApplicantPart("person", "n", "1"), "m", "c")

Call = Callable[[RegionClient, str], Awaitable[Any]]

CALLS: dict[str, Call] = {
    "discovery": lambda client, _: client.discovery(),
    "me": lambda client, _: client.me(),
    "matters_since": lambda client, _: client.matters_since(""),
    "matter": lambda client, _: client.matter("m"),
    "query_holdings": lambda client, _: client.query_holdings(QUERY, "key-1234"),
    "submit_case": lambda client, _: client.submit_case(b"{}", "key-1234"),
    "find_case": lambda client, _: client.find_case("c"),
    "record_paper": lambda client, _: client.record_paper(
        "c", PaperRecord("n", "notice", "ab"), "key-1234"
    ),
    "papers": lambda client, _: client.papers("c"),
    "upload": lambda client, _: upload(client, page_file(b"page")),
    "resume": lambda client, url: upload(client, page_file(b"page"), url=f"{url}/files/1"),
    "begin": lambda client, _: DeviceLogin(client).begin(),
}

MEDIA_TYPES = st.sampled_from(
    ["application/json", "application/problem+json", "text/html", "text/plain", "", "/;;", "json"]
)
HEADERS = st.dictionaries(
    st.sampled_from(
        [
            "Content-Digest", "Content-Encoding", "Retry-After", "Location", "Upload-Offset",
            "Upload-Length", "Repr-Digest", "Date", "ETag",
        ]
    ),
    st.one_of(
        st.sampled_from(
            [
                "0", "4", "-1", "9" * 40, "gzip", "br", "sha-256=:AAAA:",
                "sha-256=:" + "A" * 43 + "=:",
                "/files/1", "http://[::1", "//x/y", "https://other.example/files/2", "",
                "Tue, 24 Nov 2026 09:00:00 GMT", "Tue, 99 Nov 2026 09:00:00 -9999",
            ]
        ),
        st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=30),
    ),
    max_size=4,
)  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)

SOUND: dict[str, dict[str, Any]] = {
    "matter": {
        "code": "m", "version": 1, "name": "n", "name_en": "", "authority": "", "level": "",
        "authority_code": "", "kind": "", "applicants": [], "legal_days": 1, "promised_days": 1,
        "fee_fen": 0, "visits": 1, "result": "", "materials": [], "form": {},
    },
    "case": {
        "case_no": "c", "local_no": "l", "state": "accepted", "matter": "m",
        "received_at": "2026-11-24T09:00:00+08:00", "promised_by": "2026-11-30",
        "files": [{"id": "1", "sha256": "ab", "size": 3}],
    },
    "page": {"cursor": "1", "more": False, "changed": [], "cases": [], "papers": [], "held": []},
    "device": {
        "device_code": "d", "user_code": "u", "verification_uri": "v", "expires_in": 5,
        "verification_uri_complete": "w",
    },
    "discovery": {
        "region_code": "45", "region_name": "r", "practice": True, "versions": [], "features": [],
        "max_upload_size": 1, "device_authorization_endpoint": "/d", "token_endpoint": "/t",
        "public_url": "/",
    },
    "problem": {"type": PROBLEM_INVALID_CASE, "errors": [{"pointer": "/a", "detail": "d"}]},
}  # fmt: skip


@st.composite
def nearly_right(draw: st.DrawFn) -> bytes:
    """An answer of the contract in which a few fields have been replaced."""
    sound = dict(draw(st.sampled_from(list(SOUND.values()))))
    for name in draw(st.lists(st.sampled_from(sorted(sound)), max_size=2)):
        sound[name] = draw(JSON)
    return json.dumps(sound).encode()


BODIES = st.one_of(nearly_right(), JSON.map(lambda told: json.dumps(told).encode()), st.binary())


@st.composite
def whole_answers(draw: st.DrawFn) -> bytes:
    """HTTP in good form, whatever it says."""
    return answer(
        draw(BODIES),
        status=draw(st.sampled_from([200, 201, 204, 206]) | st.integers(100, 999)),
        media_type=draw(MEDIA_TYPES),
        headers=draw(HEADERS),
    )


@st.composite
def cut_answers(draw: st.DrawFn) -> bytes:
    """An answer that breaks off."""
    whole = draw(whole_answers())
    return whole[: draw(st.integers(0, len(whole) - 1))]


@st.composite
def likely_answers(draw: st.DrawFn) -> bytes:
    """What a good region might say in a bad moment: JSON in good form, and little else wrong."""
    status = draw(st.sampled_from([200, 201, 401, 409, 422, 500, 503]))
    told = draw(
        nearly_right() | st.sampled_from([json.dumps(one).encode() for one in SOUND.values()])
    )
    return answer(told, status=status, headers=draw(st.just({}) | HEADERS))


ANSWERS = st.one_of(
    likely_answers(), whole_answers(), cut_answers(), st.binary(max_size=200), st.none()
)


@pytest.mark.parametrize("name", sorted(CALLS))
@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(answers=st.lists(likely_answers() | ANSWERS, min_size=1, max_size=4))
def test_no_answer_surprises_the_window(
    strange: StrangeServer,
    keys: Keys,
    worker_thread: WorkerThread,
    name: str,
    answers: list[bytes | None],
) -> None:
    left = list(answers)
    strange.script = lambda _request: left.pop(0) if len(left) > 1 else left[0]

    async def ask() -> None:
        tokens = Tokens(keys, worker_thread)
        tokens.access = "any"
        client = RegionClient(strange.url, tokens, deadline_s=5)
        try:
            await CALLS[name](client, strange.url)
        except RegionFailure as failure:
            event(type(failure).__name__)
            assert "{" not in failure.sentence  # noqa: PT017 — any of them is right
        else:
            event("an answer")
        finally:
            await client.close()

    asyncio.run(ask())


@settings(max_examples=300)
@given(
    status=st.integers(0, 999),
    media_type=MEDIA_TYPES,
    body=BODIES,
    retry_after=st.text(max_size=40) | st.sampled_from(["12", "Tue, 24 Nov 2026 09:00:00 GMT"]),
)
def test_every_error_answer_means_a_failure(
    status: int, media_type: str, body: bytes, retry_after: str
) -> None:
    failure = failure_of(status, media_type, body, retry_after)
    assert isinstance(failure, RegionFailure)
    assert "{" not in failure.sentence
    assert failure.title
    assert failure.meaning
    assert failure.next_step


@pytest.mark.parametrize("status", [409, 422, 429, 503])
def test_what_one_status_means_is_told_by_the_problems_type(status: int) -> None:
    told = {
        kind: type(
            failure_of(status, "application/problem+json", msgspec.json.encode({"type": kind}))
        )
        for kind in (PROBLEM_INVALID_CASE, PROBLEM_KEY_REUSED, PROBLEM_KEY_RUNNING)
    }
    assert len(set(told.values())) == (3 if status < 429 else 1)


@pytest.mark.parametrize("status", [200, 422])
async def test_an_answer_that_is_nested_without_end_is_broken(
    strange: StrangeServer, client_to: ClientTo, tokens: Tokens, status: int
) -> None:
    tokens.access = "any"
    body = b'{"cursor":"1","more":false,"type":' + b"[" * 200_000
    strange.always(answer(body, status=status))
    with pytest.raises(RegionFailure):
        await client_to(strange.url).matters_since("")
