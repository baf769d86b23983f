"""Page files looked at and drawn small, whatever a citizen brings."""

import io
import struct
import zlib

import cv2
import numpy as np
import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from desk.domain.visits import Recipe
from desk.processes import ProcessPool
from desk.scan import imaging
from desk.scan.devices import Sharpness
from desk.scan.failures import (
    FileDamaged,
    FileEmpty,
    FileKindUnknown,
    FileLocked,
    FileTooLarge,
    UnreadableFile,
)
from tests.scan.papers import difference, encoded, jpeg, on_bed, pixels_of, text_page


def pdf(*sizes: tuple[float, float], **how: object) -> bytes:
    """A PDF of blank pages of these sizes in points."""
    file = io.BytesIO()
    with pikepdf.new() as document:
        for size in sizes:
            document.add_blank_page(page_size=size)
        document.save(file, **how)  # type: ignore[arg-type]
    return file.getvalue()


def colour_page() -> Image.Image:
    """A page whose four corners have four colours, 300 × 200."""
    image = Image.new("RGB", (300, 200), "white")
    for corner, colour in (
        ((0, 0), (220, 30, 30)),
        ((200, 0), (30, 160, 30)),
        ((0, 120), (30, 30, 220)),
        ((200, 120), (200, 180, 20)),
    ):
        image.paste(colour, (*corner, corner[0] + 100, corner[1] + 80))
    return image


def corner(data: bytes, where: str) -> tuple[int, ...]:
    """The colour near a corner of a rendered picture, rounded to steps of 64."""
    pixels = pixels_of(data).astype(int)
    row = 8 if "top" in where else -9
    column = 8 if "left" in where else -9
    return tuple(round(v / 64) for v in pixels[row, column])


RED, GREEN, BLUE = (3, 0, 0), (0, 2, 0), (0, 0, 3)


def test_a_scanned_jpeg_is_looked_at_whole() -> None:
    data = jpeg(on_bed(text_page(), 1.3), dpi=(150, 150))
    seen = imaging.inspect(data)
    assert (seen.media_type, seen.sheets, seen.dpi) == ("image/jpeg", 1, 150)
    assert (seen.width, seen.height) == (1380, 1894)
    assert seen.recipe.angle_deg == pytest.approx(-1.3, abs=0.2)
    assert seen.sharpness is Sharpness.GOOD


@pytest.mark.parametrize(
    ("kind", "how", "media_type"),
    [
        ("PNG", {}, "image/png"),
        ("TIFF", {"compression": "tiff_lzw"}, "image/tiff"),
        ("TIFF", {"compression": "jpeg"}, "image/tiff"),
        ("JPEG", {"progressive": True}, "image/jpeg"),
    ],
)
def test_the_kind_is_told_from_the_content(
    kind: str, how: dict[str, object], media_type: str
) -> None:
    assert imaging.inspect(encoded(colour_page(), kind, **how), "a.exe").media_type == media_type


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16", "YCbCr"])
def test_every_pixel_format_can_be_seen(mode: str) -> None:
    page = Image.fromarray(text_page(size=(400, 560), lines=6))
    if mode == "I;16":
        data = encoded(np.asarray(page).astype(np.uint16) * 257, "PNG")
    elif mode in ("CMYK", "YCbCr"):
        data = encoded(page.convert(mode), "TIFF")
    else:
        data = encoded(page.convert(mode), "PNG")
    seen = imaging.inspect(data)
    shown = pixels_of(imaging.render(data, 0, Recipe(), 400))
    grey = shown if shown.ndim == 2 else shown.mean(axis=2)
    assert (seen.width, seen.height) == (400, 560)
    assert difference(grey, np.asarray(page)) < 12


def test_what_is_transparent_is_shown_on_white() -> None:
    image = Image.new("RGBA", (200, 200), (0, 0, 0, 0))
    assert pixels_of(imaging.render(encoded(image, "PNG"), 0, Recipe(), 100)).min() > 250


