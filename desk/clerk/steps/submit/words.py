"""The submit step in the clerk's language."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication

from desk.clerk.steps.form.schema import Field, read_fields, text_of
from desk.clerk.steps.form.words import fault_words
from desk.clerk.steps.materials.words import form_words
from desk.clerk.steps.submit.presenter import Gap, SubmitState
from desk.domain.failures import Failure
from desk.domain.masking import number_on_screen
from desk.domain.visits import CaseStanding, Material, MaterialState, SendState, Step, Visit
from desk.qt.counts import counts
from desk.qt.language import failure_words
from desk.qt.theme import Tone
from desk.qt.widgets.checklist import ChecklistLine
from desk.qt.words import case_state, day, matter_name, step_name, until

translate = QCoreApplication.translate
Rows = list[tuple[str, str]]


def applicant_rows(visit: Visit) -> Rows:
    """Who applies and for what; the number as a clerk's screen may show it."""
    rows: Rows = []
    if visit.applicant is not None:
        number = number_on_screen(visit.applicant.kind, visit.applicant.number)
        rows.append((translate("Submit", "Applicant"), f"{visit.applicant.name}  {number}"))
    if visit.matter is not None:
        name = f"{matter_name(visit.matter)} · {visit.matter.authority}"
        rows.append((translate("Submit", "Matter"), name))
    return rows


def material_line(
    material: Material, is_estimated: Callable[[date], bool]
) -> tuple[Tone, str, str, str]:
    """A material as a row: mark, name, form, and pages or what stands in for them."""
    name, form = material.spec.name, form_words(material.spec.form)
    if material.state is MaterialState.SCANNED:
        pages = counts.pages(material.sheets)
        return Tone.HELD, name, form, pages
    if material.state is MaterialState.HELD:
        return Tone.HELD, name, translate("Submit", "from the platform"), ""
    if material.state is MaterialState.FOLLOWS:
        last = material.follow_until
        by = until(last, estimated=is_estimated(last)) if last else ""
        return Tone.WAIT, name, translate("Submit", "follows {by}").format(by=by), ""
    return Tone.STOP, name, translate("Submit", "missing"), ""


def form_rows(visit: Visit) -> Rows:
    """What the form says, fields in their order, empty ones left out."""
    if visit.matter is None:
        return []
    fields = read_fields(visit.matter.form)
    return [
        (field.title, value_words(field, visit.form[field.name]))
        for field in fields
        if field.name in visit.form
    ]


def value_words(field: Field, value: object) -> str:
    """A value of the form as people read it."""
    if isinstance(value, bool):
        return translate("Submit", "yes") if value else translate("Submit", "no")
    if isinstance(value, list):
        return translate("Submit", ", ").join(str(one) for one in value)
    text = text_of(field, value)
    return f"{text} {field.unit}" if field.unit else text


def gap_line(gap: Gap, visit: Visit) -> ChecklistLine:
    """A gap as a card: where it is, what is wrong, the step in which it is mended."""
    title, words = step_name(gap.step), gap.words
    fields = {field.name: field for field in read_fields(visit.matter.form)} if visit.matter else {}
    if gap.step is Step.FORM and gap.target:
        field = fields.get(gap.target)
        title = field.title if field else gap.target
        if gap.fault is not None:
            words = fault_words(gap.fault, field)
    elif gap.step is Step.MATERIALS:
        for material in visit.materials:
            if material.spec.code == gap.target:
                title = material.spec.name
        words = words or translate("Submit", "Not scanned yet")
    return ChecklistLine(Tone.STOP, title, words, step_name(gap.step))


def megabytes(size: int) -> str:
    """A size in bytes: ``0.4 MB``."""
    return f"{size / 1_000_000:.1f} MB"


def progress_words(state: SubmitState) -> str:
    """How much is at the region, and how fast: ``File 2 of 7 · 3.1 of 7.9 MB · 2.4 MB/s``."""
    if not state.size:
        return ""
    file = translate("Submit", "File {number} of {all}").format(number=state.file, all=state.files)
    sent = translate("Submit", "{sent} of {size}").format(
        sent=megabytes(state.sent), size=megabytes(state.size)
    )
    words = f"{file} · {sent}"
    return f"{words} · {megabytes(round(state.rate))}/s" if state.rate > 0 else words


def case_rows(visit: Visit) -> Rows:
    """What the region answered: when it accepted, and until when it promises and must decide."""
    case = visit.case
    if case is None:
        return []
    rows: Rows = [(translate("Submit", "Receipt number"), case.local_no)]
    if case.accepted_at is not None:
        rows.append((translate("Submit", "Accepted on"), day(case.accepted_at.date())))
    if case.legal_by is not None:
        limit = day(case.legal_by)
        if case.estimated:
            limit = translate("Words", "{until} (estimated)").format(until=limit)
        rows.append((translate("Submit", "Legal limit"), limit))
    if case.files:
        files = counts.files_agreed(len(case.files))
        rows.append((translate("Submit", "Files"), files))
    return rows


def acknowledged_words(case: CaseStanding | None) -> str:
    """What the region did with the case."""
    if case is None or case.state is None or case.state == "accepted":
        return translate("Submit", "The case is accepted")
    state = case_state(case.state)
    return translate("Submit", "The platform has the case: {state}").format(state=state)


def refusal_words(case: CaseStanding | None) -> tuple[str, str]:
    """Why the case was refused when no single fault was named: a title, and what to do.

    The region's own words when it gave any, else the failure's in the clerk's language.
    """
    title = translate("Submit", "The platform refused the case")
    if case is None:
        return title, ""
    if case.send is SendState.ACKNOWLEDGED:
        return translate("Submit", "The platform wants the case corrected"), case.refusal
    kind = failure_of_code(case.refusal_code)
    if kind is None or not case.refusal.startswith(f"[{kind.code}]"):
        return title, case.refusal
    words = failure_words(kind())
    return words.title, " ".join(part for part in (words.meaning, words.next_step) if part)


def failure_of_code(code: str) -> type[Failure] | None:
    """The kind of failure with this code, if this program knows it."""
    found = [Failure]
    for kind in found:
        if kind.code == code:
            return kind
        found += kind.__subclasses__()
    return None
