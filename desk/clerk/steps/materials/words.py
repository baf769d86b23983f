"""The materials step in the clerk's language."""

from PySide6.QtCore import QCoreApplication

from desk.clerk.steps.materials.gatherer import FactsOfPage
from desk.domain.deadlines import Deadline
from desk.domain.visits import Material, MaterialState, Recipe
from desk.qt.counts import counts
from desk.qt.theme import Tone
from desk.qt.widgets.checklist import ChecklistLine
from desk.qt.words import day, until

translate = QCoreApplication.translate
_SHORT = 10


def checklist_line(material: Material, follow_by: Deadline | None) -> ChecklistLine:
    """A material as a card: its mark, its name, how it stands, one word at the right."""
    name, state = material.spec.name, material.state
    if state is MaterialState.HELD:
        return ChecklistLine(Tone.HELD, name, _held(material))
    if state is MaterialState.SCANNED:
        sheets = counts.pages(material.sheets)
        return ChecklistLine(Tone.HELD, name, _scanned(material), sheets)
    if state is MaterialState.FOLLOWS:
        words = translate("Materials", "To follow {by}").format(by=until_words(follow_by))
        return ChecklistLine(Tone.WAIT, name, words, translate("Materials", "follows"))
    if material.unasked:
        words = translate("Materials", "Platform not asked yet · verify later or scan")
        return ChecklistLine(Tone.WAIT, name, words, translate("Materials", "unverified"))
    if material.may_follow:
        words = translate("Materials", "May follow {by}").format(by=until_words(follow_by))
        return ChecklistLine(Tone.WAIT, name, words, translate("Materials", "may follow"))
    return ChecklistLine(Tone.QUIET, name, wanted(material), translate("Materials", "to scan"))


def _held(material: Material) -> str:
    words = translate("Materials", "Platform has it")
    if material.holding and material.holding.valid_until:
        shown = day(material.holding.valid_until)
        return f"{words} · " + translate("Materials", "to {day}").format(day=shown)
    return words


def _scanned(material: Material) -> str:
    parts = [translate("Materials", "Scanned")]
    if any(page.recipe.angle_deg for page in material.pages):
        parts.append(translate("Materials", "straightened"))
    parts.append(form_words(material.spec.form))
    return " · ".join(parts)


def until_words(last: Deadline | None) -> str:
    """Until when a material may follow; empty when it may not."""
    return until(last.day, estimated=last.estimated) if last else ""


def form_words(form: str) -> str:
    """In which form a material is wanted; one that is not known is shown as it came."""
    known = {
        "original": translate("Materials", "original"),
        "copy": translate("Materials", "copy"),
        "electronic": translate("Materials", "electronic"),
    }
    return known.get(form, form)


def wanted(material: Material) -> str:
    """What the citizen has to hand in: ``Original, 1 copy``."""
    copies = material.spec.copies
    known = {
        "original": counts.originals(copies),
        "copy": counts.copies(copies),
        "electronic": translate("Materials", "electronic"),
    }
    return known.get(material.spec.form, material.spec.form)


def clearness(sharpness: str) -> str:
    """How clear the print is; one that is not known is shown as it came."""
    known = {
        "good": translate("Materials", "good"),
        "fair": translate("Materials", "fair"),
        "poor": translate("Materials", "poor"),
        "unknown": translate("Materials", "cannot be judged"),
    }
    return known.get(sharpness, sharpness)


def correction(recipe: Recipe, facts: FactsOfPage | None) -> str:
    """What was corrected: ``4% cut, straightened 1.3°``."""
    parts = []
    if facts is not None and facts.as_it_is:
        parts.append(translate("Materials", "attached as it is"))
    if recipe.crops:
        share = "…" if facts is None else _percent(facts.cut_percent)
        parts.append(translate("Materials", "{share} cut").format(share=share))
    if recipe.angle_deg:
        angle = f"{abs(recipe.angle_deg):.1f}°"
        parts.append(translate("Materials", "straightened {angle}").format(angle=angle))
    if facts is not None and facts.correctable and not parts:
        parts.append(translate("Materials", "whole page"))
    if recipe.quarter_turns % 4:
        angle = f"{recipe.quarter_turns % 4 * 90}°"
        parts.append(translate("Materials", "turned {angle}").format(angle=angle))
    return translate("Materials", ", ").join(parts) or translate("Materials", "none needed")


def _percent(value: float) -> str:
    return f"{value:.0f}%" if value >= 1 else "<1%"


def short_name(name: str) -> str:
    """A material's name for a button: long ones end in an ellipsis."""
    return name if len(name) <= _SHORT else name[: _SHORT - 1] + "…"
