"""A matter's form against its schema: every fault, typed, in the order of the fields."""

import json
from datetime import date
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from desk.domain.forms import FormFault, form_faults

TODAY = date(2026, 11, 24)
MATTERS = json.loads(
    files("resources").joinpath("sample", "matters.json").read_text(encoding="utf-8")
)["matters"]
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "title": "姓名", "minLength": 2},
        "spouse": {"type": "string", "title": "配偶", "format": "cn-id"},
        "firm": {"type": "string", "title": "单位", "format": "uscc"},
        "born": {"type": "string", "title": "生日", "format": "date"},
        "items": {
            "type": "array",
            "title": "项目",
            "items": {"type": "string", "enum": ["a", "b"]},
            "minItems": 1,
            "uniqueItems": True,
        },
        "a/b~c": {"type": "integer", "minimum": 0},
    },
    "required": ["name", "born", "a/b~c"],
    "additionalProperties": False,
}
RIGHT = {"name": "韦丽", "born": "2000-02-29", "a/b~c": 0}


def told(values: dict[str, Any]) -> list[tuple[str, str]]:
    """Pointers and rules of the faults."""
    return [(fault.pointer, fault.rule) for fault in form_faults(SCHEMA, values, TODAY)]


def test_a_right_form_has_no_fault() -> None:
    assert told(RIGHT) == []


def test_everything_missing_is_told_in_the_order_of_the_fields() -> None:
    assert told({}) == [("/name", "required"), ("/born", "required"), ("/a~1b~0c", "required")]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"name": "韦"}, ("/name", "minLength")),
        ({"spouse": "450102198803162134"}, ("/spouse", "format")),
        ({"firm": "91350100M000100Y44"}, ("/firm", "format")),
        ({"born": "2001-02-29"}, ("/born", "format")),
        ({"born": "20010228"}, ("/born", "format")),
        ({"items": []}, ("/items", "minItems")),
        ({"items": ["a", "a"]}, ("/items", "uniqueItems")),
        ({"items": ["a", "z"]}, ("/items/1", "enum")),
        ({"a/b~c": -1}, ("/a~1b~0c", "minimum")),
        ({"a/b~c": "1"}, ("/a~1b~0c", "type")),
        ({"colour": "red"}, ("/colour", "additionalProperties")),
    ],
)
def test_each_fault_points_at_its_field(change: dict[str, Any], fault: tuple[str, str]) -> None:
    assert told(RIGHT | change) == [fault]


def test_a_fault_carries_what_its_words_need() -> None:
    assert form_faults(SCHEMA, RIGHT | {"items": ["z"]}, TODAY) == (
        FormFault("/items/0", "enum", ["a", "b"], "项目"),
    )
    assert form_faults(SCHEMA, RIGHT | {"name": "韦"}, TODAY) == (
        FormFault("/name", "minLength", 2, "姓名"),
    )


@pytest.mark.parametrize("matter", MATTERS, ids=lambda matter: matter["code"][-2:])
def test_every_sample_form_is_a_right_schema_with_titles(matter: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(matter["form"])
    faults = form_faults(matter["form"], {}, TODAY)
    assert {fault.pointer[1:] for fault in faults} == set(matter["form"]["required"])
    assert all(fault.title != fault.pointer[1:] for fault in faults)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(MATTERS), st.data())
def test_whatever_a_form_holds_is_answered(matter: dict[str, Any], data: st.DataObject) -> None:
    names = st.sampled_from([*matter["form"]["properties"], "other"])
    form = data.draw(st.dictionaries(names, values))
    faults = form_faults(matter["form"], form, TODAY)
    assert len({(fault.pointer, fault.rule) for fault in faults}) == len(faults)
    assert set(matter["form"]["required"]) - set(form) <= {fault.pointer[1:] for fault in faults}
