"""Tickets from the command line, as another system drives them."""

import io
import sys
from datetime import datetime

import keyring
import pytest
from keyring.backends import fail

from desk.domain.clock import hall_zone
from desk.hall import open_hall
from tests.commands.conftest import Desk


def test_a_number_is_told_with_all_that_a_kiosk_prints(hall: Desk) -> None:
    hall("take", "A")
    told = hall("take", "A")
    assert told.status == 0
    ticket = told.ticket
    assert (ticket["number"], ticket["state"], ticket["ahead"]) == ("A002", "waiting", 1)
    assert ticket["service"] == {"code": "A", "name": "企业开办"}
    assert ticket["expected_wait_s"] >= 0
    assert ticket["taken_at"].endswith("Z")


def test_priority_has_a_number_of_its_own_and_goes_first(hall: Desk) -> None:
    hall("take", "A")
    assert hall("take", "A", "--priority").ticket["number"] == "V001"
    called = hall("call", "--window", "3").ticket
    assert (called["number"], called["priority"], called["window"]) == ("V001", "priority", "3")


def test_a_visit_from_the_call_to_the_end(hall: Desk) -> None:
    hall("take", "A")
    at = ("--window", "3")
    assert hall("call", *at).ticket["state"] == "called"
    assert hall("recall", *at).ticket["calls"] == 2
    assert hall("serve", *at).ticket["state"] == "serving"
    assert hall("hold", *at).ticket["state"] == "on_hold"
    assert hall("resume", *at).ticket["state"] == "serving"
    ended = hall("finish", *at)
    assert (ended.status, ended.ticket["state"]) == (0, "served")


def test_a_ticket_that_was_only_called_is_served_before_it_is_finished(
    hall: Desk, url: str
) -> None:
    hall("take", "A")
    hall("call", "--window", "3")
    assert hall("finish", "A001", "--window", "3").ticket["state"] == "served"
    with open_hall(url) as queue:
        assert [event.move for event in queue.events_since(2)] == ["serving", "finished"]


def test_a_number_stands_for_itself_without_its_window(hall: Desk) -> None:
    hall("take", "A")
    hall("call", "--window", "7")
    assert hall("serve", "a001").ticket["window"] == "7"
    assert hall("finish", "A001").ticket["window"] == "7"


def test_nobody_waiting_is_no_failure(hall: Desk) -> None:
    told = hall("call", "--window", "3")
    assert (told.status, told.data, told.err) == (0, {"ticket": None}, "")


def test_one_can_be_called_out_of_turn(hall: Desk) -> None:
    hall("take", "A")
    hall("take", "B")
    assert hall("call", "B001", "--window", "3").ticket["number"] == "B001"


def test_who_was_missed_comes_back_to_the_row(hall: Desk) -> None:
    hall("take", "A")
    hall("call", "--window", "3")
    assert hall("no-show", "--window", "3").ticket["state"] == "no_show"
    assert hall("return", "A001").ticket["state"] == "waiting"


def test_a_ticket_is_handed_on_to_a_service_or_a_window(hall: Desk) -> None:
    hall("take", "A")
    hall("call", "--window", "3")
    moved = hall("transfer", "--window", "3", "--to-service", "C").ticket
    assert (moved["state"], moved["service"]["code"]) == ("waiting", "C")
    assert hall("transfer", "A001", "--to-window", "5").ticket["for_window"] == "5"
    assert hall("call", "--window", "4").ticket is None
    assert hall("call", "--window", "5").ticket["number"] == "A001"


def test_whoever_leaves_is_called_no_more(hall: Desk) -> None:
    hall("take", "A")
    assert hall("cancel", "A001").ticket["state"] == "cancelled"
    assert hall("call", "--window", "3").ticket is None


