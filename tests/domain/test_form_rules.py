"""Schemas that nobody checked before they came: what cannot be used is left out, nothing hangs."""

import json
import socket
import threading
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desk.domain.form_rules import FormUnusable, form_rules
from desk.domain.forms import LONGEST_ANSWER, MOST_ENTRIES, form_faults, rules_of

TODAY = date(2026, 11, 28)
QUICK_S = 1.0


def of(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


def told(schema: dict[str, Any], values: dict[str, Any]) -> list[tuple[str, str]]:
    """Faults, within a time that nobody notices."""
    begun = time.perf_counter()
    faults = form_faults(schema, values, TODAY)
    assert time.perf_counter() - begun < QUICK_S
    return [(fault.pointer, fault.rule) for fault in faults]


def left_out(schema: dict[str, Any]) -> list[str]:
    return [one.pointer for one in form_rules(schema).left_out]


@pytest.mark.parametrize("letters", [29, 200, LONGEST_ANSWER - 1])
@pytest.mark.parametrize("pattern", ["^(a+)+$", "^(a|aa)+$", "^(a|a?)+$", r"^(([a-z])+.)+[A-Z]$"])
def test_a_pattern_that_hangs_others_is_answered_at_once(pattern: str, letters: int) -> None:
    assert told(of(a={"pattern": pattern}), {"a": "a" * letters + "!"}) == [("/a", "pattern")]


@pytest.mark.parametrize(
    ("pattern", "right", "wrong"),
    [
        (r"^\p{Script=Han}+$", "韦丽", "Wei"),
        (r"^\p{sc=Han}{2,4}$", "韦丽", "韦"),
        (r"^[\p{L}\p{Nd}·]+$", "古丽·买买提1", "a b"),
        (r"^[\u4e00-\u9fa5]{2,}$", "韦丽", "é"),
        (r"^\u{20BB7}$", "𠮷", "吉"),
        (r"^.{3}$", "𠮷𠮷𠮷", "𠮷𠮷"),
        (r"^\d{6}$", "530000", "٥٣٠٠٠٠"),
        (r"^(?=.*\d)(?=.*[a-z]).{8,}$", "abcdefg1", "abcdefgh"),
        (r"^(\d)\1$", "11", "12"),
        ("广西", "广西南宁", "南宁"),
    ],
)
def test_patterns_of_ecma_262_are_known(pattern: str, right: str, wrong: str) -> None:
    schema = of(a={"type": "string", "pattern": pattern})
    assert left_out(schema) == []
    assert told(schema, {"a": right}) == []
    assert told(schema, {"a": wrong}) == [("/a", "pattern")]


def test_a_pattern_that_takes_too_long_is_left_to_the_platform() -> None:
    """One with a back-reference may need more steps than it has: that is no fault."""
    schema = of(a={"pattern": r"^(a|b|ab)*(?!x)c\1$"})
    assert told(schema, {"a": "ab" * 90}) == []
    assert told(schema, {"a": "ab" * 4000}) == []
    assert told(schema, {"a": "x"}) == [("/a", "pattern")]


@pytest.mark.parametrize(
    "pattern",
    [r"^(?:(?=(a*))a)*b$", r"(?=.*(.)(.)\2\1.*z).*y", r"^(\w+\s?)*(?=y)\1x$", r"(.+)\1+$"],
)
def test_look_around_costs_little_even_many_times(pattern: str) -> None:
    schema = of(**{f"f{n}": {"pattern": f"{pattern}{{0,{n + 1}}}"} for n in range(50)})
    told(schema, {f"f{n}": ("ab" + "a" * 98) * 2 for n in range(50)})


def test_look_around_inside_look_around_is_left_out() -> None:
    assert left_out(of(a={"pattern": "^(?=(?=a)b)"})) == ["/properties/a/pattern"]
    assert left_out(of(a={"pattern": r"^[(?=](?=\()(?=b)"})) == []


@pytest.mark.parametrize(
    ("part", "where"),
    [
        ({"pattern": "["}, "/pattern"),
        ({"pattern": 5}, "/pattern"),
        ({"pattern": "(a{1000}){1000}"}, "/pattern"),
        ({"pattern": "a" * 3000}, "/pattern"),
        ({"enum": None}, "/enum"),
        ({"enum": []}, "/enum"),
        ({"enum": "abc"}, "/enum"),
        ({"type": "text"}, "/type"),
        ({"type": None}, "/type"),
        ({"type": []}, "/type"),
        ({"minLength": -1}, "/minLength"),
        ({"minLength": "3"}, "/minLength"),
        ({"maxLength": True}, "/maxLength"),
        ({"maximum": "9"}, "/maximum"),
        ({"exclusiveMinimum": True}, "/exclusiveMinimum"),
        ({"multipleOf": 0}, "/multipleOf"),
        ({"uniqueItems": "yes"}, "/uniqueItems"),
        ({"items": [{"type": "string"}]}, "/items"),
        ({"items": 5}, "/items"),
        ({"properties": []}, "/properties"),
        ({"required": 5}, "/required"),
        ({"required": ["a", 5]}, "/required"),
        ({"anyOf": []}, "/anyOf"),
        ({"anyOf": {"type": "string"}}, "/anyOf"),
        ({"not": "x"}, "/not"),
        ({"title": 7}, "/title"),
        ({"$ref": "#/nowhere"}, "/$ref"),
        ({"$ref": 5}, "/$ref"),
        ({"$ref": "#"}, "/$ref"),
        ({"$ref": "other.json"}, "/$ref"),
        ({"$dynamicRef": "#x"}, "/$dynamicRef"),
        ("a string", ""),
        (None, ""),
        ([], ""),
    ],
)
def test_a_rule_that_is_none_is_left_out_and_the_rest_is_checked(part: Any, where: str) -> None:
    schema = of(a=part, b={"type": "integer"})
    assert left_out(schema) == ["/properties/a" + where]
    assert told(schema, {"a": "x", "b": "y"}) == [("/b", "type")]


def test_required_that_is_no_list_refuses_nothing() -> None:
    schema = {**of(a={"type": "string"}), "required": 5}
    assert left_out(schema) == ["/required"]
    assert told(schema, {}) == []


@pytest.mark.parametrize(
    "rule",
    [
        {"not": {"pattern": "["}},
        {"oneOf": [{"pattern": "["}, {"type": "string"}]},
        {"if": {"pattern": "["}, "then": False, "else": True},
        {"if": {"type": "string"}, "then": {"pattern": "["}},
        {"not": {"format": "email"}},
        {"anyOf": [{"pattern": "["}, {"type": "integer"}]},
        {"not": {"$ref": "http://127.0.0.1:9/x"}},
        {"contains": {"pattern": "["}, "maxContains": 0},
        {"allOf": [{"properties": {"q": 5}}], "unevaluatedProperties": False},
    ],
)
def test_leaving_a_rule_out_never_refuses_more(rule: dict[str, Any]) -> None:
    assert told(of(a=rule), {"a": "anything"}) == []
    assert told(of(a=rule), {"a": ["anything"]}) == []
    assert told(of(a=rule), {"a": {"q": 1}}) == []


def test_additional_properties_need_the_names_that_were_left_out() -> None:
    schema = {**of(a={}), "patternProperties": {"[": {}}, "additionalProperties": False}
    assert told(schema, {"[": 1}) == []
    assert "/additionalProperties" in left_out(schema)


@pytest.mark.parametrize("value", ["x", 5, None, ["a"], [], True])
@pytest.mark.parametrize("schema", [None, 5, "x", [], True, {"type": "array"}, {"type": 5}])
def test_what_describes_no_form_is_unusable_and_refuses_nothing(schema: Any, value: Any) -> None:
    with pytest.raises(FormUnusable):
        form_rules(schema)
    assert form_faults(schema, {"a": value}, TODAY) == ()


def test_nothing_is_ever_fetched(tmp_path: Path) -> None:
    """Neither from an address nor from a file, however the reference is written."""
    asked: list[bytes] = []
    (tmp_path / "x.json").write_text('{"type": "integer"}', encoding="ascii")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.3)

        def serve() -> None:
            try:
                connection, _ = server.accept()
            except TimeoutError:
                return
            asked.append(connection.recv(100))
            connection.close()

        serving = threading.Thread(target=serve)
        serving.start()
        base = f"http://127.0.0.1:{server.getsockname()[1]}"
        for schema in (
            of(a={"$ref": f"{base}/x"}),
            of(a={"$ref": (tmp_path / "x.json").as_uri()}),
            {"$id": f"{base}/form", **of(a={"$ref": "x"})},
            {"$schema": f"{base}/meta", **of(a={"$id": f"{base}/y", "$ref": "x"})},
            of(a={"$dynamicRef": f"{base}/x"}),
            of(a={"$recursiveRef": f"{base}/x"}),
        ):
            assert told(schema, {"a": "text"}) == []
        serving.join()
    assert asked == []


