"""The failures shown for a matter whose guide cannot be used here."""

from typing import ClassVar

from desk.domain.failures import QT_TRANSLATE_NOOP, Failure
from desk.domain.matters import MatterLine


class GuideKeptOut(Failure):
    """The matter is known by name only: its guide cannot be used here."""

    code: ClassVar[str] = "CAT-03"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "“{name}” cannot be applied for at this window ({reason})"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure",
        "The platform has the matter, but its guide cannot be used here. It is not the citizen's "
        "papers.",
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure",
        "Hand the citizen on to a window that takes it (F6), or tell them which office does; give "
        "support the words in brackets.",
    )


class GuideOlder(Failure):
    """A newer guide cannot be used, and the one before is in force here."""

    code: ClassVar[str] = "CAT-04"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The platform's newer guide of “{name}” cannot be used here ({reason})"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "What is shown is the guide before it: the platform may ask for other papers."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure",
        "Go on, and tell the citizen that something may have to be corrected later; give support "
        "the words in brackets.",
    )


def trouble_with(line: MatterLine) -> Failure | None:
    """What a clerk must know first about a matter's guide; None when it can be used."""
    if not line.kept_out:
        return None
    kind = GuideOlder if line.older else GuideKeptOut
    return kind(name=line.name, reason=line.kept_out)
