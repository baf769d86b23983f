"""What can go wrong between the window and the region, in words for people.

`desk.region.error_answers` turns an error answer into one of these. The region's own words
stand in `detail` and `faults` and never in `facts`: they may name a person, and facts are logged.
"""

from typing import ClassVar

from desk.domain.failures import QT_TRANSLATE_NOOP, Failure
from desk.domain.visits import FieldFault

USUAL_RETRY_S = 5
"""How long to wait when a busy region does not say."""

MAX_RETRY_S = 3600
"""The longest wait that is obeyed: a wrong Retry-After must not stop a window for days."""


class RegionFailure(Failure):
    """Base class of failures of the region.

    `passing` tells whether the same request may well succeed later, unchanged: the link, the
    sign-in or the platform is at fault, not what was sent. `detail` is what the region said,
    for the screen only. `retry_after_s` is how long it asked to wait, in seconds, or None.
    """

    code: ClassVar[str] = "REG-00"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The regional platform did not do it")
    passing: ClassVar[bool] = False

    def __init__(
        self, *, detail: str = "", retry_after_s: int | None = None, **facts: str | int
    ) -> None:
        super().__init__(**facts)
        self.detail = detail
        self.retry_after_s = retry_after_s


class RegionUnreachable(RegionFailure):
    """No connection to the region came about."""

    code = "REG-01"
    title = QT_TRANSLATE_NOOP("Failure", "The regional platform cannot be reached")
    meaning = QT_TRANSLATE_NOOP(
        "Failure", "The visit goes on; what must reach the platform is kept here and sent later."
    )
    next_step = QT_TRANSLATE_NOOP(
        "Failure", "Go on. If it lasts, check the network cable and tell the hall's technician."
    )
    passing = True


class RegionSilent(RegionUnreachable):
    """The region did not answer within the deadline; the work may have been done."""

    code = "REG-02"
    title = QT_TRANSLATE_NOOP("Failure", "The regional platform did not answer in time")
    meaning = QT_TRANSLATE_NOOP(
        "Failure", "It may have done the work; asking again never does it twice."
    )
    next_step = QT_TRANSLATE_NOOP("Failure", "Go on; the window asks again by itself.")


class AnswerLost(RegionUnreachable):
    """The connection broke while asking or answering; the work may have been done."""

    code = "REG-03"
    title = QT_TRANSLATE_NOOP("Failure", "The connection to the regional platform broke")
    meaning = QT_TRANSLATE_NOOP(
        "Failure", "It may have done the work; asking again never does it twice."
    )
    next_step = QT_TRANSLATE_NOOP("Failure", "Go on; the window asks again by itself.")


class RegionNotTrusted(RegionFailure):
    """The region's certificate is not trusted here, or its address is not HTTPS."""

    code = "REG-04"
    title = QT_TRANSLATE_NOOP("Failure", "The regional platform could not prove that it is itself")
    meaning = QT_TRANSLATE_NOOP(
        "Failure", "Nothing was sent; somebody else may be answering in its place."
    )
    next_step = QT_TRANSLATE_NOOP(
        "Failure",
        "Check the date of this PC and the platform's address, then tell the technician.",
    )
    passing = True


class SignInElsewhere(RegionFailure):
    """The platform names another host to sign in at than its own or the issuer's."""

    code = "REG-24"
    title = QT_TRANSLATE_NOOP(
        "Failure", "The regional platform sends the sign-in to another address ({host})"
    )
    meaning = QT_TRANSLATE_NOOP("Failure", "No password and no token was sent there.")
    next_step = QT_TRANSLATE_NOOP(
        "Failure",
        "Tell the technician: if clerks really sign in there, issuer_url in the settings names it.",
    )
    passing = True


class RegionAnswerBroken(RegionFailure):
    """What came back is no answer of the contract: an HTML page, broken JSON, a wrong digest.

    The fact `reason` is for support and holds nothing of the answer itself.
    """

    code = "REG-05"
    title = QT_TRANSLATE_NOOP("Failure", "The regional platform's answer cannot be read ({reason})")
    meaning = QT_TRANSLATE_NOOP(
        "Failure", "Something between here and the platform may be answering in its place."
    )
    next_step = QT_TRANSLATE_NOOP(
        "Failure", "Try again; if it happens again, tell the technician the words in brackets."
    )
    passing = True


