"""A question with a handful of answers: the current one, and those that match the typed text."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from desk.domain.failures import Failure
from desk.presenter import Presenter

MOST_NUMBERED = 7
"""So many answers a numbered question has room for."""


@dataclass(frozen=True, slots=True)
class QuestionAnswer:
    """One answer: its words, its facts, and what is done when it is given."""

    title: str
    facts: str
    give: Callable[[], None]
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, in the clerk's language.

    With `field`, words in an empty field, answers can be looked for by typing, with at most
    `longest` characters. `own` makes an answer of what was typed. Answers of a question that is
    `numbered` are given by the keys 1 to 9. With `note` what is typed looks for nothing: it is
    given to `note` with the place of the answer in hand. What is typed for a `secret` one is not
    shown. `chosen` is the place of the answer that is in hand at first.
    """

    title: str
    line: str
    answers: tuple[QuestionAnswer, ...]
    field: str = ""
    own: Callable[[str], QuestionAnswer] | None = None
    numbered: bool = False
    secret: bool = False
    longest: int = 40
    note: Callable[[int, str], None] | None = None
    chosen: int = 0


@dataclass(frozen=True, slots=True)
class QuestionState:
    """The question that is open, what was typed, and the place of the answer in hand."""

    question: Question | None = None
    typed: str = ""
    chosen: int = 0

    @property
    def answers(self) -> tuple[QuestionAnswer, ...]:
        """The answers that fit what was typed."""
        question, typed = self.question, self.typed.strip()
        if question is None:
            return ()
        if not typed or question.note is not None:
            return question.answers
        fitting = tuple(one for one in question.answers if typed.lower() in one.title.lower())
        return fitting + ((question.own(typed),) if question.own else ())


class QuestionPresenter(Presenter[QuestionState]):
    """Asks one question at a time; `left` is called when it is left unanswered."""

    def __init__(self, on_failure: Callable[[Failure], None], left: Callable[[], None]) -> None:
        super().__init__(QuestionState(), on_failure)
        self._left = left

    def ask(self, question: Question | None) -> None:
        """Ask this in place of what was asked before; None asks nothing more."""
        self.show(QuestionState(question, chosen=question.chosen if question else 0))

    def type(self, text: str) -> None:
        """Look for `text` among the answers."""
        noted = self.state.question is not None and self.state.question.note is not None
        self.show(replace(self.state, typed=text, chosen=self.state.chosen if noted else 0))

    def choose_by(self, steps: int) -> None:
        """Move the current answer so many places down; stops at the ends."""
        last = max(len(self.state.answers) - 1, 0)
        self.show(replace(self.state, chosen=max(0, min(last, self.state.chosen + steps))))

    def choose(self, place: int) -> None:
        """Make this answer the current one."""
        self.show(replace(self.state, chosen=place))

    def give(self, place: int) -> None:
        """Give the answer with this place among those of a numbered question, if there is one."""
        question = self.state.question
        if question is not None and question.numbered and place < len(self.state.answers):
            self.state.answers[place].give()

    def use(self) -> None:
        """Give the current answer."""
        answers, question = self.state.answers, self.state.question
        if self.state.chosen >= len(answers):
            return
        if question is not None and question.note is not None:
            question.note(self.state.chosen, self.state.typed.strip())
        else:
            answers[self.state.chosen].give()

    def close(self) -> None:
        """Leave the question unanswered."""
        self._left()
