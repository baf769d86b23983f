"""How much of a page a recipe cuts away. Plain Python: the window calls it."""

from math import cos, radians, sin

from desk.domain.visits import Recipe

_Point = tuple[float, float]


def cut_share(recipe: Recipe, width: float, height: float) -> float:
    """The part (0 to 1) of a picture's area that lies outside what the recipe keeps.

    `width` and `height` are the upright picture's sides in square pixels, or any unit.
    """
    if not recipe.crops or width <= 0 or height <= 0:
        return 0.0
    turn = radians(recipe.angle_deg)
    c, s = cos(turn), sin(turn)
    canvas = (width * abs(c) + height * abs(s), width * abs(s) + height * abs(c))
    corners = [(x * width / 2, y * height / 2) for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
    # Rows count from the top, so that this turns clockwise as seen.
    kept = [(x * c - y * s + canvas[0] / 2, x * s + y * c + canvas[1] / 2) for x, y in corners]
    left, top, right, bottom = recipe.crop
    for axis, limit, sign in (
        (0, left * canvas[0], 1),
        (0, right * canvas[0], -1),
        (1, top * canvas[1], 1),
        (1, bottom * canvas[1], -1),
    ):
        kept = _clipped(kept, axis, limit, sign)
    return min(max(1 - _area(kept) / (width * height), 0.0), 1.0)


def _clipped(points: list[_Point], axis: int, limit: float, sign: int) -> list[_Point]:
    """The part of a convex shape on one side of a line (Sutherland and Hodgman)."""
    found: list[_Point] = []
    for start, end in zip(points, points[1:] + points[:1], strict=True):
        before, after = sign * (start[axis] - limit), sign * (end[axis] - limit)
        if before >= 0:
            found.append(start)
        if before * after < 0:
            part = before / (before - after)
            found.append(
                (start[0] + part * (end[0] - start[0]), start[1] + part * (end[1] - start[1]))
            )
    return found


def _area(points: list[_Point]) -> float:
    pairs = zip(points, points[1:] + points[:1], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2
