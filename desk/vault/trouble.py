"""What can be wrong with a profile as a whole, and what a person may decide about it."""

from enum import Enum, auto
from typing import ClassVar

from desk.domain.failures import QT_TRANSLATE_NOOP, Failure
from desk.vault.database import DatabaseBroken
from desk.vault.keys import KeyBroken, KeyringMissing, KeyringRefused
from desk.vault.proof import KeyOfAnotherProfile


class ProfileDecision(Enum):
    """What a person decided about a profile that was not opened."""

    ACCEPT = auto()
    """Go on with what is there."""
    BEGIN_ANEW = auto()
    """Move what is there aside and begin with a new profile."""
    AGAIN = auto()
    """Try once more: what stood in the way may be gone."""


class ProfileTrouble(Failure):
    """The parts of a profile do not belong together. Nothing was changed."""

    acceptable: ClassVar[bool] = False
    """Whether a window can go on with what is there."""


class ProfileGone(ProfileTrouble):
    """The keyring remembers a profile where nothing is now."""

    code: ClassVar[str] = "PRF-03"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The data of this window is not where it was"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Its folder is gone, or its drive is not there. Nothing was made in its place."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Connect the drive or put the folder back, or begin with a new profile."
    )


class ProfileIncomplete(ProfileTrouble):
    """A part of the profile is missing or empty, and others are there."""

    code: ClassVar[str] = "PRF-04"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "“{part}” of this window is missing")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The rest of its data is there. Nothing was removed, and nothing made anew."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Put it back, or the whole profile from a backup, or begin with a new profile."
    )


class PartMissing(ProfileIncomplete):
    """The window can go on without this part: pages are missing then, or their proof."""

    acceptable: ClassVar[bool] = True
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Put it back. If it cannot be had again, go on without it."
    )


class ProfileMixed(ProfileTrouble):
    """A part belongs to another profile."""

    code: ClassVar[str] = "PRF-05"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "“{part}” belongs to another window's data")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The parts do not fit together. Nothing was changed."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Put the right one back, or begin with a new profile."
    )


class ProfileOlder(ProfileTrouble):
    """A part is an older copy of what was there before."""

    code: ClassVar[str] = "PRF-06"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "“{part}” is older than it was here before")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "What was done since then is not in it. Nothing was changed."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Put the newest one back. If there is none, go on with the older one."
    )
    acceptable: ClassVar[bool] = True


class KeyMissing(ProfileTrouble):
    """The keyring was emptied, or is another person's or machine's."""

    code: ClassVar[str] = "KEY-05"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The key of this window's data is not in the keyring"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "What was stored cannot be read without it. Nothing was changed."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Sign in as the user whose keyring has it, or restore the keyring from a backup."
    )


def ways_on(failure: Failure) -> tuple[ProfileDecision, ...]:
    """What a person may decide about a profile that was not opened for this reason."""
    if isinstance(failure, ProfileTrouble) and failure.acceptable:
        return (ProfileDecision.ACCEPT, ProfileDecision.BEGIN_ANEW)
    if isinstance(failure, KeyringMissing | KeyringRefused):
        return (ProfileDecision.AGAIN,)
    ends = (ProfileTrouble, DatabaseBroken, KeyOfAnotherProfile, KeyBroken)
    return (ProfileDecision.BEGIN_ANEW,) if isinstance(failure, ends) else ()
