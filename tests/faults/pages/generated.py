"""Files that chance puts together; the same seed gives the same files."""

import io
import random
from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image

from tests.scan.corpus.pdf_parts import STAMP, TEXT, VALUE, annotation, new, page, saved
from tests.scan.corpus.tiffs import colour_page, grey_page, written
from tests.scan.papers import Pixels, encoded, jpeg, on_bed, text_page

MARK = 40
"""The side of the black squares by which a page's corners are found again."""


def marked_page(dice: random.Random) -> Pixels:
    """A page of text with four black squares at its corners, of one paper size or another."""
    width = dice.choice((1240, 1000, 1100))
    ratio = dice.choice((1.4142, 1.2941, 1.4142, 1.6))
    sheet = text_page(dice.randrange(10**6), (width, round(width * ratio)), dice.randint(6, 30))
    sheet = sheet.copy()
    high, wide = sheet.shape
    for top in (14, high - 14 - MARK):
        for left in (14, wide - 14 - MARK):
            sheet[top : top + MARK, left : left + MARK] = 0
    return sheet


def scans(dice: random.Random) -> Iterator[tuple[str, Pixels]]:
    """Pages on beds of every shade, at every angle, with shadows, bands and second things."""
    while True:
        angle = dice.choice((0.0, dice.uniform(-6, 6), dice.uniform(-1, 1)))
        bed = dice.choice((252, 200, 150, 120, 90, 60))
        sheet = marked_page(dice)
        what = dice.choice(("plain", "shadow", "band", "ramp", "thing", "noise"))
        if what == "band":
            sheet[200 : 200 + dice.randint(50, 500)] //= 2
        scan = on_bed(sheet, angle, bed, dice.randint(20, 160), dice.uniform(0, 4))
        if what == "shadow":
            soft = 1 / (1 + np.exp(-(np.arange(scan.shape[1]) - dice.uniform(0, 1) * 1200) / 12))
            scan = (scan * (0.5 + 0.5 * soft)[None, :]).astype(np.uint8)
        elif what == "ramp":
            ramp = np.linspace(dice.uniform(0.5, 1), 1, scan.shape[0])[:, None]
            scan = (scan * ramp).astype(np.uint8)
        elif what == "thing":
            at = dice.randint(0, scan.shape[0] - 120)
            scan[at : at + 110, :18] = 80
        elif what == "noise":
            grain = np.random.default_rng(dice.randrange(10**6)).normal(0, 6, scan.shape)
            scan = np.clip(scan + grain, 0, 255).astype(np.uint8)
        yield f"{what} page at {angle:.2f} on {bed}", scan


def pictures(dice: random.Random) -> Iterator[tuple[str, bytes, Pixels | None]]:
    """JPEG, PNG and TIFF with chance resolutions, orientations, depths and compressions."""
    while True:
        colour = dice.random() < 0.5
        seed = dice.randrange(100)
        shown = colour_page(seed) if colour else grey_page(seed)
        kind = dice.choice(("JPEG", "PNG", "TIFF", "TIFF"))
        dpi = dice.choice(((72, 72), (96, 96), (150, 150), (300, 300), (1, 1), (200, 200)))
        if kind == "TIFF":
            how: dict[str, Any] = {
                "compression": dice.choice((None, "lzw", "zlib", "packbits")),
                "resolution": dpi,
                "byteorder": dice.choice("<>"),
                "rowsperstrip": dice.choice((7, 64, 1000)),
            }
            if dice.random() < 0.3:
                how["tile"] = (64, 64)
                del how["rowsperstrip"]
            samples = shown
            top = dice.choice((255, 255, 1023, 4095, 16383, 65535))
            if top > 255:
                samples = (shown.astype(np.uint32) * top // 255).astype(np.uint16)
            if not colour and dice.random() < 0.4:
                samples, how["photometric"] = (top - samples).astype(samples.dtype), "miniswhite"
            name = f"TIFF {how} of {top}"
            yield name, written(samples, **how), shown
            continue
        exif = Image.Exif()
        turn = dice.choice((1, 1, 3, 6, 8, 2, 5))
        exif[0x0112] = turn
        data = encoded(Image.fromarray(shown), kind, dpi=dpi, exif=exif)
        yield f"{kind} {dpi} orientation {turn}", data, shown if turn == 1 else None


def pdfs(dice: random.Random) -> Iterator[tuple[str, bytes]]:
    """PDFs of one to four pages with fields, stamps, layers, turns, boxes and images at once."""
    while True:
        pdf = new()
        group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="layer"))
        parts = [_sheet(pdf, group, dice) for _ in range(dice.randint(1, 4))]
        off = dice.random() < 0.5
        pdf.Root.OCProperties = Dictionary(
            OCGs=Array([group]), D=Dictionary(OFF=Array([group] if off else []))
        )
        yield f"PDF {' '.join(parts)}, layer {'off' if off else 'on'}", saved(pdf)


