"""What is done to a page file: looked at, straightened, drawn small. Bytes in, result out.

The functions keep nothing, so that a `desk.processes.ProcessPool` can run them in its
processes. Nothing here ever changes a page file: a `Recipe` only says how the page
is to be shown and how the tidy PDF is made, and gives the same picture every time.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from desk.domain.visits import Recipe
from desk.processes import remote
from desk.scan import pdfs
from desk.scan.devices import Inspection, Sharpness
from desk.scan.failures import FileDamaged, FileTooLarge, UnreadableFile
from desk.scan.pdf_render import Drawing
from desk.scan.pictures import (
    MAX_SHEETS,
    PDF,
    Picture,
    media_type,
    picture,
    pictures,
    squared,
)
from desk.scan.straighten import JUDGED_SIDE, find_recipe, judged, turning

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

PREVIEW_QUALITY = 82
MAX_RENDER_PX = 6000
MAX_HEIGHT_PX = 30_000
"""A JPEG holds 65,535 rows; a strip as long as this is looked at piece by piece anyway."""


def warm() -> None:
    """Import what the functions need; give it to `ProcessPool` so that the first page is quick."""
    import cv2
    import numpy as np  # noqa: F401
    import pikepdf  # noqa: F401
    import pypdfium2  # noqa: F401
    from PIL import Image

    Image.init()
    # Its complaints about strangers' files become refusals, not lines on standard error.
    if hasattr(cv2.utils, "logging"):  # since 4.11
        cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    logging.getLogger("pypdfium2").setLevel(logging.ERROR)


@remote(deadline_s=20, per_mib_s=0.5)
def inspect(data: bytes, name: str = "") -> Inspection:
    """Look at a page file: its kind, size and sheets, how to straighten it, how clear it is.

    A PDF and a TIFF of several sheets keep a neutral recipe: one recipe serves the whole file.
    Raises an `UnreadableFile` that carries `name`: `FileEmpty`, `FileKindUnknown`,
    `FileDamaged`, `FileLocked` or `FileTooLarge`.
    """
    try:
        kind = media_type(data)
        return _inspect_pdf(data) if kind == PDF else _inspect_picture(data, kind)
    except UnreadableFile as refusal:
        raise type(refusal)(name=name) from refusal


def _inspect_picture(data: bytes, kind: str) -> Inspection:
    import numpy as np

    # Every sheet is decoded now: what is accepted here must not be refused when it is submitted.
    every = pictures(data, at_least_px=JUDGED_SIDE, grey=True)
    page = next(every)
    recipe, clear = judge(squared_pixels(np.asarray(page.image), page), page.paper_mm)
    for _ in every:
        pass
    if page.sheets > 1:
        recipe = Recipe()
    return Inspection(kind, page.sheets, recipe, *page.square_size, clear, page.dpi)


def judge(grey: Pixels, size_mm: tuple[float, float] | None = None) -> tuple[Recipe, Sharpness]:
    """How a page of square pixels is to be straightened and cropped, and how clear it is.

    `size_mm` is its width and height where its resolution can be believed.
    """
    small = judged(grey)
    return find_recipe(small, size_mm), sharpness(small)


def _inspect_pdf(data: bytes) -> Inspection:
    """Every page is opened and taken now, as it will be when the case is submitted."""
    try:
        reason = pdfs.keep_reason(data)
    except FileDamaged:
        reason = pdfs.Kept.NOT_OPENED
    with Drawing(data) as drawing:
        sizes = [drawing.size(number) for number in range(min(len(drawing), MAX_SHEETS + 1))]
    if len(sizes) > MAX_SHEETS:
        raise FileTooLarge
    if not sizes:
        raise FileDamaged
    width, height = sizes[0]
    return Inspection(
        PDF,
        len(sizes),
        Recipe(),
        round(width),
        round(height),
        Sharpness.UNKNOWN,
        0,
        as_it_is=reason is not None,
    )


def sharpness(grey: Pixels) -> Sharpness:
    """Judge how clear print is by how steep its edges are, at about 140 dpi.

    Steepness is the part of an edge's whole rise that happens within one pixel, in the middle
    of the clearest tenth of the edges: it does not depend on how dark the print is.
    """
    import cv2
    import numpy as np

    grey = judged(grey)
    around = np.ones((9, 9), np.uint8)
    rise = cv2.morphologyEx(grey, cv2.MORPH_GRADIENT, around).astype(np.float32)
    within = cv2.morphologyEx(grey, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    edges = rise > 60
    if edges.mean() < 0.002:
        return Sharpness.UNKNOWN
    steep = float(np.percentile(within[edges] / rise[edges], 90))
    if steep > 0.8:
        return Sharpness.GOOD
    return Sharpness.FAIR if steep > 0.55 else Sharpness.POOR


@remote(deadline_s=20, per_mib_s=0.5)
def render(data: bytes, sheet: int, recipe: Recipe, width_px: int, as_it_is: bool = False) -> bytes:
    """Draw one sheet (from 0) as a JPEG at most `width_px` wide, the recipe applied.

    Pictures are never enlarged, but for making their pixels square; a PDF page is drawn as wide
    as asked (up to 6,000 pixels) and takes the recipe's quarter turns only. `as_it_is` is what
    the file's inspection says of it. Raises an `UnreadableFile`.
    """
    width_px = min(max(width_px, 1), MAX_RENDER_PX)
    if media_type(data) == PDF:
        turns = recipe.quarter_turns
        pixels = draw_pdf_sheet(data, sheet, turns, width_px, as_it_is=as_it_is)
        return encoded(pixels, PREVIEW_QUALITY)
    return encoded(draw_small(data, sheet, recipe, width_px), PREVIEW_QUALITY)


def squared_pixels(pixels: Pixels, page: Picture) -> Pixels:
    """The pixels of a decoded sheet, made square where the file's are not."""
    import cv2
    import numpy as np

    size = squared(pixels.shape[1], pixels.shape[0], page.stretch)
    if size == pixels.shape[1::-1]:
        return pixels
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_LINEAR), np.uint8)


