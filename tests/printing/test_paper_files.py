"""The file of a paper: same facts, same bytes; it names itself and carries its fonts."""

from collections.abc import Callable

import pikepdf
import pytest

from desk.processes import ProcessPool
from printing import papers
from printing.papers import notice, warm
from tests.printing.every_paper import A4_PAPERS, TICKETS
from tests.printing.facts import NOTICE


@pytest.mark.parametrize("render", [*A4_PAPERS, *TICKETS])
def test_the_same_facts_give_the_same_bytes(render: Callable[[], bytes]) -> None:
    assert render() == render()


async def test_a_worker_process_makes_the_same_paper() -> None:
    process_pool = ProcessPool(warm=warm)
    try:
        assert await process_pool.run(papers.render, NOTICE) == notice.render(NOTICE)
    finally:
        process_pool.close()


@pytest.mark.parametrize("render", [*A4_PAPERS, *TICKETS])
def test_the_file_names_itself_and_carries_its_fonts(render: Callable[[], bytes]) -> None:
    from io import BytesIO

    with pikepdf.open(BytesIO(render())) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert str(pdf.Root.Lang) == "zh-CN"
        assert str(pdf.docinfo.Title)[:3] in (
            *("受理通", "收件凭", "取号单"),
            *("一次性", "办事指", "归口指"),
        )
        assert NOTICE.applicant.name not in str(pdf.docinfo)
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
        for page in pdf.pages:
            for font in page.Resources.Font.values():
                descriptor = font.DescendantFonts[0].FontDescriptor
                assert len(descriptor.FontFile2.read_bytes()) > 0
