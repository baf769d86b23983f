"""The paper's outline on the scanner's bed, reported only when nothing else explains the picture.

What lies outside the outline is cut away, so that everything that could be the page's own
(a printed band, a grey column, a border, a shadow, a dark cover, a photograph) must fail here:
the bed has to lie on all four sides, even and empty; the paper's edges have to be straight,
sharp and at right angles; and the paper must either lie askew, as nothing printed does, or have
the size of a paper. A page that stays uncut is legible, content that was cut away is lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Grey = NDArray[Any]
    Points = NDArray[np.float64]

EDGE_SIDE = 640
"""The longer side at which an outline is looked for: A4 at about 55 dpi."""
ASKEW_DEG = 0.3
"""From this tilt on an edge is no printed one: print is level with the picture's border or, with
its paper, askew inside a bed of its own."""
LEAST_PART = 0.35
"""A smaller part of the picture is no page on a bed but a label on a cover or a window in a wall,
unless it has a paper's size in millimetres."""
NEARLY_BLACK = 45
"""A printed black border may merge with a bed that is no brighter."""
_RATIOS = (2**0.5, 11 / 8.5, 14 / 8.5, 85.6 / 54.0)
"""Longer to shorter side: A and B sizes, Letter, Legal, bank and identity cards (ISO 7810 ID-1)."""
_SIZES_MM = (
    (841.0, 594.0), (594.0, 420.0), (420.0, 297.0), (297.0, 210.0), (210.0, 148.0), (148.0, 105.0),
    (353.0, 250.0), (250.0, 176.0), (176.0, 125.0), (125.0, 88.0), (279.4, 215.9), (355.6, 215.9),
    (260.0, 184.0), (85.6, 54.0), (105.0, 74.0),
)  # fmt: skip
"""Paper sizes (ISO 216, passport pages, North American, 16K, cards)."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The paper on the glass: its corner points as fractions, and how it is tilted."""

    hull: Points
    tilt_deg: float


def shrunk(grey: Grey, side: int) -> Grey:
    """The picture with its longer side at most `side`; smaller ones as they are."""
    import cv2
    import numpy as np

    scale = side / max(grey.shape)
    if scale >= 1:
        return grey
    size = (max(1, round(grey.shape[1] * scale)), max(1, round(grey.shape[0] * scale)))
    return np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), np.uint8)


def find_outline(grey: Grey, size_mm: tuple[float, float] | None = None) -> Outline | None:
    """The outline of paper on a darker bed, or None unless it is certain.

    `size_mm` is the whole picture's width and height if the file is to be believed.
    """
    import cv2
    import numpy as np

    grey = shrunk(grey, EDGE_SIDE)
    height, width = grey.shape
    if min(height, width) < 64:
        return None
    clean = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8))  # print vanishes
    clean = cv2.GaussianBlur(clean, (3, 3), 0)
    paper = _only_bright_part(clean)
    sides = None if paper is None else _Sides.of(paper, width, height)
    if paper is None or sides is None or not sides.sharp(clean):
        return None
    shade = _even_shade(grey, paper)
    if shade is None or not _is_paper(sides, shade, (width, height), size_mm):
        return None
    hull = cv2.convexHull(paper).reshape(-1, 2).astype(np.float64)
    return Outline((hull + 0.5) / np.array([width, height], np.float64), sides.tilt_deg)