def _sheet(pdf: Pdf, group: Any, dice: random.Random) -> str:
    """A page of chance; what is on it."""
    more: dict[str, Any] = {}
    content = TEXT
    if dice.random() < 0.4:
        more["Rotate"] = dice.choice((90, 180, 270))
    if dice.random() < 0.3:
        more["CropBox"] = Array([dice.randint(0, 30), dice.randint(0, 90), 290, 390])
    if dice.random() < 0.4:
        more["Properties"] = {"/L": group}
        content += "/OC /L BDC 30 60 200 60 re f EMC "
    if dice.random() < 0.4:
        more["XObject"] = {"/X": _image(pdf)}
        content += "q 80 0 0 110 180 130 cm /X Do Q "
    if dice.random() < 0.2:
        content = "q 0.9 0 0 0.9 0 0 cm " + content
    sheet = page(pdf, content, **more)
    kinds: list[tuple[float, str, tuple[float, ...], str | None, dict[str, Any]]] = [
        (0.6, "Widget", (40, 280, 200, 304), VALUE, {"FT": Name.Tx}),
        (0.5, "Stamp", (60, 200, 160, 250), STAMP, {}),
        (0.3, "Stamp", (60, 100, 160, 150), STAMP, {"OC": group}),
        (0.3, "Link", (20, 20, 90, 50), None, {"C": Array([0, 0, 1])}),
        (0.1, "FreeText", (20, 20, 90, 50), None, {}),
    ]
    notes = [
        annotation(pdf, kind, box, look, **extra)
        for often, kind, box, look, extra in kinds
        if dice.random() < often
    ]
    for note in notes:
        note.F = dice.choice((4, 4, 4, 0, 2, 32))
    if notes:
        sheet.obj.Annots = Array(notes)
    return f"{'+'.join(sorted(more))}+{len(notes)}"


def _image(pdf: Pdf) -> Stream:
    file = io.BytesIO()
    Image.fromarray(cv2.resize(colour_page(3), (124, 176))).save(file, "JPEG")
    return Stream(
        pdf,
        file.getvalue(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=124,
        Height=176,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )


def damaged(dice: random.Random, whole: list[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Files of the corpus with some bytes changed, cut out or cut off."""
    while True:
        name, data = dice.choice(whole)
        broken = bytearray(data)
        for _ in range(dice.choice((1, 3, 20))):
            at = dice.randrange(len(broken))
            if dice.random() < 0.8:
                broken[at] ^= dice.randint(1, 255)
            else:
                del broken[at : at + dice.randint(1, 40)]
        if dice.random() < 0.2:
            del broken[dice.randrange(len(broken)) :]
        yield f"damaged {name}", bytes(broken or b"x")


def corners_left(scan: Pixels, tidy: Pixels) -> tuple[int, int]:
    """How many of the black squares are on a scan, and whole on the page that it became."""

    def squares(grey: Pixels, least: float) -> int:
        dark = (grey < 60).astype(np.uint8)
        marks = cv2.connectedComponentsWithStats(dark)[2][1:]
        side = marks[:, cv2.CC_STAT_AREA] / MARK**2
        box = marks[:, cv2.CC_STAT_WIDTH] * marks[:, cv2.CC_STAT_HEIGHT] / MARK**2
        return int(((side > least) & (side < 1.2) & (box < 1.6)).sum())

    return squares(scan, 0.85), squares(tidy, 0.7)


def as_jpeg(scan: Pixels) -> bytes:
    """As a scanner's file of 150 dpi."""
    return jpeg(scan, dpi=(150, 150))
