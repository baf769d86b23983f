"""TIFF of every kind is shown as another decoder sees it, or refused when it is taken in."""

import io

import numpy as np
import pytest
import tifffile

from desk.domain.visits import Recipe
from desk.scan import imaging
from desk.scan.documents import tidy_pdf
from desk.scan.failures import FileDamaged, FileKindUnsupported, UnreadableFile
from tests.scan.corpus.tiffs import Tiff, grey_page, tiffs, written
from tests.scan.papers import Pixels, pixels_of
from tests.scan.test_documents import drawn

EVERY = list(tiffs())
SAME = 3.0
"""Grey levels in the mean: what JPEG costs, and rounding."""


def as_colours(pixels: Pixels) -> Pixels:
    return pixels if pixels.ndim == 3 else np.dstack([pixels] * 3)


@pytest.mark.parametrize("tiff", EVERY, ids=lambda tiff: tiff.name)
def test_every_sheet_is_shown_as_it_is_or_the_file_is_refused(tiff: Tiff) -> None:
    try:
        seen = imaging.inspect(tiff.data, "brought.tif")
    except FileKindUnsupported:
        assert tiff.may_be_refused
        return
    assert seen.sheets == len(tiff.sheets)
    for number, sheet in enumerate(tiff.sheets):
        shown = pixels_of(imaging.render(tiff.data, number, Recipe(), 5000))
        assert shown.shape[:2] == sheet.shape[:2]
        off = np.abs(as_colours(shown).astype(float) - as_colours(sheet))
        assert off.mean() < SAME


@pytest.mark.parametrize("tiff", EVERY[::5], ids=lambda tiff: tiff.name)
def test_the_tidy_pdf_shows_the_same(tiff: Tiff) -> None:
    try:
        imaging.inspect(tiff.data, "brought.tif")
    except UnreadableFile:
        return
    pdf = tidy_pdf([(tiff.data, Recipe())])
    for number, sheet in enumerate(tiff.sheets):
        shown = drawn(pdf, number, sheet.shape[1])
        grey = as_colours(sheet) @ (0.299, 0.587, 0.114)
        assert np.abs(shown.astype(float) - grey).mean() < 2 * SAME


@pytest.mark.parametrize(
    "tiff", [one for one in EVERY if one.sheets[0].ndim == 2][::4], ids=lambda tiff: tiff.name
)
def test_what_the_tests_expect_is_what_another_decoder_reads(tiff: Tiff) -> None:
    with tifffile.TiffFile(io.BytesIO(tiff.data)) as file:
        page = next(p for p in file.pages if not getattr(p, "subfiletype", 0) & 1)
        read = np.asarray(page.asarray()).astype(float)
    if read.shape != tiff.sheets[0].shape or "orientation" in tiff.name:
        return  # it does not turn by the tag, and keeps the plane of transparency
    levels = read / max(read.max(), 1e-9)
    meant = tiff.sheets[0] / max(tiff.sheets[0].max(), 1)
    assert min(np.abs(levels - meant).mean(), np.abs(1 - levels - meant).mean()) < 0.05


def test_a_broken_sheet_behind_the_first_is_refused_when_it_is_taken_in() -> None:
    file = io.BytesIO()
    with tifffile.TiffWriter(file) as writer:
        for seed in (1, 2, 3):
            writer.write(grey_page(seed), compression="zlib", metadata=None)
    data = bytearray(file.getvalue())
    with tifffile.TiffFile(io.BytesIO(bytes(data))) as kept:
        second = kept.pages[1]
        place, size = second.dataoffsets[0], second.databytecounts[0]
    data[place : place + size] = b"\xff" * size
    with pytest.raises(FileDamaged, match=r"case\.tif is damaged"):
        imaging.inspect(bytes(data), "case.tif")


def test_a_blank_page_of_few_bits_stays_blank() -> None:
    blank = np.full((300, 200), 4095, np.uint16)
    assert pixels_of(imaging.render(written(blank), 0, Recipe(), 200)).min() > 250
    zero = written(np.zeros((300, 200), np.uint16), photometric="miniswhite")
    assert pixels_of(imaging.render(zero, 0, Recipe(), 200)).min() > 250