@pytest.mark.parametrize("orientation", range(1, 9))
def test_pictures_stand_the_way_exif_says(orientation: int) -> None:
    upright = colour_page()
    undo = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    stored = upright.transpose(undo) if undo is not None else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = encoded(stored, "JPEG", quality=95, exif=exif)
    seen = imaging.inspect(data)
    shown = imaging.render(data, 0, Recipe(), 300)
    assert (seen.width, seen.height) == (300, 200)
    assert pixels_of(shown).shape == (200, 300, 3)
    assert (corner(shown, "top left"), corner(shown, "top right")) == (RED, GREEN)
    assert corner(shown, "bottom left") == BLUE


def test_a_tiff_of_three_sheets_shows_each_one_and_proposes_no_recipe() -> None:
    sheets = [Image.fromarray(on_bed(text_page(n, lines=2 + n * 4), 2.0)) for n in (1, 2, 3)]
    data = encoded(sheets[0], "TIFF", save_all=True, append_images=sheets[1:])
    seen = imaging.inspect(data)
    assert (seen.sheets, seen.recipe) == (3, Recipe())
    darkness = [255 - pixels_of(imaging.render(data, n, Recipe(), 400)).mean() for n in range(3)]
    assert darkness == sorted(darkness)


def test_a_phone_picture_with_a_second_one_inside_is_one_sheet() -> None:
    data = encoded(colour_page(), "MPO", save_all=True, append_images=[colour_page()])
    assert imaging.inspect(data).sheets == 1
    assert imaging.inspect(data).media_type == "image/jpeg"


def test_a_pdf_has_its_own_sheets_and_size() -> None:
    seen = imaging.inspect(pdf((595, 842), (842, 595)))
    assert (seen.media_type, seen.sheets, seen.recipe) == ("application/pdf", 2, Recipe())
    assert (seen.width, seen.height) == (595, 842)


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_a_pdf_is_drawn_as_wide_as_asked(turns: int) -> None:
    shown = pixels_of(imaging.render(pdf((500, 700)), 0, Recipe(quarter_turns=turns), 350))
    assert shown.shape[1] == 350
    assert shown.shape[0] == (490 if turns % 2 == 0 else 250)


@pytest.mark.parametrize("width", [90, 333, 900, 1240, 4000])
@pytest.mark.parametrize("turns", [0, 1])
def test_a_preview_is_never_wider_than_asked_nor_enlarged(width: int, turns: int) -> None:
    data = jpeg(on_bed(text_page(), 1.5))
    recipe = imaging.inspect(data).recipe
    natural = imaging.applied(pixels_of(data), recipe).shape
    turned = Recipe(recipe.angle_deg, recipe.crop, turns)
    shown = pixels_of(imaging.render(data, 0, turned, width))
    full = natural[1] if turns == 0 else natural[0]
    assert shown.shape[1] == pytest.approx(min(width, full), abs=2)
    assert shown.shape[1] <= min(width, full + 1)


def test_a_small_preview_shows_the_same_page_as_the_full_one() -> None:
    data = jpeg(on_bed(text_page(), 1.5))
    recipe = imaging.inspect(data).recipe
    full = imaging.applied(pixels_of(data), recipe)
    small = pixels_of(imaging.render(data, 0, recipe, 300))
    same = cv2.resize(full, small.shape[::-1], interpolation=cv2.INTER_AREA)
    assert difference(small, np.asarray(same)) < 6


@pytest.mark.parametrize(
    ("blur", "level"),
    [(0.0, Sharpness.GOOD), (0.8, Sharpness.GOOD), (2.5, Sharpness.FAIR), (6.0, Sharpness.POOR)],
)
def test_print_is_judged_by_how_clear_it_is(blur: float, level: Sharpness) -> None:
    page = text_page(size=(2480, 3508), lines=60)
    if blur:
        page = np.asarray(cv2.GaussianBlur(page, (0, 0), blur))
    assert imaging.sharpness(page) is level
    assert imaging.sharpness((page * 0.75 + 60).astype(np.uint8)) is level