def test_references_within_the_schema_are_followed() -> None:
    schema = {
        "$id": "https://region.example/form",
        "$defs": {
            "name": {"$anchor": "person", "type": "string", "minLength": 2},
            "a/b": {"$ref": "#person"},
        },
        **of(
            a={"$ref": "#/$defs/name"},
            b={"$ref": "#person"},
            c={"$ref": "#/$defs/a~1b"},
            d={"$ref": "https://region.example/form#/$defs/a%7E1b"},
        ),
    }
    assert left_out(schema) == []
    assert told(schema, dict.fromkeys("abcd", "x")) == [(f"/{n}", "minLength") for n in "abcd"]


def test_a_field_that_refers_to_itself_takes_anything() -> None:
    assert told(of(a={"$ref": "#/properties/a"}), {"a": 1}) == []
    assert left_out(of(a={"$ref": "#/properties/a"})) == ["/$ref/#~1properties~1a/$ref"]


def test_circles_are_cut_where_they_close() -> None:
    schema = {
        "$defs": {
            "a": {"anyOf": [{"$ref": "#/$defs/b"}, {"$ref": "#/$defs/b"}]},
            "b": {"anyOf": [{"$ref": "#/$defs/a"}, {"$ref": "#/$defs/a"}]},
            "tree": {"type": "object", "properties": {"child": {"$ref": "#/$defs/tree"}}},
        },
        **of(a={"$ref": "#/$defs/a"}, tree={"$ref": "#/$defs/tree"}),
    }
    deep: Any = {}
    for _ in range(500):
        deep = {"child": deep}
    assert left_out(schema)
    assert [pointer for pointer, _ in told(schema, {"a": 1, "tree": 5})] == ["/tree"]
    told(schema, {"tree": deep})


