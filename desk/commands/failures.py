"""Failures before the hall is asked, in words for the author of the command or script."""

from typing import ClassVar

from desk.domain.failures import QT_TRANSLATE_NOOP, Failure


class NobodyHere(Failure):
    """No number was given, and none at the window is in the state that the command needs."""

    code: ClassVar[str] = "CMD-01"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "No ticket stands at window {window}")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Nothing was changed.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Call one, or name its number.")


class SeveralHeld(Failure):
    """No number was given, and the window has set aside more than one ticket."""

    code: ClassVar[str] = "CMD-02"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Window {window} has several tickets on hold ({numbers})"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Nothing was changed.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Name the number of one of them.")


class SetUpBroken(Failure):
    """A file that sets up a hall cannot be read or contradicts itself."""

    code: ClassVar[str] = "CMD-03"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "{file} cannot be used ({detail})")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The hall was left as it is.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Mend the file, then try again.")


class HallNotNamed(Failure):
    """Neither the command nor the settings name a hall."""

    code: ClassVar[str] = "CMD-04"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "No hall was named")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Nothing was changed.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Add --hall URL, or set hall_url in the settings."
    )


class NoKeyForCards(Failure):
    """Without a keyring there is no key by which an identity card finds its appointment."""

    code: ClassVar[str] = "CMD-06"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Without a keyring no appointment is found by an identity card"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Nothing was changed.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Give the six digits of the appointment, or have a keyring installed here."
    )


class WindowNotNamed(Failure):
    """Neither the command nor the settings name a window."""

    code: ClassVar[str] = "CMD-05"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "No window was named")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Nothing was changed.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Add --window CODE, or set window in the settings."
    )


class DeviceNotNamed(Failure):
    """A code was asked for without saying for which one device."""

    code: ClassVar[str] = "CMD-07"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "No device was named, or several were")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "No code was made.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Add one of --window CODE, --kiosk, --display, --manager or --script NAME."
    )
