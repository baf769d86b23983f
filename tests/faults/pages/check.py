"""One file taken in, shown and tidied, and what was wrong with it."""

import shutil
import subprocess
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from desk.domain.visits import Recipe
from desk.scan import imaging
from desk.scan.devices import Inspection
from desk.scan.documents import tidy_pdf
from desk.scan.failures import UnreadableFile
from tests.scan.papers import Pixels, pixels_of

SOFT_PX = 3.0
FAR = 80.0
"""Grey levels, the furthest pixel after softening; see tests/scan/test_pdfs.py."""
DPI = 60


@dataclass
class Report:
    """How many files were tried, what became of them, and what was wrong."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        lines = [f"{name}: {count}" for name, count in sorted(self.counts.items())]
        return "\n".join([*lines, *(f"WRONG: {one}" for one in self.wrong)])


class Checker:
    """Tries files one by one; close it after use."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._folder = Path(tempfile.mkdtemp(prefix="pages-"))
        self._poppler = shutil.which("pdftoppm") is not None

    def close(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    def wrong(self, name: str, what: str) -> None:
        self.report.wrong.append(f"{name}: {what}")

    def taken_in(self, name: str, data: bytes) -> Inspection | None:
        """What intake says; None for a refusal, which must have words."""
        try:
            seen = imaging.inspect(data, name)
        except UnreadableFile as refusal:
            self.report.counts["refused when taken in"] += 1
            if name not in refusal.sentence or "{" in refusal.sentence.replace(name, ""):
                self.wrong(name, f"refused without its name: {refusal.sentence}")
            return None
        self.report.counts["taken in"] += 1
        return seen

    def goes_through(self, name: str, data: bytes) -> None:
        """What is taken in must be shown and tidied without a refusal."""
        self.report.counts["files"] += 1
        seen = self.taken_in(name, data)
        if seen is None:
            return
        try:
            for number in range(seen.sheets):
                imaging.render(data, number, seen.recipe, 120, seen.as_it_is)
            if not seen.as_it_is:
                tidy_pdf([(data, seen.recipe)])
        except Exception as error:  # noqa: BLE001 - whatever it is, it came after the intake
            self.wrong(name, f"refused after it was taken in: {error!r}")

    def whole(self, name: str, data: bytes, *, original: list[Pixels] | None = None) -> None:
        """Take a file in, show every sheet, tidy it, and compare all that can be seen of it.

        `original` is what the sheets show; of a PDF it is drawn by poppler.
        """
        self.report.counts["files"] += 1
        seen = self.taken_in(name, data)
        if seen is None:
            return
        recipe = seen.recipe
        try:
            shown = [
                _grey(pixels_of(imaging.render(data, n, recipe, 700, seen.as_it_is)))
                for n in range(seen.sheets)
            ]
            tidy = None if seen.as_it_is else tidy_pdf([(data, recipe)])
        except Exception as error:  # noqa: BLE001 - whatever it is, it came after the intake
            self.wrong(name, f"refused after it was taken in: {error!r}")
            return
        if tidy is None:
            self.report.counts["attached as it is"] += 1
            return
        if not self._poppler:
            return
        drawn = self._drawn(tidy)
        self._compare(name, "preview and tidy PDF", shown, drawn)
        if seen.media_type == "application/pdf":
            self._compare(name, "original and tidy PDF", self._drawn(data), drawn)
        elif original is not None and recipe == Recipe():
            self._compare(name, "original and tidy PDF", original, drawn)

    def _compare(self, name: str, what: str, ones: list[Pixels], others: list[Pixels]) -> None:
        if len(ones) != len(others):
            self.wrong(name, f"{what}: {len(ones)} and {len(others)} sheets")
            return
        for number, (one, other) in enumerate(zip(ones, others, strict=True), 1):
            ratio = (one.shape[0] / one.shape[1]) / (other.shape[0] / other.shape[1])
            if not 0.97 < ratio < 1.03:
                self.wrong(name, f"{what}, sheet {number}: sides {one.shape} and {other.shape}")
                continue
            far = _furthest(one, other)
            self.report.counts["sheets compared"] += 1
            if far > FAR:
                self.wrong(name, f"{what}, sheet {number}: {far:.0f} levels apart")

    def _drawn(self, pdf: bytes) -> list[Pixels]:
        path = self._folder / "page.pdf"
        path.write_bytes(pdf)
        for old in self._folder.glob("page-*.png"):
            old.unlink()
        target = str(self._folder / "page")
        command = ["pdftoppm", "-png", "-cropbox", "-r", str(DPI), str(path), target]
        subprocess.run(command, check=True, capture_output=True)
        pages = sorted(self._folder.glob("page-*.png"))
        return [np.asarray(Image.open(page).convert("L")) for page in pages]


def _grey(pixels: Pixels) -> Pixels:
    return pixels if pixels.ndim == 2 else np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY))


def _furthest(one: Pixels, other: Pixels) -> float:
    """At the smaller size of the two, softened."""
    one, other = _grey(one), _grey(other)
    width, height = (min(one.shape[1], other.shape[1]), min(one.shape[0], other.shape[0]))
    pair = [
        cv2.resize(p, (width, height), interpolation=cv2.INTER_AREA).astype(np.float32)
        for p in (one, other)
    ]
    soft = [cv2.GaussianBlur(p, (0, 0), SOFT_PX) for p in pair]
    return float(np.abs(soft[0] - soft[1]).max())
