"""Why a day is not simulated in a hall."""

from typing import ClassVar

from desk.domain.failures import QT_TRANSLATE_NOOP, Failure


class HallAtWork(Failure):
    """The hall has a history, with which a simulated one would be mixed."""

    code: ClassVar[str] = "SIM-01"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "This hall is at work")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Numbers were taken in it; a simulated day would be mixed with real ones."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Make a hall of its own for the simulation."
    )


class WindowProcessDied(Failure):
    """A window's process ended before its day was over."""

    code: ClassVar[str] = "SIM-02"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "A simulated window died")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Window {window} ended before its day.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The reason was printed; simulate again when it is mended."
    )
