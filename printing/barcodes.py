"""Codes as modules, to be drawn as vectors: Code 128 for guns, QR for telephones.

Bars are drawn on the dots of a 300 dpi printer (or of a 203 dpi one on a ticket), so that the
printer cannot make one bar wider than its neighbour. Every code keeps the quiet zone that its
standard asks for: 10 modules beside a Code 128 (ISO/IEC 15417), 4 around a QR (ISO/IEC 18004).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

CODE128_QUIET = 10


@dataclass(frozen=True, slots=True)
class Bars:
    """A one-dimensional code: `modules` of width 1, and the (start, length) of each dark bar."""

    modules: int
    dark: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """A QR: `size` modules square, and the dark runs as (row, start, length) from the top."""

    size: int
    dark: tuple[tuple[int, int, int], ...]


def _dark_runs(cells: Iterable[bool]) -> Iterator[tuple[int, int]]:
    start: int | None = None
    at = -1
    for at, dark in enumerate(cells):
        if dark and start is None:
            start = at
        elif not dark and start is not None:
            yield start, at - start
            start = None
    if start is not None:
        yield start, at + 1 - start


@cache
def code128(text: str) -> Bars:
    """`text` in Code 128, digits in pairs where that is shorter.

    Raises `barcode.errors.BarcodeError` when a character cannot stand in it.
    """
    from barcode.codex import Code128

    line = Code128(text).build()[0]
    return Bars(len(line), tuple(_dark_runs(module == "1" for module in line)))


def qr_rows(text: str) -> tuple[tuple[bool, ...], ...]:
    """The modules of a QR of error correction level M, row by row; True is dark.

    It is the smallest version that holds `text`, without its quiet zone.
    """
    import zxingcpp

    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    picture = code.to_image(scale=1, add_quiet_zones=False)
    size = picture.shape[1]
    grey = bytes(picture)  # type: ignore[call-overload]  # a buffer, which its stub does not say
    rows = (grey[at : at + size] for at in range(0, len(grey), size))
    return tuple(tuple(value < 128 for value in row) for row in rows)


def qr(text: str) -> Matrix:
    """`qr_rows`, for a paper to draw."""
    rows = qr_rows(text)
    dark = [
        (number, start, length)
        for number, row in enumerate(rows)
        for start, length in _dark_runs(row)
    ]
    return Matrix(len(rows), tuple(dark))
