"""A matter's schema read as fields, and what is typed turned into values and back."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desk.clerk.steps.form.schema import Field, FieldKind, read_fields, text_of, value_of
from desk.demo.citizens import sample

MATTERS: list[dict[str, Any]] = sample("matters")["matters"]


def field(kind: FieldKind) -> Field:
    return Field("name", "title", kind)


def of_matter(name: str) -> dict[str, Field]:
    matter = next(one for one in MATTERS if one["name"] == name)
    return {one.name: one for one in read_fields(matter["form"])}


def test_kinds_of_a_real_form() -> None:
    fields = of_matter("食品经营许可(新办)")
    assert {name: one.kind for name, one in fields.items()} == {
        "contact_name": FieldKind.TEXT,
        "contact_phone": FieldKind.TEXT,
        "address": FieldKind.TEXT,
        "credit_code": FieldKind.CREDIT_CODE,
        "premises": FieldKind.TEXT,
        "business_type": FieldKind.CHOICE,
        "items": FieldKind.MANY,
    }
    assert fields["contact_name"].required
    assert not fields["address"].required
    assert fields["premises"].wide
    assert not fields["contact_name"].wide
    assert fields["business_type"].options[0] == "食品销售经营者"


def test_amounts_in_fen_are_typed_in_yuan_and_units_leave_the_title() -> None:
    money = of_matter("企业投资项目备案")["investment_fen"]
    assert (money.kind, money.title, money.unit) == (FieldKind.MONEY, "总投资", "元")
    load = of_matter("道路货物运输车辆营运证核发")["load_kg"]
    assert (load.kind, load.title, load.unit) == (FieldKind.INTEGER, "核定载质量", "千克")
    tier = of_matter("城乡居民基本养老保险参保登记")["tier_yuan"]
    assert (tier.kind, tier.unit, tier.options[0]) == (FieldKind.CHOICE, "元", 200)


def test_many_options_go_into_a_list_and_yes_or_no_is_a_choice() -> None:
    schema = {
        "type": "object",
        "properties": {
            "city": {"type": "string", "enum": [f"city {n}" for n in range(14)]},
            "agreed": {"type": "boolean"},
        },
    }
    city, agreed = read_fields(schema)
    assert city.kind is FieldKind.LIST
    assert (agreed.kind, agreed.options) == (FieldKind.CHOICE, (True, False))


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (FieldKind.MONEY, "1200", 120000),
        (FieldKind.MONEY, "1,200.5", 120050),
        (FieldKind.MONEY, "1200.505", "1200.505"),
        (FieldKind.MONEY, "约1200", "约1200"),
        (FieldKind.INTEGER, "12", 12),
        (FieldKind.INTEGER, "12.5", "12.5"),
        (FieldKind.NUMBER, "88.25", 88.25),
        (FieldKind.NUMBER, "88.0", 88),
        (FieldKind.NUMBER, "nan", "nan"),
        (FieldKind.DATE, "20261124", "2026-11-24"),
        (FieldKind.DATE, "2026年1月5日", "2026-01-05"),
        (FieldKind.DATE, "2026-11", "2026-11"),
        (FieldKind.ID_NUMBER, " 45010519790908115x ", "45010519790908115X"),
        (FieldKind.TEXT, " 怡宾路 6 号 ", " 怡宾路 6 号 "),
        (FieldKind.TEXT, "   ", None),
    ],
)
def test_what_is_typed_becomes_a_value_or_is_kept(kind: FieldKind, typed: str, value: Any) -> None:
    assert value_of(field(kind), typed) == value


@example(kind=FieldKind.TEXT, typed="\xad")
@example(kind=FieldKind.ID_NUMBER, typed="-")
@given(kind=st.sampled_from(list(FieldKind)), typed=st.text(max_size=30))
def test_no_typing_is_lost_or_breaks_the_form(kind: FieldKind, typed: str) -> None:
    value = value_of(field(kind), typed)
    shown = text_of(field(kind), value)
    assert value_of(field(kind), shown) == value


@given(fen=st.integers(min_value=0, max_value=10**15))
def test_every_amount_comes_back_to_the_fen(fen: int) -> None:
    money = field(FieldKind.MONEY)
    assert value_of(money, text_of(money, fen)) == fen
