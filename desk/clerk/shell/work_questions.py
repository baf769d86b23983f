"""The questions about who works at the window, in words."""

from functools import partial

from PySide6.QtCore import QObject

from desk.clerk.shell.asked import (
    NewPassphrase,
    WhatOfWork,
    WhetherToClose,
    WhoGoesOn,
    WorkAsked,
)
from desk.clerk.shell.question import Question, QuestionAnswer
from desk.clerk.shell.work import WorkCommands
from desk.qt.words import is_chinese
from desk.vault.passphrases import SHORTEST


class WorkQuestions(QObject):
    """The texts of the questions of `WorkCommands`; the answers are its commands."""

    def __init__(self, commands: WorkCommands, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._commands = commands

    def question(self, asked: WorkAsked, leave: partial[None]) -> Question:
        """The question for `asked`; `leave` leaves one unanswered."""
        match asked:
            case WhatOfWork():
                return self._what_of_work(asked)
            case NewPassphrase():
                return self._new_passphrase(asked)
            case WhoGoesOn():
                return self._who_goes_on(asked, leave)
            case WhetherToClose():
                return self._whether_to_close(asked, leave)

    def _what_of_work(self, asked: WhatOfWork) -> Question:
        commands = self._commands
        lock = self.tr("Nothing of a citizen stays on the screen")
        change = self.tr("The next clerk signs in; calls and cases bear their name from then on")
        out = self.tr("Nobody works here until somebody signs in")
        if asked.visit is not None:
            number = asked.visit.ticket_number
            lock = self.tr("Nothing of a citizen stays on the screen; {number} stands").format(
                number=number
            )
            change = self.tr("The next clerk signs in, and goes on with {number} or holds it")
            change = change.format(number=number)
            out = self.tr("{number} stands at this window until somebody signs in")
            out = out.format(number=number)
        phrase = (
            self.tr("Set a passphrase"),
            self.tr("To unlock quickly, and to sign in while the platform is out of reach"),
        )
        if asked.has_passphrase:
            phrase = self.tr("Change the passphrase"), self.tr("Of this window only")
        line = ""
        if not asked.has_passphrase:
            line = self.tr(
                "Without a passphrase, unlocking takes a code that the platform confirms."
            )
        return Question(
            self.tr("{name} leaves the window").format(name=asked.clerk.name),
            line,
            (
                QuestionAnswer(self.tr("Lock"), lock, commands.lock),
                QuestionAnswer(self.tr("Change of shift"), change, commands.change_shift),
                QuestionAnswer(self.tr("Sign out"), out, commands.sign_out),
                QuestionAnswer(*phrase, commands.ask_passphrase),
            ),
            numbered=True,
        )

    def _new_passphrase(self, asked: NewPassphrase) -> Question:
        title = self.tr("Passphrase of {name}").format(name=asked.clerk.name)
        line = self.tr("{n} characters or more, figures or letters. Only for this window.").format(
            n=SHORTEST
        )
        if asked.first:
            line = self.tr("Once more, so that no slip of a key locks you out.")
        elif asked.differed:
            line = self.tr("The two were not the same. Type a new one again.")

        def own(typed: str) -> QuestionAnswer:
            words = self.tr("Keep it") if asked.first else self.tr("Go on")
            return QuestionAnswer(words, "", partial(self._commands.take_passphrase, asked, typed))

        return Question(title, line, (), self.tr("Passphrase"), own, secret=True, longest=64)

    def _whether_to_close(self, asked: WhetherToClose, leave: partial[None]) -> Question:
        number = asked.visit.ticket_number
        kept = [self.tr("{number} stands where it stands when the window is opened again.")]
        if asked.visit.sheets:
            kept.append(self.tr("Its %n page(s) are stored.", "", asked.visit.sheets))
        if asked.under_way:
            kept.append(self.tr("What is under way is stored first."))
        if asked.pending:
            kept.append(
                self.tr("%n case(s) to send go on when it is opened again.", "", asked.pending)
            )
        between = "" if is_chinese() else " "
        return Question(
            self.tr("Close the window while {number} is here?").format(number=number),
            between.join(kept).format(number=number),
            (
                QuestionAnswer(self.tr("Stay"), self.tr("Nothing changes"), leave),
                QuestionAnswer(
                    self.tr("Close"),
                    self.tr("The citizen waits until somebody opens it, or goes to another one"),
                    self._commands.close,
                ),
            ),
            numbered=True,
        )

    def _who_goes_on(self, asked: WhoGoesOn, leave: partial[None]) -> Question:
        number = asked.visit.ticket_number
        return Question(
            self.tr("{number} is still at this window").format(number=number),
            self.tr("{name} works here now. What was done before keeps its name.").format(
                name=asked.clerk.name
            ),
            (
                QuestionAnswer(
                    self.tr("Go on with {number}").format(number=number),
                    self.tr("From here on under the name of {name}").format(name=asked.clerk.name),
                    leave,
                ),
                QuestionAnswer(
                    self.tr("Put {number} on hold").format(number=number),
                    self.tr("It waits as it stands"),
                    self._commands.hold,
                ),
            ),
            numbered=True,
        )
