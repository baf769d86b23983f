"""TrueType faces, opened once for each process, and the small fonts that a paper carries of them.

HarfBuzz reads a face where it lies in memory and takes out of it the glyphs that a paper uses,
so that a paper carries a few kilobytes of a font of thirty megabytes.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import uharfbuzz as hb

import resources

EM = 1000
"""Widths and heights here are in thousandths of the em, as in PDF."""

# ISO 32000-1, 9.9 asks for these in a font program that a PDF carries; the PDF itself says which
# character each glyph stands for.
_CARRIED = {"glyf", "head", "hhea", "hmtx", "loca", "maxp"}
# These glyphs and no others: no instructions for screens, no ligatures, no mirrored brackets.
_EXACTLY = (
    hb.SubsetFlags.NO_HINTING
    | hb.SubsetFlags.NOTDEF_OUTLINE
    | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    | hb.SubsetFlags.NO_BIDI_CLOSURE
)


@dataclass(frozen=True, slots=True)
class Subset:
    """A TrueType font of some glyphs of a face, and where each of them stands in it."""

    font: bytes
    places: tuple[int, ...]


class FontFace:
    """One TrueType font file. Heights and `bounds` are in thousandths of the em."""

    def __init__(self, path: Path) -> None:
        self._face = hb.Face(hb.Blob.from_file_path(str(path)))
        self._font = hb.Font(self._face)
        self._codes = self._face.unicodes
        self._widths: dict[int, float] = {}
        unused = set(self._face.table_tags) - _CARRIED
        self._left_out = [int.from_bytes(tag.encode("ascii")) for tag in unused]
        self.units = int(self._face.upem)
        self.name = str(self._face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME))
        extents = self._font.get_font_extents("ltr")
        self.ascent = self._thousandths(extents.ascender)
        self.descent = self._thousandths(extents.descender)
        self.cap_height = self._thousandths(
            self._font.get_metric_position_with_fallback(hb.OTMetricsTag.CAP_HEIGHT)
        )
        box = struct.unpack_from(">4h", self._table("head"), 36)  # xMin, yMin, xMax, yMax
        self.bounds = [self._thousandths(side) for side in box]
        self.fixed_pitch = self._table("post")[12:16] != bytes(4)  # isFixedPitch
        self.weight = int(self._font.get_style_value(hb.StyleTag.WEIGHT))

    def __contains__(self, code: int) -> bool:
        """Whether this face draws the character of this code point."""
        return code in self._codes

    def _table(self, tag: str) -> bytes:
        return bytes(self._face.reference_table(tag).data)

    def _thousandths(self, units: float) -> int:
        return round(units * EM / self.units)

    def glyph(self, code: int) -> int:
        """The number of the glyph of a character that this face draws."""
        return int(self._font.get_nominal_glyph(code))

    def width(self, code: int) -> float:
        """The advance of a character that this face draws, in thousandths of the em."""
        found = self._widths.get(code)
        if found is None:
            found = self._font.get_glyph_h_advance(self.glyph(code)) * EM / self.units
            self._widths[code] = found
        return found

    def subset(self, codes: Sequence[int]) -> Subset:
        """A font of the glyphs of these characters, fit to be embedded in a PDF.

        `places` says where ``.notdef`` and then the glyph of each character stand in it.
        """
        wanted = hb.SubsetInput()
        wanted.flags = _EXACTLY
        wanted.unicode_set.update(codes)
        wanted.drop_table_tag_set.update(self._left_out)
        plan = hb.SubsetPlan(self._face, wanted)
        placed = plan.old_to_new_glyph_mapping
        return Subset(plan.execute().blob.data, (0, *(placed[self.glyph(code)] for code in codes)))


@cache
def face(name: str) -> FontFace:
    """The face in ``resources/fonts/NAME.ttf``, opened once for each process.

    Raises `FileNotFoundError` when there is no such file.
    """
    return FontFace(resources.path(f"fonts/{name}.ttf"))
