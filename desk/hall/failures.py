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
        "Failure", "Set the address that the hall's manager gave (sqlite:///… or postgresql://…)."
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


class WindowNotOpen(Failure):
    """The window was paused or closed and has not been opened again."""

    code: ClassVar[str] = "HAL-14"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Window {window} is not open ({reason})")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "No number was called.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Open the window, then call.")


class ServiceClosed(Failure):
    """The service gives no tickets at this hour."""

    code: ClassVar[str] = "HAL-15"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "{service} gives no numbers now")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "No ticket was given.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Come back in its opening hours, or book a time."
    )


class TooLateToday(Failure):
    """Whoever took a number now would be called after closing time."""

    code: ClassVar[str] = "HAL-16"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "{service} closes at {closes}, before a new number would be called"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "No ticket was given. Everybody who holds one is still served."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Come back another day, or book a time."
    )


class DayClosed(Failure):
    """The hall's day was closed by a person."""

    code: ClassVar[str] = "HAL-17"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The hall has closed for today")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "No ticket was given or called.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Come back on the next working day.")


class ClockJumped(Failure):
    """The hall's clock is further than the time that passed since it was last seen.

    Only the beginning of a day is refused; `day` is what the clock shows.
    """

    code: ClassVar[str] = "HAL-64"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The hall's clock has jumped to {day}")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "That day was not begun, so no number was given or called."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure",
        "Set the clock right. If it is right, the hall's manager says so: desk hall set-day {day}.",
    )


class NotToday(Failure):
    """The hall's day was to be set to another day than its clock shows."""

    code: ClassVar[str] = "HAL-65"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The hall's clock shows {today}, not {day}")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The hall's day was left as it is.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Set the clock right, then name the day that it shows."
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


class TicketNotReady(TicketNotHere):
    """The ticket is at its window, and what was wished does not follow what was done last."""

    code: ClassVar[str] = "HAL-27"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "That cannot be done with {number} at window {window} now"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "It is being served there already, or only called so far; nothing was changed."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Look at what the window shows, and go on from there."
    )


class CommandReused(Failure):
    """A command id came again with another wish than the first time."""

    code: ClassVar[str] = "HAL-31"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The same command meant two things")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Only the first one was carried out.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Press the key again; give the code to support."
    )


class NotServed(Failure):
    """A ticket was to be handed on to a window that does not serve its service."""

    code: ClassVar[str] = "HAL-25"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Window {window} does not serve {service}")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "{number} was not handed on; nothing was changed."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Choose another window or service.")


class NotMissed(Failure):
    """Only a ticket that was called in vain can come back to the row."""

    code: ClassVar[str] = "HAL-26"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "{number} was not missed")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Its place in the row is as it was.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Compare the number with the ticket.")


class AppointmentUnknown(Failure):
    """No appointment of today has this code, or this holder."""

    code: ClassVar[str] = "HAL-41"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "There is no such appointment today")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "No ticket was given.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Compare the six digits and the day, or take a number without it."
    )


class AppointmentUsed(Failure):
    """The appointment was checked in before."""

    code: ClassVar[str] = "HAL-42"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "This appointment has its ticket already: {number}"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "No second ticket was given.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Wait for {number}, or ask the staff.")


class AppointmentOver(Failure):
    """The slot began too long ago."""

    code: ClassVar[str] = "HAL-43"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The appointment was at {slot}")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "It was kept for 15 minutes; no ticket was given for it."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Take a number without it.")


class AppointmentTaken(Failure):
    """An appointment of that day has the code already."""

    code: ClassVar[str] = "HAL-44"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The code {code} is taken on that day")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Nothing was booked.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Leave the code out, or take another.")


class PrefixTaken(Failure, ValueError):
    """Two services would number their tickets alike."""

    code: ClassVar[str] = "HAL-18"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Every service needs a prefix of its own, other than V and Y"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The hall was left as it is.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Give each service another letter, then try again."
    )


class HistoryDamaged(Failure):
    """Rows of the hall's history cannot follow each other: somebody wrote past the program."""

    code: ClassVar[str] = "HAL-63"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The history of the hall's queue is damaged ({reason})"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "No number was called or changed, and none will be until it is mended."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Stop all programs of the hall and give the code to support."
    )


class HallHistoryUnread(Failure):
    """The hall is there, and something in its history cannot be read by this version."""

    code: ClassVar[str] = "HAL-62"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The hall’s news cannot be read")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Calls at other windows may not be shown here until it is mended."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Update the program here, and give the code to support."
    )


class HallClockApart(Failure):
    """The clock of this PC and the hall's differ by more than two minutes."""

    code: ClassVar[str] = "HAL-61"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The clock of this PC is {minutes} minutes away from the hall's"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure",
        "The queue goes by the hall's clock, and so do the waits shown here; "
        "other times shown here are wrong.",
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Go on, and tell the hall's technician to set the clock."
    )
