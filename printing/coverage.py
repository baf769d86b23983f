"""Which characters papers cannot draw, without opening a font.

The code points that our faces have stand in ``resources/fonts/coverage.txt`` as ranges, which
`printing.build_fonts` writes. Scripts whose letters join, stack or run downwards are left out:
papers set one character beside the other, which would change the word.
"""

from bisect import bisect_right
from collections.abc import Iterable
from functools import cache

import resources

FILE = "fonts/coverage.txt"

SHAPED = (
    (0x0590, 0x08FF),  # Hebrew, Arabic, Syriac, Thaana, N'Ko
    (0x0900, 0x0DFF),  # scripts of India
    (0x0F00, 0x109F),  # Tibetan, Myanmar
    (0x1100, 0x11FF),  # conjoining jamo; NFC has made syllables of them
    (0x1780, 0x18AF),  # Khmer, Mongolian
    (0x1A20, 0x1AAF),  # Tai Tham
    (0xFB1D, 0xFDFF),  # Hebrew and Arabic presentation forms
    (0xFE70, 0xFEFC),
)
"""Blocks that need shaping, which papers do not do."""


def ranges_of(codes: Iterable[int]) -> list[tuple[int, int]]:
    """Code points as ranges, both ends included, without those that need shaping."""
    ranges: list[tuple[int, int]] = []
    for code in sorted(set(codes)):
        if is_shaped(chr(code)):
            continue
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1] = ranges[-1][0], code
        else:
            ranges.append((code, code))
    return ranges


def write_ranges(codes: Iterable[int]) -> str:
    """The text of the file for faces that have these code points."""
    lines = (f"{first:04X}-{last:04X}" for first, last in ranges_of(codes))
    return "\n".join(lines) + "\n"


@cache
def _ranges() -> tuple[list[int], list[int]]:
    lines = resources.path(FILE).read_text("ascii").split()
    pairs = [line.split("-") for line in lines]
    return [int(first, 16) for first, _ in pairs], [int(last, 16) for _, last in pairs]


def is_drawn(character: str) -> bool:
    """Whether papers can draw `character`."""
    firsts, lasts = _ranges()
    code = ord(character)
    place = bisect_right(firsts, code) - 1
    return place >= 0 and code <= lasts[place]


def is_shaped(character: str) -> bool:
    """Whether its script needs shaping, which papers do not do."""
    return any(first <= ord(character) <= last for first, last in SHAPED)


def undrawn(text: str) -> tuple[str, ...]:
    """The characters of `text` that papers cannot draw, each once, in their order."""
    return tuple(dict.fromkeys(c for c in text if not (_shows_nothing(c) or is_drawn(c))))


def _shows_nothing(character: str) -> bool:
    return (
        character.isspace()
        or "\ufe00" <= character <= "\ufe0f"
        or "\U000e0100" <= character <= "\U000e01ef"
    )