class RegionBusy(RegionFailure):
    """The region asks to come back: too many requests, maintenance, or still working on it."""

    code = "REG-06"
    title = QT_TRANSLATE_NOOP("Failure", "The regional platform is busy")
    meaning = QT_TRANSLATE_NOOP("Failure", "It asked to be left alone for {seconds} seconds.")
    next_step = QT_TRANSLATE_NOOP("Failure", "Go on; the window asks again by itself.")
    passing = True

    def __init__(self, retry_after_s: int = USUAL_RETRY_S, detail: str = "") -> None:
        super().__init__(detail=detail, retry_after_s=retry_after_s, seconds=retry_after_s)


class RegionBroke(RegionFailure):
    """The region failed inside (5xx)."""

    code = "REG-07"
    title = QT_TRANSLATE_NOOP("Failure", "The regional platform has a fault of its own ({status})")
    meaning = QT_TRANSLATE_NOOP("Failure", "Nothing is wrong with what was entered.")
    next_step = QT_TRANSLATE_NOOP(
        "Failure", "Go on; the window asks again by itself. If it lasts, tell the technician."
    )
    passing = True


class SignInNeeded(RegionFailure):
    """Nobody is signed in, or the sign-in is over and could not be renewed."""

    code = "REG-08"
    title = QT_TRANSLATE_NOOP("Failure", "You are not signed in to the regional platform")
    meaning = QT_TRANSLATE_NOOP(
        "Failure", "The visit is kept; what must reach the platform waits for the sign-in."
    )
    next_step = QT_TRANSLATE_NOOP("Failure", "Sign in again.")
    passing = True


class NotAllowedByRegion(RegionFailure):
    """The region does not let this clerk do this (403)."""

    code = "REG-09"
    title = QT_TRANSLATE_NOOP("Failure", "The regional platform does not allow this")
    meaning = QT_TRANSLATE_NOOP("Failure", "The account that is signed in lacks the right.")
    next_step = QT_TRANSLATE_NOOP(
        "Failure", "Ask the hall's manager for the right, or let a colleague do it."
    )


class NotAtRegion(RegionFailure):
    """The region knows no such matter, case or file, or no longer (404, 410)."""

    code = "REG-10"
    title = QT_TRANSLATE_NOOP("Failure", "The regional platform does not know this")
    meaning = QT_TRANSLATE_NOOP("Failure", "It was never there, or it is there no longer.")
    next_step = QT_TRANSLATE_NOOP("Failure", "Check the number, then search again.")


class ChangedMeanwhile(RegionFailure):
    """Somebody else changed it first (412)."""

    code = "REG-11"
    title = QT_TRANSLATE_NOOP("Failure", "Somebody else changed this meanwhile")
    meaning = QT_TRANSLATE_NOOP("Failure", "Your change was not made; theirs is kept.")
    next_step = QT_TRANSLATE_NOOP("Failure", "Look at it again, then decide.")


class RegionRefused(RegionFailure):
    """The region examined the case and found faults (422): all of them at once.

    `faults` point into the submitted body; their words are the region's and may be personal.
    `left_out` counts those that were too many to keep.
    """

    code = "REG-12"
    title = QT_TRANSLATE_NOOP("Failure", "The regional platform found {count} faults in the case")
    meaning = QT_TRANSLATE_NOOP("Failure", "The case is not accepted yet; nothing is lost.")
    next_step = QT_TRANSLATE_NOOP("Failure", "Mend what is marked, then submit again.")

    def __init__(
        self, faults: tuple[FieldFault, ...] = (), detail: str = "", left_out: int = 0
    ) -> None:
        super().__init__(detail=detail, count=len(faults) + left_out)
        self.faults = faults
        self.left_out = left_out


class KeyReused(RegionFailure):
    """The idempotency key was used for another body: a defect of ours, never retried (422)."""

    code = "REG-13"
    title = QT_TRANSLATE_NOOP("Failure", "Two different things were sent under one name")
    meaning = QT_TRANSLATE_NOOP("Failure", "The platform kept the first and refused the second.")
    next_step = QT_TRANSLATE_NOOP("Failure", "Give the code to support; do not enter it again.")


