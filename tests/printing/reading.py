"""Reading papers with eyes other than our own: poppler, PDFium, ZXing, OpenCV."""

import subprocess
from dataclasses import dataclass

import cv2
import numpy as np
import pypdfium2 as pdfium
import zxingcpp
from numpy.typing import NDArray
from PIL import Image

MM = 72 / 25.4


def text_of(pdf: bytes) -> str:
    """Everything that poppler reads, in the order in which it was drawn, without white space."""
    read = subprocess.run(
        ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return squeezed(read.stdout.decode("utf-8"))


def squeezed(text: str) -> str:
    """`text` without white space: where a line breaks does not matter."""
    return "".join(text.split())


def pictures(pdf: bytes, dpi: int) -> list[Image.Image]:
    """Each page as a printer of so many dots to the inch would be given it."""
    document = pdfium.PdfDocument(pdf)
    return [page.render(scale=dpi / 72).to_pil().convert("L") for page in document]


def codes_in(picture: Image.Image) -> set[str]:
    """Every code that ZXing finds."""
    return {code.text for code in zxingcpp.read_barcodes(picture)}


def qrs_in(picture: Image.Image) -> set[str]:
    """Every QR that OpenCV finds: a second opinion."""
    found, texts, _, _ = cv2.QRCodeDetector().detectAndDecodeMulti(np.asarray(picture))
    return set(texts) if found else set()


@dataclass(frozen=True)
class Glyph:
    """A drawn character and the box around its ink: left, top, right, bottom in mm."""

    text: str
    box: tuple[float, float, float, float]


def glyphs_of(pdf: bytes) -> list[list[Glyph]]:
    """For each page, every character that PDFium sees, with the box of its ink."""
    pages = []
    for page in pdfium.PdfDocument(pdf):
        height = page.get_height()
        words = page.get_textpage()
        glyphs: list[Glyph] = []
        for index in range(words.count_chars()):
            left, bottom, right, top = words.get_charbox(index)
            if right > left and top > bottom:
                box = (left / MM, (height - top) / MM, right / MM, (height - bottom) / MM)
                glyph = Glyph(words.get_text_range(index, 1), box)
                # a character beyond U+FFFF is counted twice, at one place
                if not (glyphs and glyphs[-1] == glyph and glyph.text == ""):
                    glyphs.append(glyph)
        pages.append(glyphs)
    return pages


def overlaps(glyphs: list[Glyph], tolerance: float = 0.25) -> list[tuple[Glyph, Glyph]]:
    """Pairs of characters whose ink boxes overlap by more than `tolerance` mm both ways."""
    boxes: NDArray[np.float64] = np.array([glyph.box for glyph in glyphs])
    left, top, right, bottom = boxes.T
    wide = np.minimum(right[:, None], right) - np.maximum(left[:, None], left)
    high = np.minimum(bottom[:, None], bottom) - np.maximum(top[:, None], top)
    first, second = np.nonzero(np.triu((wide > tolerance) & (high > tolerance), k=1))
    return [(glyphs[a], glyphs[b]) for a, b in zip(first, second, strict=True)]


def ink_bounds(picture: Image.Image, dpi: int) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of everything that is not white, in millimetres."""
    bounds = Image.eval(picture, lambda value: 255 - value).getbbox()
    assert bounds is not None, "the page is blank"
    left, top, right, bottom = (edge * 25.4 / dpi for edge in bounds)
    return left, top, right, bottom
