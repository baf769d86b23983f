"""The first page: appointments first, then the services with their waits, then priority."""

from PySide6.QtWidgets import QWidget

from desk.kiosk import words
from desk.kiosk.grid import ServiceGrid
from desk.kiosk.measures import Measures, Type
from desk.kiosk.pages import PageStrip, PageView
from desk.kiosk.parts import Tile, TouchWords, Typeface
from desk.kiosk.presenter import KioskPresenter
from desk.kiosk.state import KioskState
from desk.qt.theme import Tone


class StartPage(PageView):
    """Chooses a service. Also the page for those who are called first: `first` is theirs."""

    low = False

    def __init__(self, presenter: KioskPresenter, *, priority: bool = False) -> None:
        super().__init__(presenter, back=priority)
        self._priority = priority
        self.strip = PageStrip()
        self.appointment = Tile(presenter.have_appointment)
        self.services = ServiceGrid(presenter.choose)
        self.offer = Tile(presenter.offer_priority)
        for part in (self.strip, self.appointment):
            self.first.addWidget(part)
        self.first.addStretch(1)
        self.second.addWidget(self.services, 1000)
        self.second.addWidget(self.offer)
        self.second.addStretch(1)
        if priority:
            self.appointment.hide()
            self.offer.hide()

    def render_state(self, state: KioskState, look: Measures) -> None:
        super().render_state(state, look)
        self.title.say(look, self._title())
        trouble = words.hall_away(state.away) or words.no_paper(state.printer)
        self.lead.say(look, "" if trouble and look.cramped else self._lead(state))
        self.strip.say(look, trouble)
        if not self._priority:
            self._move_offer(look)
            self._say_offers(state, look, tight=look.cramped or bool(trouble and not look.standing))
        self.services.show_services(state, look)

    @property
    def news(self) -> str:
        return self.strip.text()

    def start_here(self) -> QWidget | None:
        if not self._priority and self.appointment.isEnabled():
            return self.appointment
        tiles = [tile for tile in self.services.tiles if tile.isEnabled()]
        return tiles[0] if tiles else super().start_here()

    def _title(self) -> str:
        if self._priority:
            return self.tr("Priority: choose a service")
        return self.tr("Choose a service")

    def _lead(self, state: KioskState) -> str:
        if self._priority:
            return self.tr(
                "For people aged 60 and over, with disabilities, pregnant, in service, and veterans"
            )
        return words.headline(state.overview) if state.overview else ""

    def _say_offers(self, state: KioskState, look: Measures, *, tight: bool) -> None:
        """With `tight`, second lines are left out."""
        ways = self.tr("Scan its code, or type 6 digits or your ID number")
        if self.presenter.reads_cards:
            ways = self.tr("Scan its code, lay your identity card on, or type its 6 digits")
        self.appointment.say(
            look,
            (
                TouchWords(self.tr("I have an appointment"), Type.NAME, bold=True),
                *(() if tight else (TouchWords(ways, Type.HINT, tone=Tone.INK2),)),
            ),
            face=Typeface.FILLED if state.away is None else Typeface.SHUT,
            icon="calendar",
        )
        roomy = len(self.services.tiles) < 6 and not tight
        self.appointment.setMinimumHeight(look.px(250 if roomy else 180))
        below = self.tr("You may go first: touch here")
        given = state.overview is not None and any(
            outlook.gives_tickets for outlook in state.overview.services
        )
        self.offer.say(
            look,
            (
                TouchWords(
                    self.tr("Aged 60 and over, disabled, pregnant, in service, veterans"),
                    Type.OFFER,
                    bold=True,
                ),
                *(() if tight else (TouchWords(below, Type.HINT, tone=Tone.INK2),)),
            ),
            face=Typeface.OFFER if given and state.away is None else Typeface.SHUT,
            arrow=True,
        )
        self.offer.setMinimumHeight(look.px(175))

    def _move_offer(self, look: Measures) -> None:
        """Standing, priority is offered under the services; lying, in the first half."""
        there = self.second if look.standing else self.first
        if there.indexOf(self.offer) < 0:
            self.first.removeWidget(self.offer)
            self.second.removeWidget(self.offer)
            there.insertWidget(2 if look.standing else there.count(), self.offer)
