"""Which face draws which character, and how a paper carries it.

A family is a list of faces; the first that has a character draws it. reportlab's own TrueType
fonts are not used: they hold at most 256 glyphs each, read the whole file again for every
paper, and write characters beyond U+FFFF into the ToUnicode map in a form that no reader
understands. `EmbeddedFont` plugs into the same place: one composite font (Type 0, Identity-H)
for each face, whose map from glyph to character is UTF-16.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfdoc, pdfmetrics

from printing.coverage import is_drawn
from printing.font_faces import EM, FontFace, face


class _Assigned:
    """Which characters of one face a document uses so far, and its name there."""

    def __init__(self) -> None:
        self.number_of: dict[int, bytes] = {}
        self.codes: list[int] = []
        self.internal_name = ""


class EmbeddedFont:
    """A face as reportlab's canvas knows it: a dynamic font with one two-byte subset.

    The public names that reportlab asks for are `fontName`, `face`, `splitString`,
    `getSubsetInternalName`, `addObjects` and `stringWidth`.
    """

    _multiByte = 1  # noqa: N815
    _dynamicFont = 1  # noqa: N815
    shapable = False

    def __init__(self, source: FontFace) -> None:
        self.face = source
        self.fontName = source.name
        self._state: WeakKeyDictionary[pdfdoc.PDFDocument, _Assigned] = WeakKeyDictionary()

    def _assigned(self, doc: pdfdoc.PDFDocument) -> _Assigned:
        found = self._state.get(doc)
        if found is None:
            found = self._state[doc] = _Assigned()
        return found

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:
        """The width of `text` in points; every character must be in the face."""
        del encoding
        return sum(self.face.width(ord(character)) for character in text) * size / EM

    def splitString(
        self, text: str, doc: pdfdoc.PDFDocument, encoding: str = "utf-8"
    ) -> list[tuple[int, bytes]]:
        """`text` as glyph numbers of this document's cut of the face."""
        del encoding
        assigned = self._assigned(doc)
        number_of = assigned.number_of
        numbers = []
        for code in map(ord, text):
            number = number_of.get(code)
            if number is None:
                assigned.codes.append(code)
                number = number_of[code] = len(assigned.codes).to_bytes(2, "big")
            numbers.append(number)
        return [(0, b"".join(numbers))]

    def getSubsetInternalName(self, subset: int, doc: pdfdoc.PDFDocument) -> str:
        """The name of this font in the document's resources, given on first use."""
        del subset
        assigned = self._assigned(doc)
        if not assigned.internal_name:
            assigned.internal_name = f"/F{len(doc.fontMapping) + 1}"
            doc.fontMapping[self.fontName] = assigned.internal_name
            doc.delayedFonts.append(self)
        return assigned.internal_name

    def addObjects(self, doc: pdfdoc.PDFDocument) -> None:
        """Write the cut of the face and its maps into the document (ISO 32000-1, 9.7)."""
        source, assigned = self.face, self._assigned(doc)
        name = f"{_subset_tag(assigned.codes)}+{source.name}"
        subset = source.subset(assigned.codes)
        file = _stream(subset.font)
        file.dictionary["Length1"] = len(subset.font)
        places = _stream(struct.pack(f">{len(subset.places)}H", *subset.places))
        to_unicode = _stream(_to_unicode(assigned.codes))

        descriptor = pdfdoc.PDFDictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": f"/{name}",
                "Flags": 4 | int(source.fixed_pitch),
                "FontBBox": pdfdoc.PDFArray(source.bounds),
                "ItalicAngle": 0,
                "Ascent": source.ascent,
                "Descent": source.descent,
                "CapHeight": source.cap_height,
                "StemV": 50 + source.weight // 8,
                "FontFile2": doc.Reference(file, f"fontFile:{name}"),
            }
        )
        cid_font = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": f"/{name}",
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {
                        "Registry": pdfdoc.PDFString("Adobe"),
                        "Ordering": pdfdoc.PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                "FontDescriptor": doc.Reference(descriptor, f"fontDescriptor:{name}"),
                "DW": EM,
                "W": _widths(source, assigned.codes),
                "CIDToGIDMap": doc.Reference(places, f"places:{name}"),
            }
        )
        composite = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": f"/{name}",
                "Encoding": "/Identity-H",
                "DescendantFonts": pdfdoc.PDFArray([doc.Reference(cid_font, f"cidFont:{name}")]),
                "ToUnicode": doc.Reference(to_unicode, f"toUnicode:{name}"),
            }
        )
        fonts = doc.idToObject["BasicFonts"].dict
        fonts[assigned.internal_name[1:]] = doc.Reference(composite, f"font:{name}")


