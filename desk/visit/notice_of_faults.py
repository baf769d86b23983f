"""The faults that a region found in a case, as the lines of a one-time notice."""

from typing import Any

from desk.domain.visits import NEEDS_SOMEBODY, FieldFault, Visit
from printing.papers.missing import MissingLine

_APPLICANT = {"name": "申请人名称", "number": "申请人证件号码", "kind": "申请人类型"}


def fault_lines(visit: Visit) -> tuple[MissingLine, ...]:
    """Every fault with the name of what it is in; the region's words when it named none."""
    case = visit.case
    if case is None:
        return ()
    lines = tuple(MissingLine(_name(visit, fault), _why(fault)) for fault in case.faults)
    if lines and case.state in NEEDS_SOMEBODY and case.refusal:
        lines = (MissingLine("整件申请", case.refusal), *lines)
    if case.left_out:
        lines += (MissingLine("其他", f"平台还列出 {case.left_out} 处，请在平台查看"),)
    if lines:
        return lines
    words = case.refusal
    if words.startswith("["):  # the window's own words for a failure, not the citizen's
        words = "平台没有受理，原因请向窗口询问"
    return (MissingLine("整件申请", words or "平台没有说明原因，请向窗口询问"),)


def _why(fault: FieldFault) -> str:
    return " ".join(fault.detail.split()) or "内容不符合要求"


def _name(visit: Visit, fault: FieldFault) -> str:
    first, *rest = [
        part.replace("~1", "/").replace("~0", "~")
        for part in fault.pointer.removeprefix("/").split("/")
    ]
    target = rest[0] if rest else ""
    if first == "form" and visit.matter is not None:
        field: Any = visit.matter.form.get("properties", {}).get(target, {})
        title = field.get("title") if isinstance(field, dict) else None
        return str(title) if title else "申请表"
    if first == "materials" and target.isdecimal() and int(target) < len(visit.materials):
        return visit.materials[int(target)].spec.name
    if first == "materials":
        return "申请材料"
    if first == "applicant":
        return _APPLICANT.get(target, "申请人")
    return "办理事项"
