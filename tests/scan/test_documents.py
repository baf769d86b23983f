"""The tidy PDF: nothing encoded twice without need, and the same picture on every page."""

import io
from typing import Any

import cv2
import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image

from desk.domain.visits import Recipe
from desk.processes import ProcessPool
from desk.scan import imaging
from desk.scan.documents import tidy_pdf
from desk.scan.failures import FileDamaged, FileLocked
from tests.scan.papers import Pixels, difference, encoded, jpeg, on_bed, pixels_of, text_page


def drawn(pdf: bytes, page: int, width_px: int) -> Pixels:
    """A page rasterised by a reader that had no part in writing it, as grey pixels."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        sheet = document[page]
        bitmap = sheet.render(scale=width_px / sheet.get_size()[0], grayscale=True)
        return np.asarray(bitmap.to_pil().convert("L"))
    finally:
        document.close()


def same(pdf: bytes, page: int, expected: Pixels) -> float:
    """How far a page is from the pixels that it should show, in grey levels.

    Both are softened: a reader may lay the same pixels half a pixel further.
    """
    shown = drawn(pdf, page, expected.shape[1])
    assert shown.shape == pytest.approx(expected.shape, abs=1)
    shown = np.asarray(cv2.resize(shown, expected.shape[::-1]))
    soft = [cv2.GaussianBlur(p.astype(np.float32), (0, 0), 2.5) for p in (shown, expected)]
    return difference(np.asarray(soft[0]), np.asarray(soft[1]))


def streams(pdf: bytes) -> list[tuple[str, bytes]]:
    """The filter and raw bytes of every picture in a PDF, in page order."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [
            (str(image.Filter), image.read_raw_bytes())
            for page in document.pages
            for image in page.get_images().values()
        ]


SAME = 2.0
"""Grey levels: encoding anew costs about one, a page turned the wrong way five and more."""
SCAN = on_bed(text_page(), 1.4)
JPEG = jpeg(SCAN, dpi=(150, 150))


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_a_jpeg_goes_in_byte_by_byte(turns: int) -> None:
    pdf = tidy_pdf([(JPEG, Recipe(quarter_turns=turns))])
    assert streams(pdf) == [("/DCTDecode", JPEG)]
    assert same(pdf, 0, np.rot90(pixels_of(JPEG), -turns)) < SAME


def test_a_page_is_as_large_as_the_paper() -> None:
    document = pypdfium2.PdfDocument(tidy_pdf([(JPEG, Recipe())]))
    assert document[0].get_size() == pytest.approx((1380 / 150 * 72, 1894 / 150 * 72), abs=0.1)
    document.close()


def test_without_a_resolution_a_page_fits_a4() -> None:
    document = pypdfium2.PdfDocument(tidy_pdf([(jpeg(SCAN), Recipe())]))
    width, height = document[0].get_size()
    document.close()
    assert width == pytest.approx(595.3, abs=0.1)
    assert height == pytest.approx(595.3 * 1894 / 1380, abs=0.1)


def test_a_recipe_is_applied_to_the_picture() -> None:
    recipe = imaging.inspect(JPEG).recipe
    pdf = tidy_pdf([(JPEG, Recipe(recipe.angle_deg, recipe.crop, 1))])
    expected = imaging.applied(pixels_of(JPEG), Recipe(recipe.angle_deg, recipe.crop, 1))
    assert same(pdf, 0, expected) < SAME
    assert imaging.inspect(streams(pdf)[0][1]).recipe.quarter_turns == 0


