"""What can go wrong with a hall on a server, in words for the clerk and the hall's manager."""

from typing import ClassVar

from desk.domain.failures import QT_TRANSLATE_NOOP, Failure
from desk.hall.failures import HallUnreachable


class HallPasswordInAddress(Failure):
    """The address of the queue carries a password; it was not used."""

    code: ClassVar[str] = "HAL-51"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The address of the hall's queue carries a password"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Everybody who sees the address could read it, so it was not used."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Take it out of the address and give it to the keyring: desk hall password URL."
    )


class HallPasswordRefused(Failure):
    """The server does not know the user, or the keyring holds no or another password."""

    code: ClassVar[str] = "HAL-52"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The hall's server does not let {user} in without the right password"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "This window does not call numbers.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Give the password to the keyring once more: desk hall password URL."
    )


class HallOverheard(Failure):
    """The address asks for a connection that others could overhear or bend."""

    code: ClassVar[str] = "HAL-53"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure",
        "The hall's server is not on this machine, and sslmode={mode} protects too little",
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Others on the network could read or change what is sent; nothing was sent."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure",
        "Take sslmode out of the address; add sslrootcert=FILE when the hall has an authority of "
        "its own.",
    )


class HallCertificateRefused(Failure):
    """The server could not show that it is the one that the address names."""

    code: ClassVar[str] = "HAL-54"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The hall's server could not prove who it is ({reason})"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "It may be another machine, so nothing was sent to it."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure",
        "Tell the hall's manager; an authority of the hall's own is named by sslrootcert=FILE in "
        "the address.",
    )


class HallForbidden(Failure):
    """The server knows the user and does not allow what was tried; `reason` is its own word."""

    code: ClassVar[str] = "HAL-55"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The hall's server does not allow that ({reason})"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Nothing was changed.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Ask the hall's manager for the right that is missing."
    )


class HallAnswerLost(HallUnreachable):
    """The server went away after the change was sent and before it answered.

    Whoever asks again with the same command learns how it ended.
    """

    code: ClassVar[str] = "HAL-56"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The answer of the hall's queue was lost ({reason})"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "What was just done at this window may have been done or not."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Look at the queue when it is back, then go on from what it shows."
    )


class HallServerTooOld(Failure):
    """The server is of a version that this program does not speak to."""

    code: ClassVar[str] = "HAL-57"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The hall's server is PostgreSQL {found}; {wanted} or later is needed"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "This window does not call numbers.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Tell the hall's manager.")
