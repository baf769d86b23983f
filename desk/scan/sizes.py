"""The size of a paper: what the file says if that is plausible, otherwise A4. Plain Python.

Programs write 72 or 96 dots an inch into what they never measured, and cameras 72 or 300; by these,
a page photographed by a telephone would be longer than half a metre.
"""

MM_PER_INCH = 25.4
POINTS_PER_MM = 72 / MM_PER_INCH
A4_MM, A3_MM = (210.0, 297.0), (297.0, 420.0)
LONGEST_MM = 422.0
"""A3 and a little: what is longer is only believed of a scanner's own file."""
SCANNER_WIDTH_MM = 310.0
"""No scanner at a window takes wider paper: a strip of a metre may be real, a square is not."""
LONGEST_STRIP_MM = 5000.0
"""The largest page of a PDF (ISO 32000-1, annex C: 14,400 points)."""
SHORTEST_MM = 20.0
_MEASURED_DPI = 100.0
"""Below this a resolution is a program's habit, unless it gives exactly a paper's size."""
_SCANNERS_DPI = (200, 300, 400, 600)
_KNOWN_MM = (A3_MM, A4_MM, (148.0, 210.0), (105.0, 148.0), (215.9, 279.4), (215.9, 355.6),
             (250.0, 353.0), (176.0, 250.0), (184.0, 260.0), (54.0, 85.6))  # fmt: skip

Pair = tuple[float, float]


def believed_mm(size_px: Pair, dpi: Pair, *, scanner: bool) -> Pair | None:
    """Width and height of a picture by its own resolution, in millimetres, if that is plausible.

    `dpi` holds both resolutions, 0 where the file does not say. `scanner` says that the file is
    of a kind that only scanners write, so that even a very long page may be one.
    """
    if min(dpi) <= 0 or min(size_px) <= 0:
        return None
    size = (size_px[0] / dpi[0] * MM_PER_INCH, size_px[1] / dpi[1] * MM_PER_INCH)
    long, short = max(size), min(size)
    if _is_known(long, short):
        return size
    if max(dpi) < _MEASURED_DPI or long < SHORTEST_MM:
        return None
    strip = scanner and short <= SCANNER_WIDTH_MM and long <= LONGEST_STRIP_MM
    if long > LONGEST_MM and not strip:
        return None
    return size


def _is_known(long: float, short: float) -> bool:
    return any(abs(long - b) <= 2.0 and abs(short - a) <= 2.0 for a, b in _KNOWN_MM)


def fitted_mm(size_px: Pair) -> Pair:
    """Width and height on the paper that a picture without a believable resolution gets.

    It lies on A4, upright or across, as large as fits; on A3 when its sides are those of A3 at
    a scanner's resolution and not those of A4 at another.
    """
    width, height = size_px
    paper = A3_MM if _is_a3(max(size_px), min(size_px)) else A4_MM
    room = paper if width <= height else paper[::-1]
    scale = min(room[0] / width, room[1] / height)
    return width * scale, height * scale


def _is_a3(long: float, short: float) -> bool:
    def at_some_dpi(paper: Pair) -> bool:
        return any(
            abs(long / dpi * MM_PER_INCH - paper[1]) < 3.0
            and abs(short / dpi * MM_PER_INCH - paper[0]) < 3.0
            for dpi in _SCANNERS_DPI
        )

    return at_some_dpi(A3_MM) and not at_some_dpi(A4_MM)
