"""The questions about a case that needs somebody, in words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk.clerk.cases.words import applicant_words, number_words
from desk.clerk.shell.asked import CaseAsked, HowTold, WhyGivenUp
from desk.clerk.shell.question import Question, QuestionAnswer
from desk.visit.follow_ups import FollowUpKind

if TYPE_CHECKING:
    from desk.clerk.cases.presenter import CasesPresenter

_OUTCOMES = (FollowUpKind.TOLD, FollowUpKind.NOT_REACHED, FollowUpKind.LATER)


class CaseQuestions(QObject):
    """The texts of the questions of `CasesPresenter`; the answers are its commands."""

    def __init__(self, commands: CasesPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._commands = commands

    def question(self, asked: CaseAsked) -> Question:
        """The question for `asked`."""
        if isinstance(asked, HowTold):
            return self._how_told(asked)
        return self._why_given_up(asked)

    def _how_told(self, asked: HowTold) -> Question:
        item = asked.item
        number, _ = number_words(item)
        name, contact = applicant_words(item, whole=True)  # the clerk is about to call it
        answers = (
            QuestionAnswer(self.tr("Told"), self.tr("knows what is to be done"), _nothing),
            QuestionAnswer(
                self.tr("Not reached"), self.tr("counted; the case stays here"), _nothing
            ),
            QuestionAnswer(
                self.tr("Another time"), self.tr("was reached, asks to be called later"), _nothing
            ),
        )

        def tell(place: int, note: str) -> None:
            self._commands.tell(item, _OUTCOMES[place], note)

        return Question(
            self.tr("{number}: was the applicant told?").format(number=number),
            f"{name} · {contact}",
            answers,
            self.tr("Note, if there is anything: when they come, when to call again"),
            note=tell,
        )

    def _why_given_up(self, asked: WhyGivenUp) -> Question:
        item = asked.item
        number, _ = number_words(item)
        reasons: tuple[str, ...] = (
            self.tr("The applicant does not want it any more"),
            self.tr("Applied for elsewhere"),
            self.tr("Cannot be reached, and the term is over"),
        )
        if item.job is not None:
            reasons = (self.tr("The paper is not needed any more"), self.tr("Printed elsewhere"))
        return Question(
            self.tr("Give {number} up").format(number=number),
            self.tr("It stands in the log with your name and this reason."),
            tuple(self._reason(asked, reason) for reason in reasons),
            self.tr("Another reason"),
            partial(self._reason, asked),
            longest=120,
        )

    def _reason(self, asked: WhyGivenUp, reason: str) -> QuestionAnswer:
        return QuestionAnswer(reason, "", partial(self._commands.give_up, asked.item, reason))


def _nothing() -> None:
    """What is chosen is given with its note."""
