"""Numbers that name somebody are told by their form, however they are written."""

import uuid
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.domain.codes import CaseCode, PersonalCode, UnknownCode, read_code
from desk.domain.identity import id_check_character
from desk.domain.numbers import LocalNumber, compose_local_number
from desk.domain.personal import (
    PersonalKind,
    address_is_clean,
    holds_personal_number,
    may_become_personal,
    personal_kind,
)

ID = "450102198803162133"
CREDIT = "91350100M000100Y43"
CASE = "45-0100-20261124-004417"

NUMBERS = {
    ID: PersonalKind.IDENTITY,
    "11010519491231002X": PersonalKind.IDENTITY,
    "11010519491231002x": PersonalKind.IDENTITY,
    "450102 19880316 2133": PersonalKind.IDENTITY,
    "450102-19880316-2133": PersonalKind.IDENTITY,
    "４５０１０２１９８８０３１６２１３３": PersonalKind.IDENTITY,
    "450102198803162134": PersonalKind.IDENTITY,  # a wrong check character
    "450102198813162133": PersonalKind.IDENTITY,  # no such month: a misread
    "45010219880316213": PersonalKind.IDENTITY,  # a place is missing
    "450102880316213": PersonalKind.IDENTITY,  # 15 places, before 1999
    "810000199102220046": PersonalKind.IDENTITY,
    "945156199102220048": PersonalKind.IDENTITY,
    CREDIT: PersonalKind.CREDIT_CODE,
    "91350100m000100y44": PersonalKind.CREDIT_CODE,
    "11450000007565010J": PersonalKind.CREDIT_CODE,
    "13800138000": PersonalKind.PHONE,
    "+86 138-0013-8000": PersonalKind.PHONE,
    "0771-5512345": PersonalKind.PHONE,
    "（0771）5512345": PersonalKind.PHONE,
    "E12345678": PersonalKind.DOCUMENT,
    "EA1234567": PersonalKind.DOCUMENT,
    "H1234567890": PersonalKind.DOCUMENT,
    "6222 0212 3456 7890 128": PersonalKind.BANK_CARD,
}


@pytest.mark.parametrize(("text", "kind"), NUMBERS.items())
def test_a_number_of_a_person_is_nobodys_case_and_stands_in_no_address(
    text: str, kind: PersonalKind
) -> None:
    code = read_code(text)
    assert isinstance(code, PersonalCode)
    assert code.kind is kind
    assert code.number not in repr(code)
    assert not address_is_clean(f"/cases/{text}")
    assert not address_is_clean("/results", f"query={text}")
    assert not isinstance(read_code(f"https://hall.example/c/{text}"), CaseCode)


def test_a_number_with_something_invisible_in_it_stands_in_no_address() -> None:
    hidden = f"{ID[:6]}\u200b{ID[6:]}"
    assert read_code(hidden) == UnknownCode(hidden)
    assert not address_is_clean(f"/cases/{hidden}")


@pytest.mark.parametrize(
    "text",
    [f"foo{ID}bar", f"x {CREDIT}", "tel 13800138000!", f"{CASE}/{ID}", "a=450102 19880316 2133"],
)
def test_a_number_inside_a_longer_text_is_found(text: str) -> None:
    assert holds_personal_number(text)
    assert not address_is_clean("/cases/" + text.replace(" ", "%20"))


@pytest.mark.parametrize(
    "text",
    [
        CASE,
        "A024-20261127",
        "NN01-3-20261124-0007-K",
        compose_local_number("45010", "3", date(2026, 11, 24), 7),
        "202611",
        "BSX2026-000123",
        "11450100007565010J445011100100X",  # a matter
        "114501000075650102344501110010003",
    ],
)
def test_what_is_nobodys_number_may_stand_in_an_address(text: str) -> None:
    assert address_is_clean(f"/cases/{text}")


def test_ids_by_chance_are_never_taken_for_a_number() -> None:
    for _ in range(5000):
        given_id = uuid.uuid4()
        assert address_is_clean(f"/files/{given_id.hex}")
        assert address_is_clean(f"/files/{given_id}")


@given(
    st.builds(
        LocalNumber,
        st.text("0123456789", min_size=1, max_size=8),
        st.text("0123456789", min_size=1, max_size=8),
        st.dates(date(2000, 1, 1), date(2099, 12, 31)),
        st.integers(1, 9_999_999),
    )
)
def test_our_own_numbers_are_never_taken_for_a_persons(number: LocalNumber) -> None:
    assert address_is_clean(f"/cases/{number}")


@given(
    st.sampled_from(["450102", "110105", "659001", "810000", "820000", "830000"]),
    st.dates(date(1900, 1, 1), date(2026, 12, 31)),
    st.integers(0, 999),
)
def test_every_identity_number_and_every_beginning_of_one_is_kept_back(
    area: str, birth: date, sequence: int
) -> None:
    first = f"{area}{birth:%Y%m%d}{sequence:03d}"
    number = first + id_check_character(first)
    assert personal_kind(number) is PersonalKind.IDENTITY
    for length in range(1, 19):
        assert may_become_personal(number[:length])


def test_a_case_number_is_asked_for_once_it_can_be_nobodys() -> None:
    assert not may_become_personal(CASE)
    assert not may_become_personal("BSX2026-000123")
    assert may_become_personal("E1234")
    assert may_become_personal(CREDIT[:12])


@pytest.mark.parametrize("product", ["6901234567892", "036000291452", "96385074", "16901234567899"])
def test_an_article_of_a_shop_is_no_case(product: str) -> None:
    assert read_code(product) == UnknownCode(product)
