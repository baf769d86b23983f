"""Whatever a window sends, the region answers with a reason and never breaks."""

import copy
import json
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.practice.material import TUS, social_card_case
from tests.practice_region import new_key

USE = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just("9999-12-31"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    found = [path] if path else []
    for name, part in inner:
        if isinstance(part, dict | list):
            found += places(part, (*path, name))
        else:
            found.append((*path, name))
    return found


@pytest.fixture
def case(client: httpx.Client) -> dict[str, Any]:
    """A complete case; one upload serves all examples."""
    return social_card_case(client)


@USE
@given(data=st.data())
def test_a_case_with_anything_in_any_place(
    client: httpx.Client, case: dict[str, Any], data: st.DataObject
) -> None:
    changed = copy.deepcopy(case)
    *way, last = data.draw(st.sampled_from(places(case)))
    target: Any = changed
    for step in way:
        target = target[step]
    target[last] = data.draw(anything)
    body = json.dumps(changed).encode()
    headers = {**new_key(), "Content-Type": "application/json"}
    answer = client.post("/cases", content=body, headers=headers)
    assert answer.status_code in (201, 400, 409, 422), answer.text
    assert answer.status_code != 422 or answer.json()["errors"]


@USE
@given(body=st.binary(max_size=200))
def test_bodies_that_are_no_json(client: httpx.Client, body: bytes) -> None:
    headers = {**new_key(), "Content-Type": "application/json"}
    for path in ("/cases", "/holdings/query", "/cases/x/papers"):
        assert client.post(path, content=body, headers=headers).status_code == 400


def test_json_nested_beyond_reason(client: httpx.Client) -> None:
    case = social_card_case(client)
    body = json.dumps(case).replace('"\\u9057\\u5931"', "[" * 100_000 + "]" * 100_000)
    headers = {**new_key(), "Content-Type": "application/json"}
    assert client.post("/cases", content=body.encode(), headers=headers).status_code == 400


@USE
@given(metadata=st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), max_size=80))
def test_metadata_of_any_kind(client: httpx.Client, metadata: str) -> None:
    headers = {**TUS, "Upload-Length": "1", "Upload-Metadata": metadata.strip()}
    assert client.post("/files", headers=headers).status_code == 400


@USE
@example("/")
@given(number=st.text(min_size=1, max_size=60).filter(lambda text: text not in (".", "..")))
def test_numbers_of_any_kind(client: httpx.Client, number: str) -> None:
    written = quote(number, safe="")
    assert client.get(f"/cases/{written}").status_code == 404
    assert client.get(f"/c/{written}").status_code == 404
