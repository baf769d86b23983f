"""The tidy PDF of one material: its page files in order, straightened and cropped by their recipes.

It is derived and can be made again at any time; the page files stay what is submitted (their
digests are the ones on the receipt). The same files and recipes give the same bytes.

A picture goes in as it is stored where a PDF can hold it so (ISO 32000-2 §8.9.5: DCTDecode for
JPEG, FlateDecode for PNG), black and white as CCITT group 4, everything else without loss or as
JPEG, whichever is smaller. Only a page that lies askew is drawn anew: turned by a content matrix
instead, readers show it up to two pixels off, and without smoothing its letters' edges.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.domain.visits import Recipe
from desk.processes import remote
from desk.scan.failures import FileKindUnsupported, UnreadableFile
from desk.scan.images import Image, smallest
from desk.scan.imaging import applied, kept_area, squared_pixels
from desk.scan.pdfs import CannotFlatten, add_pages
from desk.scan.pictures import (
    JPEG,
    PDF,
    PNG,
    StoredJpeg,
    media_type,
    pictures,
    squared,
    stored_jpeg,
)
from desk.scan.sizes import POINTS_PER_MM, believed_mm, fitted_mm

if TYPE_CHECKING:
    import pikepdf


_LEAST_POINTS = 3.0
"""No reader shows a narrower page (ISO 32000-1, annex C)."""


@remote(deadline_s=60, per_mib_s=3)
def tidy_pdf(files: list[tuple[bytes, Recipe]]) -> bytes:
    """Join page files into one PDF, a page a sheet.

    A JPEG goes in byte by byte; the pages of a PDF take the recipe's quarter turns and nothing
    else of it; one that is to be attached as it is does not belong here. Raises an
    `UnreadableFile` with the `place` (from 1) of a file that cannot be
    read, ValueError when there is no file.
    """
    import pikepdf

    if not files:
        raise ValueError("a PDF needs at least one page file")
    with pikepdf.new() as tidy:
        for place, (data, recipe) in enumerate(files, 1):
            try:
                _add_file(tidy, data, recipe)
            except UnreadableFile as refusal:
                raise type(refusal)(place=place) from refusal
        result = io.BytesIO()
        tidy.save(
            result,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return result.getvalue()


def _add_file(tidy: pikepdf.Pdf, data: bytes, recipe: Recipe) -> None:
    kind = media_type(data)
    if kind == PDF:
        try:
            add_pages(tidy, data, recipe.quarter_turns)
        except CannotFlatten as problem:
            raise FileKindUnsupported from problem
    else:
        _add_picture(tidy, data, kind, recipe)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What a picture shows: its upright size in square pixels, and how large a pixel is.

    `mm` is a pixel's side, None where the file's resolution is not believed; `crop` is the part
    that is kept, as in a recipe; `turns` are the clockwise quarter turns by which the picture's
    stored pixels stand upright.
    """

    size: tuple[int, int]
    mm: float | None
    crop: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)
    turns: int = 0


def _add_picture(tidy: pikepdf.Pdf, data: bytes, kind: str, recipe: Recipe) -> None:
    import numpy as np

    straight = recipe.angle_deg == 0
    stored = stored_jpeg(data) if kind == JPEG else None
    if stored is not None and straight:
        _add_stored(tidy, stored, recipe)
        return
    if stored is not None and _add_turned(tidy, stored, recipe):
        return
    for page in pictures(data):
        size, paper = page.square_size, page.paper_mm
        mm = paper[0] / size[0] if paper else None
        pixels, png = np.asarray(page.image), data if kind == PNG and straight else None
        sheet = _Sheet(size, mm, recipe.crop)
        if not straight:
            corrected = Recipe(recipe.angle_deg, recipe.crop)
            pixels = applied(squared_pixels(pixels, page), corrected)
            sheet = _Sheet((pixels.shape[1], pixels.shape[0]), mm)
        source = len(data) // page.sheets
        image = smallest(pixels, None if kind == JPEG else source, bilevel=page.bilevel, png=png)
        _add_sheet(tidy, image, sheet, recipe.quarter_turns)


