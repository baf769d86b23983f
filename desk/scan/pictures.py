"""Opening the files that a citizen may bring: recognised by content, limited, refused with a
reason.

Everything here runs where the work is done (a worker process), so Pillow and pikepdf are
imported when they are first needed.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.scan import tiffs
from desk.scan.failures import (
    FileDamaged,
    FileEmpty,
    FileKindUnknown,
    FileKindUnsupported,
    FileLocked,
    FileTooLarge,
    UnreadableFile,
)
from desk.scan.sizes import Pair, believed_mm

if TYPE_CHECKING:
    import pikepdf
    from PIL import Image

MAX_BYTES = 256 * 1024 * 1024
MAX_PIXELS = 160_000_000
"""A4 at 1200 dpi, or A3 at 800 dpi."""
MAX_SHEETS = 1000

JPEG, PNG, TIFF, PDF = "image/jpeg", "image/png", "image/tiff", "application/pdf"
_PILLOW_KINDS = ("JPEG", "PNG", "TIFF")
_ORIENTATION, _FIRST_SIDEWAYS, _CAMERA = 0x0112, 5, 0x8769
"""EXIF's tag; from value 5 on width and height change places."""
_MEASURED_DPI = 98
"""The coarsest resolution that is measured: a fax's lines."""
_TURNS = {0: 0, 1: 0, 3: 2, 6: 1, 8: 3}
"""The orientations that are quarter turns (clockwise, to stand upright); the rest are mirrored."""


def media_type(data: bytes) -> str:
    """Determine the kind of a file by its first bytes.

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
    decode was enough. `resolution` (upright, across and down) is 0 where the file does not say.
    A pixel is `stretch` times as high as it is wide: a fax has half as many lines as columns.
    `bilevel` is black and white only; `scanner` files may be longer than any page.
    """

    image: Image.Image
    width: int
    height: int
    sheets: int
    resolution: Pair
    stretch: float
    bilevel: bool
    scanner: bool

    @property
    def dpi(self) -> int:
        """The resolution across, for people; 0 when the file does not say."""
        return round(self.resolution[0])

    @property
    def square_size(self) -> tuple[int, int]:
        """Width and height in square pixels: no line and no column is lost."""
        return squared(self.width, self.height, self.stretch)

    @property
    def paper_mm(self) -> Pair | None:
        """Width and height of the paper, if the file can be believed."""
        return believed_mm((self.width, self.height), self.resolution, scanner=self.scanner)


def squared(width: int, height: int, stretch: float) -> tuple[int, int]:
    """The sides of a picture after its pixels were made square by repeating the fewer."""
    if stretch > 1:
        return width, max(1, round(height * stretch))
    return max(1, round(width / stretch)), height


def picture(
    data: bytes, sheet: int = 0, at_least_px: int | None = None, *, grey: bool = False
) -> Picture:
    """Decode one sheet of a JPEG, PNG or TIFF file, if need be in grey only.

    With `at_least_px` a JPEG may be decoded at half, a quarter or an eighth of its size, as long
    as its longer side keeps that many pixels. Raises `FileTooLarge` before any pixel of a
    picture beyond the limits is decoded, and `FileDamaged` for whatever a decoder stumbles over.
    """
    for number, found in enumerate(pictures(data, at_least_px, grey=grey, only=sheet)):
        if number == 0:
            return found
    raise FileDamaged


def pictures(
    data: bytes, at_least_px: int | None = None, *, grey: bool = False, only: int | None = None
) -> Iterator[Picture]:
    """Decode every sheet of a picture file one after the other, or only one; as `picture`."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            Image.MAX_IMAGE_PIXELS = MAX_PIXELS
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield from _decoded(data, at_least_px, grey, only)
    except UnreadableFile:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as error:
        raise FileTooLarge() from error
    except UnidentifiedImageError as error:
        if media_type(data) == TIFF and tiffs.is_unsupported(data):
            raise FileKindUnsupported from error
        raise FileDamaged() from error
    # Decoders raise nearly anything over broken input; all of it means the same to the clerk.
    except Exception as error:
        raise FileDamaged() from error


def _decoded(
    data: bytes, at_least_px: int | None, grey: bool, only: int | None
) -> Iterator[Picture]:
    from PIL import Image

    with Image.open(io.BytesIO(data), formats=_PILLOW_KINDS) as image:
        places = _sheets(image)
        for place in places if only is None else places[only : only + 1]:
            if len(places) > 1 or place:
                image.seek(place)
            if image.width * image.height > MAX_PIXELS:
                raise FileTooLarge()
            width, height, resolution = image.width, image.height, _resolution(image)
            stretch, scanner = _stretch(image), _is_scanners(image)
            if image.getexif().get(_ORIENTATION, 1) >= _FIRST_SIDEWAYS:
                if image.format != "TIFF":  # Pillow tells a TIFF's size upright
                    width, height = height, width
                resolution, stretch = resolution[::-1], 1 / stretch
            if at_least_px is not None:
                shrink = at_least_px / max(width, height)
                image.draft(
                    "L" if grey else None,
                    (round(image.width * shrink), round(image.height * shrink)),
                )
            held, bilevel = _held(data, place, image), image.mode == "1"
            if grey:
                held = held.convert("L")
            yield Picture(held, width, height, len(places), resolution, stretch, bilevel, scanner)


def _held(data: bytes, place: int, image: Image.Image) -> Image.Image:
    """The reader's current sheet: decoded, upright, 8-bit."""
    from PIL import ImageOps

    if image.format == "TIFF" and tiffs.is_deep_colour(image):
        return tiffs.deep_colour(data, place, image)
    image.load()
    if image.mode.startswith("I") or image.mode == "F":
        deep = tiffs.deep_grey(image)
        deep.getexif()[_ORIENTATION] = image.getexif().get(_ORIENTATION, 1)
        ImageOps.exif_transpose(deep, in_place=True)
        return deep
    return _plain(ImageOps.exif_transpose(image))


