"""Whoever listens is told of everything in turn, until they leave, whatever others do."""

from collections.abc import Callable

import pytest

from desk.signal import Observable, Signal


def test_listeners_hear_every_value_in_the_order_in_which_they_came() -> None:
    signal: Signal[int] = Signal()
    heard: list[tuple[str, int]] = []
    signal.subscribe(lambda value: heard.append(("first", value)))
    signal.subscribe(lambda value: heard.append(("second", value)))
    assert signal.heard
    signal.emit(1)
    signal.emit(1)
    assert heard == [("first", 1), ("second", 1)] * 2


def test_one_that_left_hears_no_more_and_may_leave_twice() -> None:
    signal: Signal[int] = Signal()
    heard: list[int] = []
    leave = signal.subscribe(heard.append)
    again = signal.subscribe(heard.append)
    signal.emit(1)
    leave()
    leave()
    signal.emit(2)
    again()
    signal.emit(3)
    assert heard == [1, 1, 2]
    assert not signal.heard


def test_listeners_may_leave_and_come_while_they_are_called() -> None:
    signal: Signal[int] = Signal()
    heard: list[str] = []
    leaves: list[Callable[[], None]] = []

    def first(value: int) -> None:
        heard.append(f"first {value}")
        leaves[1]()
        signal.subscribe(lambda value: heard.append(f"new {value}"))
        leaves[0]()

    leaves.append(signal.subscribe(first))
    leaves.append(signal.subscribe(lambda value: heard.append(f"second {value}")))
    signal.emit(1)
    assert heard == ["first 1"], "the second had left, and the new one came too late"
    signal.emit(2)
    assert heard == ["first 1", "new 2"]


@pytest.mark.listeners_fail
def test_a_listener_that_fails_is_logged_and_stops_nobody(
    caplog: pytest.LogCaptureFixture,
) -> None:
    signal: Signal[int] = Signal()
    heard: list[int] = []

    def fails(_value: int) -> None:
        raise LookupError("a defect")

    signal.subscribe(fails)
    signal.subscribe(heard.append)
    signal.emit(1)
    signal.emit(2)
    assert heard == [1, 2]
    assert [record.exc_info and record.exc_info[0] for record in caplog.records] == [
        LookupError
    ] * 2


def test_a_value_is_told_at_once_and_when_it_changes() -> None:
    step = Observable("call")
    heard: list[str] = []
    leave = step.subscribe(heard.append)
    step.set("call")
    step.set("identify")
    step.emit("identify")
    leave()
    step.set("matter")
    assert heard == ["call", "identify", "identify"]
    assert step.value == "matter"


def test_a_listener_finds_the_value_that_it_is_told() -> None:
    step = Observable("call")
    seen: list[tuple[str, str]] = []
    step.subscribe(lambda value: seen.append((value, step.value)))
    step.set("identify")
    assert seen == [("call", "call"), ("identify", "identify")]


def test_who_subscribes_gets_what_the_first_call_raises() -> None:
    step = Observable("call")

    def fails(_value: str) -> None:
        raise LookupError

    with pytest.raises(LookupError):
        step.subscribe(fails)