@pytest.mark.parametrize("orientation", [1, 3, 6, 8, 2, 5])
def test_pages_stand_the_way_exif_says(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = jpeg(text_page(size=(500, 700), lines=9), exif=exif)
    upright = pixels_of(imaging.render(data, 0, Recipe(), 700))
    pdf = tidy_pdf([(data, Recipe())])
    assert same(pdf, 0, upright) < SAME
    kept_as_it_was = streams(pdf)[0][1] == data
    assert kept_as_it_was == (orientation in (1, 3, 6, 8))


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA", "CMYK"])
def test_other_pictures_are_encoded_once(kind: str, mode: str) -> None:
    if (kind, mode) == ("PNG", "CMYK"):
        kind = "TIFF"
    data = encoded(Image.fromarray(SCAN).convert(mode), kind, dpi=(150, 150))
    pdf = tidy_pdf([(data, Recipe())])
    assert streams(pdf)[0][0] == "/DCTDecode"
    assert same(pdf, 0, SCAN) < SAME
    assert len(pdf) < len(data)


@pytest.mark.parametrize(("kind", "how"), [("PNG", {}), ("TIFF", {"compression": "group4"})])
@pytest.mark.parametrize("turns", [0, 1])
def test_black_and_white_stays_so_and_keeps_its_polarity(
    kind: str, how: dict[str, Any], turns: int
) -> None:
    page = Image.fromarray(text_page()).convert("1", dither=Image.Dither.NONE)
    pdf = tidy_pdf([(encoded(page, kind, dpi=(150, 150), **how), Recipe(quarter_turns=turns))])
    assert streams(pdf)[0][0] == "/CCITTFaxDecode"
    assert same(pdf, 0, np.rot90(np.asarray(page.convert("L")), -turns)) < SAME
    assert len(pdf) < 60_000


def test_a_cmyk_jpeg_shows_its_colours() -> None:
    """Adobe's CMYK files are stored inverted: as they are, they would come out as negatives."""
    data = encoded(Image.fromarray(SCAN).convert("CMYK"), "JPEG", quality=95, dpi=(150, 150))
    assert same(tidy_pdf([(data, Recipe())]), 0, SCAN) < SAME


def test_the_pages_of_a_citizens_pdf_stay_pages() -> None:
    theirs = tidy_pdf([(JPEG, Recipe()), (jpeg(text_page(3)), Recipe())])
    pdf = tidy_pdf([(theirs, Recipe(quarter_turns=1)), (JPEG, Recipe())])
    assert [data for _, data in streams(pdf)] == [JPEG, jpeg(text_page(3)), JPEG]
    assert same(pdf, 0, np.rot90(SCAN, -1)) < SAME
    assert same(pdf, 1, np.rot90(text_page(3), -1)) < SAME
    assert same(pdf, 2, SCAN) < SAME


def test_every_sheet_of_a_tiff_becomes_a_page() -> None:
    sheets = [text_page(n, size=(400, 560), lines=n * 3) for n in (1, 2, 3)]
    first, *rest = [Image.fromarray(sheet) for sheet in sheets]
    pdf = tidy_pdf([(encoded(first, "TIFF", save_all=True, append_images=rest), Recipe())])
    for index, sheet in enumerate(sheets):
        assert same(pdf, index, sheet) < SAME


def test_scripts_and_attachments_of_a_citizens_pdf_stay_out() -> None:
    file = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.attachments["virus.exe"] = b"MZ"
        document.Root.OpenAction = pikepdf.Dictionary(
            S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)")
        )
        document.save(file)
    with pikepdf.open(io.BytesIO(tidy_pdf([(file.getvalue(), Recipe())]))) as tidy:
        assert len(tidy.attachments) == 0
        assert "/OpenAction" not in tidy.Root


def test_the_same_files_and_recipes_give_the_same_bytes() -> None:
    files = [(JPEG, imaging.inspect(JPEG).recipe), (encoded(SCAN, "PNG"), Recipe())]
    assert tidy_pdf(files) == tidy_pdf(files)


def test_a_file_that_cannot_be_read_is_refused_with_its_reason() -> None:
    with pytest.raises(FileDamaged):
        tidy_pdf([(JPEG[:4000], Recipe(angle_deg=1.0))])
    locked = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(locked, encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(FileLocked):
        tidy_pdf([(locked.getvalue(), Recipe())])


async def test_it_runs_in_a_worker_process(process_pool: ProcessPool) -> None:
    pdf = await process_pool.run(tidy_pdf, [(JPEG, Recipe())])
    assert pdf.startswith(b"%PDF-")


def test_the_measure_itself_tells_a_wrong_page() -> None:
    pdf = tidy_pdf([(JPEG, Recipe())])
    assert same(pdf, 0, np.rot90(SCAN, 2)) > 2 * SAME
    assert same(pdf, 0, 255 - SCAN) > 2 * SAME
    assert same(pdf, 0, on_bed(text_page(9), 1.4)) > 2 * SAME


def test_a_refusal_tells_the_place_of_the_file_that_it_is_about() -> None:
    with pytest.raises(FileDamaged) as caught:
        tidy_pdf([(JPEG, Recipe()), (b"%PDF-1.7\n", Recipe())])
    assert caught.value.facts == {"place": 2}
    assert "{" not in caught.value.sentence
    assert caught.value.named("form · 2").sentence.startswith("[SCN-34] form · 2 is damaged")
