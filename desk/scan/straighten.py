"""How a page lies on the glass: its angle from the text and from its edges, and its outline.

Two independent measurements are combined, because each is wrong alone: the paper's edge may be
torn, shadowed or cut askew (it misled by more than a degree on a quarter of the trial pages),
and text may be missing. Where they contradict each other or neither is sure, the page stays as
it is: a page left a little askew is legible, a page turned by mistake is not.

Angles are degrees, clockwise as seen on the page. Arrays are 8-bit grey, rows from the top.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desk.domain.visits import Recipe

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Grey = NDArray[Any]
    Points = NDArray[np.float64]

JUDGED_SIDE, EDGE_SIDE = 1600, 640
"""Longer sides at which a page and its outline are looked at: A4 at about 140 and 55 dpi."""
BELIEVABLE_DEG = 20.0
"""No one lays paper more askew than this; whatever claims to lie further is left alone."""
INK_POINTS, FEW_POINTS = 40_000, 12_000
"""Dark pixels that are projected, finely and in the first search: drawn by lot, always the same."""
TELLING = 1.8
"""How many times the median a peak must reach: text reaches 3 to 20, photographs and noise 1.3."""
LEVEL_DEG = 0.08
"""Below this a page counts as straight: 0.4 mm over the height of A4."""
TRIM = 0.008
"""A crop that takes less than this from every side is not worth a new encoding."""
FRINGE = 0.0014
"""The blurred rim between paper and glass, as a part of the picture: 0.3 mm across A4."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The paper on the glass: its corner points as fractions, and how it is tilted if known."""

    hull: Points
    tilt_deg: float | None


def judged(grey: Grey) -> Grey:
    """The page at the size at which it is judged; smaller ones as they are."""
    return _shrunk(grey, JUDGED_SIDE)


def find_recipe(grey: Grey) -> Recipe:
    """Propose how to straighten and crop a page; neutral when nothing is certain."""
    import numpy as np

    text = judged(grey)
    outline = find_outline(_shrunk(text, EDGE_SIDE))
    tilt = decide(text_tilt(text, outline), outline.tilt_deg if outline else None)
    angle = 0.0 if abs(tilt) < LEVEL_DEG else round(-tilt, 2)
    if outline is None:
        return Recipe(angle_deg=angle)
    height, width = grey.shape[:2]
    placed, (canvas_w, canvas_h) = on_canvas(outline.hull * (width, height), width, height, angle)
    low, high = placed.min(axis=0), placed.max(axis=0)
    size = np.array([canvas_w, canvas_h])
    # The outline runs through the middle of the outermost pixels of a smaller picture.
    inset = FRINGE * size - 0.5 * max(height, width) / min(EDGE_SIDE, max(height, width))
    # A side that runs off the glass is no edge of the paper: nothing is taken there.
    left, top = np.where(low > inset, (low + inset) / size, 0.0)
    right, bottom = np.where(high < size - inset, (high - inset) / size, 1.0)
    if angle == 0.0 and max(left, top, 1 - right, 1 - bottom) < TRIM:
        return Recipe()
    return Recipe(angle, (_fraction(left), _fraction(top), _fraction(right), _fraction(bottom)))


def _fraction(value: float) -> float:
    return round(min(max(float(value), 0.0), 1.0), 5)


def decide(text: float | None, edge: float | None) -> float:
    """The tilt to believe in: the text's, else the edge's; 0 when they contradict each other."""
    if text is None:
        return edge if edge is not None else 0.0
    if edge is not None and abs(text - edge) > 3.0:
        return 0.0
    return text


def on_canvas(
    points: Points, width: int, height: int, angle_deg: float
) -> tuple[Points, tuple[int, int]]:
    """Where pixel positions fall when the picture is turned, and the canvas that holds it whole."""
    matrix, canvas = turning(width, height, angle_deg)
    return points @ matrix[:, :2].T + matrix[:, 2], canvas


