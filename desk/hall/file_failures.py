"""What can be wrong with the file or the database that a hall is to be in.

All are kinds of `HallUnreachable`: no number is called meanwhile. Unlike a hall that is away for
a moment, none of these mends itself.
"""

from typing import ClassVar

from desk.domain.failures import QT_TRANSLATE_NOOP
from desk.hall.failures import HallUnreachable


class HallMissing(HallUnreachable):
    """There is no hall at the address; `reason` says what there is instead."""

    code: ClassVar[str] = "HAL-71"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "There is no hall's queue at this address ({reason})"
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Compare the address with the manager's, or make the hall: desk hall init URL."
    )


class NoHallInFile(HallUnreachable):
    """The file is something else than a database."""

    code: ClassVar[str] = "HAL-72"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The file of the hall's queue is no database ({reason})"
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Leave it as it is; compare the address with the manager's."
    )


class HallFileDamaged(HallUnreachable):
    """Parts of the file are not what SQLite wrote."""

    code: ClassVar[str] = "HAL-73"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The file of the hall's queue is damaged ({reason})"
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Leave it as it is and go back to the last copy; give the code to support."
    )


class HallFileRefused(HallUnreachable):
    """The file or its folder may not be written, or not even opened."""

    code: ClassVar[str] = "HAL-74"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The file of the hall's queue cannot be written ({reason})"
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Let this user write the file and its folder; ask the hall's technician."
    )


class HallDiskFull(HallUnreachable):
    """There is no room for another page."""

    code: ClassVar[str] = "HAL-75"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The disk of the hall's queue is full ({reason})"
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Make room on the disk, then press the key again."
    )
