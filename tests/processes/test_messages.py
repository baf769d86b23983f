"""Messages from a worker that was taken over: anything at all, of which nothing is believed."""

import pickle
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.domain.failures import Failure
from desk.processes.messages import Broken, Parcel, Raised, remote_of
from desk.scan import imaging
from desk.scan.devices import Inspection
from desk.scan.failures import FileLocked
from desk.scan.sane_worker import ANSWERS, LinesRead

INSPECT = remote_of(imaging.inspect)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63)
    | st.floats()
    | st.text()
    | st.binary(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


def answered(head: bytes, *blobs: bytes) -> Any:
    """What the window makes of an answer: only these may come of it."""
    try:
        result = INSPECT.answer(Parcel(head, blobs))
    except (Broken, Raised, Failure) as error:
        return error
    assert isinstance(result, Inspection)
    return result


@given(st.binary(max_size=200), st.lists(st.binary(max_size=20), max_size=3))
def test_noise_is_no_answer(head: bytes, blobs: list[bytes]) -> None:
    assert isinstance(answered(head, *blobs), Broken)


@given(st.sampled_from(["result", "failure", "error", "x"]), values, values)
def test_values_of_other_types_are_no_answer(kind: str, first: Any, second: Any) -> None:
    for message in ([kind, first], [kind, first, second]):
        found = answered(msgspec.msgpack.encode(message))
        assert not isinstance(found, Failure)
        assert isinstance(found, Broken | Raised)


@pytest.mark.parametrize(
    "message",
    [
        ["failure", "builtins:exec", {}],
        ["failure", "desk.domain.failures:Failure", {"a": [1]}],
        ["failure", "desk.domain.failures:Failure", {"a": "x" * 5000}],
        ["failure", "desk.domain.failures:Failure", {1: "a"}],
        ["failure", "os:system", {"command": "true"}],
        ["result", msgspec.msgpack.Ext(1, b"\0\0\0\7")],
        ["result", msgspec.msgpack.Ext(9, b"")],
        ["result", None],
        [],
        {},
    ],
)
def test_what_the_format_does_not_know_is_no_answer(message: Any) -> None:
    assert isinstance(answered(msgspec.msgpack.encode(message)), Broken)


def test_a_failure_is_one_that_the_window_knows() -> None:
    told = ["failure", "desk.scan.failures:FileLocked", {"name": "a.pdf"}]
    found = answered(msgspec.msgpack.encode(told))
    assert isinstance(found, FileLocked)
    assert found.facts == {"name": "a.pdf"}


def test_a_message_nested_without_end_is_no_answer() -> None:
    assert isinstance(answered(b"\x91" * 100_000), Broken)


def test_a_drivers_process_sends_no_pickles_either() -> None:
    assert ANSWERS.unpack(ANSWERS.pack(LinesRead(1, 0.5))) == LinesRead(1, 0.5)
    for message in (pickle.dumps(LinesRead(1, 0.5)), b"", ANSWERS.pack(LinesRead(1, 0.5))[:-3]):
        with pytest.raises(Broken):
            ANSWERS.unpack(message)