def test_nothing_can_be_said_of_the_clearness_of_a_blank_page() -> None:
    assert imaging.sharpness(text_page(lines=0)) is Sharpness.UNKNOWN


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(FileEmpty, match=r"paper\.pdf is empty"):
        imaging.inspect(b"", "paper.pdf")


def test_text_that_calls_itself_a_picture_is_refused() -> None:
    with pytest.raises(FileKindUnknown, match=r"letter\.jpg is no picture"):
        imaging.inspect("尊敬的工作人员".encode(), "letter.jpg")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
@pytest.mark.parametrize("kept", [0.02, 0.5, 0.9])
def test_a_picture_that_is_cut_off_is_refused(kind: str, kept: float) -> None:
    data = encoded(on_bed(text_page(), 1.0), kind)
    with pytest.raises(FileDamaged, match="cut off"):
        imaging.inspect(data[: int(len(data) * kept)], "half")


def test_a_locked_pdf_is_refused() -> None:
    lock = pikepdf.Encryption(owner="owner", user="citizen")
    with pytest.raises(FileLocked, match="locked with a password"):
        imaging.inspect(pdf((595, 842), encryption=lock), "contract.pdf")


def test_a_pdf_that_only_restricts_its_owner_can_be_read() -> None:
    lock = pikepdf.Encryption(owner="owner", user="")
    assert imaging.inspect(pdf((595, 842), encryption=lock)).sheets == 1


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\0" * 4000])
def test_a_broken_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(FileDamaged):
        imaging.inspect(data, "broken.pdf")


def test_a_pdf_without_pages_is_refused() -> None:
    with pytest.raises(FileDamaged):
        imaging.inspect(pdf(), "nothing.pdf")


def test_a_picture_that_claims_huge_sides_is_refused_before_it_is_decoded() -> None:
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)

    def chunk(kind: bytes, body: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + check

    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header)
    data += chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    with pytest.raises(FileTooLarge, match=r"bomb\.png is too large"):
        imaging.inspect(data, "bomb.png")


def test_the_sheet_asked_for_must_exist() -> None:
    with pytest.raises(FileDamaged):
        imaging.render(pdf((595, 842)), 1, Recipe(), 100)
    with pytest.raises(FileDamaged):
        imaging.render(encoded(colour_page(), "TIFF"), 3, Recipe(), 100)


SEEDS = [
    encoded(colour_page(), "JPEG"),
    encoded(colour_page(), "PNG"),
    encoded(colour_page(), "TIFF"),
    pdf((200, 300), (300, 200)),
]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    seed=st.sampled_from(SEEDS),
    flips=st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 255)), max_size=20),
    cut=st.floats(0.05, 1.0),
)
def test_damaged_bytes_are_seen_or_refused_but_never_crash(
    seed: bytes, flips: list[tuple[int, int]], cut: float
) -> None:
    data = bytearray(seed[: max(1, int(len(seed) * cut))])
    for place, change in flips:
        data[place % len(data)] ^= change
    try:
        seen = imaging.inspect(bytes(data), "x")
        imaging.render(bytes(data), 0, seen.recipe, 120)
    except UnreadableFile as refusal:
        assert refusal.sentence  # noqa: PT017


async def test_the_work_is_done_in_another_process_and_refusals_come_back_in_words(
    process_pool: ProcessPool,
) -> None:
    data = jpeg(on_bed(text_page(), 1.0))
    seen = await process_pool.run(imaging.inspect, data, "page.jpg")
    assert seen == imaging.inspect(data)
    with pytest.raises(FileDamaged, match=r"half\.jpg is damaged") as caught:
        await process_pool.run(imaging.inspect, data[:5000], "half.jpg")
    assert caught.value.facts == {"name": "half.jpg"}
