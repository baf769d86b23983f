"""The list of cases in words: why, who, told or not, and what can be done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desk.clerk.steps.submit.words import failure_of_code
from desk.domain.clock import local_time
from desk.domain.contact import contact_on_screen
from desk.domain.masking import name_in_public
from desk.domain.visits import NEEDS_SOMEBODY, CaseStanding, SendState
from desk.qt.counts import counts
from desk.qt.language import failure_words
from desk.qt.theme import Tone
from desk.qt.words import case_state, clock, day, until
from desk.visit.attention_store import AttentionItem, AttentionReason
from desk.visit.follow_ups import FollowUp, FollowUpKind
from printing.queue import PaperKind

if TYPE_CHECKING:
    from desk.visit.attention import Delayed

translate = QCoreApplication.translate

MOST_LISTED = 500
"""So many faults are listed on the screen; the notice lists them all."""


def tone(item: AttentionItem) -> Tone:
    """What the line's mark says."""
    if item.settled:
        return Tone.HELD
    if item.why is AttentionReason.LOOKED_UP:
        return Tone.QUIET
    return Tone.WAIT if item.told or item.why is AttentionReason.NOT_PRINTED else Tone.STOP


def number_words(item: AttentionItem) -> tuple[str, str]:
    """The ticket, and under it the receipt's last part and when it was submitted."""
    case = item.visit.case
    if case is None:
        return item.visit.ticket_number, ""
    parts = [short_number(case.local_no)]
    if case.submitted_at is not None:
        words = translate("Cases", "sent {time}")
        parts.append(words.format(time=moment_words(case.submitted_at, item.since)))
    return item.visit.ticket_number, " · ".join(parts)


def short_number(local_no: str) -> str:
    """The part of a local number that people read to each other: ``0071-K``."""
    return "-".join(local_no.split("-")[-2:])


def moment_words(when: datetime, now: datetime) -> str:
    """A time of day; with its day when that is another one."""
    at, today = local_time(when), local_time(now)
    if at.date() == today.date():
        return clock(at)
    return f"{at:%m-%d} {clock(at)}"


def why_words(item: AttentionItem) -> tuple[str, str]:
    """Why the case needs somebody, and under it the first of the region's words."""
    case = item.visit.case
    if item.settled:
        return _settled_words(item)
    if item.why is AttentionReason.LOOKED_UP:
        return _standing_words(case)
    if item.contradicted:
        return _contradicted_words(item)
    count, first = fault_count(case), _first_words(case)
    titles = {
        AttentionReason.PARKED: counts.sent_back(count)
        if count
        else translate("Cases", "The platform refused it"),
        AttentionReason.CORRECTION_NEEDED: counts.to_correct(count)
        if count
        else translate("Cases", "The platform wants it corrected"),
        AttentionReason.REFUSED: translate("Cases", "The platform refuses the application"),
        AttentionReason.CLOSED: translate("Cases", "The platform has closed the case"),
        AttentionReason.PAPER_REFUSED: translate(
            "Cases", "The platform did not record a printed paper"
        ),
        AttentionReason.NOT_PRINTED: translate("Cases", "Not printed: {paper}"),
    }
    if item.why is AttentionReason.NOT_PRINTED:
        first = translate("Cases", "{time}, when the applicant had left")
        first = first.format(time=clock(local_time(item.since)))
    return titles[item.why].format(paper=_paper_name(item)), first


def _contradicted_words(item: AttentionItem) -> tuple[str, str]:
    """The contradiction in the region's answers, and under it the case's number."""
    number = (item.visit.case.case_no or "") if item.visit.case else ""
    titles = {
        AttentionReason.FILES_DIFFER: translate(
            "Cases", "The platform has other files than were sent"
        ),
        AttentionReason.NOT_KNOWN: translate("Cases", "The platform no longer knows the case"),
        AttentionReason.UNUSABLE: translate("Cases", "What the platform says cannot be true"),
    }
    return titles[item.why], number


def contradiction_text(item: AttentionItem) -> str:
    """What a contradiction means for the citizen, and what to do, for the panel."""
    means = {
        AttentionReason.FILES_DIFFER: translate(
            "Cases",
            "Since the platform took the case, its files are not those that the applicant "
            "brought: it may be decided by other papers. This window has not believed the answer.",
        ),
        AttentionReason.NOT_KNOWN: translate(
            "Cases",
            "The platform acknowledged the case and has denied it for a day: nobody may be "
            "working on it, and its term may run all the same.",
        ),
        AttentionReason.UNUSABLE: translate(
            "Cases",
            "For a day the platform's answers about the case have spoken of another one or could "
            "not be true: how it stands is not known here.",
        ),
    }
    to_do = translate(
        "Cases",
        "Call the authority or the platform's support with the case number, tell the applicant, "
        "and write down here what came of it. The line goes by itself when the platform's answer "
        "is right again.",
    )
    return f"{means[item.why]}\n\n{to_do}"


