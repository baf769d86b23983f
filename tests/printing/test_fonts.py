"""Every Han character of GB 18030-2022 is drawn and read back; subsets are right."""

import io
from pathlib import Path

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

import resources
from printing.build_fonts import coverage_of, covered, reduce
from printing.coverage import is_drawn, undrawn
from printing.font_faces import face
from printing.fonts import BOLD, FAMILIES, MONO, REGULAR, TITLE, Family, place, runs, width
from printing.sheet import Sheet, Style
from printing.wrapping import NEVER_FIRST, NEVER_LAST, wrapped
from tests.printing.reading import squeezed, text_of

GB_18030 = [
    *range(0x4E00, 0x9FF0),
    *range(0x3400, 0x4DB6),
    *range(0x20000, 0x2A6D7),
    *range(0x2A700, 0x2B735),
    *range(0x2B740, 0x2B81E),
    *range(0x2B820, 0x2CEA2),
    *range(0x2CEB0, 0x2EBE1),
    *(0xFA0E, 0xFA0F, 0xFA11, 0xFA13, 0xFA14, 0xFA1F, 0xFA21, 0xFA23, 0xFA24, 0xFA27, 0xFA28),
    0xFA29,
]
"""The Han characters of GB 18030-2022, implementation level 3."""


def test_the_standards_characters_are_counted_right() -> None:
    assert len(GB_18030) == len(set(GB_18030)) == 87_887


@pytest.mark.parametrize("family", FAMILIES)
def test_every_character_of_the_standard_has_a_face(family: Family) -> None:
    missing = [code for code in GB_18030 if place(chr(code), family)[0] is None]
    assert missing == []


def test_every_character_of_the_standard_is_read_back_from_paper() -> None:
    style = Style(REGULAR, 8)
    text = "".join(map(chr, GB_18030))
    lines = [text[at : at + 60] for at in range(0, len(text), 60)]
    sheet = Sheet((210, 297), "all characters", "test")
    for number, line in enumerate(lines):
        if number and number % 70 == 0:
            sheet.next_page()
        sheet.text(15, 15 + number % 70 * 3.8, line, style)
    assert text_of(sheet.pdf()) == text


def test_families_choose_the_face_that_suits() -> None:
    assert [run.font.fontName for run in runs("A梁", MONO) if run.font] == [
        "JetBrainsMono-Regular",
        "NotoSansSC-Regular",
    ]
    rare = list(runs("梁\U0002a700", BOLD))
    assert [run.thicken for run in rare] == [False, True]
    assert [run.text for run in rare] == ["梁", "\U0002a700"]
    assert sum(run.width for run in rare) == width("梁\U0002a700", BOLD) == 2000


def test_titles_and_matters_need_no_second_choice() -> None:
    import json

    matters = json.loads(resources.path("sample/matters.json").read_text("utf-8"))["matters"]
    for matter in matters:
        for words in (matter["name"], matter["authority"], matter["result"]):
            fonts = {run.font.fontName for run in runs(words, TITLE) if run.font}
            assert fonts == {"NotoSerifSC-Bold"}, words