def _stream(content: bytes) -> pdfdoc.PDFStream:
    """`content` as a stream, not squeezed: other builds of zlib would give other bytes, and
    a paper must be the same wherever it is made again."""
    return pdfdoc.PDFStream(content=content)


def _subset_tag(codes: list[int]) -> str:
    """Six capitals that distinguish subsets of a face (ISO 32000-1, 9.6.4)."""
    value = zlib.crc32(",".join(map(str, codes)).encode("ascii"))
    letters = []
    for _ in range(6):
        value, letter = divmod(value, 26)
        letters.append(chr(ord("A") + letter))
    return "".join(letters)


def _widths(source: FontFace, codes: list[int]) -> str:
    """The ``W`` array: every glyph whose advance is not a whole em (ISO 32000-1, 9.7.4.3)."""
    entries = []
    for number, code in enumerate(codes, start=1):
        width = source.width(code)
        if width != EM:
            entries.append(f"{number} [{width:g}]")
    return f"[{' '.join(entries)}]"


def _to_unicode(codes: list[int]) -> bytes:
    """A ToUnicode CMap (ISO 32000-1, 9.10.3); beyond U+FFFF in UTF-16 surrogates."""
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    for start in range(0, len(codes), 100):
        part = codes[start : start + 100]
        lines.append(f"{len(part)} beginbfchar")
        for number, code in enumerate(part, start=start + 1):
            lines.append(f"<{number:04X}> <{chr(code).encode('utf-16-be').hex().upper()}>")
        lines.append("endbfchar")
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines).encode("ascii")


@cache
def embedded(name: str) -> EmbeddedFont:
    """The face ``resources/fonts/NAME.ttf``, registered with reportlab."""
    font = EmbeddedFont(face(name))
    pdfmetrics.registerFont(font)
    return font


@dataclass(frozen=True, slots=True)
class GlyphRun:
    """A stretch of text that one face draws; `font` is None when no face has it."""

    text: str
    font: EmbeddedFont | None
    width: float
    thicken: bool = False


@dataclass(frozen=True, eq=False)
class Family:
    """Faces in the order in which they are asked for a character.

    The first `own` of them have the family's weight; in a bold family the others are drawn
    with a thin stroke around them, so that a rare name is as strong as the names beside it.
    """

    faces: tuple[str, ...]
    bold: bool = False
    own: int = 2

    @property
    def first(self) -> EmbeddedFont:
        """The face that draws nearly everything."""
        return embedded(self.faces[0])


_RARE = ("HanaMinB", "HallDeskRare", "NotoSansKR-Regular", "NotoSansYi-Regular")
REGULAR = Family(("NotoSansSC-Regular", "NotoSerifSC-Bold", *_RARE))
BOLD = Family(("NotoSansSC-Bold", "NotoSerifSC-Bold", *_RARE), bold=True)
TITLE = Family(("NotoSerifSC-Bold", "NotoSansSC-Bold", *_RARE), bold=True)
MONO = Family(("JetBrainsMono-Regular", "NotoSansSC-Regular", *_RARE))
MONO_BOLD = Family(("JetBrainsMono-Bold", "NotoSansSC-Bold", *_RARE), bold=True)
FAMILIES = (REGULAR, BOLD, TITLE, MONO, MONO_BOLD)


@cache
def place(character: str, family: Family) -> tuple[EmbeddedFont | None, float, bool]:
    """How a character is drawn: font, width in thousandths of the em, whether it is thickened."""
    code = ord(character)
    drawn = is_drawn(character) or character.isspace()
    for index, name in enumerate(family.faces if drawn else ()):
        font = embedded(name)
        if code in font.face:
            return font, font.face.width(code), family.bold and index >= family.own
    return None, EM, False


def is_variation_selector(character: str) -> bool:
    """Whether a character only chooses a form of the one before it."""
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def runs(text: str, family: Family) -> Iterator[GlyphRun]:
    """Cut `text` where the face changes; every character without a face is a run of its own."""
    pending: list[str] = []
    now: tuple[EmbeddedFont | None, bool] = (None, False)
    total = 0.0
    for character in text:
        if is_variation_selector(character):
            font, width, thicken = now[0], 0.0, now[1]
        else:
            font, width, thicken = place(character, family)
        if pending and (font is None or (font, thicken) != now):
            yield GlyphRun("".join(pending), now[0], total, now[1])
            pending, total = [], 0.0
        pending.append(character)
        total += width
        now = (font, thicken)
    if pending:
        yield GlyphRun("".join(pending), now[0], total, now[1])


def width(text: str, family: Family) -> float:
    """The width of `text` in thousandths of the em."""
    return sum(0.0 if is_variation_selector(c) else place(c, family)[1] for c in text)


def warm() -> None:
    """Parse every face, so that the first paper is as quick as the next."""
    for family in FAMILIES:
        for name in family.faces:
            embedded(name)
