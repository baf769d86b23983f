"""The steps in which the faults that the region found are corrected."""

from dataclasses import dataclass

from desk.domain.visits import FieldFault, Step, Visit


@dataclass(frozen=True, slots=True)
class RefusedField:
    """One fault: the step that mends it, in it a field's name or a material's code, and words."""

    step: Step
    target: str
    words: str


MOST_SHOWN = 200
"""The most faults that are shown at once; corrected ones make room for the next."""


def refusals(visit: Visit) -> tuple[RefusedField, ...]:
    """What the region refused of a case that can be corrected, the first `MOST_SHOWN`."""
    case = visit.case
    if case is None or not case.correctable:
        return ()
    return tuple(_placed(fault, visit) for fault in case.faults[:MOST_SHOWN])


def refused_more(visit: Visit) -> int:
    """How many faults of such a case `refusals` does not show."""
    case = visit.case
    if case is None or not case.correctable:
        return 0
    return max(0, len(case.faults) - MOST_SHOWN) + case.left_out


def first_name(pointer: str) -> str:
    """The first part of a JSON pointer, unescaped (RFC 6901)."""
    return _parts(pointer)[0]


def _placed(fault: FieldFault, visit: Visit) -> RefusedField:
    """The pointer points into the submission, whose materials lie in the order of the guide."""
    first, *rest = _parts(fault.pointer)
    target = rest[0] if rest else ""
    if first == "form":
        return RefusedField(Step.FORM, target, fault.detail)
    if first == "materials":
        codes = [material.spec.code for material in visit.materials]
        place = int(target) if target.isdecimal() else len(codes)
        return RefusedField(
            Step.MATERIALS, codes[place] if place < len(codes) else "", fault.detail
        )
    if first == "applicant":
        return RefusedField(Step.IDENTIFY, target, fault.detail)
    return RefusedField(Step.MATTER, "", fault.detail)


def _parts(pointer: str) -> list[str]:
    parts = pointer.removeprefix("/").split("/")
    return [part.replace("~1", "/").replace("~0", "~") for part in parts]
