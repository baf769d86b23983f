"""Signatures and seal of a paper: the clerk, the citizen's line, the authority's seal."""

from datetime import datetime

from desk.domain.clock import local_time
from printing.papers.a4 import LEFT, RIGHT
from printing.sheet import LABEL, STRONG, TEXT, Block, Sheet, lines_of
from printing.words import day_in_words

SEAL = 42.0
"""Diameter in millimetres of the round seal of an authority."""


def seal_and_signatures(authority: str, clerk: str, at: datetime, citizen: str) -> Block:
    """Signatures to the left, the seal to the right; `citizen` labels the citizen's line."""
    names = lines_of(authority, TEXT, SEAL - 8)
    centre = RIGHT - SEAL / 2
    signed = day_in_words(local_time(at).date())

    def draw(sheet: Sheet, y: float) -> None:
        sign(sheet, y + 9, clerk, citizen)
        sheet.circle(centre, y + SEAL / 2, SEAL)
        middle = y + SEAL / 2 - (len(names) - 1) * TEXT.line
        for number, line in enumerate(names):
            sheet.text(centre, middle + number * TEXT.line, line, TEXT, "centre")
        sheet.text(centre, y + SEAL / 2 + TEXT.line + 0.8, signed, TEXT, "centre")
        sheet.text(centre, y + SEAL - 6, "（印章）", LABEL.sized(7.5), "centre")

    return Block(SEAL + 4, draw)


def sign(sheet: Sheet, y: float, clerk: str, citizen: str = "申请人签收") -> None:
    """Who handled it, and where the citizen signs; `y` is the first baseline."""
    sheet.text(LEFT, y, "经办人", LABEL)
    sheet.text(LEFT + 24, y, clerk, STRONG)
    sheet.text(LEFT, y + 14, citizen, LABEL)
    sheet.rule(LEFT + 24, y + 15, 46, 0.4)
