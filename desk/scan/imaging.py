"""What is done to a page file: looked at, straightened, drawn small. Bytes in, result out.

The functions keep nothing, so that a `desk.processes.ProcessPool` can run them in its
processes. Nothing here ever changes a page file: a `Recipe` only says how the page
is to be shown and how the tidy PDF is made, and gives the same picture every time.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from desk.domain.visits import Recipe
from desk.processes import remote
from desk.scan.devices import Inspection, Sharpness
from desk.scan.failures import FileDamaged, UnreadableFile
from desk.scan.pictures import PDF, Picture, media_type, open_pdf, picture
from desk.scan.straighten import JUDGED_SIDE, find_recipe, judged, turning

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

PREVIEW_QUALITY = 82
MAX_RENDER_PX = 6000


def warm() -> None:
    """Import what the functions need; give it to `ProcessPool` so that the first page is quick."""
    import cv2  # noqa: F401
    import numpy as np  # noqa: F401
    import pikepdf  # noqa: F401
    import pypdfium2  # noqa: F401
    from PIL import Image

    Image.init()


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

    page = picture(data, at_least_px=JUDGED_SIDE, grey=True)
    grey = np.asarray(page.image)
    recipe, clear = judge(grey)
    if page.sheets > 1:
        recipe = Recipe()
    return Inspection(kind, page.sheets, recipe, page.width, page.height, clear, page.dpi)


def judge(grey: Pixels) -> tuple[Recipe, Sharpness]:
    """How a page is to be straightened and cropped, and how clear it is."""
    small = judged(grey)
    return find_recipe(small), sharpness(small)


def _inspect_pdf(data: bytes) -> Inspection:
    import pypdfium2

    with open_pdf(data) as pdf:
        sheets = len(pdf.pages)
    try:
        document = pypdfium2.PdfDocument(data)
        width, height = document[0].get_size()
        document.close()
    except pypdfium2.PdfiumError as error:
        raise FileDamaged() from error
    return Inspection(PDF, sheets, Recipe(), round(width), round(height), Sharpness.UNKNOWN, 0)


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
def render(data: bytes, sheet: int, recipe: Recipe, width_px: int) -> bytes:
    """Draw one sheet (from 0) as a JPEG at most `width_px` wide, the recipe applied.

    Pictures are never enlarged; a PDF page is drawn as wide as asked (up to 6,000 pixels) and
    takes the recipe's quarter turns only. Raises an `UnreadableFile`.
    """
    width_px = min(max(width_px, 1), MAX_RENDER_PX)
    if media_type(data) == PDF:
        return encoded(draw_pdf_sheet(data, sheet, recipe.quarter_turns, width_px), PREVIEW_QUALITY)
    return encoded(draw_small(data, sheet, recipe, width_px), PREVIEW_QUALITY)


def draw_picture(page: Picture, recipe: Recipe) -> Pixels:
    """The pixels (grey or RGB) of a decoded sheet with its recipe applied, at full size."""
    import numpy as np

    return applied(np.asarray(page.image), recipe)


def draw_small(data: bytes, sheet: int, recipe: Recipe, width_px: int) -> Pixels:
    """The pixels of a picture's sheet, recipe applied, at most `width_px` wide."""
    import cv2
    import numpy as np

    left, top, right, bottom = recipe.crop
    kept = max(min(right - left, bottom - top), 0.01)
    # A quarter more columns than are shown (A4 upright), so that shrinking averages.
    pixels = np.asarray(picture(data, sheet, at_least_px=round(1.8 * width_px / kept)).image)
    height, width = pixels.shape[:2]
    _, (canvas_w, canvas_h) = turning(width, height, recipe.angle_deg)
    lying = recipe.quarter_turns % 2 == 1
    shown = canvas_h * (bottom - top) if lying else canvas_w * (right - left)
    scale = width_px / max(shown, 1.0)
    if scale < 1:
        size = (max(1, int(width * scale)), max(1, int(height * scale)))
        pixels = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
    return applied(pixels, recipe)


def applied(pixels: Pixels, recipe: Recipe) -> Pixels:
    """The recipe applied to pixels: turned on a white canvas, cropped, quarter-turned."""
    import cv2
    import numpy as np

    height, width = pixels.shape[:2]
    matrix, (canvas_w, canvas_h) = turning(width, height, recipe.angle_deg)
    left, right = (_within(part * canvas_w, canvas_w) for part in recipe.crop[::2])
    top, bottom = (_within(part * canvas_h, canvas_h) for part in recipe.crop[1::2])
    size = (max(1, right - left), max(1, bottom - top))
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


def _within(position: float, size: int) -> int:
    return min(max(round(position), 0), size)


def draw_pdf_sheet(data: bytes, sheet: int, quarter_turns: int, width_px: int) -> Pixels:
    """The pixels (RGB) of a PDF page, `width_px` wide after its quarter turns."""
    import numpy as np
    import pypdfium2

    open_pdf(data).close()
    try:
        document = pypdfium2.PdfDocument(data)
        try:
            page = document[sheet]
            width, height = page.get_size()
            across = width if quarter_turns % 2 == 0 else height
            scale = width_px / max(across, 1.0)
            scale = min(scale, MAX_RENDER_PX / max(width, height, 1.0))
            bitmap = page.render(scale=scale, rotation=90 * (quarter_turns % 4), rev_byteorder=True)
            return np.array(bitmap.to_numpy()[:, :, :3])
        finally:
            document.close()
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise FileDamaged() from error


def encoded(pixels: Pixels, quality: int, dpi: int = 0) -> bytes:
    """JPEG bytes (baseline, 4:2:0) of grey or RGB pixels."""
    from PIL import Image

    jpeg = io.BytesIO()
    resolution = {"dpi": (dpi, dpi)} if dpi else {}
    Image.fromarray(pixels).save(jpeg, "JPEG", quality=quality, **resolution)
    return jpeg.getvalue()
