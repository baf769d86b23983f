"""The texts of the window's questions, and what each answer does."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from desk.clerk.shell.asked import (
    Asked,
    CaseAsked,
    HowTold,
    HowToScan,
    NewPassphrase,
    WhatOfFiles,
    WhatOfFilesLeft,
    WhatOfMissed,
    WhatOfWork,
    WhereTo,
    WhetherToClose,
    WhichDevice,
    WhoGoesOn,
    WhyGivenUp,
    WhyPaused,
)
from desk.clerk.shell.ending import EndingCommands
from desk.clerk.shell.ending_questions import EndingQuestions
from desk.clerk.shell.presenter import ShellPresenter
from desk.clerk.shell.question import Question, QuestionAnswer
from desk.clerk.shell.scan_questions import ScanQuestions
from desk.clerk.shell.work import WorkCommands
from desk.clerk.shell.work_questions import WorkQuestions
from desk.domain.tickets import ServiceLoad, WindowStatus
from desk.qt.words import minutes, standing_words


class Questions(QObject):
    """The texts of the presenter's questions; the answers are its commands."""

    def __init__(
        self,
        presenter: ShellPresenter,
        ending: EndingCommands,
        work: WorkCommands,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._scanning = ScanQuestions(self)
        self._ending = EndingQuestions(ending, presenter.ask_nothing, self)
        self.of_cases: Callable[[CaseAsked], Question] | None = None
        """Makes the texts of the questions about listed cases; set by the list of cases."""
        self._work = WorkQuestions(work, self)

    def question(self, asked: Asked | None) -> Question | None:
        """The question for `asked`; None when nothing is."""
        match asked:
            case None:
                return None
            case WhyPaused() | WhereTo() | WhatOfMissed():
                return self._of_queue(asked)
            case HowTold() | WhyGivenUp():
                return self.of_cases(asked) if self.of_cases is not None else None
            case WhatOfWork() | NewPassphrase() | WhoGoesOn() | WhetherToClose():
                return self._work.question(asked, partial(self._presenter.ask_nothing))
            case WhatOfFiles() | WhatOfFilesLeft() | WhichDevice() | HowToScan():
                return self._scanning.question(asked)
        return self._ending.question(asked)

    def _of_queue(self, asked: WhyPaused | WhereTo | WhatOfMissed) -> Question:
        match asked:
            case WhyPaused():
                return self._why_paused()
            case WhereTo():
                return self._where_to(asked)
            case WhatOfMissed():
                return self._what_of_missed(asked)

    def _why_paused(self) -> Question:
        window = self._presenter.state.window
        reasons = (self.tr("Lunch break"), self.tr("Away for a moment"), self.tr("Handover"))
        return Question(
            self.tr("Pause window {window}").format(window=window),
            self.tr("Nobody is called here until you open it. The hall's screens show the reason."),
            tuple(self._pause(reason) for reason in reasons),
            self.tr("Another reason"),
            self._pause,
        )

    def _pause(self, reason: str) -> QuestionAnswer:
        return QuestionAnswer(reason, "", partial(self._presenter.pause, reason))

    def _where_to(self, asked: WhereTo) -> Question:
        number, service = asked.ways.ticket.number, asked.ways.ticket.service.name
        line = self.tr("{service}. The time of arrival is kept.")
        if asked.entered:
            line = self.tr(
                "{service}. The time of arrival is kept. What was entered stays here: "
                "the other window begins anew."
            )
        windows = tuple(self._to_window(status) for status in asked.ways.windows)
        services = tuple(self._to_service(load) for load in asked.ways.services)
        return Question(
            self.tr("Hand {number} on").format(number=number),
            line.format(service=service),
            windows + services,
            self.tr("Window or service"),
        )

    def _to_window(self, status: WindowStatus) -> QuestionAnswer:
        doing = standing_words(status)
        if status.ticket_number is not None:
            doing = self.tr("with {number}").format(number=status.ticket_number)
        return QuestionAnswer(
            self.tr("Window {window}").format(window=status.window),
            doing,
            partial(self._presenter.hand_on, to_window=status.window),
            self.tr("Window"),
        )

    def _to_service(self, load: ServiceLoad) -> QuestionAnswer:
        words = self.tr("nobody waits")
        if load.waiting:
            words = self.tr("{n} waiting · longest {time}")
        return QuestionAnswer(
            load.service.name,
            words.format(n=load.waiting, time=minutes(load.longest_s)),
            partial(self._presenter.hand_on, to_service=load.service.code),
            self.tr("Service"),
        )

    def _what_of_missed(self, asked: WhatOfMissed) -> Question:
        ticket, presenter = asked.ticket, self._presenter
        give: list[tuple[str, str, Callable[[str], None]]] = [
            (
                self.tr("Back into the row"),
                self.tr("has a turn once three more numbers of its service were called"),
                presenter.return_to_row,
            )
        ]
        if asked.may_call:
            now = self.tr("Call now"), self.tr("to this window, before everybody who waits")
            give.append((*now, presenter.call_missed))
        return Question(
            self.tr("{number} missed the call and is here").format(number=ticket.number),
            self.tr("{service} · called %n time(s)", "", ticket.calls).format(
                service=ticket.service.name
            ),
            tuple(
                QuestionAnswer(title, facts, partial(act, ticket.number))
                for title, facts, act in give
            ),
        )
