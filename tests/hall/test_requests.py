"""Requests to a hall as they travel: the same when they arrive, refused when they are not right."""

import typing
from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest

from desk.domain.tickets import (
    Appointment,
    HallMove,
    Outcome,
    Priority,
    Service,
    Ticket,
    TicketMove,
    Window,
)
from desk.hall import requests
from desk.hall.requests import AnyRequest, Request, answer_type

KINDS: tuple[type[Request[Any]], ...] = typing.get_args(AnyRequest)

SAMPLES: tuple[Request[Any], ...] = (
    requests.TakeTicket(service="A", priority=Priority.PRIORITY),
    requests.CheckIn(code="004213"),
    requests.Return(number="A001"),
    requests.Cancel(ticket="t"),
    requests.Book(service="A", slot=datetime(2026, 11, 24, 1, tzinfo=UTC), holder="digest"),
    requests.CallNext(command="again"),
    requests.CallNumber(number="A001"),
    requests.Recall(ticket="t"),
    requests.Serve(ticket="t"),
    requests.MarkNoShow(ticket="t"),
    requests.Hold(ticket="t"),
    requests.Resume(ticket="t"),
    requests.Finish(ticket="t", outcome=Outcome.LEFT),
    requests.SendBack(ticket="t"),
    requests.Transfer(ticket="t", to_window="3"),
    requests.OpenWindow(),
    requests.PauseWindow(reason="午休"),
    requests.CloseWindow(),
    requests.Arrange(
        services=(Service("A", "A", "企业开办"),), windows=(Window("1", (("A", 0),)),)
    ),
    requests.CloseDay(),
    requests.Reopen(),
    requests.SetDay(day=date(2026, 11, 24)),
)


def test_every_kind_of_request_has_a_sample() -> None:
    assert {type(request) for request in SAMPLES} == set(KINDS)


@pytest.mark.parametrize("request_", SAMPLES, ids=lambda request: type(request).__name__)
def test_a_request_arrives_as_it_was_sent(request_: Request[Any]) -> None:
    message = msgspec.json.encode(request_)
    assert msgspec.json.decode(message, type=AnyRequest) == request_


def test_no_two_requests_share_a_command() -> None:
    assert requests.CallNext().command != requests.CallNext().command


@pytest.mark.parametrize(
    "message",
    [
        b'{"do":"rob_the_bank","command":"a"}',
        b'{"do":"call_next","command":""}',
        b'{"do":"call_next","command":"a","window":"3"}',
        b'{"do":"take_ticket","command":"a"}',
        b'{"do":"take_ticket","command":"a","service":"AAAAAAAAAAAAAAAAA"}',
        b'{"do":"check_in","command":"a","code":"12345"}',
        b'{"do":"check_in","command":"a","code":"123456\\n"}',
        b'{"do":"book","command":"a","service":"A","slot":"2026-11-24T09:00:00"}',
        b'{"command":"a"}',
    ],
)
def test_a_request_that_is_not_right_is_refused(message: bytes) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(message, type=AnyRequest)


def test_a_request_says_what_it_is_answered_with() -> None:
    assert answer_type(requests.TakeTicket) is Ticket
    assert answer_type(requests.CallNext) == Ticket | None
    assert answer_type(requests.Book) is Appointment
    assert answer_type(requests.CloseDay) is int
    assert all(answer_type(kind) is not None for kind in KINDS)


def test_a_word_of_a_newer_version_is_read_as_unknown() -> None:
    assert msgspec.json.decode(b'"beamed_up"', type=TicketMove) is TicketMove.UNKNOWN
    assert msgspec.json.decode(b'"flooded"', type=HallMove) is HallMove.UNKNOWN
