"""The finder: one field over the window, and under it the matches of the typed text."""

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from desk.clerk.shell.finding import FinderPresenter, FinderState, Found
from desk.clerk.shell.overlay import Overlay, OverlayLine
from desk.domain.clock import local_time
from desk.domain.matters import MatterLine
from desk.domain.tickets import Ticket, TicketState
from desk.domain.visits import SendState, Visit
from desk.qt.theme import Size, Tone, ui_font
from desk.qt.widgets import KeyHint, Label, Rule
from desk.qt.words import case_state, clock, day, matter_name, promise, ticket_state
from desk.region.contract import CaseAnswer

_LINES = 8


class Finder(Overlay):
    """Lies over the window while it is open; Esc closes it."""

    def __init__(self, presenter: FinderPresenter) -> None:
        super().__init__(presenter.choose_by, presenter.use, presenter.close)
        self._presenter = presenter
        self.field = QLineEdit()
        self.field.setFont(ui_font(Size.BODY))
        self.field.setPlaceholderText(
            self.tr("Matter by characters, pinyin or initials; case, receipt or ticket number")
        )
        self.field.setAccessibleName(self.tr("Find"))
        self.field.textEdited.connect(presenter.type)
        self.listen(self.field)
        self._lines = [OverlayLine() for _ in range(_LINES)]
        self._standing = Label(tone=Tone.INK2)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 10)
        foot.setSpacing(18)
        foot.addWidget(self._standing, 1)
        foot.addWidget(KeyHint(("Up", "Down"), self.tr("choose")))
        foot.addWidget(KeyHint("Enter", self.tr("use"), presenter.use))
        foot.addWidget(KeyHint("Esc", self.tr("close"), presenter.close))
        head = QVBoxLayout()
        head.setContentsMargins(16, 16, 16, 12)
        head.addWidget(self.field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(Rule())
        for line in self._lines:
            layout.addWidget(line)
        layout.addWidget(Rule())
        layout.addLayout(foot)
        presenter.subscribe(self._render)

    def open(self, text: str = "") -> None:
        """Open over the window, and look for `text` when there is one."""
        self._presenter.open(text)

    def dismiss(self) -> None:
        """Close and forget what was typed, as Esc does."""
        self._presenter.close()

    def _render(self, state: FinderState) -> None:
        if self.field.text() != state.text:
            self.field.setText(state.text)
        for place, line in enumerate(self._lines):
            found = state.found[place] if place < len(state.found) else None
            line.setVisible(found is not None)
            if found is not None:
                line.show_line(*self._words(found), place == state.chosen)
        self._standing.setText(self._standing_words(state))
        self.appear(state.opened, self.field)

    def _standing_words(self, state: FinderState) -> str:
        if state.asking:
            return self.tr("Looking")
        if state.personal:
            return self.tr(
                "Looks like a person's number: the platform is not asked by it. Search by the "
                "number on the receipt."
            )
        if state.text.strip() and not state.found:
            return self.tr("Nothing answers to this")
        return ""

    def _words(self, found: Found) -> tuple[str, str, str]:
        if isinstance(found, MatterLine):
            if not found.usable:
                facts = self.tr("Cannot be applied for at this window")
                return self.tr("Matter"), matter_name(found), facts
            facts = f"{found.authority} · {found.kind} · {promise(found.promised_days)}"
            return self.tr("Matter"), matter_name(found), facts
        if isinstance(found, Ticket):
            return self.tr("Ticket"), found.number, self._ticket_facts(found)
        if isinstance(found, Visit):
            return self.tr("Case"), *self._here_words(found)
        return self.tr("Case"), found.case_no, self._case_facts(found)

    def _here_words(self, visit: Visit) -> tuple[str, str]:
        """A case of this window: its numbers, and how it stands."""
        case = visit.case
        if case is None:
            return visit.ticket_number, ""
        facts = [visit.ticket_number, self.tr("receipt {number}").format(number=case.local_no)]
        if case.send is SendState.PARKED:
            facts.insert(0, self.tr("refused, needs somebody"))
        elif case.state is not None and case.send is SendState.ACKNOWLEDGED:
            facts.insert(0, case_state(case.state))
        else:
            facts.insert(0, self.tr("waits to be sent"))
        return case.case_no or case.local_no, " · ".join(facts)

    def _ticket_facts(self, ticket: Ticket) -> str:
        facts = [ticket.service.name, ticket_state(ticket.state)]
        facts.append(self.tr("taken at {time}").format(time=clock(local_time(ticket.taken_at))))
        if ticket.window and ticket.state in (TicketState.CALLED, TicketState.SERVING):
            facts.append(self.tr("at window {window}").format(window=ticket.window))
        return " · ".join(facts)

    def _case_facts(self, case: CaseAnswer) -> str:
        facts = [case_state(case.state)]
        facts.append(self.tr("receipt {number}").format(number=case.local_no))
        if case.promised_by:
            promised = self.tr("promised by {day}").format(day=day(case.promised_by))
            facts.append(self.tr("{promised} (estimated)").format(promised=promised))
            if not case.estimated:
                facts[-1] = promised
        return " · ".join(facts)
