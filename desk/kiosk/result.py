"""The result pages: the number, or a refusal."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk.domain.codes import ticket_address
from desk.kiosk import words
from desk.kiosk.measures import Measures, Type
from desk.kiosk.pages import Numeral, PageStrip, PageView, WaitFigures
from desk.kiosk.parts import Tile, TouchLine, TouchWords, Typeface
from desk.kiosk.presenter import KioskPresenter
from desk.kiosk.state import KioskState, TicketPaper
from desk.qt.theme import Tone
from desk.qt.widgets.qr import QrCode
from desk.qt.words import service_name
from printing.barcodes import qr_rows


class TicketPage(PageView):
    """The number large, what to expect, and where the paper is."""

    def __init__(self, presenter: KioskPresenter) -> None:
        super().__init__(presenter, back=False)
        self.number = Numeral()
        self.service = TouchLine(Type.NAME, bold=True)
        self.figures = WaitFigures()
        self.paper = TouchLine(Type.OFFER, bold=True)
        self.strip = PageStrip()
        self.follow = TouchLine(Type.HINT, Tone.INK2)
        self.qr = QrCode(280)
        self.again = Tile(presenter.print_again)
        self.done = Tile(presenter.leave)
        self._address = ""
        self.first.addWidget(self.number)
        self.first.addWidget(self.service)
        self.first.addWidget(self.figures)
        self.first.addStretch(1)
        self._phone = QHBoxLayout()
        self._phone.addWidget(self.qr)
        self._phone.addWidget(self.follow, 1)
        for part in (self.paper, self.strip):
            self.second.addWidget(part)
        self.second.addLayout(self._phone)
        for tile in (self.again, self.done):
            self.second.addWidget(tile)
        self.second.addStretch(1)

    def render_state(self, state: KioskState, look: Measures) -> None:
        super().render_state(state, look)
        given = state.given
        if given is None:
            return
        ticket = given.ticket
        self.figures.lay(look)
        self.title.say(look, "")
        self.lead.say(look, self.tr("Your number"))
        self.number.say(look, ticket.number)
        self.service.say(look, service_name(ticket.service))
        if ticket.slot is not None and state.overview is not None:
            zone = state.overview.local_time.tzinfo
            slot = f"{ticket.slot.astimezone(zone):%H:%M}"
            self.figures.left.say(look, self.tr("Your appointment"), slot)
            self.figures.right.say(look, "", "")
        else:
            self.figures.left.say(look, self.tr("Before you"), str(given.ahead), self.tr("people"))
            minutes = "" if given.wait_s is None else str(words.minutes(given.wait_s))
            self.figures.right.say(look, self.tr("Called in about"), minutes, self.tr("min"))
        self._say_paper(state, look)

    def _say_paper(self, state: KioskState, look: Measures) -> None:
        came = state.paper in (TicketPaper.PRINTING, TicketPaper.PRINTED)
        self.paper.say(look, words.paper(state) if came else "")
        self.strip.say(look, "" if came else words.paper(state))
        self._show_qr(state, look, shown=not came)
        self._phone.setSpacing(look.px(36))
        heed = self.tr("Watch the screen and listen: a number is called three times.")
        scan = self.tr("Scan it: your telephone shows how many are before you.")
        self.follow.say(look, scan if self.qr.isVisibleTo(self) else heed)
        self.again.setVisible(not came and state.printer is None)
        self.again.say(
            look,
            (TouchWords(self.tr("Print the ticket"), Type.OFFER, bold=True),),
            face=Typeface.OFFER,
            icon="printer",
        )
        self.done.say(
            look,
            (TouchWords(self.tr("Done"), Type.NAME, bold=True),),
            face=Typeface.FILLED,
            icon="check",
        )
        for tile in (self.again, self.done):
            tile.setMinimumHeight(look.px(150))

    def _show_qr(self, state: KioskState, look: Measures, *, shown: bool) -> None:
        """Where there is no paper, a telephone takes the number along."""
        given, url = state.given, self.presenter.public_url
        self.qr.setVisible(bool(shown and url))
        if not (shown and url and given and state.overview):
            return
        taken = given.ticket.taken_at.astimezone(state.overview.local_time.tzinfo)
        address = ticket_address(url, given.hall, taken.date(), given.ticket.number)
        if address != self._address:
            self._address = address
            self.qr.show_rows(qr_rows(address))
        self.qr.setAccessibleName(self.tr("Code to follow the queue by telephone"))
        self.qr.set_side(look.px(300))

    @property
    def news(self) -> str:
        return self.paper.text() or self.strip.text()

    def start_here(self) -> QWidget | None:
        return self.done


class RefusedPage(PageView):
    """Why there is no number, and what to do."""

    def __init__(self, presenter: KioskPresenter) -> None:
        super().__init__(presenter, back=False)
        self.again = Tile(presenter.try_again)
        self.home = Tile(presenter.back)
        self.first.addStretch(1)
        self.second.addWidget(self.again)
        self.second.addWidget(self.home)
        self.second.addStretch(1)

    def render_state(self, state: KioskState, look: Measures) -> None:
        super().render_state(state, look)
        if state.refusal is None:
            return
        title, text = words.refusal(state.refusal)
        self.title.say(look, title)
        self.lead.say(look, text)
        again = state.can_ask_again
        self.again.setVisible(again)
        self.again.say(
            look,
            (TouchWords(self.tr("Try again"), Type.NAME, bold=True),),
            face=Typeface.FILLED,
            icon="again",
        )
        self.home.say(
            look,
            (TouchWords(self.tr("Back to the start"), Type.NAME, bold=True),),
            face=Typeface.OFFER if again else Typeface.FILLED,
            icon="arrow-left",
        )
        for tile in (self.again, self.home):
            tile.setMinimumHeight(look.px(175))

    def start_here(self) -> QWidget | None:
        return self.again if self.again.isVisibleTo(self) else self.home