def _settled_words(item: AttentionItem) -> tuple[str, str]:
    case = item.visit.case
    last = next(iter(reversed(item.follow_ups)), None)
    at = clock(local_time(item.since))
    under = translate("Cases", "{time} · of today, goes in the evening").format(time=at)
    if item.given_up and last is not None:
        return translate("Cases", "Given up: {reason}").format(reason=last.note), under
    if case is not None and case.case_no and case.accepted_at:
        words = translate("Cases", "Corrected, accepted by the platform: {number}")
        return words.format(number=case.case_no), under
    if case is not None and case.send is SendState.ACKNOWLEDGED and not item.told:
        words = translate("Cases", "Corrected, the platform has it: {number}")
        return words.format(number=case.case_no or case.local_no), under
    return translate("Cases", "The applicant was told"), under


def _standing_words(case: CaseStanding | None) -> tuple[str, str]:
    if case is None:
        return "", ""
    if case.send is SendState.ACKNOWLEDGED and case.state is not None:
        title = " ".join((case_state(case.state), case.case_no or ""))
        return title, until(case.promised_by) if case.promised_by else ""
    if case.send is SendState.PARKED:
        return translate("Cases", "The platform refused it"), _first_words(case)
    if case.send is SendState.NOT_SENT:
        return translate("Cases", "Given up"), ""
    return translate("Cases", "Waits to be sent"), translate(
        "Cases", "It goes by itself as soon as the platform can be reached."
    )


def _paper_name(item: AttentionItem) -> str:
    names = {
        PaperKind.NOTICE: translate("Cases", "notice of acceptance"),
        PaperKind.MATERIALS_RECEIPT: translate("Cases", "materials receipt"),
        PaperKind.ONE_TIME_NOTICE: translate("Cases", "one-time notice"),
    }
    kind = item.job.kind if item.job else None
    return names.get(kind, "") if kind else ""


def fault_count(case: CaseStanding | None) -> int:
    """How many faults the region told, those that were not kept counted."""
    return len(case.faults) + case.left_out if case else 0


def _first_words(case: CaseStanding | None) -> str:
    if case is None:
        return ""
    words = [" ".join(fault.detail.split()) for fault in case.faults[:3]]
    if words:
        return "；".join(word.rstrip("。；;.") for word in words)
    return refusal_words(case)


def refusal_words(case: CaseStanding) -> str:
    """The region's words about the whole case, or the window's own in the clerk's language."""
    kind = failure_of_code(case.refusal_code)
    if kind is not None and case.refusal.startswith(f"[{kind.code}]"):
        return failure_words(kind()).title
    return " ".join(case.refusal.split())


def fault_text(item: AttentionItem) -> str:
    """Every fault on a line of its own, as far as a screen can list them."""
    if item.contradicted:
        return contradiction_text(item)
    case = item.visit.case
    return "\n".join(_fault_lines(case)) if case is not None else ""


def _fault_lines(case: CaseStanding) -> Iterator[str]:
    if case.faults and case.state in NEEDS_SOMEBODY and case.refusal:
        yield refusal_words(case)
    for place, fault in enumerate(case.faults[:MOST_LISTED], 1):
        yield f"{place}. {' '.join(fault.detail.split())}"
    left = fault_count(case) - min(len(case.faults), MOST_LISTED)
    if left > 0:
        yield translate("Cases", "and {n} more; the printed notice lists them").format(n=left)
    if not case.faults and case.refusal:
        yield refusal_words(case)


def applicant_words(item: AttentionItem, *, whole: bool) -> tuple[str, str]:
    """Who applies and how they are reached: masked, or whole while a key is held."""
    applicant = item.visit.applicant
    name = ""
    if applicant is not None:
        name = applicant.name if whole else name_in_public(applicant.kind, applicant.name)
    contact = item.contact if whole else contact_on_screen(item.contact)
    return name, contact or translate("Cases", "no telephone number")


def told_words(item: AttentionItem) -> tuple[str, str, Tone]:
    """Whether the applicant was told, and the last attempt."""
    if (
        item.why in (AttentionReason.NOT_PRINTED, AttentionReason.PAPER_REFUSED)
        and not item.follow_ups
    ):
        return "", "", Tone.INK2
    tells = [one for one in item.follow_ups if one.outcome is not FollowUpKind.GIVEN_UP]
    if item.told:
        told = next(one for one in reversed(tells) if one.outcome is FollowUpKind.TOLD)
        return translate("Cases", "Told"), _attempt(told, item), Tone.INK
    if item.settled or item.why is AttentionReason.LOOKED_UP:
        return "", "", Tone.INK2
    not_yet = translate("Cases", "Not told yet")
    if not tells:
        return not_yet, "", Tone.STOP
    last = tells[-1]
    missed = sum(one.outcome is FollowUpKind.NOT_REACHED for one in tells)
    if last.outcome is FollowUpKind.NOT_REACHED:
        return not_yet, counts.not_reached(missed), Tone.STOP
    return not_yet, last.note or translate("Cases", "another time"), Tone.STOP


def _attempt(one: FollowUp, item: AttentionItem) -> str:
    told = f"{one.clerk} {moment_words(one.at, item.since)}"
    return f"{told} · {one.note}" if one.note else told


def delay_words(delayed: Delayed | None) -> str:
    """What waits to be sent for long, since when, and why."""
    if delayed is None:
        return ""
    since = local_time(delayed.since)
    told = counts.waiting_since(delayed.count, f"{day(since.date())} {clock(since)}")
    kind = failure_of_code(delayed.trouble)
    return f"{told} · {failure_words(kind()).title}" if kind is not None else told