def draw_small(data: bytes, sheet: int, recipe: Recipe, width_px: int) -> Pixels:
    """The pixels of a picture's sheet, recipe applied, at most `width_px` wide."""
    import cv2
    import numpy as np

    left, top, right, bottom = recipe.crop
    kept = max(min(right - left, bottom - top), 0.01)
    # A quarter more columns than are shown (A4 upright), so that shrinking averages.
    page = picture(data, sheet, at_least_px=round(1.8 * width_px / kept))
    pixels = np.asarray(page.image)
    width, height = squared(pixels.shape[1], pixels.shape[0], page.stretch)
    _, (canvas_w, canvas_h) = turning(width, height, recipe.angle_deg)
    lying = recipe.quarter_turns % 2 == 1
    across, down = canvas_w * (right - left), canvas_h * (bottom - top)
    if lying:
        across, down = down, across
    scale = min(width_px / max(across, 1.0), MAX_HEIGHT_PX / max(down, 1.0), 1.0)
    size = (max(1, int(width * scale)), max(1, int(height * scale)))
    if size != pixels.shape[1::-1]:
        pixels = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
    return applied(pixels, recipe)


def applied(pixels: Pixels, recipe: Recipe) -> Pixels:
    """The recipe applied to pixels: turned on a white canvas, cropped, quarter-turned."""
    import cv2
    import numpy as np

    height, width = pixels.shape[:2]
    matrix, canvas = turning(width, height, recipe.angle_deg)
    left, top, right, bottom = kept_area(recipe.crop, canvas)
    size = (right - left, bottom - top)
    if recipe.angle_deg:
        matrix[:, 2] -= (left, top)
        white = (255, 255, 255)
        pixels = np.asarray(
            cv2.warpAffine(pixels, matrix, size, flags=cv2.INTER_LINEAR, borderValue=white),
            np.uint8,
        )
    else:
        pixels = pixels[top : top + size[1], left : left + size[0]]
    return np.ascontiguousarray(np.rot90(pixels, -(recipe.quarter_turns % 4)))


def kept_area(
    crop: tuple[float, float, float, float], canvas: tuple[int, int]
) -> tuple[int, int, int, int]:
    """The part of the turned picture's canvas that the crop keeps: at least one pixel."""
    left, top, right, bottom = (
        _within(part * canvas[index % 2], canvas[index % 2]) for index, part in enumerate(crop)
    )
    return left, top, max(right, left + 1), max(bottom, top + 1)


def _within(position: float, size: int) -> int:
    return min(max(round(position), 0), size)


def draw_pdf_sheet(
    data: bytes, sheet: int, quarter_turns: int, width_px: int, *, as_it_is: bool = False
) -> Pixels:
    """The pixels (RGB) of a PDF page, `width_px` wide after its quarter turns.

    The page is drawn as it goes into the tidy PDF, or `as_it_is`.
    """
    if not as_it_is:
        try:
            taken = pdfs.page_as_taken(data, sheet)
        except IndexError as error:
            raise FileDamaged() from error
        except pdfs.CannotFlatten:
            taken = None
        if taken is not None:
            data, sheet = taken, 0
    with Drawing(data) as drawing:
        return drawing.page(sheet, width_px, quarter_turns)


def encoded(pixels: Pixels, quality: int) -> bytes:
    """JPEG bytes (baseline, 4:2:0) of grey or RGB pixels."""
    import cv2

    if pixels.ndim == 3:
        pixels = cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR)  # type: ignore[assignment]
    found, jpeg = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])
    assert found, "sides are kept below the limit of a JPEG"
    return jpeg.tobytes()
