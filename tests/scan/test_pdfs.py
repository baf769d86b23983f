"""A citizen's PDF: it looks alike as it came, on the screen and in the tidy PDF, and acts nowhere.

Poppler, which had no part in making them, draws the original and the tidy PDF.
"""

import io
import shutil
import subprocess
from pathlib import Path

import cv2
import numpy as np
import pikepdf
import pytest
from PIL import Image

from desk.domain.visits import Recipe
from desk.scan import imaging
from desk.scan.documents import tidy_pdf
from tests.scan.corpus.pdfs import PLANTED, Brought, Fate, pdfs
from tests.scan.papers import Pixels, pixels_of

EVERY = list(pdfs())
ALIKE, SOFT_ALIKE = 55.0, 75.0
"""Grey levels, the furthest pixel after softening. Another reader's letters of a font that is not
in the file differ by 60; a missing word, a box, a stamp by 150."""


def by_poppler(pdf: bytes, folder: Path, dpi: int = 72) -> list[Pixels]:
    """The pages as grey pixels, each as large as its crop box."""
    (folder / "page.pdf").write_bytes(pdf)
    for old in folder.glob("page-*.png"):
        old.unlink()
    subprocess.run(
        ["pdftoppm", "-png", "-cropbox", "-r", str(dpi), folder / "page.pdf", folder / "page"],
        check=True,
        capture_output=True,
    )
    return [np.asarray(Image.open(path).convert("L")) for path in sorted(folder.glob("page-*.png"))]


def furthest(one: Pixels, other: Pixels, soft: float) -> float:
    """How far the two are apart where they are furthest, after softening."""
    assert one.shape == pytest.approx(other.shape, abs=1)
    other = np.asarray(cv2.resize(other, one.shape[::-1]))
    pair = [cv2.GaussianBlur(p.astype(np.float32), (0, 0), soft) for p in (one, other)]
    return float(np.abs(pair[0] - pair[1]).max())


def grey(jpeg: bytes) -> Pixels:
    pixels = pixels_of(jpeg)
    return pixels if pixels.ndim == 2 else np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY))


needs_poppler = pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="no poppler here")


@pytest.mark.parametrize("brought", EVERY, ids=lambda brought: brought.name)
def test_a_pdf_is_taken_whole_or_attached_as_it_is(brought: Brought) -> None:
    seen = imaging.inspect(brought.data, "brought.pdf")
    if brought.fate is not Fate.EITHER:
        assert seen.as_it_is == (brought.fate is Fate.AS_IT_IS)


@needs_poppler
@pytest.mark.parametrize(
    "brought",
    [one for one in EVERY if not one.acts or one.name.endswith("poster")],
    ids=lambda brought: brought.name,
)
def test_preview_tidy_pdf_and_original_look_alike(brought: Brought, tmp_path: Path) -> None:
    seen = imaging.inspect(brought.data)
    if seen.as_it_is:
        return
    originals = by_poppler(brought.data, tmp_path)
    tidy = by_poppler(tidy_pdf([(brought.data, Recipe())]), tmp_path)
    assert len(originals) == len(tidy) == seen.sheets
    for number, (original, shown) in enumerate(zip(originals, tidy, strict=True)):
        assert furthest(original, shown, 1.2) < ALIKE
        if "calibrated" in brought.name:
            continue  # readers differ on the gamma of a calibrated space, in the original too
        preview = grey(imaging.render(brought.data, number, Recipe(), shown.shape[1]))
        assert furthest(shown, preview, 3.0) < SOFT_ALIKE


@needs_poppler
@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_form_that_is_turned_looks_alike(turns: int, tmp_path: Path) -> None:
    data = next(one.data for one in EVERY if one.name == "boxes")
    (tidy,) = by_poppler(tidy_pdf([(data, Recipe(quarter_turns=turns))]), tmp_path)
    (original,) = by_poppler(data, tmp_path)
    assert furthest(np.rot90(original, -turns), tidy, 3.0) < SOFT_ALIKE
    preview = grey(imaging.render(data, 0, Recipe(quarter_turns=turns), tidy.shape[1]))
    assert furthest(tidy, preview, 3.0) < SOFT_ALIKE


ACTIVE = {
    "/JS", "/JavaScript", "/Launch", "/URI", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData",
    "/EmbeddedFile", "/EmbeddedFiles", "/EF", "/Filespec", "/RichMediaContent", "/RichMedia",
    "/Movie", "/Sound", "/Rendition", "/3DD", "/XFA", "/AA", "/OpenAction", "/AcroForm", "/Annots",
    "/Names", "/Outlines", "/Metadata", "/PieceInfo", "/AF", "/Thumb", "/StructTreeRoot", "/OPI",
    "/Ref", "/Trans", "/Usage",
}  # fmt: skip


def names_in(pdf: pikepdf.Pdf) -> set[str]:
    """Every key and every name that any object of a file holds."""
    found: set[str] = set()
    waiting: list[object] = [pdf.trailer, *pdf.objects]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, pikepdf.Name):
            found.add(str(thing))
        elif isinstance(thing, pikepdf.Array):
            waiting += [one for one in thing if not getattr(one, "is_indirect", False)]
        elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            for key, value in thing.items():
                found.add(key)
                if not getattr(value, "is_indirect", False):
                    waiting.append(value)
    return found


@pytest.mark.parametrize(
    "brought", [one for one in EVERY if one.acts], ids=lambda brought: brought.name
)
def test_nothing_that_acts_reaches_the_tidy_pdf(brought: Brought) -> None:
    with pikepdf.open(io.BytesIO(brought.data)) as before:
        assert names_in(before) & ACTIVE or brought.name == "portfolio"
    if imaging.inspect(brought.data).as_it_is:
        return
    tidy = tidy_pdf([(brought.data, Recipe())])
    with pikepdf.open(io.BytesIO(tidy)) as after:
        assert names_in(after) & ACTIVE == set()
        for thing in after.objects:
            if isinstance(thing, pikepdf.Stream) and "/Image" not in str(thing.get("/Subtype", "")):
                assert PLANTED.encode() not in thing.read_bytes()
    assert PLANTED.encode() not in tidy


def test_pages_without_anything_to_flatten_keep_their_text() -> None:
    data = next(one.data for one in EVERY if one.name == "text in NotoSansSC-Regular")
    import pypdfium2

    document = pypdfium2.PdfDocument(tidy_pdf([(data, Recipe())]))
    assert "食品经营许可申请书" in document[0].get_textpage().get_text_range()
    document.close()


def test_layers_of_two_files_in_one_tidy_pdf_stay_as_they_are(tmp_path: Path) -> None:
    named = {one.name: one.data for one in EVERY}
    pair = [named["one layer off"], named["the other layer off"]]
    both = by_poppler(tidy_pdf([(data, Recipe()) for data in pair]), tmp_path)
    for data, shown in zip(pair, both, strict=True):
        assert furthest(by_poppler(data, tmp_path)[0], shown, 1.2) < ALIKE


def test_the_measure_tells_what_is_missing(tmp_path: Path) -> None:
    named = {one.name: one.data for one in EVERY}
    (ticked,) = by_poppler(named["ticked box"], tmp_path)
    (empty,) = by_poppler(named["empty box"], tmp_path)
    assert furthest(ticked, empty, 1.2) > 2 * ALIKE
    (on,), (off,) = (by_poppler(named[n], tmp_path) for n in ("layers on", "one layer off"))
    assert furthest(on, off, 3.0) > 1.2 * SOFT_ALIKE