class LocalNumberTaken(RegionFailure):
    """Another case at the region already has this local number."""

    code = "REG-14"
    title = QT_TRANSLATE_NOOP("Failure", "The receipt number is already used by another case")
    meaning = QT_TRANSLATE_NOOP("Failure", "The platform did not take the case.")
    next_step = QT_TRANSLATE_NOOP(
        "Failure", "Look for the case by its receipt number; if it is another one, call support."
    )


class BodyAltered(RegionFailure):
    """What arrived at the region was not what was sent; it was not taken."""

    code = "REG-15"
    title = QT_TRANSLATE_NOOP("Failure", "What was sent was changed on its way")
    meaning = QT_TRANSLATE_NOOP("Failure", "The platform noticed and took nothing.")
    next_step = QT_TRANSLATE_NOOP("Failure", "Go on; the window sends it again by itself.")
    passing = True


class DigestDiffers(RegionFailure):
    """The bytes that the region stored are not the bytes of the page file."""

    code = "REG-16"
    title = QT_TRANSLATE_NOOP("Failure", "A file at the regional platform differs from ours")
    meaning = QT_TRANSLATE_NOOP(
        "Failure", "Its digest is not that of the page that was scanned; the case is stopped."
    )
    next_step = QT_TRANSLATE_NOOP(
        "Failure", "Send the file again; if it differs again, call support."
    )


class TooLarge(RegionFailure):
    """The region takes nothing of this size (413)."""

    code = "REG-17"
    title = QT_TRANSLATE_NOOP("Failure", "It is too large for the regional platform")
    meaning = QT_TRANSLATE_NOOP("Failure", "The platform did not take it.")
    next_step = QT_TRANSLATE_NOOP("Failure", "Scan with fewer dots per inch, or split the file.")


class RegionDeclined(RegionFailure):
    """The region said no in a way that this version does not know."""

    code = "REG-18"
    title = QT_TRANSLATE_NOOP("Failure", "The regional platform declined ({status})")
    meaning = QT_TRANSLATE_NOOP("Failure", "It was not done.")
    next_step = QT_TRANSLATE_NOOP("Failure", "Give the code and the number to support.")


class SignInDenied(RegionFailure):
    """The person said no on the sign-in page."""

    code = "REG-19"
    title = QT_TRANSLATE_NOOP("Failure", "The sign-in was denied")
    meaning = QT_TRANSLATE_NOOP("Failure", "Nobody is signed in at this window.")
    next_step = QT_TRANSLATE_NOOP("Failure", "Start the sign-in again.")


class SignInExpired(RegionFailure):
    """Nobody confirmed the sign-in in time."""

    code = "REG-20"
    title = QT_TRANSLATE_NOOP("Failure", "The sign-in code has expired")
    meaning = QT_TRANSLATE_NOOP("Failure", "Nobody confirmed it in time.")
    next_step = QT_TRANSLATE_NOOP("Failure", "Start the sign-in again.")


class RegionAnswerUnusable(RegionAnswerBroken):
    """The answer can be read, and what it says cannot be true: it is not stored.

    The fact `reason` names what is wrong and quotes nothing of the answer.
    """

    code = "REG-22"
    title = QT_TRANSLATE_NOOP("Failure", "The regional platform's answer cannot be used ({reason})")
    meaning = QT_TRANSLATE_NOOP("Failure", "It was not stored; what was entered here is kept.")
    next_step = QT_TRANSLATE_NOOP(
        "Failure",
        "Go on; the window asks again by itself. If it lasts, tell support the words in brackets.",
    )


class PersonalNumberInAddress(RegionFailure):
    """A request would have carried a personal number in its address; it was not sent."""

    code = "REG-23"
    title = QT_TRANSLATE_NOOP("Failure", "A personal number is not sent this way")
    meaning = QT_TRANSLATE_NOOP(
        "Failure", "It would have been written into the platform's logs; nothing was sent."
    )
    next_step = QT_TRANSLATE_NOOP(
        "Failure", "Look for the case by the number on its receipt, not by a person's number."
    )
