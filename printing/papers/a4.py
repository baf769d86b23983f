"""The layout of the A4 papers: one grid, a head with the barcode, a table, a foot.

    20   27      44                102 107      131   143  155          190   mm
    |    |       |                  |  |        |     |    |             |
    authority / title                             ||||||||||||||||||||||||
    ────────────────────────────────────────────────────────────────────────
    label        value                 label    value
    ────────────────────────────────────────────────────────────────────────
    what counts most                   less       less
    ────────────────────────────────────────────────────────────────────────
    #    material                      form     copies pages  digests

A paper is a list of blocks laid from top to bottom. A block that does not fit goes to the next
page, under the same head; what closes the paper stays together on its last page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from printing.fonts import BOLD, MONO, MONO_BOLD
from printing.papers.materials import MaterialLine
from printing.sheet import (
    CODE,
    DOT_300,
    HEADING,
    LABEL,
    SMALL,
    STRONG,
    TEXT,
    Block,
    Sheet,
    Style,
    block_height,
    code128_quiet,
    code128_width,
    lines_of,
    on_dots,
)
from printing.words import short_digest, until_in_words

PAGE = (210.0, 297.0)
LEFT, RIGHT = 20.0, 190.0
NAME, VALUE, LEFT_END = 27.0, 44.0, 102.0
MIDDLE, MIDDLE_VALUE, PAGES, DIGEST = 107.0, 131.0, 143.0, 155.0
TOP, BOTTOM = 15.0, 282.0
PART = 12
"""Lines of digests that stay together; a page break may come between such parts."""

PAGE_NUMBER = 9.0
"""The height of the page number at the foot of a page."""

MODULE = 4 * DOT_300
BARS = 12.0
BESIDE = 92.0
"""The greatest width of a barcode beside the title."""

PRACTICE = "演练用纸，不具效力"
AUTHORITY = TEXT.sized(10)
NUMBER = Style(MONO, 9, tracking=0.06)
LARGE = Style(BOLD, 20)
MEDIUM = Style(BOLD, 13)
STRONG_CODE = Style(MONO_BOLD, 9)


@dataclass(frozen=True, slots=True)
class Head:
    """The head of every page. `number` is also in the barcode; it may be empty.

    A paper of a `practice` region says so, lest it be taken for a real one.
    """

    authority: str
    title: str
    number: str
    practice: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what it says; a `code` is set in the monospaced face."""

    label: str
    value: str
    code: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One of the most important facts: a label, its value, a smaller remark."""

    label: str
    value: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Foot:
    """The foot of the last page.

    `codes` are (caption, address) of QRs, from left to right.
    """

    heading: str
    text: str
    codes: tuple[tuple[str, str], ...]


# -- head -------------------------------------------------------------------------------


def head_block(head: Head) -> Block:
    """The head of a page, with the rule below it.

    The barcode stands beside the title; a number too long for that has its bars below it.
    """
    bars = code128_width(head.number, MODULE) if head.number else 0.0
    left = on_dots(RIGHT - bars, DOT_300)
    beside = bars <= BESIDE and bool(head.number)
    room = left - code128_quiet(MODULE) - 2 - LEFT if beside else RIGHT - LEFT
    author = f"{head.authority} · {PRACTICE}" if head.practice else head.authority
    authority = lines_of(author, AUTHORITY, room)
    title_base = block_height(len(authority), AUTHORITY) + 9.8
    bars_top = 0.0 if beside else title_base + 5
    height = title_base + 4.7
    if head.number:
        height = max(height, bars_top + BARS + 8.5)

    def draw(sheet: Sheet, y: float) -> None:
        sheet.lines(LEFT, y, authority, AUTHORITY)
        sheet.text(LEFT, y + title_base, head.title, HEADING)
        if head.number:
            sheet.code128(left, y + bars_top, head.number, MODULE, BARS)
            sheet.text(RIGHT, y + bars_top + BARS + 4.1, head.number, NUMBER, "right")
        sheet.rule(LEFT, y + height, RIGHT - LEFT, 1.2)

    return Block(height, draw)


# -- facts ------------------------------------------------------------------------------


def facts_block(left: Sequence[Fact], right: Sequence[Fact]) -> Block:
    """Two columns of labelled facts; a long value wraps inside its column."""
    rows: list[tuple[float, list[tuple[float, Fact, list[str], Style]]]] = []
    for number in range(max(len(left), len(right))):
        cells = []
        for column, label_x, value_x, end in (
            (left, LEFT, VALUE, LEFT_END),
            (right, MIDDLE, MIDDLE_VALUE, RIGHT),
        ):
            if number < len(column):
                fact = column[number]
                style = STRONG
                if fact.code:
                    style = STRONG_CODE.fitted(fact.value, end - value_x, 7.5)
                cells.append((label_x, fact, lines_of(fact.value, style, end - value_x), style))
        height = max(block_height(len(lines), STRONG) for _, _, lines, _ in cells) + 2.9
        rows.append((height, cells))

    def draw(sheet: Sheet, y: float) -> None:
        for height, cells in rows:
            for x, fact, lines, style in cells:
                sheet.text(x, y + STRONG.cap, fact.label, LABEL)
                for number, line in enumerate(lines):
                    base = y + STRONG.cap + number * STRONG.line
                    sheet.text(x + VALUE - LEFT, base, line, style)
            y += height

    return Block(sum(height for height, _ in rows), draw)


# -- what counts most -------------------------------------------------------------------


def band_block(first: Cell, others: Sequence[Cell]) -> Block:
    """The most important fact, large, and up to two lesser ones beside it, between two rules."""
    edges = [LEFT, MIDDLE, DIGEST] if len(others) == 2 else [LEFT, MIDDLE]
    ends = [*(edge - 9 for edge in edges[1:]), RIGHT]
    cells: list[tuple[float, Cell, Style, list[str], list[str]]] = []
    for cell, x, end, style in zip(
        (first, *others), edges, ends, (LARGE, MEDIUM, MEDIUM), strict=False
    ):
        fitted = style.fitted(cell.value, end - x, 11)
        values = lines_of(cell.value, fitted, end - x)
        cells.append((x, cell, fitted, values, lines_of(cell.remark, SMALL, end - x)))
    value_rows = max((len(values) - 1) * style.line for _, _, style, values, _ in cells)
    remark_rows = max(len(remarks) for *_, remarks in cells)
    height = 23.2 + value_rows + block_height(remark_rows, SMALL)

    def draw(sheet: Sheet, y: float) -> None:
        sheet.rule(LEFT, y, RIGHT - LEFT, 0.8)
        sheet.rule(LEFT, y + height, RIGHT - LEFT, 0.8)
        for x, cell, style, values, remarks in cells:
            if x != LEFT:
                sheet.upright(x - 5, y + 4, height - 8, 0.25)
            sheet.text(x, y + 7, cell.label, LABEL)
            for number, line in enumerate(values):
                sheet.text(x, y + 15.8 + number * style.line, line, style)
            sheet.lines(x, y + 18.2 + value_rows, remarks, SMALL)

    return Block(height, draw)


# -- materials --------------------------------------------------------------------------


def table_head() -> Block:
    """The names of the columns, with the rule below them."""

    def draw(sheet: Sheet, y: float) -> None:
        for x, label in (
            (LEFT, "#"),
            (NAME, "收到的材料"),
            (MIDDLE, "形式"),
            (MIDDLE_VALUE, "份数"),
            (PAGES, "页数"),
            (DIGEST, "指纹"),
        ):
            sheet.text(x, y + 3.6, label, LABEL)
        sheet.rule(LEFT, y + 6, RIGHT - LEFT, 0.8)

    return Block(6, draw)


def table_rows(lines: Sequence[MaterialLine], today: date) -> list[Block]:
    """The blocks of each material: one, and more for a very long list of digests."""
    blocks = []
    for number, line in enumerate(lines, start=1):
        digests = [short_digest(digest) for digest in line.digests]
        pairs = ["  ".join(digests[at : at + 2]) for at in range(0, len(digests), 2)]
        parts = [pairs[at : at + PART] for at in range(0, len(pairs), PART)] or [[]]
        blocks.append(_row(number, line, parts[0], today, last=len(parts) == 1))
        blocks += [_more_digests(part, last=part is parts[-1]) for part in parts[1:]]
    return blocks


def _row(number: int, line: MaterialLine, pairs: list[str], today: date, *, last: bool) -> Block:
    name = lines_of(line.name, TEXT, LEFT_END - NAME)
    promise: list[str] = []
    if line.follow_until is not None:
        until = until_in_words(line.follow_until, today, estimated=line.estimated)
        promise = lines_of(f"，请于 {until}交到任一窗口", TEXT, RIGHT - MIDDLE - 9)
    form = lines_of(line.form, TEXT, MIDDLE_VALUE - MIDDLE - 2)
    height = max(block_height(len(part), TEXT) for part in (name, promise or form, pairs)) + 4.2

    def draw(sheet: Sheet, y: float) -> None:
        base = y + 2 + TEXT.cap
        sheet.text(LEFT, base, str(number), TEXT)
        sheet.lines(NAME, y + 2, name, TEXT)
        if line.follow_until is not None:
            taken = sheet.text(MIDDLE, base, "后补", STRONG)
            sheet.lines(MIDDLE + taken, y + 2, promise, TEXT)
        else:
            sheet.lines(MIDDLE, y + 2, form, TEXT)
            sheet.text(MIDDLE_VALUE, base, str(line.copies or "—"), TEXT)
            sheet.text(PAGES, base, str(line.pages or "—"), TEXT)
            _digests(sheet, base, pairs)
            if not pairs:
                sheet.text(DIGEST, base, "—", TEXT)
        if last:
            sheet.rule(LEFT, y + height, RIGHT - LEFT, 0.25)

    return Block(height if last else height - 2.4, draw)


def _more_digests(pairs: list[str], *, last: bool) -> Block:
    """The next part of a list of digests, which began in the block before."""
    height = block_height(len(pairs), TEXT) + (4.2 if last else 1.8)

    def draw(sheet: Sheet, y: float) -> None:
        _digests(sheet, y + 2 + TEXT.cap, pairs)
        if last:
            sheet.rule(LEFT, y + height, RIGHT - LEFT, 0.25)

    return Block(height, draw)


def _digests(sheet: Sheet, base: float, pairs: list[str]) -> None:
    for row, pair in enumerate(pairs):
        sheet.text(DIGEST, base + row * TEXT.line, pair, CODE)


# -- foot and pages ---------------------------------------------------------------------

QR_ROOM, QR_GAP = 25.0, 9.0
FOOT = 38.0


def foot_block(foot: Foot) -> Block:
    """The QRs with their captions to the right, the words to the left, on the same foot line."""
    room = RIGHT - LEFT - len(foot.codes) * (QR_ROOM + QR_GAP) - 4
    lines = lines_of(foot.text, SMALL, room)

    def draw(sheet: Sheet, y: float) -> None:
        right = RIGHT
        for caption, address in reversed(foot.codes):
            taken = sheet.qr(right, y, address, QR_ROOM, align="right")
            sheet.text(right - taken / 2, y + taken + 6.2, caption, TEXT.sized(8.5), "centre")
            right -= QR_ROOM + QR_GAP
        top = y + QR_ROOM + 3.4 - block_height(len(lines), SMALL)
        sheet.text(LEFT, top - 1.6, foot.heading, STRONG)
        sheet.lines(LEFT, top, lines, SMALL)

    return Block(FOOT, draw)


def paginated(
    opening: Sequence[Block], head: Block, rows: Sequence[Block], closing: float, room: float
) -> list[list[Block]]:
    """The blocks of each page. `head` stands again above the rows that begin a page.

    `closing` is what the last page must keep free below its last row.
    """
    pages = [[*opening, head]]
    used = sum(block.height for block in pages[0])
    for row in rows:
        if used + row.height > room:
            pages.append([head])
            used = head.height
        pages[-1].append(row)
        used += row.height
    if used + closing > room:
        # The last material moves too, so that no signature is on a page by itself.
        materials_here = len(pages[-1]) - 1 - pages[-1].index(head)
        pages.append([head, pages[-1].pop()] if materials_here > 1 else [])
    return pages


def render_a4(
    head: Head,
    opening: Sequence[Block],
    materials: Sequence[MaterialLine],
    *,
    closing: Block,
    foot: Foot,
    today: date,
) -> bytes:
    """Lay a paper with a table of materials out on as many pages as it needs."""
    return render_rows(
        head,
        opening,
        table_head(),
        table_rows(materials, today),
        closing=closing,
        foot=foot,
    )


def render_rows(
    head: Head,
    opening: Sequence[Block],
    rows_head: Block,
    rows: Sequence[Block],
    *,
    closing: Block,
    foot: Foot,
) -> bytes:
    """Lay the blocks out on as many pages as they need and return the PDF.

    `rows_head` stands above the rows of every page.
    """
    top = head_block(head)
    bottom = foot_block(foot)
    start = TOP + top.height + 6
    pages = paginated(
        opening,
        rows_head,
        rows,
        closing.height + bottom.height - PAGE_NUMBER,
        BOTTOM - PAGE_NUMBER - start,
    )
    sheet = Sheet(PAGE, f"{head.title} {head.number}", head.authority)
    for number, blocks in enumerate(pages, start=1):
        if number > 1:
            sheet.next_page()
        top.draw(sheet, TOP)
        y = start
        for block in blocks:
            block.draw(sheet, y)
            y += block.height
        if number == len(pages):
            closing.draw(sheet, y)
            bottom.draw(sheet, BOTTOM - bottom.height)
        taken = sheet.text(LEFT, BOTTOM - 1.5, f"第 {number} 页，共 {len(pages)} 页", SMALL)
        if head.practice:
            sheet.text(LEFT + taken + 4, BOTTOM - 1.5, PRACTICE, STRONG.sized(8))
    return sheet.pdf()


def spaced(block: Block, below: float) -> Block:
    """A block with white below it."""
    return Block(block.height + below, block.draw)
