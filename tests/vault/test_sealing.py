"""Sealed pieces open only where they belong, whole, with the right key."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.vault.sealing import Sealer, Tampered

KEY = b"k" * 32
NAME = "覃𠅤·买买提"


@given(st.binary(max_size=300), st.text(max_size=40))
def test_what_was_sealed_opens_again(plain: bytes, context: str) -> None:
    blob = Sealer(KEY).seal(plain, context)
    assert Sealer(KEY).open(blob, context) == plain


@given(st.data())
def test_any_changed_or_missing_byte_is_noticed(data: st.DataObject) -> None:
    blob = bytearray(Sealer(KEY).seal(NAME.encode(), "applicant"))
    if data.draw(st.booleans()):
        place = data.draw(st.integers(0, len(blob) - 1))
        blob[place] ^= data.draw(st.integers(1, 255))
    else:
        del blob[data.draw(st.integers(0, len(blob) - 1)) :]
    with pytest.raises(Tampered):
        Sealer(KEY).open(bytes(blob), "applicant")


def test_a_piece_cannot_be_moved_to_another_place_or_opened_with_another_key() -> None:
    blob = Sealer(KEY).seal(b"x", "visit.applicant:1")
    with pytest.raises(Tampered):
        Sealer(KEY).open(blob, "visit.applicant:2")
    with pytest.raises(Tampered):
        Sealer(b"j" * 32).open(blob, "visit.applicant:1")


def test_sealing_twice_gives_no_hint_that_it_is_the_same() -> None:
    assert Sealer(KEY).seal(b"x", "c") != Sealer(KEY).seal(b"x", "c")


def test_lookup_finds_the_same_text_and_depends_on_the_key() -> None:
    assert Sealer(KEY).lookup("450100") == Sealer(KEY).lookup("450100")
    assert Sealer(KEY).lookup("450100") != Sealer(KEY).lookup("450101")
    assert Sealer(KEY).lookup("450100") != Sealer(b"j" * 32).lookup("450100")


@dataclass(frozen=True)
class Person:
    name: str
    born: date


def test_typed_values_come_back_as_their_type() -> None:
    person = Person(NAME, date(1980, 2, 29))
    sealer = Sealer(KEY)
    assert sealer.open_json(sealer.seal_json(person, "p"), "p", Person) == person


def test_a_value_of_another_type_is_refused_without_quoting_it() -> None:
    sealer = Sealer(KEY)
    with pytest.raises(Tampered) as caught:
        sealer.open_json(sealer.seal_json({"name": NAME, "born": NAME}, "p"), "p", Person)
    assert NAME not in str(caught.value)
    assert caught.value.__cause__ is None
