"""The contract as it is checked in: valid, current, and what the server really serves."""

import json

import httpx
from openapi_spec_validator import validate

from desk.practice import openapi
from desk.practice.operations import OPERATIONS
from tests.practice.conformance import DOCUMENT, Conformance
from tests.practice.material import social_card_case, submit
from tests.practice_region import PracticeRegion


def test_the_document_is_valid_openapi() -> None:
    validate(json.loads(DOCUMENT.read_text(encoding="utf-8")))


def test_the_document_is_the_one_that_the_messages_make() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == openapi.text(), (
        "write it anew: python -m desk.practice.openapi docs/openapi.json"
    )


def test_every_route_is_in_the_document_and_every_operation_is_served(
    region: PracticeRegion, contract: Conformance
) -> None:
    described = {
        (method.upper(), path)
        for path, item in contract.document["paths"].items()
        for method in item
    }
    assert described == {(one.method, one.path) for one in OPERATIONS}
    for method, path in described:
        answer = httpx.request(method, region.url + path)
        assert answer.status_code != 405, (method, path)
        # only the server's own word for "no such route" has no detail and no sign-in before it
        if answer.status_code == 404:
            assert path.startswith(("/t/", "/c/", "/v/", "/device")), (method, path)


def test_an_answer_that_breaks_the_contract_would_be_seen(
    client: httpx.Client, region: PracticeRegion, contract: Conformance
) -> None:
    submit(client, social_card_case(client))
    exchange = next(one for one in reversed(region.exchanges()) if one["path"] == "/cases")
    assert contract.request_faults(exchange) == []
    assert contract.answer_faults(exchange) == []
    body = json.loads(exchange["answer_body"])
    for broken in (
        exchange | {"status": 202},
        exchange | {"answer_body": json.dumps(body | {"received_at": 5})},
        exchange | {"answer_body": json.dumps({"case_no": body["case_no"]})},
        exchange | {"answer_headers": exchange["answer_headers"] | {"content-type": "text/html"}},
        exchange | {"answer_headers": {"content-type": "application/json"}},
    ):
        assert contract.answer_faults(broken), broken
    for broken in (
        exchange | {"path": "/case"},
        exchange | {"query": "dry=1"},
        exchange | {"request_body": "{}"},
        exchange | {"request_headers": {"content-type": "application/json"}},
    ):
        assert contract.request_faults(broken), broken
