"""The questions about the end of a visit in words."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from desk.clerk.shell.asked import (
    EndingAsked,
    WhatOfKept,
    WhichGuide,
    WhichOffice,
    WhyEnded,
    WithoutPaper,
)
from desk.clerk.shell.ending import EndingCommands
from desk.clerk.shell.question import Question, QuestionAnswer
from desk.domain.clock import local_time
from desk.domain.endings import Office
from desk.qt.counts import counts
from desk.qt.language import failure_words
from desk.qt.words import day, matter_name

_NAMED = 4
"""So many missing things are named in the question; the paper names them all."""


class EndingQuestions(QObject):
    """The texts of the questions of `EndingCommands`; the answers are its commands."""

    def __init__(
        self,
        commands: EndingCommands,
        leave: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        """`leave` leaves a question unanswered."""
        super().__init__(parent)
        self._commands = commands
        self._leave = leave

    def question(self, asked: EndingAsked) -> Question:
        """The question for `asked`."""
        match asked:
            case WhyEnded():
                return self.why_ended(asked)
            case WhichGuide():
                return self.which_guide(asked)
            case WhichOffice():
                return self.which_office(asked)
            case WithoutPaper():
                return self.without_paper(asked)
            case WhatOfKept():
                return self.what_of_kept(asked)

    def why_ended(self, asked: WhyEnded) -> Question:
        """Five reasons, and that somebody else had come."""
        commands, visit = self._commands, asked.visit
        number = visit.ticket_number
        guide = self.tr("Nothing is kept.")
        if visit.matter is not None:
            guide = self.tr("Print the guide, or not. Nothing is kept.")
        answers = (
            QuestionAnswer(self.tr("Something is missing"), self._lacking(asked), commands.missing),
            QuestionAnswer(self.tr("Only a question"), guide, commands.ask_guide),
            QuestionAnswer(
                self.tr("Not handled here"),
                self.tr("Say which office, its address and telephone; it stands in the log"),
                commands.ask_office,
            ),
            QuestionAnswer(
                self.tr("Called by mistake, please wait"),
                self.tr("The number goes back to its place; what was typed is not kept"),
                commands.send_back,
            ),
            QuestionAnswer(
                self.tr("The citizen has left"),
                self.tr("What was entered is kept 24 hours, then destroyed"),
                commands.left,
            ),
            QuestionAnswer(
                self.tr("Somebody else came"),
                self.tr("Call {number} again; what was typed is not kept").format(number=number),
                commands.call_again,
            ),
        )
        line = ""
        if visit.sheets:
            line = self.tr(
                "After 1, the %n page(s) scanned and what was typed stay for three days: scan the "
                "ticket or the list at this window to go on.",
                "",
                visit.sheets,
            )
        elif visit.applicant is not None:
            line = self.tr(
                "After 1, what was typed stays for three days: scan the ticket or the list at "
                "this window to go on."
            )
        title = self.tr("{number}: nothing is submitted today. Why?").format(number=number)
        return Question(title, line, answers, numbered=True)

    def _lacking(self, asked: WhyEnded) -> str:
        lacking = asked.lacking
        if asked.visit.matter is None:
            return self.tr("No matter is chosen yet: there is no list to print")
        if not lacking.names:
            return self.tr("The list finds nothing missing")
        named = lacking.materials + lacking.wrong
        parts = list(named[:_NAMED])
        left = len(lacking.names) - len(parts)
        if left:
            parts.append(
                self.tr("%n field(s) of the form", "", left)
                if len(named) <= _NAMED
                else self.tr("%n more", "", left)
            )
        shown = self.tr(", ").join(parts)
        return self.tr("Missing: {names}. Prints the list with what would be right").format(
            names=shown
        )

    def which_guide(self, asked: WhichGuide) -> Question:
        """Whether the guide is wanted on paper."""
        return Question(
            self.tr("Print the guide?"),
            matter_name(asked.matter),
            (
                QuestionAnswer(self.tr("No"), self.tr("The visit ends"), self._commands.asked),
                QuestionAnswer(
                    self.tr("Print it"),
                    self.tr("What to bring, how long, what it costs"),
                    partial(self._commands.asked, guide=True),
                ),
            ),
            numbered=True,
        )

    def which_office(self, asked: WhichOffice) -> Question:
        """Which office it is: of the chosen matter, or what is typed."""
        offices: tuple[QuestionAnswer, ...] = ()
        if asked.matter is not None:
            offices = (self._office(asked.matter.authority),)
        return Question(
            self.tr("{number}: which office handles it?").format(number=asked.number),
            self.tr("Printed for the citizen, and kept in the log of acts: no citizen’s name."),
            offices,
            self.tr("Office, address, telephone"),
            self._office,
            longest=120,
        )

    def _office(self, typed: str) -> QuestionAnswer:
        office = Office.parse(typed)
        address = office.address or self.tr("no address yet: add it after a comma")
        telephone = office.telephone or self.tr("no telephone yet")
        return QuestionAnswer(
            office.name, f"{address} · {telephone}", partial(self._commands.elsewhere, office)
        )

    def without_paper(self, asked: WithoutPaper) -> Question:
        """The paper did not come out: where else, or does the visit end without it?"""
        words = failure_words(asked.failure)
        usual, *others = asked.printers
        answers = [
            QuestionAnswer(self.tr("Print again"), usual.name, partial(asked.again, usual)),
            *(
                QuestionAnswer(
                    self.tr("On {printer}").format(printer=printer.name),
                    "",
                    partial(asked.again, printer),
                )
                for printer in others[:4]
            ),
            QuestionAnswer(
                self.tr("End without the paper"),
                self.tr("Write it down for the citizen by hand"),
                partial(asked.again, None),
            ),
        ]
        return Question(words.title, words.next_step, tuple(answers), numbered=True)

    def what_of_kept(self, asked: WhatOfKept) -> Question:
        """The applicant was here before: go on with that, or begin anew?"""
        kept = asked.kept
        came = day(local_time(kept.opened_at).date())
        what = [matter_name(kept.matter)] if kept.matter else []
        what.append(counts.pages(kept.sheets))
        return Question(
            self.tr("This applicant was here on {day} with {number}").format(
                day=came, number=kept.ticket_number
            ),
            " · ".join(what),
            (
                QuestionAnswer(
                    self.tr("Go on with it"),
                    self.tr("Everything stands as it stood"),
                    partial(self._commands.take_up, kept),
                ),
                QuestionAnswer(self.tr("Begin anew"), self.tr("What is kept stays"), self._leave),
            ),
            numbered=True,
        )
