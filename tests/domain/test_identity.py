"""Identity numbers and names: what is right, and what is said of what is not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric, uscc

from desk.domain.identity import (
    IdentityFault,
    IdentityRule,
    IdKind,
    check_applicant,
    check_credit_code,
    check_id_number,
    check_name,
    id_check_character,
    normal_name,
    normal_number,
    read_id_number,
)
from desk.domain.matters import ApplicantKind
from desk.domain.names import without_invisible

TODAY = date(2026, 11, 24)
STANDARD_ID = "11010519491231002X"
STANDARD_CREDIT_CODE = "91350100M000100Y43"


def with_check(first_seventeen: str) -> str:
    """These seventeen digits with their check character."""
    return first_seventeen + id_check_character(first_seventeen)


def rule_of(fault: IdentityFault | None) -> IdentityRule | None:
    """The rule that was broken."""
    return fault.rule if fault else None


def test_the_standards_own_examples_are_right() -> None:
    assert check_id_number(STANDARD_ID, TODAY) is None
    assert check_credit_code(STANDARD_CREDIT_CODE) is None


@pytest.mark.parametrize(
    ("number", "rule"),
    [
        ("", IdentityRule.MISSING),
        ("110105491231002", IdentityRule.LENGTH),
        (STANDARD_ID + "0", IdentityRule.LENGTH),
        ("1101051949123100A2", IdentityRule.CHARACTERS),
        ("11010519491231002x", IdentityRule.CHARACTERS),
        ("11010519491231002X", None),
        ("\u0661\u0661010519491231002X", IdentityRule.CHARACTERS),
        (with_check("00010519491231002"), IdentityRule.REGION),
        (with_check("11010519490229002"), IdentityRule.BIRTH_DATE),
        (with_check("11010520480229002"), IdentityRule.BIRTH_AHEAD),
        (with_check("11010520000229002"), None),
        (with_check("11010519000229002"), IdentityRule.BIRTH_DATE),
        (with_check("11010519491331002"), IdentityRule.BIRTH_DATE),
        (with_check("11010520261124002"), None),
        (with_check("11010520261125002"), IdentityRule.BIRTH_AHEAD),
        ("110105194912310021", IdentityRule.CHECK),
    ],
)
def test_the_first_fault_of_a_number(number: str, rule: IdentityRule | None) -> None:
    assert rule_of(check_id_number(number, TODAY)) == rule


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        ("45010219880316213", IdKind.CITIZEN),
        ("81000019910222004", IdKind.HONG_KONG),
        ("82000019910222004", IdKind.MACAO),
        ("83000019910222004", IdKind.TAIWAN),
        ("94515619910222004", IdKind.FOREIGN_RESIDENT),
    ],
)
def test_permits_share_the_form_of_the_citizens_number(first: str, kind: IdKind) -> None:
    number = with_check(first)
    assert check_id_number(number, TODAY) is None
    assert read_id_number(number).kind is kind


def test_a_number_tells_region_birth_and_sex() -> None:
    read = read_id_number("450102198803162133")
    assert (read.region, read.birth, read.male) == ("450102", date(1988, 3, 16), True)
    assert read_id_number(STANDARD_ID).male is False


@given(
    st.dates(min_value=date(1900, 1, 1), max_value=TODAY),
    st.integers(0, 999),
    st.integers(0, 17),
    st.integers(1, 9),
)
def test_one_misread_digit_is_always_noticed(
    birth: date, sequence: int, place: int, step: int
) -> None:
    number = with_check(f"450102{birth:%Y%m%d}{sequence:03d}")
    assert check_id_number(number, TODAY) is None
    if number[place] == "X":
        misread = number[:-1] + str(step)
    else:
        misread = number[:place] + str((int(number[place]) + step) % 10) + number[place + 1 :]
    assert check_id_number(misread, TODAY) is not None


@given(st.text(alphabet="0123456789X", min_size=16, max_size=19))
def test_no_text_breaks_the_check(text: str) -> None:
    if ric.is_valid(text):
        assert check_id_number(text, TODAY) is None


@given(st.text(max_size=24))
def test_whatever_is_typed_is_answered(text: str) -> None:
    number = normal_number(text)
    assert check_id_number(number, TODAY) is None or rule_of(check_id_number(number, TODAY))
    assert not uscc.is_valid(number) or check_credit_code(number) is None
    seen = without_invisible(text).strip()
    assert not seen or rule_of(check_name(normal_name(text))) != IdentityRule.MISSING


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("", IdentityRule.MISSING),
        ("91350100M000100Y4", IdentityRule.LENGTH),
        ("91350100M000100YI3", IdentityRule.CHARACTERS),
        ("91350100m000100y43", IdentityRule.CHARACTERS),
        ("91350100M000100Y44", IdentityRule.CHECK),
        ("91350100M000010Y43", IdentityRule.CHECK),
    ],
)
def test_the_first_fault_of_a_credit_code(code: str, rule: IdentityRule) -> None:
    assert rule_of(check_credit_code(code)) is rule


def test_numbers_are_taken_however_they_were_typed() -> None:
    assert normal_number(" 110105 19491231 002x ") == STANDARD_ID
    assert normal_number("１１０１０５１９４９１２３１００２Ｘ") == STANDARD_ID
    assert normal_number("110105-19491231-002x") == STANDARD_ID
    assert normal_number("110105–19491231—002X\u200b\ufeff") == STANDARD_ID
    assert normal_number("\u202e110105\u00a019491231\u3000002X") == STANDARD_ID


def test_letters_that_look_like_a_number_are_named_and_never_guessed_at() -> None:
    for strange in "ОХΧ":  # Cyrillic O and Ha, Greek Chi
        number = normal_number(f"1101051949123100{strange}X"[:17] + "X")
        fault = check_id_number(number, TODAY)
        assert fault == IdentityFault("number", IdentityRule.CHARACTERS)
        assert fault is not None
        assert fault.character == strange
    credit = check_credit_code(normal_number("9135О100M000100Y43"))
    assert credit is not None
    assert credit.character == "О"


@pytest.mark.parametrize(
    "name",
    [
        "韦䶮",
        "陆𠅤",
        "黄𬭊",
        "阿卜杜热西提·买买提托合提江·艾尔肯巴合提别克",
        "〇",
        "Müller",
        "\U00030edd",
    ],
)
def test_every_name_that_people_bear_is_right(name: str) -> None:
    assert check_name(name) is None


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("", IdentityRule.MISSING),
        ("王\x07", IdentityRule.CHARACTERS),
        ("王\ufdd0", IdentityRule.CHARACTERS),
        ("王" * 101, IdentityRule.TOO_LONG),
    ],
)
def test_what_is_no_name(name: str, rule: IdentityRule) -> None:
    assert check_name(name) == IdentityFault("name", rule)


def test_every_middle_dot_becomes_the_one_on_the_card() -> None:
    for dot in "•‧・･⋅·":
        assert normal_name(f" 马合木提{dot}吐尔逊 ") == "马合木提·吐尔逊"


def test_an_applicant_is_told_of_each_field_at_once() -> None:
    assert check_applicant(ApplicantKind.PERSON, "", "1", TODAY) == (
        IdentityFault("name", IdentityRule.MISSING),
        IdentityFault("number", IdentityRule.LENGTH),
    )
    assert check_applicant(ApplicantKind.ORGANISATION, "厂", STANDARD_CREDIT_CODE, TODAY) == ()
    assert check_applicant(ApplicantKind.ORGANISATION, "厂", STANDARD_ID, TODAY) != ()
