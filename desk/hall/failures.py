"""What can go wrong with the hall's queue, in words for the clerk."""

from typing import ClassVar

from desk.domain.failures import QT_TRANSLATE_NOOP, Failure


class HallUnreachable(Failure):
    """The store is not there, cannot be read or cannot be written; `reason` is its own word."""

    code: ClassVar[str] = "HAL-01"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The hall's queue cannot be reached ({reason})"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "No number was called or changed. The visit at this window goes on."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Try again; if it stays away, tell the hall's manager."
    )


class HallBusy(Failure):
    """Another window kept the queue longer than anyone should."""

    code: ClassVar[str] = "HAL-02"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The hall's queue is busy")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "No number was called or changed.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Press the key again.")


class HallTooOld(Failure):
    """The store was made for an earlier version of this program."""

    code: ClassVar[str] = "HAL-03"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The hall's queue is of an older version ({found}) than this window ({wanted})"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "This window does not call numbers until the queue is upgraded."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Ask the hall's manager to upgrade the queue; nothing in it is lost by that."
    )


class HallTooNew(Failure):
    """The store was made by a later version of this program."""

    code: ClassVar[str] = "HAL-04"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The hall's queue is of a newer version ({found}) than this window ({wanted})"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "This window does not call numbers until the program is updated."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Update the program at this window.")


class HallAlreadyThere(Failure):
    """A hall was to be made where there is one."""

    code: ClassVar[str] = "HAL-05"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "There is a hall's queue already")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "It was left as it is.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Open it, or name another place for the new one."
    )


class HallKindUnknown(Failure):
    """The address of the queue names a database that this program does not speak."""

    code: ClassVar[str] = "HAL-06"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The address of the hall's queue cannot be used ({kind})"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "This window does not call numbers.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Set the address that the hall's manager gave; it begins with sqlite:///."
    )


class ServiceUnknown(Failure):
    """No service of the hall has this code."""

    code: ClassVar[str] = "HAL-11"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "This hall has no service {service}")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "No ticket was given.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Choose a service from the list.")


class WindowUnknown(Failure):
    """No window of the hall has this code."""

    code: ClassVar[str] = "HAL-12"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "This hall has no window {window}")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "No number was called or changed.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Set the window's code as the hall's manager gave it."
    )


class WindowBusy(Failure):
    """The window has called or is serving another ticket."""

    code: ClassVar[str] = "HAL-13"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Window {window} is with {number} already")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "No other number was called.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Finish {number}, put it on hold or set it to missed, then call."
    )


class TicketUnknown(Failure):
    """No such ticket in this hall today."""

    code: ClassVar[str] = "HAL-21"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "There is no ticket {number} today")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "It may be of another day or of another hall."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Compare the number with the citizen's ticket, or give a new one."
    )


class TicketNotWaiting(Failure):
    """The ticket was called already; `window` says by which one."""

    code: ClassVar[str] = "HAL-22"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "{number} was already called by window {window}"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "It was not called again.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Call another number.")


class TicketClosed(Failure):
    """The ticket was served, cancelled or has expired."""

    code: ClassVar[str] = "HAL-23"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "{number} is no longer in the queue")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "It was served, cancelled or is of an earlier day."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "If the citizen is still here, give a new ticket."
    )


class TicketNotHere(Failure):
    """The ticket does not stand at this window as the move needs it."""

    code: ClassVar[str] = "HAL-24"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "{number} is not with window {window} now")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "It was moved on meanwhile; nothing was changed."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Look at the queue and call again.")


class CommandReused(Failure):
    """A command id came again with another wish than the first time."""

    code: ClassVar[str] = "HAL-31"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The same command meant two things")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Only the first one was carried out.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Press the key again; give the code to support."
    )
