"""A sheet of paper to draw on: millimetres from its top left corner, text in families.

`Sheet` writes one PDF through reportlab. The same calls give the same bytes: no clock, no
random name goes in.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Literal

from reportlab.pdfgen.canvas import Canvas

from printing.barcodes import CODE128_QUIET, code128, qr
from printing.coverage import is_shaped
from printing.fonts import BOLD, MONO, REGULAR, TITLE, Family, GlyphRun, embedded, runs, width
from printing.wrapping import wrapped

MM = 72 / 25.4
"""Points in a millimetre."""

DOT_300 = 25.4 / 300
DOT_203 = 0.125
"""Millimetres in a dot of a laser printer, and of a ticket printer of 8 dots/mm."""

Align = Literal["left", "right", "centre"]


@dataclass(frozen=True, slots=True)
class Style:
    """How text looks. `size` in points, `leading` as a multiple of it, `gray` 0 is black.

    `tracking` is white between characters, in ems.
    """

    family: Family = REGULAR
    size: float = 9.5
    gray: float = 0.0
    leading: float = 1.5
    tracking: float = 0.0

    def sized(self, size: float) -> "Style":
        """The same style in another size."""
        return replace(self, size=size)

    def width(self, text: str) -> float:
        """The width of `text` on one line, in millimetres."""
        track = self.tracking * 1000 * max(0, len(text) - 1)
        return (width(text, self.family) + track) * self.size / 1000 / MM

    @property
    def line(self) -> float:
        """The distance from one line to the next, in millimetres."""
        return self.size * self.leading / MM

    @property
    def cap(self) -> float:
        """The height of a Han character above the baseline, in millimetres."""
        return self.size * 0.88 / MM

    def fitted(self, text: str, room: float, smallest: float) -> "Style":
        """This style, made just small enough for `text` to take no more than `room` mm."""
        needed = self.width(text)
        if needed <= room:
            return self
        return self.sized(max(smallest, int(self.size * room / needed * 4) / 4))


LABEL = Style(REGULAR, 9, gray=0.38)
TEXT = Style(REGULAR, 9.5)
STRONG = Style(BOLD, 9.5)
SMALL = Style(REGULAR, 8, gray=0.38)
CODE = Style(MONO, 8)
HEADING = Style(TITLE, 22, tracking=0.22, leading=1.25)


class Sheet:
    """One paper being drawn, page by page."""

    def __init__(self, size_mm: tuple[float, float], title: str, author: str) -> None:
        self.width, self.height = size_mm
        self._out = BytesIO()
        self._canvas = Canvas(
            self._out,
            pagesize=(self.width * MM, self.height * MM),
            invariant=1,
            pageCompression=0,
            lang="zh-CN",
            initialFontName=REGULAR.first.fontName,
        )
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)
        self._canvas.setSubject(title)
        self._canvas.setCreator("Hall Desk")
        self._canvas.setProducer("Hall Desk")
        # A paper that the driver shrinks to fit has bars of the wrong width.
        self._canvas.setViewerPreference("PrintScaling", "None")
        self._canvas.setViewerPreference("DisplayDocTitle", "true")

    def next_page(self) -> None:
        """End this page and begin another of the same size."""
        self._canvas.showPage()

    def pdf(self) -> bytes:
        """End the paper and return the whole file."""
        self._canvas.showPage()
        self._canvas.save()
        return self._out.getvalue()

    def _y(self, y: float) -> float:
        return (self.height - y) * MM

    # -- text ---------------------------------------------------------------------------

    def text(self, x: float, y: float, text: str, style: Style, align: Align = "left") -> float:
        """One line with its baseline at `y`; returns its width in millimetres.

        `x` is its left end, right end or middle, as `align` says.
        """
        taken = style.width(text)
        if align != "left":
            x -= taken if align == "right" else taken / 2
        at = x * MM
        if style.tracking:
            self._span(text)
        for run in _joined(runs(text, style.family)):
            spaced = style.tracking * len(run.text)
            if run.font is None:
                self._frame(at, self._y(y), run.text, style)
            else:
                self._show(at, self._y(y), run, style)
            at += (run.width / 1000 + spaced) * style.size
        if style.tracking:
            self._canvas.addLiteral("EMC")
        return taken

    def _show(self, x: float, y: float, run: GlyphRun, style: Style) -> None:
        """A run of text from (`x`, `y`) in points, its colour and state set anew each time."""
        font = run.font
        assert font is not None
        shown = "".join(c for c in run.text if ord(c) in font.face)
        document, size, gray = self._canvas._doc, style.size, style.gray
        name = font.getSubsetInternalName(0, document)
        numbers = font.splitString(shown, document)[0][1].hex()
        spacing = f"{style.tracking * size:.3f} Tc " if style.tracking else ""
        stroke = f"{gray:g} G {size * 0.035:.3f} w 2 Tr " if run.thicken else ""
        reset = (" 0 Tc" if spacing else "") + (" 0 Tr" if stroke else "")
        literal = (
            f"BT {name} {size:g} Tf {gray:g} g {spacing}{stroke}{x:.3f} {y:.3f} Td"
            f" <{numbers}> Tj{reset} ET"
        )
        if shown != run.text:
            self._span(run.text)
            literal += " EMC"
        self._canvas.addLiteral(literal)

    def _span(self, text: str) -> None:
        """Begin a stretch that is read as `text`, whatever is drawn (ISO 32000-1, 14.9.4)."""
        self._canvas.addLiteral(f"/Span <</ActualText <FEFF{text.encode('utf-16-be').hex()}>>> BDC")

    def _frame(self, x: float, y: float, text: str, style: Style) -> None:
        """Characters that no font has: a frame to write them into by hand, read as themselves.

        Their codes stand in it, pale, unless they are letters of a script that is joined.
        """
        em, wide = style.size, style.size * len(text)
        self._span(text)
        self._canvas.setLineWidth(max(0.3, em * 0.04))
        self._canvas.setStrokeGray(style.gray)
        self._canvas.rect(x + em * 0.06, y - em * 0.1, wide - em * 0.12, em * 0.94)
        small = embedded(MONO.faces[0])
        digits = replace(style, size=round(em * 0.4, 2), gray=0.72)
        if all(map(is_shaped, text)):
            # readers give the span's text only where something is drawn: a figure in white
            self._show(x + em * 0.3, y, GlyphRun("0", small, 0), replace(digits, gray=1))
        for place, character in enumerate(text):
            code = "" if is_shaped(character) else f"{ord(character):04X}"
            for row, part in enumerate((code[: len(code) // 2], code[len(code) // 2 :])):
                taken = small.stringWidth(part, digits.size)
                left = x + em * place + (em - taken) / 2
                if part:
                    self._show(
                        left, y + em * (0.46 - 0.42 * row), GlyphRun(part, small, taken), digits
                    )
        self._canvas.addLiteral("EMC")

    def lines(
        self, x: float, y: float, lines: Sequence[str], style: Style, align: Align = "left"
    ) -> float:
        """Lines below each other; `y` is the top of the first. Returns their height."""
        for number, line in enumerate(lines):
            self.text(x, y + style.cap + number * style.line, line, style, align)
        return block_height(len(lines), style)

    # -- rules and codes ----------------------------------------------------------------

    def rule(self, x: float, y: float, length: float, weight: float = 0.4) -> None:
        """A horizontal rule of `weight` points."""
        self._line(x, y, x + length, y, weight)

    def upright(self, x: float, y: float, length: float, weight: float = 0.4) -> None:
        """A vertical rule, downwards from `y`."""
        self._line(x, y, x, y + length, weight)

    def _line(self, x0: float, y0: float, x1: float, y1: float, weight: float) -> None:
        self._canvas.setLineWidth(weight)
        self._canvas.setStrokeGray(0)
        self._canvas.line(x0 * MM, self._y(y0), x1 * MM, self._y(y1))

    def circle(self, x: float, y: float, diameter: float) -> None:
        """A circle of fine dots around (`x`, `y`): where a seal goes."""
        self._canvas.saveState()
        self._canvas.setLineWidth(0.5)
        self._canvas.setStrokeGray(0.55)
        self._canvas.setDash(1.5, 2.5)
        self._canvas.circle(x * MM, self._y(y), diameter / 2 * MM)
        self._canvas.restoreState()

    def _dark(
        self,
        place: tuple[float, float],
        cell: tuple[float, float],
        cells: Iterable[tuple[int, int, int]],
    ) -> None:
        """Black runs of cells as (row, start, length), all in one path.

        `place` is the top left corner, `cell` one cell's width and height, in millimetres.
        """
        (left, top), (wide, high) = place, cell
        self._canvas.saveState()
        self._canvas.transform(wide * MM, 0, 0, -high * MM, left * MM, self._y(top))
        self._canvas.setFillGray(0)
        runs_of_cells = " ".join(f"{start} {row} {length} 1 re" for row, start, length in cells)
        self._canvas.addLiteral(f"{runs_of_cells} f")
        self._canvas.restoreState()

    def code128(self, x: float, y: float, text: str, module: float, height: float) -> None:
        """Code 128 whose first bar begins at `x`; its quiet zones lie outside."""
        bars = ((0, start, length) for start, length in code128(text).dark)
        self._dark((x, y), (module, height), bars)

    def qr(
        self,
        x: float,
        y: float,
        text: str,
        room: float,
        *,
        dot: float = DOT_300,
        align: Align = "left",
    ) -> float:
        """A QR whose dark part fits into `room` mm, its top at `y`; returns that part's width.

        Its modules are the largest whole number of printer's dots that fits. The caller keeps
        four modules white around it.
        """
        matrix = qr(text)
        module = max(1, int(room / matrix.size / dot)) * dot
        taken = matrix.size * module
        if align != "left":
            x -= taken if align == "right" else taken / 2
        self._dark((on_dots(x, dot), on_dots(y, dot)), (module, module), matrix.dark)
        return taken


def _joined(parts: Iterable[GlyphRun]) -> Iterator[GlyphRun]:
    """The runs with those that no font draws joined to one where they follow each other."""
    blank: GlyphRun | None = None
    for run in parts:
        if run.font is not None:
            if blank is not None:
                yield blank
            blank = None
            yield run
        elif blank is None:
            blank = run
        else:
            blank = GlyphRun(blank.text + run.text, None, blank.width + run.width)
    if blank is not None:
        yield blank


def code128_width(text: str, module: float) -> float:
    """The width of the bars of `text` in millimetres, without quiet zones."""
    return code128(text).modules * module


def code128_quiet(module: float) -> float:
    """The white that must stay on both sides of a Code 128, in millimetres."""
    return CODE128_QUIET * module


def on_dots(x: float, dot: float) -> float:
    """The place of a printer's dot nearest to `x`."""
    return round(x / dot) * dot


def lines_of(text: str, style: Style, room: float) -> list[str]:
    """`text` cut into lines of at most `room` mm."""
    return wrapped(text, room * MM * 1000 / style.size, style.family, style.tracking * 1000)


def block_height(lines: int, style: Style) -> float:
    """The height of so many lines, from the top of the first to the foot of the last."""
    return style.size * 1.12 / MM + (lines - 1) * style.line if lines else 0.0


@dataclass(frozen=True, slots=True)
class Block:
    """Something of known height that is drawn with its top at a given `y`."""

    height: float
    draw: Callable[[Sheet, float], None]
