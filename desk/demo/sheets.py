"""The papers of practice citizens, drawn and then degraded a little, as by a scanner.

A sheet is drawn at 200 dpi, laid on the glass a degree or so askew, with the bed's shadow at
the edges, and comes out as a JPEG. The same seed gives the same bytes.
"""

import random
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

import resources

DPI = 200
A4 = (1654, 2339)
INK = (32, 34, 38)
RED = (196, 60, 50)
BED = (205, 203, 197)


@dataclass(frozen=True, slots=True)
class PracticeSheet:
    """What stands on one page: a title, rows of label and value, and closing sentences."""

    title: str
    rows: tuple[tuple[str, str], ...]
    text: tuple[str, ...]
    signed: str
    number: int = 1
    of: int = 1


def scan_of(sheet: PracticeSheet, seed: int) -> bytes:
    """The sheet as a scanner would deliver it: JPEG bytes, 200 dpi, slightly askew."""
    import cv2
    import numpy as np

    dice = random.Random(seed)
    page = np.asarray(_drawn(sheet))[:, :, ::-1]
    angle = dice.choice((-1, 1)) * dice.uniform(0.4, 1.6)
    width, height = A4[0] + 90, A4[1] + 90
    turn = cv2.getRotationMatrix2D((A4[0] / 2, A4[1] / 2), angle, 1.0)
    turn[:, 2] += 45
    bed = cv2.warpAffine(page, turn, (width, height), flags=cv2.INTER_LINEAR, borderValue=BED[::-1])
    bed = cv2.GaussianBlur(bed, (3, 3), 0.6)
    _, jpeg = cv2.imencode(".jpg", bed, [cv2.IMWRITE_JPEG_QUALITY, 84])
    return _with_resolution(jpeg.tobytes())


def _with_resolution(jpeg: bytes) -> bytes:
    """Write the resolution into the JFIF header, where scanners put it (units, x, y)."""
    density = bytes([1]) + DPI.to_bytes(2, "big") * 2
    return jpeg[:13] + density + jpeg[18:]


@lru_cache(maxsize=8)
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(resources.path(f"fonts/{name}.ttf")), size)


def _drawn(sheet: PracticeSheet) -> Image.Image:
    page = Image.new("RGB", A4, (253, 252, 249))
    pen = ImageDraw.Draw(page)
    title, body, small = _font("NotoSerifSC-Bold", 58), _font("NotoSansSC-Regular", 31), 26
    pen.text((A4[0] / 2, 210), sheet.title, font=title, fill=INK, anchor="mm")

    left, right, top, height = 165, A4[0] - 165, 320, 76
    split = left + 300
    for index, (label, value) in enumerate(sheet.rows):
        y = top + index * height
        pen.rectangle((left, y, right, y + height), outline=INK, width=2)
        pen.line((split, y, split, y + height), fill=INK, width=2)
        pen.text((left + 24, y + height / 2), label, font=body, fill=INK, anchor="lm")
        pen.text((split + 24, y + height / 2), value, font=body, fill=INK, anchor="lm")

    y = top + len(sheet.rows) * height + 80
    for sentence in sheet.text:
        for line in _wrapped(sentence, 42):
            pen.text((left, y), line, font=body, fill=INK)
            y += 54
        y += 14
    pen.text((left, y + 60), f"签字：{sheet.signed}", font=body, fill=INK)
    page_mark = f"第 {sheet.number} 页，共 {sheet.of} 页"
    pen.text(
        (A4[0] / 2, A4[1] - 130),
        page_mark,
        font=_font("NotoSansSC-Regular", small),
        fill=INK,
        anchor="mm",
    )
    if sheet.number == sheet.of:
        _seal(pen, right - 190, min(y + 260, A4[1] - 420))
    return page


def _seal(pen: ImageDraw.ImageDraw, x: int, y: int) -> None:
    pen.ellipse((x - 160, y - 160, x + 160, y + 160), outline=RED, width=8)
    pen.regular_polygon((x, y, 44), 5, fill=RED)


def _wrapped(text: str, width: int) -> list[str]:
    return [text[start : start + width] for start in range(0, len(text), width)]
