"""What can go wrong with the hall's voice, in words for the display's technician."""

from typing import ClassVar

from desk.domain.failures import QT_TRANSLATE_NOOP, Failure

_SHOWN = QT_TRANSLATE_NOOP("Failure", "Calls are shown on the screen, and not spoken.")


class NoSound(Failure):
    """No sound device can be opened."""

    code: ClassVar[str] = "VOI-01"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "No loudspeaker was found")
    meaning: ClassVar[str] = _SHOWN
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure",
        "Check the loudspeaker and its cable. The display tries again by itself. ({detail})",
    )


class SoundStopped(Failure):
    """The sound device was opened and then took no more samples."""

    code: ClassVar[str] = "VOI-02"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The loudspeaker stopped in a sentence")
    meaning: ClassVar[str] = _SHOWN
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure",
        "Check the loudspeaker and its cable. The display tries again by itself. ({detail})",
    )


class ClipBroken(Failure):
    """A hall's own recording cannot be used."""

    code: ClassVar[str] = "VOI-03"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The recording {file} cannot be played")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The recording that came with the program is heard in its place."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Record it anew: {detail}.")