@dataclass(frozen=True, slots=True)
class StoredJpeg:
    """A JPEG that any PDF reader shows as it is stored, and how it is to be turned upright.

    `width`, `height`, `resolution` and `stretch` are those of the stored pixels;
    `quarter_turns` are clockwise.
    """

    data: bytes
    width: int
    height: int
    grey: bool
    resolution: Pair
    stretch: float
    quarter_turns: int


def stored_jpeg(data: bytes) -> StoredJpeg | None:
    """Look at a JPEG without decoding it; None when it must be encoded anew to go into a PDF.

    That is so for mirrored pictures, for CMYK (whose polarity is a matter of custom), for files
    that carry a second picture and for arithmetic coding.
    """
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=("JPEG",)) as image:
            turns = _TURNS.get(image.getexif().get(_ORIENTATION, 1))
            plain = image.format == "JPEG" and image.mode in ("L", "RGB")
            if not plain or turns is None or not _is_common(data):
                return None
            size, grey = image.size, image.mode == "L"
            shape = _resolution(image), _stretch(image)
            return StoredJpeg(data, *size, grey, *shape, turns)
    except (OSError, SyntaxError, ValueError) as error:
        raise FileDamaged() from error


def _is_common(data: bytes) -> bool:
    """Whether a JPEG has an end and is Huffman-coded, baseline or progressive.

    These are SOF0 to SOF2 of ITU-T T.81, B.2.2. Decoders do without the end where nothing else
    is missing; a PDF reader may not.
    """
    if data.rfind(b"\xff\xd9") < 0:
        return False
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return marker <= 0xC2
        padding = marker == 0xFF
        at += 1 if padding else 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return False


def _sheets(image: Image.Image) -> list[int]:
    """Several sheets only in a TIFF: the second picture of a phone's JPEG (MPO) is no sheet."""
    if image.format != "TIFF":
        return [0]
    places = tiffs.sheet_directories(image, MAX_SHEETS)
    if len(places) > MAX_SHEETS:
        raise FileTooLarge()
    image.seek(places[0])
    return places


def _resolution(image: Image.Image) -> Pair:
    """Dots an inch across and down, as stored; both 0 when the file does not say."""
    stated = image.info.get("dpi")
    try:
        across, down = (float(number) for number in stated) if stated else (0.0, 0.0)
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return 0.0, 0.0
    plausible = all(50 <= number <= 2400 for number in (across, down))
    return (across, down) if plausible else (0.0, 0.0)


def _stretch(image: Image.Image) -> float:
    """How many times as high as wide a pixel is, by resolutions or by a bare proportion."""
    info = image.info
    stated = info.get("dpi")
    if stated and max(stated) < _MEASURED_DPI:
        return 1.0  # a program's habit
    stated = stated or info.get("aspect") or info.get("resolution")
    if stated is None and info.get("jfif_unit") == 0:
        stated = info.get("jfif_density")
    try:
        across, down = (float(number) for number in stated) if stated else (1.0, 1.0)
        stretch = across / down
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return 1.0
    return stretch if 0.2 <= stretch <= 5 and abs(stretch - 1) > 0.02 else 1.0


def _is_scanners(image: Image.Image) -> bool:
    """A TIFF, or a PNG, that no camera made; telephones and programs write JPEGs."""
    return image.format in ("TIFF", "PNG") and not image.getexif().get_ifd(_CAMERA)


def _plain(image: Image.Image) -> Image.Image:
    """The picture as 8-bit grey or RGB; what was transparent lies on white."""
    from PIL import Image

    if image.mode in ("L", "RGB"):
        return image
    if image.mode == "1":
        return image.convert("L")
    if image.has_transparency_data:
        paper = Image.new("RGBA", image.size, "white")
        paper.alpha_composite(image.convert("RGBA"))
        return paper.convert("RGB")
    return image.convert("RGB")


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
    except (pikepdf.PdfError, ValueError, LookupError, TypeError, RuntimeError) as error:
        raise FileDamaged() from error
    if count > MAX_SHEETS:
        raise FileTooLarge()
    if count == 0:
        raise FileDamaged()
    return pdf