def test_rules_that_double_with_each_reference_are_too_many() -> None:
    chain = {f"d{n}": {"allOf": [{"$ref": f"#/$defs/d{n + 1}"}] * 2} for n in range(26)}
    schema = {"$defs": {**chain, "d26": {"type": "string"}}, **of(a={"$ref": "#/$defs/d0"})}
    with pytest.raises(FormUnusable, match="too many rules"):
        form_rules(schema)
    assert told(schema, {"a": "x"}) == []


def test_a_schema_deeper_than_any_form_is_cut() -> None:
    deep: Any = {"type": "string"}
    for _ in range(900):
        deep = {"allOf": [deep]}
    assert told(of(a=deep), {"a": 1}) == []
    assert told(of(a={"properties": {"x": deep}}), {"a": {"x": 1}}) == []


def test_many_fields_and_many_choices_are_quick() -> None:
    fields = {
        f"f{n}": {"type": "string", "minLength": 2, "pattern": rf"^\p{{L}}{{2,{n % 40 + 3}}}$"}
        for n in range(300)
    }
    schema = {**of(**fields), "required": list(fields)}
    rules_of(schema)
    assert len(told(schema, {})) == 300
    assert len(told(schema, dict.fromkeys(fields, "1"))) == 600
    choices = of(a={"enum": [f"选项 {n}" for n in range(20_000)]})
    assert told(choices, {"a": "选项 19999"}) == []
    assert told(choices, {"a": "选项"}) == [("/a", "enum")]


@pytest.mark.parametrize(
    "schema",
    [
        of(**{f"f{n}": {} for n in range(1001)}),
        of(a={"enum": list(range(50_001))}),
        of(a={"anyOf": [{"type": "string"}] * 20_001}),
    ],
    ids=["fields", "choices", "rules"],
)
def test_beyond_the_bounds_no_form_is_made(schema: dict[str, Any]) -> None:
    with pytest.raises(FormUnusable, match=r"more than|too many"):
        form_rules(schema)


def test_answers_have_bounds_of_their_own() -> None:
    schema = of(a={"type": "string"}, b={"type": "array"}, c={})
    nested: Any = []
    for _ in range(3000):
        nested = [nested]
    assert told(schema, {"a": "x" * (LONGEST_ANSWER + 1)}) == [("/a", "maxLength"), ("/a", "type")]
    assert ("/b", "maxItems") in told(schema, {"b": [0] * (MOST_ENTRIES + 1)})
    assert [rule for _, rule in told(schema, {"c": nested})] == ["type"]
    assert told(schema, {"a": "half a sign \ud83d", "c": {"\ud83d": 1}}) == []


def test_a_schema_is_read_once(caplog: pytest.LogCaptureFixture) -> None:
    schema = of(a={"pattern": "[", "title": "once"})
    for value in ("1", "2", "3"):
        form_faults(json.loads(json.dumps(schema)), {"a": value}, TODAY)
    assert [record.message for record in caplog.records].count(
        "a rule of a form is left to the platform: /properties/a/pattern: "
        "a pattern that cannot be read"
    ) == 1
