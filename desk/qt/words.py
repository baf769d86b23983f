"""Times, numbers and names in the clerk's language."""

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from desk.domain.matters import Matter, MatterLine
from desk.domain.tickets import Service, TicketState, WindowStanding, WindowStatus
from desk.domain.visits import Step


def is_chinese() -> bool:
    """Whether the window speaks Chinese: names that the region gives twice follow it."""
    return QLocale().language() == QLocale.Language.Chinese


def step_name(step: Step) -> str:
    """A step of the visit, as the timeline names it."""
    translate = QCoreApplication.translate
    names = {
        Step.CALL: translate("Step", "Call"),
        Step.IDENTIFY: translate("Step", "Identify"),
        Step.MATTER: translate("Step", "Matter"),
        Step.MATERIALS: translate("Step", "Materials"),
        Step.FORM: translate("Step", "Form"),
        Step.SUBMIT: translate("Step", "Submit"),
        Step.PAPER: translate("Step", "Paper"),
    }
    return names[step]


def matter_name(matter: Matter | MatterLine) -> str:
    """The matter's name; its English name when the window speaks English and there is one."""
    return matter.name if is_chinese() or not matter.name_en else matter.name_en


def service_name(service: Service) -> str:
    """The service's name; its English name when the window speaks English and there is one."""
    return service.name if is_chinese() or not service.name_en else service.name_en


def service_hint(service: Service) -> str:
    """What belongs to a service, in the language that `service_name` is in."""
    return service.hint if is_chinese() or not service.name_en else service.hint_en


def minutes(seconds: int) -> str:
    """A wait in whole minutes, as people say it: ``9 min``; under a minute ``0 min``."""
    return QCoreApplication.translate("Words", "{n} min").format(n=seconds // 60)


def minutes_and_seconds(seconds: int) -> str:
    """A mean time: ``6 min 40 s``."""
    return QCoreApplication.translate("Words", "{m} min {s} s").format(
        m=seconds // 60, s=seconds % 60
    )


def working_days(days: int) -> str:
    """A term in working days; 0 is at once."""
    if days == 0:
        return QCoreApplication.translate("Words", "on the spot")
    return QCoreApplication.translate("Words", "%n working day(s)", "", days)


def promise(days: int) -> str:
    """What the authority promises: ``Promised in 8 working days``."""
    if days == 0:
        return QCoreApplication.translate("Words", "Done on the spot")
    return QCoreApplication.translate("Words", "Promised in %n working day(s)", "", days)


def money(fen: int) -> str:
    """An amount given in fen, in yuan."""
    if fen == 0:
        return QCoreApplication.translate("Words", "free of charge")
    text = f"{fen // 100}" if fen % 100 == 0 else f"{fen / 100:.2f}"
    return QCoreApplication.translate("Words", "{yuan} yuan").format(yuan=text)


def day(when: date) -> str:
    """A day as papers write it: ``2026-11-24``."""
    return when.isoformat()


def clock(when: datetime) -> str:
    """Hours and minutes: ``10:47``."""
    return f"{when:%H:%M}"


def ticket_state(state: TicketState) -> str:
    """Where a ticket stands."""
    translate = QCoreApplication.translate
    words = {
        TicketState.WAITING: translate("TicketState", "waiting"),
        TicketState.CALLED: translate("TicketState", "called"),
        TicketState.SERVING: translate("TicketState", "being served"),
        TicketState.ON_HOLD: translate("TicketState", "on hold"),
        TicketState.NO_SHOW: translate("TicketState", "did not come"),
        TicketState.SERVED: translate("TicketState", "served"),
        TicketState.CANCELLED: translate("TicketState", "cancelled"),
        TicketState.EXPIRED: translate("TicketState", "expired"),
    }
    return words[state]


def standing_words(status: WindowStatus) -> str:
    """What a window of the hall does: its number, why it is paused, or that it is free."""
    translate = QCoreApplication.translate
    if status.ticket_number is not None:
        return status.ticket_number
    if status.standing is WindowStanding.PAUSED:
        return status.reason or translate("WindowStanding", "paused")
    if status.standing is WindowStanding.CLOSED:
        return translate("WindowStanding", "closed")
    return translate("WindowStanding", "free")


def case_state(state: str) -> str:
    """A case's state at the region; one that this version does not know is shown as it came."""
    translate = QCoreApplication.translate
    words = {
        "received": translate("CaseState", "received"),
        "accepted": translate("CaseState", "accepted"),
        "correction_needed": translate("CaseState", "needs correction"),
        "refused": translate("CaseState", "refused"),
        "in_review": translate("CaseState", "in review"),
        "decided": translate("CaseState", "decided"),
        "delivered": translate("CaseState", "delivered"),
        "closed": translate("CaseState", "closed by the platform"),
        "withdrawn": translate("CaseState", "withdrawn"),
    }
    return words.get(state, state)


def until(last: date, *, estimated: bool = False) -> str:
    """The last day of a term, itself included (含): ``by 4 Dec, inclusive``.

    One that is only an estimate (预计) says so.
    """
    form = QCoreApplication.translate("Words", "d MMM")
    shown = QLocale().toString(QDate(last.year, last.month, last.day), form)
    words = QCoreApplication.translate("Words", "by {day}, inclusive").format(day=shown)
    if not estimated:
        return words
    return QCoreApplication.translate("Words", "{until} (estimated)").format(until=words)


def character_words(character: str) -> str:
    """A character by itself and by its code point; by its code point only if it shows nothing."""
    shown = f"{character} " if character.isprintable() and not character.isspace() else ""
    return f"{shown}U+{ord(character):04X}"


def listed_words(characters: Sequence[str], most: int = 3) -> str:
    """The first few of some characters, each with its code point."""
    words = " · ".join(character_words(one) for one in characters[:most])
    return f"{words} …" if len(characters) > most else words
