"""取号单, the queue ticket: 80 or 58 mm thermal paper, as long as what it says."""

from dataclasses import dataclass

from desk.domain.clock import local_time
from desk.domain.codes import ticket_address, ticket_code
from printing.barcodes import CODE128_QUIET
from printing.fonts import BOLD, MONO, REGULAR
from printing.papers.facts import TicketFacts
from printing.sheet import (
    DOT_203,
    Sheet,
    Style,
    block_height,
    code128_width,
    lines_of,
    on_dots,
)
from printing.words import wait_in_words

BARS = 10.0
QR_ROOM = 26.0

HALL = Style(BOLD, 13)
SERVICE = Style(REGULAR, 11)
NUMBER = Style(BOLD, 62)
WAIT = Style(REGULAR, 12.5)
WAIT_STRONG = Style(BOLD, 12.5)
NOTE = Style(REGULAR, 10)
SHOWN_CODE = Style(MONO, 8.5)


@dataclass(frozen=True, slots=True)
class Roll:
    """A width of paper, and what the print head reaches of it, in millimetres.

    `module` is the narrowest bar of the Code 128, in whole dots of the head.
    """

    width: float
    edge: float
    module: float

    @property
    def room(self) -> float:
        """What can be printed on."""
        return self.width - 2 * self.edge


ROLLS = {
    80: Roll(80.0, 4.0, 3 * DOT_203),  # 576 dots reach 72 mm
    58: Roll(58.0, 5.0, 2 * DOT_203),  # 384 dots reach 48 mm
}


def render(facts: TicketFacts) -> bytes:
    """The ticket as a PDF; the same facts give the same bytes.

    Raises KeyError for a width of paper that there is no roll of.
    """
    roll = ROLLS[facts.width_mm]
    room = roll.room
    hall = lines_of(facts.hall_name, HALL, room)
    service = lines_of(facts.service_name, SERVICE, room)
    note = lines_of("请留意屏幕与广播，叫三次不到即过号", NOTE, room)
    number = NUMBER.fitted(facts.number, room, 30)
    taken = local_time(facts.taken_at)
    code = ticket_code(facts.number, taken.date())

    hall_top = 6.0
    service_top = hall_top + block_height(len(hall), HALL) + 1.6
    number_base = service_top + block_height(len(service), SERVICE) + 4.5 + _digit_height(number)
    wait_top = number_base + 5.5
    note_top = wait_top + 12 + 3.5
    bars_top = note_top + NOTE.line + block_height(len(note), NOTE) + 4
    qr_top = bars_top + BARS + 9
    height = (qr_top + QR_ROOM + 11) if facts.public_url else (qr_top + 1)

    sheet = Sheet((roll.width, round(height, 2)), f"取号单 {facts.number}", facts.hall_name)
    middle = roll.width / 2
    sheet.lines(middle, hall_top, hall, HALL, "centre")
    sheet.lines(middle, service_top, service, SERVICE, "centre")
    sheet.text(middle, number_base, facts.number, number, "centre")

    sheet.rule(roll.edge, wait_top, room, 0.9)
    _waiting(sheet, wait_top + 8, facts, roll)
    sheet.rule(roll.edge, wait_top + 12, room, 0.9)

    said = f"{taken.month} 月 {taken.day} 日 {taken:%H:%M} 取号"
    sheet.lines(middle, note_top, [said, *note], NOTE, "centre")

    left = on_dots((roll.width - code128_width(code, roll.module)) / 2, DOT_203)
    assert left >= CODE128_QUIET * roll.module, "a ticket's code must leave its quiet zone"
    sheet.code128(left, on_dots(bars_top, DOT_203), code, roll.module, BARS)
    sheet.text(middle, bars_top + BARS + 4, code, SHOWN_CODE, "centre")

    if facts.public_url:
        address = ticket_address(facts.public_url, facts.hall, taken.date(), facts.number)
        size = sheet.qr(middle, qr_top, address, QR_ROOM, dot=DOT_203, align="centre")
        sheet.text(middle, qr_top + size + 6.8, "扫码看还有几人", NOTE, "centre")
    return sheet.pdf()


def _digit_height(style: Style) -> float:
    """The height of a figure in millimetres."""
    return style.family.first.face.cap_height / 1000 * style.size * 25.4 / 72


def _waiting(sheet: Sheet, y: float, facts: TicketFacts, roll: Roll) -> None:
    """How many are ahead and what to expect, when that is known; `y` is the baseline."""
    ahead = ("前面 ", str(facts.ahead), " 人") if facts.ahead else ("", "前面没有人", "")
    if facts.slot is not None:
        said = [("预约 ", f"{local_time(facts.slot):%H:%M}", "")]
    elif facts.wait_s is None:
        said = [ahead]
    else:
        about, minutes, unit = wait_in_words(facts.wait_s).split(" ")
        said = [ahead, (f"{about} ", minutes, f" {unit}")]
    room = roll.room / len(said)
    for place, (before, strong, after) in enumerate(said):
        plain = WAIT.fitted(before + strong + after, room - 2, 8)
        bold = WAIT_STRONG.sized(plain.size)
        middle = roll.edge + room * (place + 0.5)
        _centred(sheet, middle, y, [(before, plain), (strong, bold), (after, plain)])


def _centred(sheet: Sheet, x: float, y: float, parts: list[tuple[str, Style]]) -> None:
    """Differently set parts of one line, its middle at `x`."""
    x -= sum(style.width(text) for text, style in parts) / 2
    for text, style in parts:
        x += sheet.text(x, y, text, style)
