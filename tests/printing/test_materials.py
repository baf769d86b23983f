"""A visit's checklist becomes the lines that a paper carries."""

from dataclasses import replace
from datetime import date

from desk.domain.matters import MaterialSpec, Requirement
from desk.domain.visits import Holding, Material, Page, PageFile
from printing.papers import notice
from printing.papers.materials import MaterialLine, material_lines
from tests.printing.facts import AT, NOTICE, digest
from tests.printing.reading import text_of

SPEC = MaterialSpec("01", "营业执照", "copy", 2, Requirement.MAY_FOLLOW, "e-licence:营业执照", 5)


def page(name: str, sheets: int = 1) -> Page:
    return Page(name, PageFile(digest(name), "image/jpeg", 10, sheets, "scanner", AT))


def test_scanned_pages_are_listed_with_their_digests_in_order() -> None:
    material = Material(SPEC, pages=(page("b"), page("a", sheets=4)))
    assert material_lines([material]) == (
        MaterialLine("营业执照", "复印件扫描", 2, 5, (digest("b"), digest("a"))),
    )


def test_the_form_says_what_was_scanned() -> None:
    forms = {"original": "原件扫描", "copy": "复印件扫描", "electronic": "电子文件"}
    for form, words in forms.items():
        material = Material(replace(SPEC, form=form), pages=(page("a"),))
        assert material_lines([material])[0].form == words


def test_what_the_region_holds_is_fetched_and_what_follows_says_until_when() -> None:
    held = Material(SPEC, holding=Holding("h", "营业执照"))
    follows = Material(SPEC, follow_until=date(2026, 12, 1))
    assert material_lines([held, follows]) == (
        MaterialLine("营业执照", "平台调取"),
        MaterialLine("营业执照", "后补", follow_until=date(2026, 12, 1)),
    )


def test_a_missing_material_is_not_claimed_to_be_received() -> None:
    assert material_lines([Material(SPEC)]) == ()


def test_a_day_that_is_an_estimate_says_so_in_its_line() -> None:
    follows = Material(SPEC, follow_until=date(2027, 1, 4))
    (line,) = material_lines([follows], lambda day: day.year > 2026)
    assert line.estimated
    said = text_of(notice.render(replace(NOTICE, materials=(line,))))
    assert "请于预计2027年1月4日（含）前交到任一窗口" in "".join(said.split())
