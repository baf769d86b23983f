"""Failures that only a kiosk raises."""

from typing import ClassVar

from desk.domain.failures import QT_TRANSLATE_NOOP, Failure


class CodeUnreadable(Failure):
    """What was scanned is neither an appointment's code nor an identity card's number."""

    code: ClassVar[str] = "KSK-01"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "This code is no appointment")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "No ticket was given.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Scan the code of the appointment, or type its six digits."
    )


class TooManyCodes(Failure):
    """Several codes in a row were no appointments: somebody may be guessing."""

    code: ClassVar[str] = "KSK-02"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Several codes were no appointment")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "This kiosk takes no more codes for two minutes."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Ask the staff, or take a number without an appointment."
    )


class NoHallSet(Failure):
    """The kiosk was not told where its hall is."""

    code: ClassVar[str] = "KSK-03"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "This kiosk does not know its hall yet")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The kiosk was not started.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Set hall_url in the settings, or give --hall-url."
    )
