"""The sample people and matters: invented, and right."""

from datetime import date

import pytest

from desk.domain.identity import check_applicant, check_credit_code
from desk.domain.matters import ApplicantKind
from desk.practice.catalogue import sample

PEOPLE = sample("people.json")["people"]
MATTERS = sample("matters.json")["matters"]


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person["name"])
def test_every_applicant_has_a_right_name_and_number(person: dict[str, str]) -> None:
    kind = ApplicantKind(person["kind"])
    assert check_applicant(kind, person["name"], person["number"], date(2026, 11, 24)) == ()


def test_there_are_enough_and_difficult_ones_among_them() -> None:
    names = [person["name"] for person in PEOPLE]
    assert len(PEOPLE) == len(set(names)) == len({person["number"] for person in PEOPLE}) >= 24
    for character in "䶮𠅤𬭊":
        assert any(character in name for name in names)
    assert any("·" in name and len(name) >= 20 for name in names)
    assert {person["kind"] for person in PEOPLE} == {"person", "organisation"}
    assert any(not person["holdings"] for person in PEOPLE)


@pytest.mark.parametrize("matter", MATTERS, ids=lambda matter: matter["code"][-2:])
def test_every_matter_bears_the_code_of_its_authority(matter: dict[str, str]) -> None:
    assert len(matter["code"]) == 31
    assert matter["code"].startswith(matter["authority_code"])
    assert check_credit_code(matter["authority_code"]) is None