@pytest.mark.parametrize(
    "name",
    [
        "NotoSansSC-Regular",
        "NotoSansSC-Bold",
        "NotoSerifSC-Bold",
        "HanaMinB",
        "HallDeskRare",
        "NotoSansKR-Regular",
        "NotoSansYi-Regular",
        "JetBrainsMono-Regular",
        "JetBrainsMono-Bold",
    ],
)
def test_a_subset_draws_what_the_whole_face_draws(name: str) -> None:
    path = resources.path(f"fonts/{name}.ttf")
    whole, source = TTFont(path), face(name)
    cmap = whole.getBestCmap()
    codes = sorted(cmap)[5 :: max(1, len(cmap) // 150)]
    codes += [ord(c) for c in "ijéÄ%‰" if ord(c) in cmap]  # some are made of parts
    taken = source.subset(codes)
    subset = TTFont(io.BytesIO(taken.font))
    assert set(subset.reader.tables) == {"glyf", "head", "hhea", "hmtx", "loca", "maxp"}
    assert subset["maxp"].numGlyphs < 2 * len(codes) + 50
    subset_glyphs, whole_glyphs = subset.getGlyphSet(), whole.getGlyphSet()
    for place_, glyph in zip(taken.places, [".notdef", *map(cmap.get, codes)], strict=True):
        drawn = DecomposingRecordingPen(subset_glyphs)
        subset_glyphs[subset.getGlyphName(place_)].draw(drawn)
        meant = DecomposingRecordingPen(whole_glyphs)
        whole_glyphs[glyph].draw(meant)
        assert drawn.value == meant.value, glyph
        assert subset["hmtx"][subset.getGlyphName(place_)] == whole["hmtx"][glyph]


@pytest.mark.parametrize("name", sorted({name for family in FAMILIES for name in family.faces}))
def test_a_face_is_measured_as_another_reader_measures_it(name: str) -> None:
    path = resources.path(f"fonts/{name}.ttf")
    font, source = TTFont(path), face(name)
    em = font["head"].unitsPerEm
    assert source.name == font["name"].getDebugName(6)
    assert source.weight == font["OS/2"].usWeightClass
    assert source.fixed_pitch == bool(font["post"].isFixedPitch)
    box = [font["head"].xMin, font["head"].yMin, font["head"].xMax, font["head"].yMax]
    assert source.bounds == [round(value * 1000 / em) for value in box]
    cmap = font.getBestCmap()
    assert all(code in source for code in cmap)
    assert 0x10FFFE not in source
    for code in sorted(cmap)[:: max(1, len(cmap) // 150)]:
        assert source.width(code) == font["hmtx"][cmap[code]][0] * 1000 / em


def test_the_renamed_face_bears_no_reserved_name() -> None:
    names = TTFont(resources.path("fonts/HallDeskRare.ttf"))["name"].names
    shown = [str(record) for record in names if record.nameID in (1, 3, 4, 6, 16)]
    assert shown
    for name in shown:
        assert not any(word in name for word in ("Hana", "花園"))


def test_every_font_has_its_licence_beside_it() -> None:
    folder = resources.path("fonts")
    told = (folder / "README.md").read_text("utf-8")
    for font in folder.glob("*.ttf"):
        assert f"`{font.name}`" in told
    for licence in folder.glob("*-LICENSE.txt"):
        assert f"`{licence.name}`" in told
        assert len(licence.read_text("utf-8")) > 500


def test_what_papers_can_draw_is_known_without_opening_a_font() -> None:
    folder = resources.path("fonts")
    assert (folder / "coverage.txt").read_text("ascii") == coverage_of(folder), (
        "write it anew: printing.build_fonts.coverage_of"
    )
    for character in "梁䶮𠅤㛃Ä·（）김ꆈ〇":
        assert is_drawn(character)
        assert all(run.font for family in FAMILIES for run in runs(character, family))
    for character in "\U0002ebf0\U00031350\U000323b0\ue000\u0626\u0f56\u1820":
        assert undrawn(character) == (character,)
        assert not any(run.font for family in FAMILIES for run in runs(character, family))


def test_a_resource_that_is_not_there_is_refused() -> None:
    with pytest.raises(FileNotFoundError):
        resources.path("fonts/none.ttf")


@pytest.mark.parametrize("room", [1000, 2500, 4200, 9000])
def test_lines_keep_the_rules_of_chinese_setting(room: int) -> None:
    text = "办理进度、领取方式（含邮寄）请扫 ABC-123 二维码查看；对办理有意见，请拨 12345。"
    lines = wrapped(text, room, REGULAR)
    assert squeezed("".join(lines)) == squeezed(text)
    for line in lines:
        assert width(line, REGULAR) <= room or len(line) <= 2
    if room >= 4200:
        for line in lines[1:]:
            assert line[0] not in NEVER_FIRST
        for line in lines[:-1]:
            assert line[-1] not in NEVER_LAST
        assert any("ABC-123" in line for line in lines)


def test_a_face_is_reduced_and_renamed_the_same_way_every_time(tmp_path: Path) -> None:
    source = resources.path("fonts/HallDeskRare.ttf")
    keep = {0xFA10, 0xFA30, 0x2F800}
    for name in ("one.ttf", "two.ttf"):
        reduce(source, tmp_path / name, keep, "A New Name")
    assert covered(tmp_path / "one.ttf") == keep
    names = TTFont(tmp_path / "one.ttf")["name"]
    assert (names.getDebugName(1), names.getDebugName(6)) == ("A New Name", "ANewName")
    assert (tmp_path / "one.ttf").read_bytes() == (tmp_path / "two.ttf").read_bytes()
