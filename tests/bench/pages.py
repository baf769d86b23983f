"""Milliseconds a page for looking at it, drawing it and making it tidy: ours and the plain way.

Run: ``python -m tests.bench.pages [--rounds N]``. The plain way is what a straightforward
prototype does with the same libraries: decode whole every time, find the skew by turning the
whole picture through the candidate angles, encode again whatever came. Both run in turns in
one process; the best round of each counts, and ratios count more than milliseconds.
"""

import argparse
import io
import time
from collections.abc import Callable

import cv2
import numpy as np
from PIL import Image

from desk.domain.visits import Recipe
from desk.scan import imaging
from desk.scan.documents import tidy_pdf
from tests.scan.papers import Pixels, jpeg, on_bed, text_page

A4_300 = (2480, 3508)
PREVIEW_PX, THUMBNAIL_PX = 900, 120


def plain_inspect(data: bytes) -> Recipe:
    """Skew by the steepest row profile over 81 turned copies at a third of the size."""
    grey = np.asarray(Image.open(io.BytesIO(data)).convert("L"))
    small = cv2.resize(grey, None, fx=1 / 3, fy=1 / 3, interpolation=cv2.INTER_AREA)
    _, ink = cv2.threshold(small, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    height, width = ink.shape
    best, angle = -1.0, 0.0
    for candidate in np.arange(-4, 4.01, 0.1):
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), float(candidate), 1.0)
        profile = cv2.warpAffine(ink, turn, (width, height)).sum(axis=1, dtype=np.float64)
        steep = float(np.square(np.diff(profile)).sum())
        if steep > best:
            best, angle = steep, float(candidate)
    return Recipe(angle_deg=-angle)


def plain_render(data: bytes, recipe: Recipe, width_px: int) -> bytes:
    """Decode whole, turn whole, shrink, encode."""
    turned = Image.open(io.BytesIO(data)).rotate(-recipe.angle_deg, Image.Resampling.BICUBIC)
    turned.thumbnail((width_px, 10_000))
    file = io.BytesIO()
    turned.save(file, "JPEG", quality=imaging.PREVIEW_QUALITY)
    return file.getvalue()


def plain_tidy(data: bytes, recipe: Recipe) -> bytes:
    """Decode, turn, save as PDF: every page is encoded again."""
    image: Image.Image = Image.open(io.BytesIO(data))
    if recipe.angle_deg:
        image = image.rotate(-recipe.angle_deg, Image.Resampling.BICUBIC)
    file = io.BytesIO()
    image.save(file, "PDF", quality=85)
    return file.getvalue()


def page_of(angle: float) -> bytes:
    """A colour page of text at 300 dpi as a scanner's JPEG."""
    grey: Pixels = on_bed(text_page(size=A4_300, lines=60), angle, margin=80)
    return jpeg(cv2.merge([grey, grey, np.minimum(grey, 245)]), dpi=(300, 300))


def best_ms(ours: Callable[[], object], plain: Callable[[], object], rounds: int) -> list[float]:
    """The best time of each, taken in turns."""
    times: list[list[float]] = [[], []]
    for _ in range(rounds):
        for index, work in enumerate((ours, plain)):
            begin = time.perf_counter()
            work()
            times[index].append((time.perf_counter() - begin) * 1000)
    return [min(taken) for taken in times]


def main() -> None:
    """Print a line a piece of work."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=7)
    rounds = options.parse_args().rounds
    imaging.warm()
    askew, straight = page_of(1.3), page_of(0.0)
    recipe = imaging.inspect(askew).recipe
    neutral = Recipe()
    work: list[tuple[str, Callable[[], object], Callable[[], object]]] = [
        ("inspect", lambda: imaging.inspect(askew), lambda: plain_inspect(askew)),
        (
            "thumbnail",
            lambda: imaging.render(askew, 0, recipe, THUMBNAIL_PX),
            lambda: plain_render(askew, recipe, THUMBNAIL_PX),
        ),
        (
            "preview",
            lambda: imaging.render(askew, 0, recipe, PREVIEW_PX),
            lambda: plain_render(askew, recipe, PREVIEW_PX),
        ),
        (
            "tidy, askew",
            lambda: tidy_pdf([(askew, recipe)]),
            lambda: plain_tidy(askew, recipe),
        ),
        (
            "tidy, straight",
            lambda: tidy_pdf([(straight, neutral)]),
            lambda: plain_tidy(straight, neutral),
        ),
    ]
    print(f"A4, 300 dpi, colour JPEG of {len(askew) >> 10} KB, best of {rounds} rounds")
    print(f"{'':16}{'ours ms':>10}{'plain ms':>10}{'ratio':>8}")
    sums = [0.0, 0.0]
    for name, ours, plain in work:
        mine, theirs = best_ms(ours, plain, rounds)
        sums = [sums[0] + mine, sums[1] + theirs]
        print(f"{name:16}{mine:10.1f}{theirs:10.1f}{theirs / mine:7.1f}×")
    print(f"{'whole page':16}{sums[0]:10.1f}{sums[1]:10.1f}{sums[1] / sums[0]:7.1f}×")
    found, meant = recipe.angle_deg, -1.3
    print(
        f"angle: ours {found - meant:+.2f}°, plain {plain_inspect(askew).angle_deg - meant:+.2f}°"
    )


if __name__ == "__main__":
    main()
