"""The lines of the one-time notice: what is missing or wrong, and what would be right."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from desk.domain.forms import FormFault
from desk.domain.matters import MaterialSpec, Requirement
from desk.domain.visits import Material, MaterialState

_FORMS = {"original": "原件", "copy": "复印件", "electronic": "电子文件"}


@dataclass(frozen=True, slots=True)
class MissingLine:
    """One thing: its name, what is wrong with it, and what would be right (may be empty)."""

    name: str
    why: str
    right: str = ""


def how_to_bring(spec: MaterialSpec) -> str:
    """How a material has to be brought, as the guide says: ``复印件 1 份``."""
    form = _FORMS.get(spec.form, spec.form)
    return f"{form} {spec.copies} 份" if spec.copies else form


def where_it_may_be(spec: MaterialSpec) -> str:
    """Where the region may have a material already; empty when only the citizen has it."""
    kind, _, who = spec.source.partition(":")
    if kind == "e-licence":
        return f"已有电子证照（{who}）的，可以在窗口授权调取，不用带纸。"
    if kind == "shared":
        return f"{who}能查到的，可以在窗口授权查询，不用带纸。"
    if kind == "verify":
        return f"{who}联网核验通过的，不用带纸。"
    return ""


def when_it_may_follow(spec: MaterialSpec) -> str:
    """Until when a material may come after acceptance; empty when it may not."""
    if spec.required is not Requirement.MAY_FOLLOW or not spec.follow_within_days:
        return ""
    return f"也可以先受理，{spec.follow_within_days} 个工作日内补交。"


def missing_materials(materials: Iterable[Material]) -> tuple[MissingLine, ...]:
    """A line for each material of a checklist that keeps the case from being accepted."""
    return tuple(
        MissingLine(
            material.spec.name,
            "没有交",
            f"{how_to_bring(material.spec)}。{where_it_may_be(material.spec)}"
            f"{when_it_may_follow(material.spec)}",
        )
        for material in materials
        if material.state is MaterialState.MISSING
    )


def wrong_fields(faults: Iterable[FormFault]) -> tuple[MissingLine, ...]:
    """A line for each field that was filled in wrongly, with the rule that it breaks."""
    return tuple(
        MissingLine(fault.title, "填的内容不符合要求", _right(fault.rule, fault.bound))
        for fault in faults
        if fault.rule != "required"
    )


def empty_fields(faults: Iterable[FormFault]) -> tuple[str, ...]:
    """The titles of the fields that have to be filled in and are not."""
    return tuple(fault.title for fault in faults if fault.rule == "required")


def _right(rule: str, bound: Any) -> str:
    if rule == "enum" and isinstance(bound, list):
        more = "等" if len(bound) > _CHOICES else ""
        return f"只能是：{'、'.join(map(str, bound[:_CHOICES]))}{more}。"
    if rule in _BOUNDS and isinstance(bound, int | float):
        return _BOUNDS[rule].format(bound=bound)
    return _KINDS.get((rule, str(bound)), "请照证件或原件核对后重填。")


_CHOICES = 8
_BOUNDS = {
    "minLength": "至少 {bound} 个字。",
    "maxLength": "最多 {bound} 个字。",
    "minimum": "不小于 {bound}。",
    "maximum": "不大于 {bound}。",
    "minItems": "至少选 {bound} 项。",
    "maxItems": "最多选 {bound} 项。",
}
_KINDS = {
    ("format", "date"): "一个真实的日期，例如 2026-11-24。",
    ("format", "cn-id"): "与身份证上的 18 位号码一致。",
    ("format", "uscc"): "与营业执照上的 18 位统一社会信用代码一致。",
    ("type", "integer"): "一个整数。",
    ("type", "number"): "一个数字。",
}
