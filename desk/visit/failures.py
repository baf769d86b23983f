"""What can go wrong in a visit itself, in words for the clerk."""

from typing import ClassVar

from desk.domain.failures import QT_TRANSLATE_NOOP, Failure


class NoVisitOpen(Failure):
    """A step was worked on while no visit is open at this window."""

    code: ClassVar[str] = "VIS-01"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "No visit is open at this window")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Nothing was changed.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Call a number first.")


class VisitStillOpen(Failure):
    """A number was to be called while a citizen is at the window."""

    code: ClassVar[str] = "VIS-02"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "{number} is still at this window")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "No other number was called.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Finish {number}, or put it on hold, then call."
    )


class StepNotReady(Failure):
    """A step was opened before what it builds on is there."""

    code: ClassVar[str] = "VIS-03"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "This step cannot be opened yet")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "It builds on an earlier step that is not done."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Do the steps in their order.")


class AlreadySubmitted(Failure):
    """The case is on its way or at the region: what it says cannot be changed here."""

    code: ClassVar[str] = "VIS-04"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The case has been submitted")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "What it says can no longer be changed at this window."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Wait for the regional platform's answer; a correction is possible after it."
    )


class WrongApplicant(Failure):
    """The guide does not let this kind of applicant apply."""

    code: ClassVar[str] = "VIS-05"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "This applicant cannot apply for this matter"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The guide is for persons only or for organisations only. It was not chosen."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Choose another matter, or go back and enter the right applicant."
    )


class PageNotSaved(Failure):
    """A page came from the device and could not be stored; the pages before it are safe."""

    code: ClassVar[str] = "VIS-06"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Page {page} was not saved: the disk is full"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The pages before it are saved; nothing was left half-written."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Make room on the disk of the profile, then scan from page {page} on."
    )


class NotToFollow(Failure):
    """The guide does not let this material come later."""

    code: ClassVar[str] = "VIS-07"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "This material may not follow later")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The guide wants it before the case is accepted."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Scan it, or ask the citizen to come back with it."
    )


class NotComplete(Failure):
    """The case was to be submitted before everything was there."""

    code: ClassVar[str] = "VIS-08"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The case is not complete yet")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "{materials} materials and {fields} fields of the form still need work."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Go back to what is marked, then submit."
    )


class NoPaperYet(Failure):
    """A paper was asked for that does not fit where the case stands."""

    code: ClassVar[str] = "VIS-09"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "This paper cannot be printed now")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "A notice of acceptance says that the case is accepted, and only then."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Print the paper that the window offers."
    )


class PagesTampered(Failure):
    """A stored page is no longer the page that arrived."""

    code: ClassVar[str] = "VIS-10"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "A stored page was changed or is missing")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The page was not used.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Delete the page and scan it again.")


class KeptDiffers(Failure):
    """What is kept was to go on in a visit that is not empty, or is somebody else's."""

    code: ClassVar[str] = "VIS-11"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "What is kept of {kept} does not fit the visit of {number}"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Something else was entered for {number}. Nothing was mixed."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "End {number} first, or go on without what is kept."
    )


class NamesSomebody(Failure):
    """Where a citizen was sent to was to be written down with something that tells who they are."""

    code: ClassVar[str] = "VIS-12"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The office must not name a citizen or an identity number"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "It is kept in the log of acts, which holds no personal data. Nothing was ended."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Write only the office, its address and its telephone."
    )


class HoldsEnded(Failure):
    """Numbers on hold were closed with the hall's day; what was entered is kept by rule."""

    code: ClassVar[str] = "VIS-13"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "On hold until the hall closed: {numbers}")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "They were ended. What was entered is kept at this window until {until}."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "When the citizen comes again, scan the old ticket to go on."
    )


class ProfileTooNew(Failure):
    """The window's database was made by a later version of this program."""

    code: ClassVar[str] = "PRF-02"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "This profile belongs to a newer version of the program"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "It was left as it is.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Update the program at this window.")


class PagesMissing(Failure):
    """Stored pages or papers are gone that something in the database refers to."""

    code: ClassVar[str] = "VLT-03"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "{count} stored pages or papers of this window are missing"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The visits are there; a case of which pages are missing cannot be submitted."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Give the code to support before anything is scanned again."
    )
