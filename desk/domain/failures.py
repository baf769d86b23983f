"""Failures a person can act on.

Every failure that may reach a clerk is a subclass of `Failure` that says, in this order, what
happened, what it means for the citizen at the window, and what to do next. The English text
is the source text of Qt's translation files (context ``Failure``); `desk.qt.language` turns it
into the clerk's language, and ``{name}`` fields are filled from the failure's facts.

All failures, their tree and their codes stand in docs/failures.md, which ``python -m tests.docs``
makes. A code keeps its meaning for ever: one that is no longer used is retired there.

Facts appear on screens and in logs: never put personal data into them.
"""

from typing import Any, ClassVar


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark `text` for translation in `context` and return it unchanged."""
    return text


class Failure(Exception):
    """Something went wrong that a person at the window can understand and act on.

    Subclasses set `code` (searchable by support, stable for ever), `title` (what happened),
    `meaning` (what it means for the citizen) and `next_step` (what to do).
    """

    code: ClassVar[str] = "GEN-00"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Something went wrong")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Nothing entered so far is lost.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Try again; if it happens again, give the code to support."
    )

    def __init__(self, **facts: str | int) -> None:
        self.facts = facts
        super().__init__(self.sentence)

    def __reduce__(self) -> tuple[Any, ...]:
        """Failures travel between processes whole: their class and their facts."""
        return _again, (type(self), self.facts)

    @property
    def sentence(self) -> str:
        """The whole message in English, for logs and for the command line."""
        parts = (f"{self.title}.", self.meaning, self.next_step)
        told = " ".join(part for part in parts if part).format_map(FactsShown(self.facts))
        return f"[{self.code}] {told}"


def _again(kind: type[Failure], facts: dict[str, str | int]) -> Failure:
    return kind(**facts)


class FactsShown(dict[str, str | int]):
    """Facts for `str.format_map`; one that is missing is an ellipsis, never its own name."""

    def __missing__(self, key: str) -> str:
        return "…"
