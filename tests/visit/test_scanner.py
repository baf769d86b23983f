"""Pages from a real scanner's driver into a case, and a scanner that fails on the way."""

from collections.abc import Iterator

import pytest

from desk.domain.visits import SendState
from desk.hall import HallQueue
from desk.scan.devices import PaperSource, ScanJob
from desk.scan.failures import ScannerJammed
from desk.scan.sane import SaneScanner
from tests.practice_region import PracticeRegion
from tests.visit.conftest import MakeWindow
from tests.visit.pages import SOCIAL_CARD
from tests.visit.steps import matter_step
from tests.visit.test_sending import FORM, standing

QUICK = {"test-picture": "Grid"}


@pytest.fixture
def sane_test_backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """SANE sees its own test devices and nothing else."""
    folder = tmp_path_factory.mktemp("sane.d")
    (folder / "dll.conf").write_text("test\n", encoding="ascii")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SANE_CONFIG_DIR", str(folder))
        yield


async def test_a_stack_of_equal_sheets_is_as_many_pages_and_one_case(
    open_window: MakeWindow, hall: HallQueue, region: PracticeRegion, sane_test_backend: None
) -> None:
    """The test feeder gives the same picture ten times: ten pages with one digest."""
    scanner = SaneScanner("test:0", "Test scanner", patience_s=20)
    window = await open_window(region_url=region.url, device=scanner)
    window.materials_step.job = ScanJob(PaperSource.FEEDER, resolution_dpi=50, options=QUICK)
    try:
        await matter_step(window, hall, SOCIAL_CARD)
        sheets: list[int] = []
        await window.materials_step.scan("02", sheets.append)
        assert sheets == list(range(1, 11))
        assert window.session.open_visit.material("02").sheets == 10
        await window.form_step.save(FORM)
        await window.submit_step.submit()
        await window.send()
        assert standing(window).send is SendState.ACKNOWLEDGED
        (case,) = region.summary()["cases"]
        assert sum(file["part"] == "page" for file in case["files"]) == 10
    finally:
        await scanner.close()


async def test_a_jam_keeps_what_came_before_it(
    open_window: MakeWindow, hall: HallQueue, sane_test_backend: None
) -> None:
    scanner = SaneScanner("test:0", "Test scanner", patience_s=20)
    window = await open_window(device=scanner)
    try:
        await matter_step(window, hall, SOCIAL_CARD)
        window.materials_step.job = ScanJob(PaperSource.FLATBED, resolution_dpi=50, options=QUICK)
        await window.materials_step.scan("02")
        jam = {**QUICK, "read-return-value": "SANE_STATUS_JAMMED"}
        window.materials_step.job = ScanJob(PaperSource.FLATBED, resolution_dpi=50, options=jam)
        with pytest.raises(ScannerJammed):
            await window.materials_step.scan("02")
        visit = window.session.open_visit
        assert visit.material("02").sheets == 1
        assert window.store.visit(visit.id) == visit
    finally:
        await scanner.close()
