"""An appointment: its code by keypad, keyboard or gun, or the number of an identity card."""

from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from desk.kiosk import words
from desk.kiosk.measures import Measures, Type
from desk.kiosk.pages import PageStrip, PageView
from desk.kiosk.parts import Button, Tile, TouchLine, TouchWords, Typeface
from desk.kiosk.presenter import KioskPresenter
from desk.kiosk.state import KioskState, Work
from desk.qt.theme import LIGHT, Tone

HIDDEN = "•"


class EntryBoxes(QWidget):
    """What was typed: a box for each digit of a code, or one for a card's number, hidden.

    Of a card's number only the last character is visible: other people stand behind the citizen.
    """

    def __init__(self) -> None:
        super().__init__()
        self._look = Measures()
        self._entry = ""
        self._length = 6
        self._hidden = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def shown(self) -> str:
        """The characters on the screen."""
        if not self._hidden or not self._entry:
            return self._entry
        return HIDDEN * (len(self._entry) - 1) + self._entry[-1]

    def say(self, look: Measures, entry: str, length: int, *, hidden: bool) -> None:
        """Show what was typed of so many characters."""
        self._look, self._entry, self._length, self._hidden = look, entry, length, hidden
        self.setAccessibleName(self.tr("{n} of {length} typed").format(n=len(entry), length=length))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(640), self._look.px(132))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        count = 1 if self._hidden else self._length
        gap = self._look.px(20)
        width = (self.width() - gap * (count - 1)) / count
        painter.setFont(self._look.font(Type.NAME if self._hidden else Type.ENTRY, bold=True))
        metrics = QFontMetrics(painter.font())
        for place in range(count):
            box = QRectF(place * (width + gap), 0, width, self.height()).adjusted(1, 1, -1, -1)
            here = not self._hidden and place == len(self._entry)
            painter.setPen(QPen(QColor(LIGHT.act if here else LIGHT.edge), 2 if here else 1))
            painter.setBrush(QColor(LIGHT.card))
            painter.drawRoundedRect(box, self._look.px(14), self._look.px(14))
            text = self.shown if self._hidden else self._entry[place : place + 1]
            painter.setPen(QColor(LIGHT.ink))
            x = box.center().x() - metrics.horizontalAdvance(text) / 2
            painter.drawText(QPointF(x, box.center().y() + metrics.capHeight() / 2), text)


class Keypad(QWidget):
    """Twelve keys as on a telephone. They are not needed by those who have a keyboard."""

    def __init__(self, presenter: KioskPresenter) -> None:
        super().__init__()
        self._digits = {d: Button(partial(presenter.type, d)) for d in "123456789"}
        self._digits["0"] = Button(partial(presenter.type, "0"))
        self.corner = Button(self._cornered)
        self.erase = Button(presenter.erase)
        self._presenter = presenter
        self._by_card = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        keys = [*(self._digits[d] for d in "123456789"), self.corner, self._digits["0"], self.erase]
        for place, key in enumerate(keys):
            key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._grid.addWidget(key, *divmod(place, 3))

    def key(self, digit: str) -> Button:
        """The key of a digit."""
        return self._digits[digit]

    def say(self, look: Measures, *, by_card: bool) -> None:
        """Show the keys; of a card's number the last may be an X."""
        self._by_card = by_card
        self._grid.setSpacing(look.px(20))
        for digit, key in self._digits.items():
            key.say(look, digit, kind=Type.ENTRY, height=124)
        corner = "X" if by_card else self.tr("Clear")
        self.corner.say(look, corner, kind=Type.ENTRY if by_card else Type.BUTTON, height=124)
        self.erase.say(look, "", name=self.tr("Erase"), icon="backspace", height=124)

    def _cornered(self) -> None:
        if self._by_card:
            self._presenter.type("X")
        else:
            self._presenter.clear()


class AppointmentPage(PageView):
    """Six digits, and the number comes by itself."""

    def __init__(self, presenter: KioskPresenter) -> None:
        super().__init__(presenter)
        self.boxes = EntryBoxes()
        self.strip = PageStrip(Tone.STOP)
        self.working = TouchLine(Type.HINT, Tone.INK2)
        self.keypad = Keypad(presenter)
        self.other = Tile(lambda: presenter.type_card(not presenter.state.by_card))
        self.first.addWidget(self.boxes)
        self.first.addWidget(self.strip)
        self.first.addWidget(self.working)
        self.first.addStretch(1)
        self.second.addWidget(self.keypad)
        self.second.addWidget(self.other)
        self.second.addStretch(1)

    def render_state(self, state: KioskState, look: Measures) -> None:
        super().render_state(state, look)
        if state.by_card:
            self.title.say(look, self.tr("Type the number of your identity card"))
            lead = self.tr("The number is compared and not kept.")
            if self.presenter.reads_cards:
                lead = self.tr("Nothing of it is kept. You can also lay the card on.")
            other = self.tr("Type the 6 digits of the appointment")
        else:
            self.title.say(look, self.tr("Type the 6 digits of your appointment"))
            lead = self.tr("You can also scan its code.")
            if self.presenter.reads_cards:
                lead = self.tr("You can also scan its code or lay your identity card on.")
            other = self.tr("No code at hand? Type the number of your identity card")
        self.lead.say(look, lead)
        self.boxes.say(look, state.entry, state.wanted_length, hidden=state.by_card)
        self.strip.say(look, words.fault(state.fault))
        self.working.say(look, "" if state.work is Work.NOTHING else self._work(state))
        self.keypad.say(look, by_card=state.by_card)
        self.other.say(
            look, (TouchWords(other, Type.LEAD, bold=True),), face=Typeface.OFFER, arrow=True
        )

    @property
    def news(self) -> str:
        return "\n".join((self.boxes.accessibleName(), self.strip.text(), self.working.text()))

    def start_here(self) -> QWidget | None:
        return self.keypad.key("1")

    def _work(self, state: KioskState) -> str:
        if state.work is Work.RETRYING:
            return self.tr("The queue has not answered yet; it is asked again.")
        return self.tr("Your appointment is being looked up")
