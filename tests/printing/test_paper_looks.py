"""Papers keep to their margins, print nothing over anything, and go on over their pages."""

from collections.abc import Callable
from dataclasses import replace

import pypdfium2 as pdfium
import pytest

from printing.papers import notice, ticket
from tests.printing import facts as given_facts
from tests.printing.every_paper import A4_PAPERS, NARROW_TICKETS, TICKETS
from tests.printing.facts import NOTICE, TICKET, UNREASONABLE
from tests.printing.reading import (
    codes_in,
    glyphs_of,
    ink_bounds,
    overlaps,
    pictures,
    squeezed,
    text_of,
)


@pytest.mark.parametrize("render", A4_PAPERS)
def test_a4_papers_keep_to_their_margins_and_never_overprint(
    render: Callable[[], bytes],
) -> None:
    pdf = render()
    for picture in pictures(pdf, 150):
        left, top, right, bottom = ink_bounds(picture, 150)
        assert left > 19.5
        assert right < 190.5
        assert top > 14.5
        assert bottom < 282.5
    for page in glyphs_of(pdf):
        assert overlaps(page) == []


@pytest.mark.parametrize("render", TICKETS)
def test_tickets_keep_to_the_print_head_and_never_overprint(render: Callable[[], bytes]) -> None:
    pdf = render()
    [picture] = pictures(pdf, 203)
    left, top, right, bottom = ink_bounds(picture, 203)
    assert left > 3.5
    assert right < 76.5
    assert top > 4
    assert bottom < picture.height * 25.4 / 203 - 3
    [page] = glyphs_of(pdf)
    assert overlaps(page) == []


@pytest.mark.parametrize("render", NARROW_TICKETS)
def test_narrow_tickets_keep_to_their_print_head_too(render: Callable[[], bytes]) -> None:
    pdf = render()
    [picture] = pictures(pdf, 203)
    assert picture.width == pytest.approx(58 / 25.4 * 203, abs=1)
    left, _, right, _ = ink_bounds(picture, 203)
    assert left > 4.5
    assert right < 53.5
    [page] = glyphs_of(pdf)
    assert overlaps(page) == []


def test_a_ticket_has_no_gray() -> None:
    [picture] = pictures(ticket.render(TICKET), 203 * 4)
    gray = sum(picture.histogram()[64:192])
    assert gray < picture.width * picture.height * 0.02  # smoothed edges only


def test_thirty_materials_take_more_pages_under_the_same_head() -> None:
    pdf = notice.render(UNREASONABLE)
    pages = len(pdfium.PdfDocument(pdf))
    assert pages > 1
    said = text_of(pdf)
    for number in range(1, pages + 1):
        assert squeezed(f"第 {number} 页，共 {pages} 页") in said
    assert said.count("受理通知书") == pages
    assert said.count("收到的材料") == pages
    for picture in pictures(pdf, 300):
        assert UNREASONABLE.case_no in codes_in(picture)
    for line in UNREASONABLE.materials:
        assert squeezed(line.name) in said


@pytest.mark.parametrize("count", range(9, 19))
def test_the_closing_never_falls_off_a_page(count: int) -> None:
    line = given_facts.MATERIALS[2]
    pdf = notice.render(replace(NOTICE, materials=(line,) * count))
    for page in glyphs_of(pdf):
        assert not overlaps(page)
    said = text_of(pdf)
    assert said.count(line.name) == count
    assert said.count("（印章）") == 1


def test_hundreds_of_digests_go_on_over_the_pages() -> None:
    digests = tuple(given_facts.digest(str(page)) for page in range(310))
    line = replace(NOTICE.materials[1], pages=310, digests=digests)
    pdf = notice.render(replace(NOTICE, materials=(line, *NOTICE.materials)))
    said = text_of(pdf)
    for full in digests:
        assert full[:8] in said
    for page in glyphs_of(pdf):
        assert overlaps(page) == []
        assert max(glyph.box[3] for glyph in page) < 282.5
