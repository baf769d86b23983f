"""The tidy PDF of one material: its page files in order, straightened and cropped by their recipes.

It is derived and can be made again at any time; the page files stay what is submitted (their
digests are the ones on the receipt). The same files and recipes give the same bytes.

Pictures follow ISO 32000-2 §8.9.5: a JPEG goes in as it is (DCTDecode), black and white as
CCITT group 4, everything else as JPEG.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from desk.domain.visits import Recipe
from desk.processes import remote
from desk.scan.failures import FileDamaged
from desk.scan.imaging import draw_picture, encoded
from desk.scan.pictures import JPEG, PDF, Picture, media_type, open_pdf, picture, stored_jpeg

if TYPE_CHECKING:
    import numpy as np
    import pikepdf
    from numpy.typing import NDArray

QUALITY = 85
"""JPEG quality of pages that must be encoded anew."""
A4_POINTS = (595.276, 841.890)
_ALL = (0.0, 0.0, 1.0, 1.0)


@remote(deadline_s=60, per_mib_s=3)
def tidy_pdf(files: list[tuple[bytes, Recipe]]) -> bytes:
    """Join page files into one PDF, a page a sheet.

    A JPEG whose recipe is neutral or turns by quarters only goes in byte by byte; so do the
    pages of a PDF, which take the recipe's quarter turns and nothing else of it. Raises an
    `UnreadableFile` when a file cannot be read, ValueError when there is no file.
    """
    import pikepdf

    if not files:
        raise ValueError("a PDF needs at least one page file")
    with pikepdf.new() as tidy:
        for data, recipe in files:
            kind = media_type(data)
            if kind == PDF:
                _take_pages(tidy, data, recipe.quarter_turns)
                continue
            turned_only = recipe.angle_deg == 0 and recipe.crop == _ALL
            if not (kind == JPEG and turned_only and _take_jpeg(tidy, data, recipe.quarter_turns)):
                _take_drawn(tidy, data, recipe)
        result = io.BytesIO()
        tidy.save(
            result,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return result.getvalue()


def _take_pages(tidy: pikepdf.Pdf, data: bytes, quarter_turns: int) -> None:
    """The citizen's pages as pages; the document's scripts, attachments and outline stay out."""
    import pikepdf

    try:
        with open_pdf(data) as theirs:
            first = len(tidy.pages)
            tidy.pages.extend(theirs.pages)
            for page in list(tidy.pages)[first:]:
                if quarter_turns % 4:
                    page.rotate(90 * (quarter_turns % 4), relative=True)
    except pikepdf.PdfError as error:
        raise FileDamaged() from error


def _take_jpeg(tidy: pikepdf.Pdf, data: bytes, quarter_turns: int) -> bool:
    """Embed a JPEG as it is; False when a PDF could not show it the same way."""
    stored = stored_jpeg(data)
    if stored is None:
        return False
    turns = (stored.quarter_turns + quarter_turns) % 4
    picture_object = _image(tidy, stored.data, stored.width, stored.height, "/DCTDecode")
    picture_object.ColorSpace = _name("/DeviceGray" if stored.grey else "/DeviceRGB")
    _add_page(tidy, picture_object, stored.dpi, turns)
    return True


def _take_drawn(tidy: pikepdf.Pdf, data: bytes, recipe: Recipe) -> None:
    first = picture(data)
    for sheet in range(first.sheets):
        page = first if sheet == 0 else picture(data, sheet)
        if page.bilevel and recipe.angle_deg == 0:
            _take_bilevel(tidy, page, draw_picture(page, recipe))
            continue
        pixels = draw_picture(page, recipe)
        image = _image(
            tidy, encoded(pixels, QUALITY), pixels.shape[1], pixels.shape[0], "/DCTDecode"
        )
        image.ColorSpace = _name("/DeviceGray" if pixels.ndim == 2 else "/DeviceRGB")
        _add_page(tidy, image, page.dpi, 0)


def _take_bilevel(tidy: pikepdf.Pdf, page: Picture, pixels: NDArray[np.uint8]) -> None:
    """Black and white by CCITT group 4 (ITU-T T.6), as libtiff writes it in one strip."""
    import pikepdf
    from PIL import Image

    tiff = io.BytesIO()
    height, width = pixels.shape
    Image.fromarray(pixels).convert("1", dither=Image.Dither.NONE).save(
        tiff, "TIFF", compression="group4", tiffinfo={_ROWS_PER_STRIP: height}
    )
    with Image.open(tiff) as written:
        tags = written.tag_v2  # type: ignore[attr-defined]
        (start,), (count,) = tags[_STRIP_OFFSETS], tags[_STRIP_BYTE_COUNTS]
        white_is_zero = tags[_PHOTOMETRIC] == 0
    image = _image(tidy, tiff.getvalue()[start : start + count], width, height, "/CCITTFaxDecode")
    image.BitsPerComponent = 1
    image.ColorSpace = _name("/DeviceGray")
    # In the code's own terms 1 is black; DeviceGray wants 0 for black, which is BlackIs1 false.
    image.DecodeParms = pikepdf.Dictionary(
        K=-1, Columns=width, Rows=height, BlackIs1=not white_is_zero
    )
    _add_page(tidy, image, page.dpi, 0)


_PHOTOMETRIC, _STRIP_OFFSETS, _ROWS_PER_STRIP, _STRIP_BYTE_COUNTS = 262, 273, 278, 279


def _name(name: str) -> pikepdf.Name:
    import pikepdf

    return pikepdf.Name(name)


def _image(tidy: pikepdf.Pdf, data: bytes, width: int, height: int, decoder: str) -> pikepdf.Stream:
    import pikepdf

    image = pikepdf.Stream(tidy, data)
    image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    image.Width, image.Height, image.BitsPerComponent = width, height, 8
    image.Filter = pikepdf.Name(decoder)
    return image


def _add_page(tidy: pikepdf.Pdf, image: pikepdf.Stream, dpi: int, quarter_turns: int) -> None:
    """A page of the picture's own size; without a resolution, as large as fits on A4."""
    import pikepdf

    width, height = int(image.Width), int(image.Height)
    if dpi:
        scale = 72 / dpi
    else:
        upright = A4_POINTS if width <= height else A4_POINTS[::-1]
        scale = min(upright[0] / width, upright[1] / height)
    across, along = round(width * scale, 3), round(height * scale, 3)
    tidy.add_blank_page(page_size=(across, along))
    page = tidy.pages[-1]
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Sheet=image))
    page.obj.Contents = tidy.make_stream(f"q {across} 0 0 {along} 0 0 cm /Sheet Do Q".encode())
    if quarter_turns:
        page.rotate(90 * quarter_turns, relative=False)
