"""What the barcode gun reads is told apart, and a misread is never taken for a case."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.domain.codes import (
    CaseCode,
    LocalReceiptCode,
    TicketCode,
    UnknownCode,
    case_address,
    check_address,
    read_code,
    ticket_address,
    ticket_code,
)
from desk.domain.numbers import (
    LocalNumber,
    NotALocalNumber,
    compose_local_number,
    parse_local_number,
)

DAY = date(2026, 11, 24)
CASE = "45-0100-20261124-004417"
LOCAL = compose_local_number("NN01", "3", DAY, 7)
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
codes = st.text(ALPHABET, min_size=1, max_size=8)
local_numbers = st.builds(
    LocalNumber, codes, codes, st.dates(date(2000, 1, 1)), st.integers(1, 9_999_999)
)


@pytest.mark.parametrize(
    ("burst", "meaning"),
    [
        ("A024-20261124", TicketCode("A024", DAY)),
        ("A024", TicketCode("A024")),
        ("a024-20261124\r", TicketCode("A024", DAY)),
        ("Ａ０２４", TicketCode("A024")),
        (CASE, CaseCode(CASE)),
        (f"  {CASE}\n", CaseCode(CASE)),
        ("https://hall.example/practice/t/NN01/20261124/A024", TicketCode("A024", DAY)),
        ("HTTPS://HALL.EXAMPLE/C/" + CASE, CaseCode(CASE)),
        ("http://127.0.0.1:8080/v/" + CASE, CaseCode(CASE)),
        ("]C1A024-20261124", TicketCode("A024", DAY)),
        ("]C0" + CASE.lower(), CaseCode(CASE)),
        ("]Q3https://hall.example/c/" + CASE, CaseCode(CASE)),
        ("]d2A024", TicketCode("A024")),
        ("ｈｔｔｐｓ：／／ｈａｌｌ．ｅｘａｍｐｌｅ／ｃ／" + CASE, CaseCode(CASE)),
    ],
)
def test_known_codes(burst: str, meaning: object) -> None:
    assert read_code(burst) == meaning


@pytest.mark.parametrize(
    "burst",
    [
        "",
        "12345",
        "A024-20261340",
        "------------",
        "ABCDEFGH",
        "WIFI:S:hall;;",
        "https://elsewhere.example/shop",
        "https://[broken/c/1",
        "https://hall.example/c/",
        "梁龑",
        "foo\x1dC002",
        "C002\x1d",
        "\x1dC002",
        "C0\t02",
        "C\u200b002",
        "C002\ufffd",
        "]C1",
        "C002\nA024",
        "45-0100-20261124-004417" * 20,
    ],
)
def test_anything_else_is_unknown(burst: str) -> None:
    assert read_code(burst) == UnknownCode(burst)


@given(st.text(max_size=400))
def test_no_burst_breaks_it(burst: str) -> None:
    read_code(burst)


@given(local_numbers)
def test_a_local_number_is_read_back(number: LocalNumber) -> None:
    assert parse_local_number(str(number)) == number
    assert read_code(str(number).lower()) == LocalReceiptCode(str(number), number)
    assert len(str(number)) <= 40


@given(local_numbers, st.data())
def test_one_wrong_character_is_noticed(number: LocalNumber, data: st.DataObject) -> None:
    text = str(number)
    place = data.draw(st.sampled_from([i for i, c in enumerate(text) if c != "-"]))
    wrong = data.draw(st.sampled_from([c for c in ALPHABET if c != text[place]]))
    misread = text[:place] + wrong + text[place + 1 :]
    with pytest.raises(NotALocalNumber):
        parse_local_number(misread)
    assert not isinstance(read_code(misread), LocalReceiptCode)


def test_a_misread_local_number_is_not_taken_for_a_case() -> None:
    misread = LOCAL[:-1] + ("A" if LOCAL[-1] != "A" else "B")
    assert read_code(misread) == UnknownCode(misread)


def test_a_failure_does_not_quote_the_number() -> None:
    with pytest.raises(NotALocalNumber) as caught:
        parse_local_number("NN01-3-20261124-0007-!")
    assert "20261124" not in str(caught.value)


@pytest.mark.parametrize(
    ("hall", "window", "sequence"), [("nn01", "3", 1), ("NN01", "", 1), ("NN01", "3", 0)]
)
def test_impossible_parts_are_refused(hall: str, window: str, sequence: int) -> None:
    with pytest.raises(ValueError, match="is n"):
        compose_local_number(hall, window, DAY, sequence)


def test_what_papers_say_is_what_the_gun_understands() -> None:
    url = "https://hall.example/"
    assert read_code(ticket_code("A024", DAY)) == TicketCode("A024", DAY)
    assert read_code(ticket_address(url, "NN01", DAY, "A024")) == TicketCode("A024", DAY)
    assert read_code(case_address(url, CASE)) == CaseCode(CASE)
    assert read_code(check_address(url, CASE)) == CaseCode(CASE)
    assert read_code(case_address(url, LOCAL)) == LocalReceiptCode(LOCAL, parse_local_number(LOCAL))