def _add_stored(tidy: pikepdf.Pdf, stored: StoredJpeg, recipe: Recipe) -> None:
    size, stretch, dpi = (stored.width, stored.height), stored.stretch, stored.resolution
    if stored.quarter_turns % 2:
        size, stretch, dpi = size[::-1], 1 / stretch, dpi[::-1]
    paper = believed_mm(size, dpi, scanner=False)
    square = squared(*size, stretch)
    mm = paper[0] / square[0] if paper else None
    colours = "/DeviceGray" if stored.grey else "/DeviceRGB"
    image = Image(stored.data, stored.width, stored.height, "/DCTDecode", colours)
    sheet = _Sheet(square, mm, recipe.crop, stored.quarter_turns)
    _add_sheet(tidy, image, sheet, recipe.quarter_turns)


def _add_turned(tidy: pikepdf.Pdf, stored: StoredJpeg, recipe: Recipe) -> bool:
    """A common JPEG turned in pixels; False when its pixels are not square or not to be had.

    OpenCV decodes into an array: the way through Pillow copies it twice, a third of the time.
    """
    import cv2
    import numpy as np

    if stored.stretch != 1:
        return False
    how = cv2.IMREAD_GRAYSCALE if stored.grey else cv2.IMREAD_COLOR_RGB
    found = cv2.imdecode(np.frombuffer(stored.data, np.uint8), how | cv2.IMREAD_IGNORE_ORIENTATION)
    if found is None or found.shape[1::-1] != (stored.width, stored.height):
        return False
    upright = np.rot90(np.asarray(found, np.uint8), -stored.quarter_turns)
    height, width = upright.shape[:2]
    dpi = stored.resolution[::-1] if stored.quarter_turns % 2 else stored.resolution
    paper = believed_mm((width, height), dpi, scanner=False)
    pixels = applied(np.ascontiguousarray(upright), Recipe(recipe.angle_deg, recipe.crop))
    sheet = _Sheet((pixels.shape[1], pixels.shape[0]), paper[0] / width if paper else None)
    image = smallest(pixels, None, bilevel=False, png=None)
    _add_sheet(tidy, image, sheet, recipe.quarter_turns)
    return True


def _add_sheet(tidy: pikepdf.Pdf, image: Image, sheet: _Sheet, quarter_turns: int) -> None:
    """A page as large as the paper, with the picture on it; the page's edge cuts it."""
    import pikepdf

    width, height = sheet.size
    left, top, right, bottom = kept_area(sheet.crop, sheet.size)
    across, down = right - left, bottom - top
    mm = sheet.mm if sheet.mm is not None else fitted_mm((across, down))[0] / across
    scale = mm * POINTS_PER_MM

    def placed(u: float, v: float) -> tuple[float, float]:
        """Where a point of the stored picture's unit square, v upwards, falls on the page."""
        for _ in range(sheet.turns % 4):
            u, v = v, 1 - u
        return (u * width - left) * scale, (bottom - (1 - v) * height) * scale

    (e, f), (a, b), (c, d) = placed(0, 0), placed(1, 0), placed(0, 1)
    numbers = " ".join(f"{number:.4f}" for number in (a - e, b - f, c - e, d - f, e, f))
    box = [0, 0, *(max(_LEAST_POINTS, round(side * scale, 3)) for side in (across, down))]
    tidy.add_blank_page()
    page = tidy.pages[-1]
    page.obj.MediaBox = pikepdf.Array(box)
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Sheet=image.stream(tidy)))
    page.obj.Contents = tidy.make_stream(f"q {numbers} cm /Sheet Do Q".encode())
    if quarter_turns % 4:
        page.rotate(90 * (quarter_turns % 4), relative=False)
