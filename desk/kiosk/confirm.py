"""One service: what to expect, and the number."""

from PySide6.QtWidgets import QWidget

from desk.domain.tickets import Priority
from desk.kiosk import words
from desk.kiosk.measures import Measures, Type
from desk.kiosk.pages import PageStrip, PageView, WaitFigures
from desk.kiosk.parts import Tile, TouchWords, Typeface
from desk.kiosk.presenter import KioskPresenter
from desk.kiosk.state import KioskState, Work
from desk.qt.theme import Tone
from desk.qt.words import service_hint, service_name


class ConfirmPage(PageView):
    """The second touch: a number, or a priority number on the citizen's word."""

    def __init__(self, presenter: KioskPresenter) -> None:
        super().__init__(presenter)
        self.figures = WaitFigures()
        self.strip = PageStrip()
        self.take = Tile(presenter.take)
        self.first_take = Tile(lambda: presenter.take(priority=True))
        self.first.addWidget(self.figures)
        self.first.addWidget(self.strip)
        self.first.addStretch(1)
        self.second.addWidget(self.take)
        self.second.addWidget(self.first_take)
        self.second.addStretch(1)

    def render_state(self, state: KioskState, look: Measures) -> None:
        super().render_state(state, look)
        outlook = state.outlook
        if outlook is None:
            return
        self.figures.lay(look)
        self.title.say(look, service_name(outlook.service))
        self.lead.say(look, service_hint(outlook.service))
        self.figures.left.say(
            look,
            self.tr("Before you"),
            str(state.before.get(outlook.service.code, 0)),
            self.tr("people"),
        )
        wait = outlook.expected_s
        plain = state.priority is Priority.NORMAL
        self.figures.right.say(
            look,
            # a priority number is never called later than another taken at the same moment
            self.tr("Called in about") if plain else self.tr("Called within about"),
            str(words.minutes(wait)) if wait is not None else "",
            self.tr("min"),
        )
        self.strip.say(look, words.no_paper(state.printer))
        self._say_take(state, look, plain)
        self.first_take.setVisible(plain)

    def _say_take(self, state: KioskState, look: Measures, plain: bool) -> None:
        match state.work:
            case Work.NOTHING:
                head = self.tr("Take a number") if plain else self.tr("Take a priority number")
                below = self.tr("Your ticket comes out below")
                if state.printer is not None:
                    below = self.tr("The number is shown on the screen")
            case Work.ASKING:
                head, below = self.tr("Your number is being given"), ""
            case Work.RETRYING:
                head = self.tr("The queue has not answered yet")
                below = self.tr("It is asked again. You never get two numbers.")
        self.take.say(
            look,
            (
                TouchWords(head, Type.NAME, bold=True),
                *((TouchWords(below, Type.HINT, tone=Tone.INK2),) if below else ()),
            ),
            face=Typeface.FILLED,
            icon="ticket",
        )
        self.take.setMinimumHeight(look.px(250))
        self.first_take.say(
            look,
            (
                TouchWords(
                    self.tr("Aged 60 and over, disabled, pregnant, in service, veterans"),
                    Type.OFFER,
                    bold=True,
                ),
                TouchWords(
                    self.tr("Take a priority number: touch here"), Type.HINT, tone=Tone.INK2
                ),
            ),
            face=Typeface.OFFER,
            arrow=True,
        )
        self.first_take.setMinimumHeight(look.px(175))

    @property
    def news(self) -> str:
        return self.take.accessibleName()

    def start_here(self) -> QWidget | None:
        return self.take
