"""TIFF files of every kind that scanners, faxes and programs write, with what they show.

Written by tifffile and by hand where it does not write a kind; each comes with the 8-bit grey or
RGB pixels (square or not) that every sheet shows, which another decoder is asked about, too.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import tifffile
from PIL import Image

from tests.scan.papers import Pixels, encoded, text_page

SIZE = (496, 704)
"""Multiples of 16, so that tiles fit."""


@dataclass(frozen=True, slots=True)
class Tiff:
    """A file, the pixels of each of its sheets, and whether it may be refused."""

    name: str
    data: bytes
    sheets: tuple[Pixels, ...]
    may_be_refused: bool = False


def grey_page(seed: int = 1) -> Pixels:
    """A small page with text, a soft grey and black corner marks."""
    page = text_page(seed, SIZE, 10).copy()
    page[40:120, 60:200] = 128
    page[:24, :24] = 0
    return page


def colour_page(seed: int = 1) -> Pixels:
    """The same in colours: red at the left, green at the right, blue below."""
    page = cv2.merge([grey_page(seed)] * 3)
    page[200:260, 40:120] = (210, 40, 40)
    page[200:260, 380:460] = (40, 150, 60)
    page[600:660, 200:300] = (30, 60, 200)
    return page


def written(pixels: Pixels, **how: Any) -> bytes:
    """One page by tifffile; `how` goes to its writer."""
    file = io.BytesIO()
    how.setdefault("photometric", "rgb" if pixels.ndim == 3 else "minisblack")
    how.setdefault("resolution", (60, 60))
    how.setdefault("resolutionunit", "INCH")
    how.setdefault("metadata", None)
    tifffile.imwrite(file, pixels, **how)
    return file.getvalue()


def _scaled(pixels: Pixels, top: int) -> Pixels:
    """The same in 16-bit samples of which `top` is white."""
    return (pixels.astype(np.uint32) * top // 255).astype(np.uint16)


def depths() -> Iterator[Tiff]:
    """Samples of 8 to 64 bits, both polarities."""
    grey, colour = grey_page(), colour_page()
    wide = grey.astype(np.uint16)
    for name, top in {
        "16 bits": 65535,
        "12 bits in 16": 4095,
        "10 bits in 16": 1023,
        "14 bits in 16": 16383,
        "8 bits in 16": 255,
    }.items():
        samples = _scaled(grey, top)
        yield Tiff(name, written(samples), (grey,))
        yield Tiff(
            f"{name}, white is zero", written(top - samples, photometric="miniswhite"), (grey,)
        )
        yield Tiff(f"{name}, deflate", written(samples, compression="zlib"), (grey,))
    yield Tiff("16 bits, big endian", written((wide * 257).astype(">u2"), byteorder=">"), (grey,))
    yield Tiff(
        "16 bits, big endian, white is zero",
        written((65535 - wide * 257).astype(">u2"), byteorder=">", photometric="miniswhite"),
        (grey,),
        may_be_refused=True,
    )
    yield Tiff("8 bits, white is zero", written(255 - grey, photometric="miniswhite"), (grey,))
    yield Tiff("32 bits", written(grey.astype(np.uint32) * 16843009), (grey,), True)
    yield Tiff("float 0 to 1", written(grey.astype(np.float32) / 255), (grey,), True)
    yield Tiff("float 0 to 255", written(grey.astype(np.float32)), (grey,), True)
    yield Tiff("double 0 to 1", written(grey.astype(np.float64) / 255), (grey,), True)
    yield Tiff("half", written((grey / 255).astype(np.float16)), (grey,), True)
    yield Tiff("signed 16 bits", written(grey.astype(np.int16) * 128), (grey,), True)
    yield Tiff("RGB of 16 bits", written(colour.astype(np.uint16) * 257), (colour,))
    yield Tiff("RGB of 12 bits in 16", written(_scaled(colour, 4095)), (colour,))
    yield Tiff(
        "RGB of 16 bits, big endian",
        written((colour.astype(np.uint16) * 257).astype(">u2"), byteorder=">"),
        (colour,),
    )
    yield Tiff(
        "RGB of 16 bits, planar",
        written(
            np.moveaxis(colour.astype(np.uint16) * 257, 2, 0),
            photometric="rgb",
            planarconfig="separate",
        ),
        (colour,),
        True,
    )
    yield Tiff("RGB of floats", written(colour.astype(np.float32) / 255), (colour,), True)
    alpha = np.dstack([colour, np.full(SIZE[::-1], 255, np.uint8)])
    yield Tiff("RGBA", written(alpha, extrasamples=["unassalpha"]), (colour,))
    yield Tiff(
        "RGBA of 16 bits",
        written(alpha.astype(np.uint16) * 257, extrasamples=["unassalpha"]),
        (colour,),
        True,
    )
    grey_alpha = np.dstack([grey, np.full(SIZE[::-1], 255, np.uint8)])
    yield Tiff(
        "grey with alpha",
        written(grey_alpha, photometric="minisblack", extrasamples=["unassalpha"]),
        (grey,),
        True,
    )


def layouts() -> Iterator[Tiff]:
    """Compressions, strips, tiles, planes, predictors, both byte orders."""
    grey, colour = grey_page(), colour_page()
    for compression in ("none", "lzw", "zlib", "packbits", "lzma", "zstd"):
        rare = compression in ("lzma", "zstd")
        for name, page in (("grey", grey), ("RGB", colour)):
            how: dict[str, Any] = {"compression": None if compression == "none" else compression}
            yield Tiff(f"{name}, {compression}", written(page, **how), (page,), rare)
            yield Tiff(
                f"{name}, {compression}, strips",
                written(page, rowsperstrip=13, **how),
                (page,),
                rare,
            )
            yield Tiff(
                f"{name}, {compression}, tiles", written(page, tile=(64, 32), **how), (page,), rare
            )
            yield Tiff(
                f"{name}, {compression}, big endian",
                written(page, byteorder=">", **how),
                (page,),
                rare,
            )
            if compression in ("lzw", "zlib"):
                yield Tiff(
                    f"{name}, {compression}, predictor",
                    written(page, predictor=True, **how),
                    (page,),
                )
    planes = np.moveaxis(colour, 2, 0)
    for packing in (None, "lzw", "zlib"):
        yield Tiff(
            f"RGB in planes, {packing}",
            written(planes, photometric="rgb", planarconfig="separate", compression=packing),
            (colour,),
        )
    yield Tiff("BigTIFF", written(colour, bigtiff=True), (colour,))
    for name, page in (("grey", grey), ("RGB", colour)):
        yield Tiff(
            f"{name}, JPEG inside",
            encoded(Image.fromarray(page), "TIFF", compression="jpeg", quality=92),
            (page,),
        )
        yield Tiff(
            f"{name}, JPEG in tiles",
            written(
                page,
                compression="jpeg",
                compressionargs={"level": 92},
                tile=(64, 64),
                photometric="rgb" if page.ndim == 3 else "minisblack",
            ),
            (page,),
        )


def colours() -> Iterator[Tiff]:
    """Palette, CMYK, YCbCr, Lab."""
    colour = Image.fromarray(colour_page())
    palette = colour.convert("P", palette=Image.Palette.ADAPTIVE, colors=64)
    seen = np.asarray(palette.convert("RGB"))
    yield Tiff("palette", encoded(palette, "TIFF"), (seen,))
    yield Tiff("palette, lzw", encoded(palette, "TIFF", compression="tiff_lzw"), (seen,))
    cmyk = colour.convert("CMYK")
    yield Tiff("CMYK", encoded(cmyk, "TIFF"), (np.asarray(colour),))
    yield Tiff("CMYK, lzw", encoded(cmyk, "TIFF", compression="tiff_lzw"), (np.asarray(colour),))
    yield Tiff("YCbCr", encoded(colour.convert("YCbCr"), "TIFF"), (np.asarray(colour),))
    lab = cv2.cvtColor(colour_page().astype(np.float32) / 255, cv2.COLOR_RGB2Lab)
    bytes_ = np.dstack([lab[:, :, 0] * 2.55, lab[:, :, 1], lab[:, :, 2]]).round()
    yield Tiff(
        "Lab",
        written(bytes_.astype(np.int16).astype(np.uint8), photometric="cielab"),
        (np.asarray(colour),),
        True,
    )


def bilevels() -> Iterator[Tiff]:
    """Black and white as faxes and scanners write it."""
    grey = grey_page(2)
    grey[40:120, 60:200] = 255
    page = np.where(grey > 128, 255, 0).astype(np.uint8)
    image = Image.fromarray(page).convert("1", dither=Image.Dither.NONE)
    for compression in ("raw", "group3", "group4", "packbits", "tiff_ccitt", "tiff_lzw"):
        for photometric in (0, 1):
            yield Tiff(
                f"black and white, {compression}, photometric {photometric}",
                encoded(image, "TIFF", compression=compression, tiffinfo={262: photometric}),
                (page,),
            )
    for order in (1, 2):
        plain = np.packbits(page > 128, axis=1)
        if order == 2:
            plain = np.flip(np.unpackbits(plain, axis=1).reshape(*plain.shape, 8), 2)
            plain = np.packbits(plain.reshape(plain.shape[0], -1), axis=1)
        yield Tiff(f"fill order {order}", _bare(plain, {266: order}), (page,))
    for orientation, turn in {
        1: page,
        2: np.fliplr(page),
        3: np.rot90(page, 2),
        4: np.flipud(page),
        5: page.T,
        6: np.rot90(page, 1),
        7: np.rot90(page, 2).T,
        8: np.rot90(page, -1),
    }.items():
        stored = Image.fromarray(np.ascontiguousarray(turn))
        yield Tiff(
            f"orientation {orientation}",
            encoded(stored, "TIFF", tiffinfo={274: orientation}),
            (page,),
        )


def _bare(rows: Pixels, tags: dict[int, int]) -> bytes:
    """An uncompressed one-bit TIFF, written by hand: little endian, one strip."""
    entries = {
        256: (4, rows.shape[1] * 8),
        257: (4, rows.shape[0]),
        258: (3, 1),
        259: (3, 1),
        262: (3, 1),
        273: (4, 8),
        277: (3, 1),
        278: (4, rows.shape[0]),
        279: (4, rows.size),
        **{tag: (3, value) for tag, value in tags.items()},
    }
    place = 8 + rows.size + rows.size % 2
    head = b"II*\0" + place.to_bytes(4, "little") + rows.tobytes() + b"\0" * (rows.size % 2)
    directory = len(entries).to_bytes(2, "little")
    for tag, (kind, value) in sorted(entries.items()):
        directory += tag.to_bytes(2, "little") + kind.to_bytes(2, "little")
        directory += (1).to_bytes(4, "little") + value.to_bytes(4, "little")
    return head + directory + bytes(4)


def several() -> Iterator[Tiff]:
    """Files of several sheets, with thumbnails, masks and pages of other kinds among them."""
    pages = [grey_page(seed) for seed in (1, 2, 3)]
    small = cv2.resize(pages[0], None, fx=0.2, fy=0.2, interpolation=cv2.INTER_AREA)
    plain = {"metadata": None, "photometric": "minisblack"}

    def file(*frames: tuple[Pixels, dict[str, Any]]) -> bytes:
        kept = io.BytesIO()
        with tifffile.TiffWriter(kept) as writer:
            for frame, how in frames:
                writer.write(frame, **{**plain, **how})
        return kept.getvalue()

    yield Tiff("three sheets", file(*((page, {}) for page in pages)), tuple(pages))
    thumb = {"subfiletype": 1}
    yield Tiff(
        "thumbnail second", file((pages[0], {}), (small, thumb), (pages[1], {})), tuple(pages[:2])
    )
    yield Tiff("thumbnail first", file((small, thumb), (pages[0], {})), (pages[0],))
    yield Tiff(
        "thumbnail in a sub-directory",
        file((pages[0], {"subifds": 1}), (small, thumb), (pages[1], {})),
        tuple(pages[:2]),
    )
    yield Tiff(
        "pages of one document",
        file(*((page, {"subfiletype": 2}) for page in pages)),
        tuple(pages),
    )
    colour = colour_page(2)
    deep = _scaled(pages[2], 4095)
    yield Tiff(
        "sheets of three kinds",
        file((pages[0], {"compression": "lzw"}), (colour, {"photometric": "rgb"}), (deep, {})),
        (pages[0], colour, pages[2]),
    )


def tiffs() -> Iterator[Tiff]:
    """All of them."""
    for kinds in (depths, layouts, colours, bilevels, several):
        yield from kinds()
