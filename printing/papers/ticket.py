"""取号单, the queue ticket: 80 mm thermal paper, as long as what it says."""

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
from printing.words import local, wait_in_words

WIDTH = 80.0
EDGE = 4.0
"""A print head of 576 dots reaches 72 of the 80 millimetres."""

MODULE = 3 * DOT_203
BARS = 10.0
QR_ROOM = 26.0

HALL = Style(BOLD, 13)
SERVICE = Style(REGULAR, 11)
NUMBER = Style(BOLD, 62)
WAIT = Style(REGULAR, 12.5)
WAIT_STRONG = Style(BOLD, 12.5)
NOTE = Style(REGULAR, 10)
SHOWN_CODE = Style(MONO, 8.5)


def render(facts: TicketFacts) -> bytes:
    """The ticket as a PDF; the same facts give the same bytes."""
    room = WIDTH - 2 * EDGE
    hall = lines_of(facts.hall_name, HALL, room)
    service = lines_of(facts.service_name, SERVICE, room)
    note = lines_of("请留意屏幕与广播，叫三次不到即过号", NOTE, room)
    number = NUMBER.fitted(facts.number, room, 30)
    taken = local(facts.taken_at)
    code = ticket_code(facts.number, taken.date())

    hall_top = 6.0
    service_top = hall_top + block_height(len(hall), HALL) + 1.6
    number_base = service_top + block_height(len(service), SERVICE) + 4.5 + _digit_height(number)
    wait_top = number_base + 5.5
    note_top = wait_top + 12 + 3.5
    bars_top = note_top + NOTE.line + block_height(len(note), NOTE) + 4
    qr_top = bars_top + BARS + 9
    height = (qr_top + QR_ROOM + 11) if facts.public_url else (qr_top + 1)

    sheet = Sheet((WIDTH, round(height, 2)), f"取号单 {facts.number}", facts.hall_name)
    middle = WIDTH / 2
    sheet.lines(middle, hall_top, hall, HALL, "centre")
    sheet.lines(middle, service_top, service, SERVICE, "centre")
    sheet.text(middle, number_base, facts.number, number, "centre")

    sheet.rule(EDGE, wait_top, room, 0.9)
    _waiting(sheet, wait_top + 8, facts)
    sheet.rule(EDGE, wait_top + 12, room, 0.9)

    said = f"{taken.month} 月 {taken.day} 日 {taken:%H:%M} 取号"
    sheet.lines(middle, note_top, [said, *note], NOTE, "centre")

    left = on_dots((WIDTH - code128_width(code, MODULE)) / 2, DOT_203)
    assert left >= CODE128_QUIET * MODULE, "a ticket's code must leave its quiet zone"
    sheet.code128(left, on_dots(bars_top, DOT_203), code, MODULE, BARS)
    sheet.text(middle, bars_top + BARS + 4, code, SHOWN_CODE, "centre")

    if facts.public_url:
        address = ticket_address(facts.public_url, facts.hall, taken.date(), facts.number)
        size = sheet.qr(middle, qr_top, address, QR_ROOM, dot=DOT_203, align="centre")
        sheet.text(middle, qr_top + size + 6.8, "扫码看还有几人", NOTE, "centre")
    return sheet.pdf()


def _digit_height(style: Style) -> float:
    """The height of a figure in millimetres."""
    return style.family.first.face.cap_height / 1000 * style.size * 25.4 / 72


def _waiting(sheet: Sheet, y: float, facts: TicketFacts) -> None:
    """How many are ahead and, when it is known, how long that may take; `y` is the baseline."""
    if facts.ahead:
        ahead = [("前面 ", WAIT), (str(facts.ahead), WAIT_STRONG), (" 人", WAIT)]
    else:
        ahead = [("前面没有人", WAIT_STRONG)]
    if facts.wait_s is None:
        _centred(sheet, WIDTH / 2, y, ahead)
        return
    about, minutes, unit = wait_in_words(facts.wait_s).split(" ")
    _centred(sheet, EDGE + (WIDTH - 2 * EDGE) / 4, y, ahead)
    wait = [(f"{about} ", WAIT), (minutes, WAIT_STRONG), (f" {unit}", WAIT)]
    _centred(sheet, WIDTH - EDGE - (WIDTH - 2 * EDGE) / 4, y, wait)


def _centred(sheet: Sheet, x: float, y: float, parts: list[tuple[str, Style]]) -> None:
    """Differently set parts of one line, its middle at `x`."""
    x -= sum(style.width(text) for text, style in parts) / 2
    for text, style in parts:
        x += sheet.text(x, y, text, style)