def _only_bright_part(clean: Grey) -> NDArray[Any] | None:
    """The contour of the one bright part on a darker ground; None when there is none or more."""
    import cv2
    import numpy as np

    _, mask = cv2.threshold(clean, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    bright, dark = clean[mask > 0], clean[mask == 0]
    if min(bright.size, dark.size) < 0.01 * clean.size or np.median(bright) - np.median(dark) < 15:
        return None
    rim = np.concatenate([mask[0], mask[-1], mask[:, 0], mask[:, -1]])
    if (rim == 0).mean() < 0.2:  # dark parts lie inside: a picture on the paper, not the bed
        return None
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    papers = [c for c in contours if cv2.contourArea(c) > 0.004 * clean.size]
    return papers[0] if len(papers) == 1 else None


def _even_shade(grey: Grey, paper: NDArray[Any]) -> float | None:
    """How bright the bed around the paper is; None unless it is even and nothing lies on it."""
    import cv2
    import numpy as np

    inside = np.zeros(grey.shape, np.uint8)
    cv2.fillConvexPoly(inside, cv2.convexHull(paper), 255)  # print at an edge makes a notch
    bed = cv2.dilate(inside, np.ones((9, 9), np.uint8)) == 0
    if bed.sum() < 0.005 * grey.size:
        return None
    soft = cv2.GaussianBlur(grey, (3, 3), 0).astype(np.float64)
    rows, columns = np.nonzero(bed)
    shades = soft[rows, columns]
    # A lamp may be brighter at one end; anything more is a shadow, a print, a thing on the glass.
    terms = np.column_stack((np.ones(rows.size), columns / grey.shape[1], rows / grey.shape[0]))
    plane, *_ = np.linalg.lstsq(terms, shades, rcond=None)
    if np.abs(plane[1:]).sum() > 16:
        return None
    off = np.abs(shades - terms @ plane)
    if (off > 10).mean() > 0.001 or np.percentile(off, 95) > 6:
        return None
    return float(np.median(shades))


@dataclass(frozen=True, slots=True)
class _Sides:
    """The straight sides of a rectangle that lies inside the picture.

    `lines` holds for each of its four sides a point on it, its direction and its inner normal.
    """

    lines: list[tuple[Points, Points, Points]]
    tilt_deg: float
    long_px: float
    short_px: float

    @classmethod
    def of(cls, contour: NDArray[Any], width: int, height: int) -> _Sides | None:
        import cv2
        import numpy as np

        points = contour.reshape(-1, 2).astype(np.float64)
        (cx, cy), (w, h), turn = cv2.minAreaRect(points.astype(np.float32))
        turn = turn - 90 * round(turn / 90)
        if abs(turn) > 40 or min(w, h) < 30:
            return None
        radians = np.deg2rad(turn)
        along = np.array([np.cos(radians), np.sin(radians)])
        across = np.array([-np.sin(radians), np.cos(radians)])
        off = points - (cx, cy)
        u, v = off @ along, off @ across
        half_u, half_v = np.abs(u).max(), np.abs(v).max()
        margin = 3
        on_glass = (
            (points[:, 0] > margin)
            & (points[:, 0] < width - 1 - margin)
            & (points[:, 1] > margin)
            & (points[:, 1] < height - 1 - margin)
        )
        lines, tilts = [], []
        for near, far, middle, upright, inner in (
            (v, half_v, u / half_u, False, -across),
            (-v, half_v, u / half_u, False, across),
            (u, half_u, v / half_v, True, -along),
            (-u, half_u, v / half_v, True, along),
        ):
            side = on_glass & (near > 0.9 * far) & (np.abs(middle) < 0.9)
            if side.sum() < 0.6 * 2 * 0.9 * (half_v if upright else half_u):
                return None
            dx, dy, x0, y0 = (
                float(number)
                for number in cv2.fitLine(
                    points[side].astype(np.float32), cv2.DIST_HUBER, 0, 0.01, 0.01
                ).ravel()
            )
            astray = np.abs((points[side] - (x0, y0)) @ np.array([-dy, dx]))
            if np.percentile(astray, 90) > 1.5:
                return None  # torn, curled or shadowed
            tilt = np.rad2deg(np.arctan2(dy, dx)) - (90 if upright else 0)
            tilts.append(float(tilt - 180 * round(tilt / 180)))
            reach = 0.8 * (half_v if upright else half_u)
            lines.append((np.array([x0, y0]), np.array([dx, dy]) * reach, inner))
        agreed = float(np.median(tilts))
        near_it = [tilt for tilt in tilts if abs(tilt - agreed) < 0.5]
        if len(near_it) < 3:
            return None
        down = abs((lines[0][0] - lines[1][0]) @ across)
        right = abs((lines[2][0] - lines[3][0]) @ along)
        return cls(lines, float(np.mean(near_it)), max(down, right), min(down, right))

    def sharp(self, clean: Grey) -> bool:
        """Whether the paper is brighter than the bed right from its edge on, along every side."""
        import numpy as np

        def along(middle: Points, reach: Points, inwards: Points) -> Points:
            places = middle + np.linspace(-1, 1, 60)[:, None] * reach + inwards
            columns = np.clip(np.round(places[:, 0]).astype(int), 0, clean.shape[1] - 1)
            rows = np.clip(np.round(places[:, 1]).astype(int), 0, clean.shape[0] - 1)
            return np.asarray(clean[rows, columns], np.float64)

        for middle, reach, inner in self.lines:
            close = along(middle, reach, 3 * inner) - along(middle, reach, -3 * inner)
            apart = along(middle, reach, 9 * inner) - along(middle, reach, -9 * inner)
            if np.percentile(close, 15) < 20 or np.median(close) < 0.7 * np.median(apart):
                return False
        return True


def _is_paper(
    sides: _Sides,
    bed_shade: float,
    picture: tuple[int, int],
    size_mm: tuple[float, float] | None,
) -> bool:
    """Whether a bright rectangle may be cut out of the picture."""
    large = sides.long_px * sides.short_px > LEAST_PART * picture[0] * picture[1]
    ratio = sides.long_px / sides.short_px
    whole = max(picture) / min(picture)
    sized = False
    if size_mm is not None:
        scale = max(size_mm) / max(picture)
        found = (sides.long_px * scale, sides.short_px * scale)
        sized = _has_a_size(found) and not _has_a_size((max(size_mm), min(size_mm)))
    if abs(sides.tilt_deg) >= ASKEW_DEG:
        plausible = sized or bed_shade > NEARLY_BLACK or _has_a_ratio(ratio, 0.02)
        return plausible and (large or sized)
    if size_mm is not None:
        return sized
    return large and _has_a_ratio(ratio, 0.007) and not _has_a_ratio(whole, 0.012)


def _has_a_ratio(ratio: float, tolerance: float) -> bool:
    return any(abs(ratio / known - 1) < tolerance for known in _RATIOS)


def _has_a_size(sides_mm: tuple[float, float]) -> bool:
    return any(
        abs(sides_mm[0] - long) < 2.5 and abs(sides_mm[1] - short) < 2.5
        for long, short in _SIZES_MM
    )
