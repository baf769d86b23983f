"""How a page lies on the glass: its angle from the text and from its edges, and its outline.

Two independent measurements are combined, because each is wrong alone: the paper's edge may be
torn, shadowed or cut askew (it misled by more than a degree on a quarter of the trial pages),
and text may be missing. Where they contradict each other or neither is sure, the page stays as
it is: a page left a little askew is legible, a page turned by mistake is not.

Angles are degrees, clockwise as seen on the page. Arrays are 8-bit grey, rows from the top.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desk.domain.visits import Recipe
from desk.scan.outline import EDGE_SIDE, Outline, find_outline, shrunk

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Grey = NDArray[Any]
    Points = NDArray[np.float64]

JUDGED_SIDE = 1600
"""The longer side at which a page is looked at: A4 at about 140 dpi."""
BELIEVABLE_DEG = 15.0
"""No one lays paper more askew than this; whatever claims to lie further is left alone."""
INK_POINTS, FEW_POINTS = 40_000, 12_000
"""Dark pixels that are projected, finely and in the first search: drawn by lot, always the same."""
TELLING = 2.6
"""How many times the median a peak must reach: text reaches 3 to 20, most photographs under 2.5."""
FLAT_PART, PAPER_SHADE = 0.88, 120
"""A page is flat between its print, at a quarter of the size, on nearly all of its area, and bright
in the middle; that is 0.93 of a page with a photograph on it, and 0.4 to 0.8 of a photograph."""
INK_PART = (0.002, 0.25)
"""How much of a page its print covers: less cannot be judged, more is a texture."""
SIGNS, RULES_TELLING, RULES_PART = 30, 25.0, 0.006
"""So many separate marks of a letter's size are text; fewer only count when they are the rules of
a table, which project far more steeply and cover some of the page."""
HALF_PART, HALF_TELLING, HALVES_AGREE_DEG = 0.15, 1.3, 0.45
CLEAREST_TELLING = 1.6
"""Lines of print are parallel all over the page; lines that a camera saw run together."""
LEVEL_DEG = 0.08
"""Below this a page counts as straight: 0.4 mm over the height of A4."""
TRIM = 0.008
"""A crop that takes less than this from every side is not worth a new encoding."""
FRINGE = 0.0014
"""The blurred rim between paper and glass, as a part of the picture: 0.3 mm across A4."""


def judged(grey: Grey) -> Grey:
    """The page at the size at which it is judged; smaller ones as they are."""
    return shrunk(grey, JUDGED_SIDE)


def find_recipe(grey: Grey, size_mm: tuple[float, float] | None = None) -> Recipe:
    """Propose how to straighten and crop a page; neutral when nothing is certain.

    `size_mm` is the picture's width and height where its resolution can be believed.
    """
    import numpy as np

    text = judged(grey)
    outline = find_outline(text, size_mm)
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


def text_tilt(grey: Grey, outline: Outline | None) -> float | None:
    """The tilt of the text lines and rules, from the sharpest projection; None when unsure.

    Projections along the rows and along the columns (vertical text, tables) are searched all
    around, because a regular page has false peaks and only the true one is the highest. A
    photograph has straight lines, too: only what is print on paper is believed, and only where
    the halves of the page say the same.
    """
    import numpy as np

    ink = _ink(grey, outline)
    if ink is None:
        return None
    x, y, signs = ink
    around = np.arange(-45.0, 45.1, 0.5)
    few_x, few_y = x[:FEW_POINTS] / 2, y[:FEW_POINTS] / 2  # coarse steps need no fine bins
    along_rows = _sharpest(few_y, -few_x, around)
    along_columns = _sharpest(few_x, few_y, around)
    lines, telling = max(along_rows, along_columns, key=lambda found: found[1])
    if signs < SIGNS and (telling < RULES_TELLING or not _is_a_table(x, y, grey.shape)):
        return None
    if telling < TELLING or abs(lines) > BELIEVABLE_DEG:
        return None
    across, along = (y, -x) if along_rows[1] >= along_columns[1] else (x, y)
    tilt, _ = _sharpest(across, along, np.arange(lines - 0.5, lines + 0.501, 0.1))
    if not _halves_agree(across, along, tilt):
        return None
    near = np.arange(tilt - 0.15, tilt + 0.151, 0.025)
    bend, slope, _ = np.polyfit(near - tilt, _steepness(across, along, near), 2)
    summit = -slope / (2 * bend) if bend < 0 else 0.0
    return tilt + float(np.clip(summit, -0.15, 0.15))


def _is_a_table(x: Points, y: Points, shape: tuple[int, ...]) -> bool:
    """Whether lines without letters are a table's: enough of them, and a margin around them."""
    import numpy as np

    at_rim = (np.abs(x) > 0.45 * shape[1]) | (np.abs(y) > 0.45 * shape[0])
    return bool(x.size > RULES_PART * shape[0] * shape[1] and at_rim.mean() < 0.03)


def _halves_agree(across: Points, along: Points, tilt: float) -> bool:
    """Whether the halves of the page that hold print enough lie at the page's own tilt."""
    import numpy as np

    around = np.arange(tilt - 1.5, tilt + 1.501, 0.15)
    clearest = 0.0
    for half in (across < 0, across >= 0, along < 0, along >= 0):
        if half.mean() < HALF_PART:
            continue
        found, telling = _sharpest(across[half], along[half], around)
        if telling >= HALF_TELLING and abs(found - tilt) > HALVES_AGREE_DEG:
            return False
        clearest = max(clearest, telling)
    return clearest >= CLEAREST_TELLING


def _ink(grey: Grey, outline: Outline | None) -> tuple[Points, Points, int] | None:
    """Positions of dark print, away from the paper's rim, at most some tens of thousands.

    The third number says how many separate marks there are. None when the picture is no print
    on paper.
    """
    import cv2
    import numpy as np

    height, width = grey.shape
    paper = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((19, 19), np.uint8))
    if not _is_flat(paper):
        return None
    blackhat = cv2.subtract(paper, grey)
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
    ink &= inside > 0
    rows, columns = np.nonzero(ink)
    if rows.size < 400 or not INK_PART[0] < rows.size / grey.size < INK_PART[1]:
        return None
    half = cv2.resize(ink.view(np.uint8) * 255, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    _, _, marks, _ = cv2.connectedComponentsWithStats((half > 64).view(np.uint8))
    wide, high = marks[1:, cv2.CC_STAT_WIDTH], marks[1:, cv2.CC_STAT_HEIGHT]
    signs = int(((wide < 45) & (high >= 2) & (high < 30)).sum())
    dice = np.random.default_rng(0)
    pick = dice.permutation(rows.size)[:INK_POINTS]
    # Pixels stand in rows and columns: unshaken, 0 and 45 degrees would always look sharp.
    shaken = dice.uniform(-0.5, 0.5, (2, pick.size))
    return columns[pick] + shaken[0] - width / 2, rows[pick] + shaken[1] - height / 2, signs


def _is_flat(paper: Grey) -> bool:
    """Whether a picture without its print is bright and nearly everywhere even."""
    import cv2
    import numpy as np

    small = shrunk(paper, max(paper.shape) // 4)
    uneven = cv2.morphologyEx(small, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) >= 8
    return bool(np.median(small) >= PAPER_SHADE and uneven.mean() <= 1 - FLAT_PART)


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
