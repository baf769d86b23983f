"""TrueType faces, parsed once for each process, and the small fonts cut out of them.

A face stays mapped in memory; what a paper needs of it is cut out glyph by glyph, so that a
paper carries a few kilobytes of a font of thirty megabytes.
"""

import mmap
import struct
from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

import resources

EM = 1000
"""Widths and heights here are in thousandths of the em, as in PDF."""


class FontFace:
    """One TrueType font file. Heights and `bounds` are in thousandths of the em."""

    def __init__(self, path: Path) -> None:
        font = TTFont(path, lazy=True)
        order = font.getReverseGlyphMap()
        self.glyph_of: dict[int, int] = {
            code: order[name] for code, name in font.getBestCmap().items()
        }
        head, os2 = font["head"], font["OS/2"]
        self.units = int(head.unitsPerEm)
        self.name = str(font["name"].getDebugName(6))
        self.ascent = self._thousandths(font["hhea"].ascent)
        self.descent = self._thousandths(font["hhea"].descent)
        self.cap_height = self._thousandths(getattr(os2, "sCapHeight", 0) or font["hhea"].ascent)
        self.bounds = [self._thousandths(v) for v in (head.xMin, head.yMin, head.xMax, head.yMax)]
        self.fixed_pitch = bool(font["post"].isFixedPitch)
        self.weight = int(os2.usWeightClass)
        self._metrics = int(font["hhea"].numberOfHMetrics)
        self._font = font
        self._tables = {tag: font.reader.tables[tag] for tag in ("glyf", "loca", "hmtx")}
        self._long_loca = bool(head.indexToLocFormat)
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._outlines: dict[int, bytes] = {}
        self._widths: dict[int, float] = {}

    def _thousandths(self, units: float) -> int:
        return round(units * EM / self.units)

    def _bytes(self, tag: str, start: int, length: int) -> bytes:
        at = self._tables[tag].offset + start
        return self._data[at : at + length]

    def advance(self, glyph: int) -> int:
        """How far this glyph moves the pen, in the face's own units."""
        at = min(glyph, self._metrics - 1) * 4
        return int(struct.unpack(">H", self._bytes("hmtx", at, 2))[0])

    def _left_bearing(self, glyph: int) -> int:
        last = self._metrics
        at = glyph * 4 + 2 if glyph < last else last * 4 + (glyph - last) * 2
        return int(struct.unpack(">h", self._bytes("hmtx", at, 2))[0])

    def width(self, code: int) -> float:
        """The advance of a character that this face has, in thousandths of the em."""
        found = self._widths.get(code)
        if found is None:
            found = self.advance(self.glyph_of[code]) * EM / self.units
            self._widths[code] = found
        return found

    def outline(self, glyph: int) -> bytes:
        """A glyph's ``glyf`` entry: one simple outline, no instructions, padded to 4 bytes."""
        found = self._outlines.get(glyph)
        if found is None:
            found = self._outlines[glyph] = self._read_outline(glyph)
        return found

    def _read_outline(self, glyph: int) -> bytes:
        if self._long_loca:
            start, end = struct.unpack(">2L", self._bytes("loca", glyph * 4, 8))
        else:
            start, end = (2 * at for at in struct.unpack(">2H", self._bytes("loca", glyph * 2, 4)))
        data = self._bytes("glyf", start, end - start)
        if not data:
            return b""
        contours = struct.unpack(">h", data[:2])[0]
        if contours < 0:
            data = self._flattened(glyph)
            contours = struct.unpack(">h", data[:2])[0]
        head = 10 + 2 * contours
        instructions = struct.unpack(">H", data[head : head + 2])[0]
        data = data[:head] + b"\0\0" + data[head + 2 + instructions :]
        return data + bytes(-len(data) % 4)

    def _flattened(self, glyph: int) -> bytes:
        """A glyph made of other glyphs, as one outline."""
        glyphs, name = self._font.getGlyphSet(), self._font.getGlyphName(glyph)
        recorded = DecomposingRecordingPen(glyphs)
        glyphs[name].draw(recorded)
        pen = TTGlyphPen(None)
        recorded.replay(pen)
        return bytes(pen.glyph().compile(self._font["glyf"]))

    @cached_property
    def _head(self) -> bytes:
        return bytes(self._font.reader["head"])

    @cached_property
    def _hhea(self) -> bytes:
        return bytes(self._font.reader["hhea"])

    @cached_property
    def _maxp(self) -> bytes:
        return bytes(self._font.reader["maxp"])

    def cut(self, glyphs: Sequence[int]) -> bytes:
        """A TrueType font of these glyphs in this order, fit to be embedded in a PDF.

        It carries what ISO 32000 asks of a CIDFontType2 and no ``cmap``: the PDF says which
        character each glyph stands for.
        """
        offsets, outlines, metrics = [0], [], []
        for glyph in glyphs:
            outline = self.outline(glyph)
            outlines.append(outline)
            offsets.append(offsets[-1] + len(outline))
            metrics += [self.advance(glyph), self._left_bearing(glyph)]
        count = struct.pack(">H", len(glyphs))
        head = self._head[:8] + bytes(4) + self._head[12:50] + b"\0\1" + self._head[52:]
        return _assembled(
            {
                b"glyf": b"".join(outlines),
                b"head": head,
                b"hhea": self._hhea[:34] + count,
                b"hmtx": struct.pack(">" + "Hh" * len(glyphs), *metrics),
                b"loca": struct.pack(f">{len(offsets)}L", *offsets),
                b"maxp": self._maxp[:4] + count + self._maxp[6:],
            }
        )


def _assembled(tables: dict[bytes, bytes]) -> bytes:
    """An sfnt file of these tables; checksums are left 0, which no PDF reader looks at."""
    power = len(tables).bit_length() - 1
    search = 16 << power
    directory = [
        struct.pack(">LHHHH", 0x00010000, len(tables), search, power, len(tables) * 16 - search)
    ]
    body = []
    at = 12 + 16 * len(tables)
    for tag in sorted(tables):
        data = tables[tag]
        directory.append(struct.pack(">4sLLL", tag, 0, at, len(data)))
        padded = data + bytes(-len(data) % 4)
        body.append(padded)
        at += len(padded)
    return b"".join(directory + body)


@cache
def face(name: str) -> FontFace:
    """The face in ``resources/fonts/NAME.ttf``, parsed once for each process."""
    return FontFace(resources.path(f"fonts/{name}.ttf"))
