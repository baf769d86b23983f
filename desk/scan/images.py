"""A picture as a PDF holds it: image XObjects in the smallest form that shows the same."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from desk.scan.imaging import encoded

if TYPE_CHECKING:
    import numpy as np
    import pikepdf
    from numpy.typing import NDArray
    from PIL import Image as Images

    Pixels = NDArray[np.uint8]

QUALITY = 85
"""JPEG quality of pages that must be encoded anew."""
MAX_JPEG_SIDE = 65_500
_CLEAN = 0.15
"""Bytes a pixel up to which a page is drawn or clean, and stays without loss: 1.3 MB for A4 at
300 dpi, what JPEG takes for a page of text."""
_PNG_COLOURS = {0: 1, 2: 3, 3: 1}
_PALETTE = 3


@dataclass(frozen=True, slots=True)
class Image:
    """An image XObject (ISO 32000-2, 8.9.5), before it has a PDF to be in."""

    data: bytes = field(repr=False)
    width: int
    height: int
    decoder: str
    colours: str
    bits: int = 8
    parameters: dict[str, Any] = field(default_factory=dict)
    palette: bytes = b""

    def stream(self, pdf: pikepdf.Pdf) -> pikepdf.Stream:
        """The image as an object of `pdf`."""
        import pikepdf

        image = pikepdf.Stream(pdf, self.data)
        image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        image.Width, image.Height, image.BitsPerComponent = self.width, self.height, self.bits
        image.Filter = pikepdf.Name(self.decoder)
        if self.palette:
            last = len(self.palette) // 3 - 1
            image.ColorSpace = pikepdf.Array(
                [pikepdf.Name.Indexed, pikepdf.Name.DeviceRGB, last, pikepdf.String(self.palette)]
            )
        else:
            image.ColorSpace = pikepdf.Name(self.colours)
        if self.parameters:
            image.DecodeParms = pikepdf.Dictionary(**self.parameters)
        return image


def smallest(pixels: Pixels, source_size: int | None, *, bilevel: bool, png: bytes | None) -> Image:
    """Grey or RGB pixels in the smallest form without visible loss.

    `source_size` is what the sheet took in its own file, None after a loss; `bilevel` says that
    it was black and white, and so it stays; `png` is the file itself when these are its pixels.
    """
    if bilevel:
        return _bilevel(pixels, source_size, png)
    height, width = pixels.shape[:2]
    clean, no_jpeg = _CLEAN * width * height, max(width, height) > MAX_JPEG_SIDE
    kept = _from_png(png) if png is not None else None
    if kept is None and (no_jpeg or (source_size is not None and source_size <= clean)):
        kept = _flate(pixels)
    if kept is not None and (no_jpeg or len(kept.data) <= clean):
        return kept
    colours = "/DeviceGray" if pixels.ndim == 2 else "/DeviceRGB"
    jpeg = Image(encoded(pixels, QUALITY), width, height, "/DCTDecode", colours)
    return kept if kept is not None and len(kept.data) <= len(jpeg.data) else jpeg


def _bilevel(pixels: Pixels, source_size: int | None, png: bytes | None) -> Image:
    """Black and white: by group 4, or deflated where that is smaller (dithered pictures)."""
    from PIL import Image as Images

    found = _group4(pixels)
    if source_size is None or len(found.data) <= source_size:
        return found
    other = _from_png(png) if png is not None else None
    if other is None:
        plain = Images.fromarray(pixels).convert("1", dither=Images.Dither.NONE)
        other = _png_pixels(plain)
    return other if len(other.data) < len(found.data) else found


def _flate(pixels: Pixels) -> Image:
    """Without loss: the rows filtered as in a PNG, then deflated."""
    from PIL import Image as Images

    return _png_pixels(Images.fromarray(pixels))


def _png_pixels(image: Images.Image) -> Image:
    file = io.BytesIO()
    image.save(file, "PNG", compress_level=6)
    found = _from_png(file.getvalue())
    assert found is not None
    return found


def _from_png(data: bytes) -> Image | None:
    """A PNG's own pixel stream (ISO 32000-2, 7.4.4.4: predictor 15); None where a PDF has no such
    form: interlaced, transparent, 16 bits, with an orientation of its own."""
    header = struct.unpack(">IIBBBBB", data[16:29])
    width, height, bits, colour, _, _, interlaced = header
    if interlaced or bits > 8 or colour not in _PNG_COLOURS:
        return None
    pixels, palette = [], b""
    for name, body in _chunks(data):
        if name in (b"tRNS", b"eXIf", b"acTL"):
            return None
        if name == b"IDAT":
            pixels.append(body)
        elif name == b"PLTE":
            palette = body
    if colour == _PALETTE and not palette:
        return None
    predictor = {
        "Predictor": 15,
        "Colors": _PNG_COLOURS[colour],
        "BitsPerComponent": bits,
        "Columns": width,
    }
    colours = "/DeviceRGB" if colour == 2 else "/DeviceGray"
    shown = palette if colour == _PALETTE else b""
    return Image(b"".join(pixels), width, height, "/FlateDecode", colours, bits, predictor, shown)


def _chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    found, at = [], 8
    while at + 8 <= len(data):
        (size,) = struct.unpack(">I", data[at : at + 4])
        found.append((data[at + 4 : at + 8], data[at + 8 : at + 8 + size]))
        at += 12 + size
    return found


def _group4(pixels: Pixels) -> Image:
    """Black and white by CCITT group 4 (ITU-T T.6), as libtiff writes it in one strip."""
    from PIL import Image as Images

    tiff = io.BytesIO()
    height, width = pixels.shape[:2]
    Images.fromarray(pixels).convert("1", dither=Images.Dither.NONE).save(
        tiff, "TIFF", compression="group4", tiffinfo={_ROWS_PER_STRIP: height}
    )
    with Images.open(tiff) as written:
        tags = written.tag_v2  # type: ignore[attr-defined]
        (start,), (count,) = tags[_STRIP_OFFSETS], tags[_STRIP_BYTE_COUNTS]
        white_is_zero = tags[_PHOTOMETRIC] == 0
    # In the code's own terms 1 is black; DeviceGray wants 0 for black, which is BlackIs1 false.
    how = {"K": -1, "Columns": width, "Rows": height, "BlackIs1": not white_is_zero}
    data = tiff.getvalue()[start : start + count]
    return Image(data, width, height, "/CCITTFaxDecode", "/DeviceGray", 1, how)


_PHOTOMETRIC, _STRIP_OFFSETS, _ROWS_PER_STRIP, _STRIP_BYTE_COUNTS = 262, 273, 278, 279
