"""Opening what a citizen may bring: told by content, kept within limits, refused with a reason.

Everything here runs where the work is done (a worker process), so Pillow and pikepdf are
imported when they are first needed.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.scan.failures import (
    FileDamaged,
    FileEmpty,
    FileKindUnknown,
    FileLocked,
    FileTooLarge,
    UnreadableFile,
)

if TYPE_CHECKING:
    import pikepdf
    from PIL import Image

MAX_BYTES = 256 * 1024 * 1024
MAX_PIXELS = 160_000_000
"""A4 at 1200 dpi, or A3 at 800 dpi."""
MAX_SHEETS = 1000

JPEG, PNG, TIFF, PDF = "image/jpeg", "image/png", "image/tiff", "application/pdf"
_PILLOW_KINDS = ("JPEG", "PNG", "TIFF")
_ORIENTATION, _FIRST_SIDEWAYS = 0x0112, 5
"""EXIF's tag; from value 5 on width and height change places."""
_TURNS = {0: 0, 1: 0, 3: 2, 6: 1, 8: 3}
"""The orientations that are quarter turns (clockwise, to stand upright); the rest are mirrored."""


def media_type(data: bytes) -> str:
    """Tell the kind of a file by its first bytes.

    Raises `FileEmpty`, `FileTooLarge` or `FileKindUnknown`.
    """
    if not data:
        raise FileEmpty()
    if len(data) > MAX_BYTES:
        raise FileTooLarge()
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
        return TIFF
    if b"%PDF-" in data[:1024]:
        return PDF
    raise FileKindUnknown()


@dataclass(frozen=True, slots=True)
class Picture:
    """One sheet of a picture file: decoded, held the way EXIF says, 8-bit grey or RGB.

    `image` may be smaller than the file's `width` and `height` (upright pixels) when a reduced
    decode was enough. `dpi` is 0 when the file does not say; `bilevel` is black and white only.
    """

    image: Image.Image
    width: int
    height: int
    sheets: int
    dpi: int
    bilevel: bool


def picture(
    data: bytes, sheet: int = 0, at_least_px: int | None = None, *, grey: bool = False
) -> Picture:
    """Decode one sheet of a JPEG, PNG or TIFF file, if need be in grey only.

    With `at_least_px` a JPEG may be decoded at half, a quarter or an eighth of its size, as long
    as its longer side keeps that many pixels. Raises `FileTooLarge` before any pixel of a
    picture beyond the limits is decoded, and `FileDamaged` for whatever a decoder stumbles over.
    """
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            Image.MAX_IMAGE_PIXELS = MAX_PIXELS
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _decoded(data, sheet, at_least_px, grey)
    except UnreadableFile:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as error:
        raise FileTooLarge() from error
    # Decoders raise nearly anything over broken input; all of it means the same to the clerk.
    except Exception as error:
        raise FileDamaged() from error


def _decoded(data: bytes, sheet: int, at_least_px: int | None, grey: bool) -> Picture:
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(data), formats=_PILLOW_KINDS) as image:
        sheets = _sheets(image)
        if sheet:
            image.seek(sheet)
        if image.width * image.height > MAX_PIXELS:
            raise FileTooLarge()
        width, height, dpi = image.width, image.height, _resolution(image)
        if image.getexif().get(_ORIENTATION, 1) >= _FIRST_SIDEWAYS:
            width, height = height, width
        if at_least_px is not None:
            shrink = at_least_px / max(width, height)
            image.draft(
                "L" if grey else None, (round(image.width * shrink), round(image.height * shrink))
            )
        image.load()
        bilevel = image.mode == "1"
        ImageOps.exif_transpose(image, in_place=True)
        held = _plain(image)
        if grey:
            held = held.convert("L")
        return Picture(held, width, height, sheets, dpi, bilevel)


@dataclass(frozen=True, slots=True)
class StoredJpeg:
    """A JPEG that any PDF reader shows as it is stored, and how it is to be turned upright.

    `width` and `height` are those of the stored pixels; `quarter_turns` are clockwise.
    """

    data: bytes
    width: int
    height: int
    grey: bool
    dpi: int
    quarter_turns: int


def stored_jpeg(data: bytes) -> StoredJpeg | None:
    """Look at a JPEG without decoding it; None when it must be encoded anew to go into a PDF.

    That is so for mirrored pictures, for CMYK (whose polarity is a matter of custom) and for
    files that carry a second picture.
    """
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=("JPEG",)) as image:
            turns = _TURNS.get(image.getexif().get(_ORIENTATION, 1))
            if image.format != "JPEG" or image.mode not in ("L", "RGB") or turns is None:
                return None
            size, grey = image.size, image.mode == "L"
            return StoredJpeg(data, *size, grey, _resolution(image), turns)
    except (OSError, SyntaxError, ValueError) as error:
        raise FileDamaged() from error


def _sheets(image: Image.Image) -> int:
    """Several sheets only in a TIFF: the second picture of a phone's JPEG (MPO) is no sheet."""
    if image.format != "TIFF":
        return 1
    count = int(getattr(image, "n_frames", 1))
    if count > MAX_SHEETS:
        raise FileTooLarge()
    return count


def _resolution(image: Image.Image) -> int:
    stated = image.info.get("dpi")
    try:
        across = round(float(stated[0])) if stated else 0
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return 0
    return across if 50 <= across <= 2400 else 0


def _plain(image: Image.Image) -> Image.Image:
    """The picture as 8-bit grey or RGB; what was transparent lies on white."""
    from PIL import Image

    if image.mode in ("L", "RGB"):
        return image
    if image.mode == "1":
        return image.convert("L")
    if image.mode.startswith("I") or image.mode == "F":
        return _eight_bit(image)
    if image.has_transparency_data:
        paper = Image.new("RGBA", image.size, "white")
        paper.alpha_composite(image.convert("RGBA"))
        return paper.convert("RGB")
    return image.convert("RGB")


def _eight_bit(image: Image.Image) -> Image.Image:
    """Sixteen bits to eight; samples that need more are stretched over their own range."""
    import numpy as np
    from PIL import Image

    samples = np.asarray(image).astype(np.float64)
    top = max(65535.0, float(np.max(samples)))
    return Image.fromarray((samples.clip(0) * (255.0 / top)).astype(np.uint8))


def open_pdf(data: bytes) -> pikepdf.Pdf:
    """A PDF with at least one page and no password; close it after use.

    Raises `FileLocked`, `FileTooLarge` or `FileDamaged`.
    """
    import pikepdf

    try:
        pdf = pikepdf.open(io.BytesIO(data))
        count = len(pdf.pages)
    except pikepdf.PasswordError as error:
        raise FileLocked() from error
    except (pikepdf.PdfError, ValueError, KeyError, TypeError, RuntimeError) as error:
        raise FileDamaged() from error
    if count > MAX_SHEETS:
        raise FileTooLarge()
    if count == 0:
        raise FileDamaged()
    return pdf
