"""A PDF of which something could be lost is attached as the citizen brought it, and it is said."""

import io
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtWidgets import QApplication

from desk.clerk.steps.materials.view import MaterialsView
from desk.domain.visits import SendState
from desk.hall import HallQueue
from desk.scan.devices import digest
from tests.clerk.desks import ClerkDesk
from tests.practice_region import PracticeRegion
from tests.qt.fixtures import english, qapp
from tests.scan.corpus.pdfs import Brought, Fate, pdfs
from tests.visit.pages import SOCIAL_CARD
from tests.visit.steps import matter_step
from tests.visit.test_sending import FORM, ready
from tests.visit.window import Window

__all__ = ["english", "qapp"]

NAMED = {one.name: one for one in pdfs()}
XFA, FILLED, SCRIPTED = NAMED["XFA"], NAMED["text field"], NAMED["page does JavaScript"]


def laid(tmp_path: Path, *files: Brought) -> list[Path]:
    """Files of these contents."""
    found = []
    for place, file in enumerate(files):
        path = tmp_path / f"brought-{place}.pdf"
        path.write_bytes(file.data)
        found.append(path)
    return found


async def submitted(window: Window, hall: HallQueue, papers: list[Path], files: list[Path]) -> None:
    await matter_step(window, hall, SOCIAL_CARD)
    if not window.session.open_visit.material("01").settled:
        await window.materials_step.take_files("01", papers[:1])
    await window.materials_step.take_files("02", files)
    assert await window.form_step.save(FORM) == ()
    await window.submit_step.submit()
    await window.send()
    case = window.case
    assert case is not None
    assert case.send is SendState.ACKNOWLEDGED


def tidy_of(window: Window) -> tuple[bytes, int] | None:
    """The tidy PDF of the form's material as it lies in the vault, and its sheets."""
    visit = window.session.open_visit
    with window.session.store.engine.begin() as connection:
        tidy = window.cases.tidy(connection, visit, visit.material("02"))
    return (window.files.read(tidy.sha256), tidy.sheets) if tidy else None


async def test_its_pages_are_in_no_tidy_pdf_and_the_region_gets_the_file_itself(
    online: Window, hall: HallQueue, papers: list[Path], region: PracticeRegion, tmp_path: Path
) -> None:
    files = laid(tmp_path, FILLED, XFA, SCRIPTED)
    await submitted(online, hall, papers, files)
    case = online.case
    assert case is not None
    sent = {file.sha256 for file in case.files}
    assert {digest(path.read_bytes()) for path in files} <= sent
    found = tidy_of(online)
    assert found is not None
    data, sheets = found
    with pikepdf.open(io.BytesIO(data)) as tidy:
        assert (len(tidy.pages), sheets) == (2, 2)


async def test_a_material_of_nothing_else_has_no_tidy_pdf(
    online: Window, hall: HallQueue, papers: list[Path], tmp_path: Path
) -> None:
    await submitted(online, hall, papers, laid(tmp_path, XFA))
    assert tidy_of(online) is None


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("brought", [XFA, FILLED], ids=lambda one: one.name)
async def test_the_page_panel_says_so(
    brought: Brought, window: Window, hall: HallQueue, qapp: QApplication, tmp_path: Path
) -> None:
    desk = ClerkDesk(qapp, window)
    await desk.show()
    await matter_step(window, hall, SOCIAL_CARD)
    await window.materials_step.take_files("02", laid(tmp_path, brought))
    await desk.settle()
    view = desk.shell.view
    assert isinstance(view, MaterialsView)
    desk.assembly.shell.view.setFocus()
    view._presenter.choose_code("02")
    await desk.settle()
    await desk.until(lambda: view.viewer.has_picture)
    said = dict(view.facts)["Correction"]
    assert (said == "attached as it is") == (brought.fate is Fate.AS_IT_IS)
    desk.close()


async def test_a_case_is_not_kept_back_by_a_pdf_that_cannot_be_derived(
    online: Window,
    hall: HallQueue,
    papers: list[Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The reader breaks over the page files when the case is submitted: they go without it."""
    from desk.scan.failures import FileUnsafe

    async def breaks(*_: object) -> bytes:
        raise FileUnsafe(name="—")

    await ready(online, hall, papers)
    monkeypatch.setattr(online.submit_step._process_pool, "run", breaks)
    await online.submit_step.submit()
    await online.send()
    case = online.case
    assert case is not None
    assert case.send is SendState.ACKNOWLEDGED
    assert tidy_of(online) is None