def turning(width: int, height: int, angle_deg: float) -> tuple[Points, tuple[int, int]]:
    """The affine matrix that turns a picture clockwise about its middle on a canvas that fits."""
    import cv2
    import numpy as np

    matrix = np.asarray(cv2.getRotationMatrix2D((width / 2, height / 2), -angle_deg, 1.0), float)
    cos, sin = abs(matrix[0, 0]), abs(matrix[0, 1])
    canvas = (round(width * cos + height * sin), round(width * sin + height * cos))
    matrix[:, 2] += ((canvas[0] - width) / 2, (canvas[1] - height) / 2)
    return matrix, canvas


def _shrunk(grey: Grey, side: int) -> Grey:
    import cv2
    import numpy as np

    scale = side / max(grey.shape)
    if scale >= 1:
        return grey
    size = (max(1, round(grey.shape[1] * scale)), max(1, round(grey.shape[0] * scale)))
    return np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), np.uint8)


def find_outline(grey: Grey) -> Outline | None:
    """The paper's outline on a darker bed, or None when paper and bed cannot be told apart."""
    import cv2
    import numpy as np

    height, width = grey.shape
    if min(height, width) < 64:
        return None
    clean = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8))  # print vanishes
    clean = cv2.GaussianBlur(clean, (3, 3), 0)
    _, mask = cv2.threshold(clean, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    bright, dark = clean[mask > 0], clean[mask == 0]
    if min(bright.size, dark.size) < 0.01 * clean.size or np.median(bright) - np.median(dark) < 15:
        return None
    rim = np.concatenate([mask[0], mask[-1], mask[:, 0], mask[:, -1]])
    if (rim == 0).mean() < 0.2:  # dark parts lie inside: a picture on the paper, not the bed
        return None
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    papers = [c for c in contours if cv2.contourArea(c) > 0.004 * grey.size]
    if not papers or _something_beside(clean, papers):
        return None
    size = np.array([width, height], np.float64)
    hull = cv2.convexHull(np.concatenate(papers)).reshape(-1, 2).astype(np.float64)
    tilt = _edge_tilt(papers[0].reshape(-1, 2), width, height) if len(papers) == 1 else None
    if len(papers) == 1 and tilt is None and cv2.contourArea(papers[0]) < 0.25 * grey.size:
        return None  # a bright patch without straight sides is no sheet
    return Outline((hull + 0.5) / size, tilt)


def _something_beside(clean: Grey, papers: list[NDArray[Any]]) -> bool:
    """Whether anything but an even bed lies outside the papers (a dark card, a sleeve)."""
    import cv2
    import numpy as np

    inside = np.zeros(clean.shape, np.uint8)
    cv2.drawContours(inside, papers, -1, 255, cv2.FILLED)
    bed = cv2.dilate(inside, np.ones((15, 15), np.uint8)) == 0
    if bed.sum() < 0.005 * clean.size:
        return False
    middle = np.median(clean[bed])
    strange = bed & (np.abs(clean.astype(np.int16) - middle) > 40)
    return bool(strange.sum() > 0.0015 * clean.size)


def _edge_tilt(contour: NDArray[Any], width: int, height: int) -> float | None:
    """The tilt on which at least three straight sides of the paper agree."""
    import cv2
    import numpy as np

    (cx, cy), (w, h), turn = cv2.minAreaRect(contour)
    turn = turn - 90 * round(turn / 90)
    if abs(turn) > 40 or min(w, h) < 30:
        return None
    radians = np.deg2rad(turn)
    along, across = (
        np.array([np.cos(radians), np.sin(radians)]),
        np.array([-np.sin(radians), np.cos(radians)]),
    )
    points = contour.astype(np.float64)
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
    tilts = []
    for near, far, middle, upright in (
        (v, half_v, u / half_u, False),
        (-v, half_v, u / half_u, False),
        (u, half_u, v / half_v, True),
        (-u, half_u, v / half_v, True),
    ):
        side = on_glass & (near > 0.9 * far) & (np.abs(middle) < 0.9)
        if side.sum() < 0.6 * 2 * 0.9 * (half_v if upright else half_u):
            continue
        dx, dy, x0, y0 = cv2.fitLine(
            points[side].astype(np.float32), cv2.DIST_HUBER, 0, 0.01, 0.01
        ).ravel()
        astray = np.abs((points[side] - (x0, y0)) @ np.array([-dy, dx]))
        if np.percentile(astray, 90) > 1.5:
            continue  # torn, curled or shadowed
        tilt = np.rad2deg(np.arctan2(dy, dx)) - (90 if upright else 0)
        tilts.append(float(tilt - 180 * round(tilt / 180)))
    agreed = float(np.median(tilts)) if tilts else 0.0
    near_it = [t for t in tilts if abs(t - agreed) < 0.35]
    return float(np.mean(near_it)) if len(near_it) >= 3 else None


def text_tilt(grey: Grey, outline: Outline | None) -> float | None:
    """The tilt of the text lines and rules, from the sharpest projection; None when unsure.

    Projections along the rows and along the columns (vertical text, tables) are searched all
    around, because a regular page has false peaks and only the true one is the highest.
    """
    import numpy as np

    x, y = _ink(grey, outline)
    if x.size < 400:
        return None
    around = np.arange(-45.0, 45.1, 0.5)
    few_x, few_y = x[:FEW_POINTS] / 2, y[:FEW_POINTS] / 2  # coarse steps need no fine bins
    along_rows = _sharpest(few_y, -few_x, around)
    along_columns = _sharpest(few_x, few_y, around)
    lines, telling = max(along_rows, along_columns, key=lambda found: found[1])
    if telling < TELLING or abs(lines) > BELIEVABLE_DEG:
        return None
    across, along = (y, -x) if along_rows[1] >= along_columns[1] else (x, y)
    tilt, _ = _sharpest(across, along, np.arange(lines - 0.5, lines + 0.501, 0.1))
    near = np.arange(tilt - 0.15, tilt + 0.151, 0.025)
    bend, slope, _ = np.polyfit(near - tilt, _steepness(across, along, near), 2)
    summit = -slope / (2 * bend) if bend < 0 else 0.0
    return tilt + float(np.clip(summit, -0.15, 0.15))


def _ink(grey: Grey, outline: Outline | None) -> tuple[Points, Points]:
    """Positions of dark print, away from the paper's rim; at most some tens of thousands."""
    import cv2
    import numpy as np

    height, width = grey.shape
    blackhat = cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, np.ones((19, 19), np.uint8))
    threshold, _ = cv2.threshold(blackhat, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    ink = blackhat > max(threshold, 25)
    inside: Grey = np.zeros(grey.shape, np.uint8)
    if outline is None:
        rim = max(4, round(0.015 * max(height, width)))
        inside[rim:-rim, rim:-rim] = 1
    else:
        corners = np.round(outline.hull * (width, height)).astype(np.int32)
        cv2.fillConvexPoly(inside, corners, 1)
        inside = cv2.erode(inside, np.ones((25, 25), np.uint8), borderValue=0)
    rows, columns = np.nonzero(ink & (inside > 0))
    dice = np.random.default_rng(0)
    pick = dice.permutation(rows.size)[:INK_POINTS]
    # Pixels stand in rows and columns: unshaken, 0 and 45 degrees would always look sharp.
    shaken = dice.uniform(-0.5, 0.5, (2, pick.size))
    return columns[pick] + shaken[0] - width / 2, rows[pick] + shaken[1] - height / 2


def _sharpest(across: Points, along: Points, angles: Points) -> tuple[float, float]:
    """The angle whose projection has the steepest profile, and how far it stands out."""
    import numpy as np

    scores = _steepness(across, along, angles)
    telling = float(np.max(scores)) / max(float(np.median(scores)), 1.0)
    return float(angles[int(np.argmax(scores))]), telling


def _steepness(across: Points, along: Points, angles: Points) -> Points:
    """How steep the profile of the ink is when it is projected at each of the angles."""
    import numpy as np

    reach = int(np.hypot(np.abs(across).max(), np.abs(along).max())) + 2
    scores = np.empty(angles.size)
    for index, radians in enumerate(np.deg2rad(angles)):
        line = across * np.cos(radians) + along * np.sin(radians) + reach
        profile = np.bincount(line.astype(np.int32), minlength=2 * reach + 1)
        scores[index] = np.square(np.diff(profile)).sum()
    return scores
