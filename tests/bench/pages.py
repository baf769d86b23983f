"""Processor milliseconds a page for looking at it, drawing it and making it tidy: ours and plain.

Run: ``python -m tests.bench.pages [--rounds N]``. The plain way is what a straightforward program
does with OpenCV: it decodes a page once and keeps the pixels for everything that follows, finds
the skew by turning a small copy of the print coarsely and then finely, turns the whole page,
shrinks that for the screen, and encodes it for a PDF. It cuts nothing, doubts nothing, tells no
photograph from a page and no paper's size. Both run in turns in one process; the best round of
each counts. Processor time of all threads, for that is what a window shares with its neighbours.
"""

import argparse
import io
import time
from collections.abc import Callable

import cv2
import numpy as np
import pikepdf

from desk.domain.visits import Recipe
from desk.scan import imaging
from desk.scan.documents import tidy_pdf
from tests.scan.papers import Pixels, encoded, jpeg, on_bed, text_page

A4_300 = (2480, 3508)
PREVIEW_PX, THUMBNAIL_PX = 900, 120


class Plain:
    """One page in a straightforward program."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._pixels: Pixels = np.zeros((1, 1), np.uint8)
        self._upright: Pixels = self._pixels
        self.angle = 0.0

    def inspect(self) -> None:
        """Decode, and find the skew."""
        decoded = cv2.imdecode(np.frombuffer(self._data, np.uint8), cv2.IMREAD_COLOR)
        assert decoded is not None
        self._pixels = decoded
        grey = cv2.cvtColor(self._pixels, cv2.COLOR_BGR2GRAY)
        small = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
        _, ink = cv2.threshold(small, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
        coarse = self._steepest(ink, np.arange(-5, 5.01, 0.5))
        self.angle = self._steepest(ink, np.arange(coarse - 0.5, coarse + 0.501, 0.1))

    @staticmethod
    def _steepest(ink: Pixels, angles: Pixels) -> float:
        height, width = ink.shape
        best, found = -1.0, 0.0
        for candidate in angles:
            turn = cv2.getRotationMatrix2D((width / 2, height / 2), float(candidate), 1.0)
            turned = cv2.warpAffine(ink, turn, (width, height), flags=cv2.INTER_NEAREST)
            profile = cv2.reduce(turned, 1, cv2.REDUCE_SUM, dtype=cv2.CV_32F).ravel()
            steep = float(np.square(np.diff(profile)).sum())
            if steep > best:
                best, found = steep, float(candidate)
        return found

    def turn(self) -> None:
        """Turn the whole page."""
        height, width = self._pixels.shape[:2]
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), self.angle, 1.0)
        self._upright = cv2.warpAffine(
            self._pixels, turn, (width, height), borderValue=(255, 255, 255)
        )

    def show(self, width_px: int) -> bytes:
        """Shrink the turned page and encode it for the screen."""
        height = round(self._upright.shape[0] * width_px / self._upright.shape[1])
        small = cv2.resize(self._upright, (width_px, height), interpolation=cv2.INTER_AREA)
        return self._jpeg(small, imaging.PREVIEW_QUALITY)

    @staticmethod
    def _jpeg(pixels: Pixels, quality: int) -> bytes:
        return cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()

    def tidy(self) -> bytes:
        """Encode the turned page into a PDF."""
        height, width = self._upright.shape[:2]
        with pikepdf.new() as pdf:
            pdf.add_blank_page(page_size=(595, 842))
            image = pikepdf.Stream(
                pdf,
                self._jpeg(self._upright, 85),
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Image,
                Width=width,
                Height=height,
                ColorSpace=pikepdf.Name.DeviceRGB,
                BitsPerComponent=8,
                Filter=pikepdf.Name.DCTDecode,
            )
            page = pdf.pages[0].obj
            page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=image))
            page.Contents = pdf.make_stream(b"q 595 0 0 842 0 0 cm /X Do Q")
            file = io.BytesIO()
            pdf.save(file)
        return file.getvalue()


def page_of(angle: float) -> bytes:
    """A colour page of text at 300 dpi as a scanner's JPEG."""
    grey: Pixels = on_bed(text_page(size=A4_300, lines=60), angle, margin=80)
    return jpeg(cv2.merge([grey, grey, np.minimum(grey, 245)]), dpi=(300, 300))


def best_ms(ours: Callable[[], object], plain: Callable[[], object], rounds: int) -> list[float]:
    """The best processor time of each, taken in turns."""
    times: list[list[float]] = [[], []]
    for _ in range(rounds):
        for index, work in enumerate((ours, plain)):
            begin = time.process_time()
            work()
            times[index].append((time.process_time() - begin) * 1000)
    return [min(taken) for taken in times]


def sizes() -> None:
    """How large tidy PDFs are, beside what they were made of."""
    clean = text_page(3, A4_300, 60)
    colour = cv2.merge([clean, clean, np.minimum(clean, 245)])
    askew = page_of(1.3)
    found = imaging.inspect(askew).recipe
    for name, data, recipe in (
        ("JPEG, askew and cut", askew, found),
        ("JPEG, cut only", askew, Recipe(crop=found.crop)),
        ("clean grey PNG", encoded(clean, "PNG"), Recipe()),
        ("clean colour PNG", encoded(colour, "PNG"), Recipe()),
        ("clean grey PNG, askew", encoded(clean, "PNG"), Recipe(angle_deg=0.7)),
    ):
        made = len(tidy_pdf([(data, recipe)]))
        print(f"{name:24}{len(data) >> 10:7} KB → {made >> 10:6} KB {made / len(data):6.2f}×")


def main() -> None:
    """Print a line a piece of work."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=7)
    rounds = options.parse_args().rounds
    imaging.warm()
    data = page_of(1.3)
    recipe = imaging.inspect(data).recipe
    cut = Recipe(crop=recipe.crop)
    plain = Plain(data)
    plain.inspect()
    plain.turn()
    nothing: Callable[[], object] = lambda: None  # noqa: E731
    work: list[tuple[str, Callable[[], object], Callable[[], object]]] = [
        ("inspect", lambda: imaging.inspect(data), plain.inspect),
        ("turn", nothing, plain.turn),
        (
            "thumbnail",
            lambda: imaging.render(data, 0, recipe, THUMBNAIL_PX),
            lambda: plain.show(THUMBNAIL_PX),
        ),
        (
            "preview",
            lambda: imaging.render(data, 0, recipe, PREVIEW_PX),
            lambda: plain.show(PREVIEW_PX),
        ),
        ("tidy", lambda: tidy_pdf([(data, recipe)]), plain.tidy),
        ("(tidy, cut only)", lambda: tidy_pdf([(data, cut)]), nothing),
    ]
    print(f"A4, 300 dpi, colour JPEG of {len(data) >> 10} KB, processor time, best of {rounds}")
    print(f"{'':18}{'ours ms':>10}{'plain ms':>10}")
    sums = [0.0, 0.0]
    for name, ours, theirs in work:
        taken = best_ms(ours, theirs, rounds)
        if not name.startswith("("):
            sums = [sums[0] + taken[0], sums[1] + taken[1]]
        print(f"{name:18}{taken[0]:10.1f}{taken[1]:10.1f}")
    print(f"{'whole page':18}{sums[0]:10.1f}{sums[1]:10.1f}   ours is {sums[0] / sums[1]:.2f}×")
    print(f"angle: ours {recipe.angle_deg + 1.3:+.2f}°, plain {1.3 - plain.angle:+.2f}°")
    sizes()


if __name__ == "__main__":
    main()