def test_every_event_says_who_and_at_which_kiosk(hall: Desk, url: str) -> None:
    hall("take", "A", "--kiosk", "K1")
    hall("take", "A")
    hall("call", "--window", "3")
    with open_hall(url) as queue:
        said = [(event.person, event.window) for event in queue.events_since(0)]
    assert said == [("K1", None), ("weili", None), ("weili", "3")]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("take", "Q"), "HAL-11"),
        (("call", "--window", "99"), "HAL-12"),
        (("call", "--window", "3"), "HAL-13"),
        (("finish", "A999"), "HAL-21"),
        (("call", "A001", "--window", "4"), "HAL-22"),
        (("finish", "A001", "--window", "4"), "HAL-24"),
        (("return", "A001"), "HAL-26"),
        (("check-in", "000000"), "HAL-41"),
        (("recall", "--window", "4"), "CMD-01"),
        (("resume", "--window", "4"), "CMD-01"),
    ],
)
def test_what_the_rules_refuse_exits_with_3_and_a_sentence(
    hall: Desk, words: tuple[str, ...], code: str
) -> None:
    hall("take", "A")
    hall("call", "--window", "3")
    told = hall(*words)
    assert told.status == 3
    assert told.data["error"]["code"] == code
    sentence = told.data["error"]["sentence"]
    assert told.err == f"[{code}] {sentence}\n"
    assert sentence.endswith(".")
    assert "{" not in sentence


def test_which_of_several_set_aside_has_to_be_said(hall: Desk) -> None:
    for _ in range(2):
        hall("take", "A")
        hall("call", "--window", "3")
        hall("hold", "--window", "3")
    told = hall("resume", "--window", "3")
    assert (told.status, told.data["error"]["code"]) == (3, "CMD-02")
    assert "A001, A002" in told.err
    assert hall("resume", "A002", "--window", "3").ticket["number"] == "A002"


def test_the_same_command_twice_is_one(hall: Desk, url: str) -> None:
    def twice(*words: str) -> list[tuple[str, str]]:
        told = [hall(*words, "--command-id", words[0]) for _ in range(2)]
        assert [one.status for one in told] == [0, 0], told
        return [(one.ticket["number"], one.ticket["state"]) for one in told]

    hall("take", "A")
    assert twice("take", "A") == [("A002", "waiting")] * 2
    assert twice("call", "--window", "3") == [("A001", "called")] * 2
    assert twice("hold", "--window", "3") == [("A001", "on_hold")] * 2
    assert twice("resume", "--window", "3") == [("A001", "serving")] * 2
    assert twice("transfer", "--window", "3", "--to-window", "5") == [("A001", "waiting")] * 2
    assert twice("cancel", "A001") == [("A001", "cancelled")] * 2
    with open_hall(url) as queue:
        assert queue.seq() == 7


def test_a_repeated_finish_does_not_touch_the_next_one(hall: Desk) -> None:
    hall("take", "A")
    hall("take", "A")
    hall("call", "--window", "3")
    hall("finish", "--window", "3", "--command-id", "one")
    hall("call", "--window", "3")
    assert hall("finish", "--window", "3", "--command-id", "one").ticket["number"] == "A001"
    assert hall("call", "A002", "--window", "4").data["error"]["code"] == "HAL-22"
    assert hall("serve", "--window", "3").ticket["number"] == "A002", "it is called, no more"


def test_one_command_cannot_mean_two_things(hall: Desk) -> None:
    hall("take", "A", "--command-id", "one")
    told = hall("call", "--window", "3", "--command-id", "one")
    assert (told.status, told.data["error"]["code"]) == (3, "HAL-31")


def test_a_card_without_a_keyring_is_said_and_not_to_be_repeated(
    hall: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("11010519491231002X\n"))
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]
    told = hall("check-in", "--id-card")
    assert (told.status, told.data["error"]["code"]) == (1, "CMD-06")
    assert "window was not opened" not in told.err


def test_what_cannot_follow_at_the_own_window_is_not_called_elsewhere(hall: Desk) -> None:
    hall("take", "A")
    hall("call", "--window", "3")
    hall("serve", "--window", "3")
    told = hall("serve", "--window", "3")
    assert (told.status, told.data["error"]["code"]) == (3, "HAL-27")
    assert "is not with window" not in told.err


def test_a_day_closed_by_mistake_is_reopened(hall: Desk) -> None:
    hall("close-day")
    assert hall("take", "A").data["error"]["code"] == "HAL-17"
    assert hall("reopen").data == {"day_closed": False}
    assert hall("take", "A").ticket["number"] == "A001"


def test_the_day_is_only_set_to_what_the_clock_shows(hall: Desk) -> None:
    told = hall("set-day", "2031-01-01")
    assert (told.status, told.data["error"]["code"]) == (3, "HAL-65")
    today = hall("status").data["at"]
    local = datetime.fromisoformat(today).astimezone(hall_zone(480)).date().isoformat()
    assert hall("set-day", local).data == {"day": local}
