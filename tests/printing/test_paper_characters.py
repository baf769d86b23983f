"""Names are printed whole and read back, whatever characters are in them."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from printing.coverage import undrawn
from printing.papers import notice
from tests.printing.facts import LONG_NAME, NOTICE, RARE, UNKNOWN, UNREASONABLE
from tests.printing.reading import glyphs_of, pictures, squeezed, text_of


def test_long_and_rare_names_are_printed_whole_and_read_back() -> None:
    assert LONG_NAME in text_of(notice.render(UNREASONABLE))
    assert RARE in text_of(notice.render(UNREASONABLE))


def test_a_character_without_a_font_is_a_box_and_still_read_back() -> None:
    person = replace(NOTICE.applicant, name=f"梁{UNKNOWN}生")
    pdf = notice.render(replace(NOTICE, applicant=person))
    assert f"梁{UNKNOWN}生" in text_of(pdf)
    with_box = pictures(pdf, 300)[0]
    without = pictures(notice.render(replace(NOTICE, applicant=replace(person, name="梁"))), 300)[0]
    place = tuple(round(mm / 25.4 * 300) for mm in (47.4, 41, 50.7, 46))
    assert min(with_box.crop(place).tobytes()) < 128  # type: ignore[arg-type]
    assert min(without.crop(place).tobytes()) == 255  # type: ignore[arg-type]


def test_scripts_that_need_no_shaping_are_drawn_and_others_leave_room_for_a_hand() -> None:
    drawn, left = "김철수·ꆈꌠ", "ئابدۇرېھىم"
    for name in (drawn, left):
        person = replace(NOTICE.applicant, name=name)
        pdf = notice.render(replace(NOTICE, applicant=person))
        said = text_of(pdf)
        assert name in said or name[::-1] in said  # what poppler takes for written leftwards
        picture = pictures(pdf, 300)[0]
        place = tuple(round(mm / 25.4 * 300) for mm in (44.2, 41.8, 46.5, 44.2))
        ink = sum(value < 128 for value in picture.crop(place).tobytes())  # type: ignore[arg-type]
        assert (ink > 40) is (name is drawn), "inside the first two ems"
    assert undrawn(drawn) == ()
    assert undrawn(left) == tuple(dict.fromkeys(left))


def test_a_variation_selector_is_kept_in_the_text() -> None:
    name = "葛\U000e0100城"
    pdf = notice.render(replace(NOTICE, applicant=replace(NOTICE.applicant, name=name)))
    assert name in text_of(pdf)


names = st.text(
    st.one_of(
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
        st.characters(min_codepoint=0x3400, max_codepoint=0x4DBF),
        st.characters(min_codepoint=0x20000, max_codepoint=0x2A6D6),
        st.characters(min_codepoint=0x2A700, max_codepoint=0x2EBE0),
        st.characters(min_codepoint=0x2EBF0, max_codepoint=0x323AF),
        st.sampled_from("·ABCxyz éńə-'（）()"),
    ),
    min_size=1,
    max_size=100,
)


@settings(max_examples=60, deadline=None)
@given(names)
def test_any_name_is_read_back(name: str) -> None:
    pdf = notice.render(replace(NOTICE, applicant=replace(NOTICE.applicant, name=name)))
    assert squeezed(name) in text_of(pdf)
    for page in glyphs_of(pdf):
        for glyph in page:
            assert glyph.box[0] > 19.5
            assert glyph.box[2] < 190.5
