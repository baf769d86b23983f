"""Printers, one in each module: they take a PDF and print it."""

from typing import ClassVar, Protocol

from desk.domain.failures import QT_TRANSLATE_NOOP, Failure


class PrinterMissing(Failure):
    """The printer of the settings is not known to this PC, or there is none at all."""

    code: ClassVar[str] = "PRN-01"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The printer {name} is not there")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The paper waits in the print queue; the case is not touched."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Switch the printer on or choose another one, then print again."
    )


class PrinterFailed(Failure):
    """The printer or its driver gave up."""

    code: ClassVar[str] = "PRN-02"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The printer {name} stopped")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The paper may be missing or incomplete; it waits in the print queue."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Look at the printer's own display for paper and jams, then print again."
    )


class PaperOut(Failure):
    """There is no paper left in it."""

    code: ClassVar[str] = "PRN-03"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The printer {name} has no paper")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Nothing can be printed there now.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Put paper in, then print again.")


class PaperJam(Failure):
    """Paper is stuck in it."""

    code: ClassVar[str] = "PRN-04"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Paper is stuck in the printer {name}")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Nothing can be printed there now.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Take the stuck paper out, then print again."
    )


class PrinterOpen(Failure):
    """Its cover or a door is open."""

    code: ClassVar[str] = "PRN-05"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The printer {name} is open")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Nothing can be printed there now.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Close its cover, then print again.")


class Printer(Protocol):
    """Prints papers."""

    @property
    def name(self) -> str:
        """What the clerk calls this printer."""

    async def print(self, title: str, pdf: bytes) -> str:
        """Print the whole paper and say where it went, in a few words or as a path.

        `title` names the job and may become a file's name: a kind and a number, nothing
        personal. Raises `PrinterMissing`, `PrinterFailed`, or a failure of the disk.
        """

    async def trouble(self) -> Failure | None:
        """Why nothing can be printed now, or None when it is ready; asks the printer.

        One of `PrinterMissing`, `PrinterFailed`, `PaperOut`, `PaperJam`, `PrinterOpen`, or a
        failure of the disk. A driver that reports nothing counts as ready.
        """
