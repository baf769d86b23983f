"""What can go wrong with the outbox itself, in words for the clerk."""

from typing import ClassVar

from desk.domain.failures import QT_TRANSLATE_NOOP, Failure
from desk.region.problems import RegionFailure


class PageFileGone(Failure):
    """A file that must be sent is not in the vault."""

    code: ClassVar[str] = "OUT-01"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "A scanned page is no longer on this PC")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The case was not submitted; the other pages are kept."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Scan the materials again, then submit again, and tell support."
    )


class AlreadyInOutbox(Failure):
    """The visit's case was put into the outbox before and is not closed."""

    code: ClassVar[str] = "OUT-02"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The case was already submitted")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "It is sent once; nothing was added.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Look at how the case stands.")


class NotParked(Failure):
    """A person wants to decide about an entry that does not wait for one."""

    code: ClassVar[str] = "OUT-03"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "This submission does not wait for a decision"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "It is on its way, or it was settled meanwhile; nothing was changed."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Look at how the case stands.")


class UploadDropped(RegionFailure):
    """The region dropped a file while it was being sent."""

    code: ClassVar[str] = "OUT-04"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The regional platform dropped a file that was being sent"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The file is kept here and sent anew.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Go on; the window sends it again by itself."
    )
    passing = True
