"""Failures that only the window itself raises, in words for the clerk."""

from typing import ClassVar

from desk.domain.failures import QT_TRANSLATE_NOOP, Failure


class CodeUnknown(Failure):
    """A burst of the barcode gun that is no ticket, no case and no receipt."""

    code: ClassVar[str] = "WIN-01"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "This barcode is not known here")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Nothing was changed by it.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Scan it once more, flat and close; or find the number with Ctrl+K."
    )


class BurstBrokeOff(Failure):
    """A barcode gun's keys stopped in the middle, or it sends no Enter behind its codes."""

    code: ClassVar[str] = "WIN-04"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The barcode was not read whole")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Nothing was changed by it.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure",
        "Scan it once more. If it happens every time, set the gun to send Enter behind each code.",
    )


class PersonalNumberScanned(Failure):
    """The scanner read a personal number where none is wanted."""

    code: ClassVar[str] = "WIN-05"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "This is a person's or a company's number")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Nothing was asked by it, and it is not kept."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure",
        "At the step “Identify” it goes into the number's field. Cases are found by the number "
        "on their receipt.",
    )


class TicketOfAnotherDay(Failure):
    """The scanned ticket was taken on another day; `day` is that day."""

    code: ClassVar[str] = "WIN-02"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Ticket {number} is of {day}")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "It does not count in today's queue.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Ask the citizen to take a ticket of today."
    )
