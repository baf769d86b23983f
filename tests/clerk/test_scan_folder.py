"""The scan folder at the window: whose the files are that lie there, and what the clerk decides."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.clerk.steps.materials.view import MaterialsView
from desk.domain.visits import Step
from desk.processes import ProcessPool
from desk.qt.widgets.aloud import said
from desk.scan.devices import digest
from desk.scan.discovery import DeviceDiscovery
from desk.scan.failures import ScannerSearchFailed
from desk.scan.sane import SaneScanner
from desk.scan.watched import WatchedFolder
from tests.clerk.desks import ClerkDesk
from tests.visit.conftest import MakeWindow
from tests.visit.pages import LIANG, TRADER, jpeg

KEY = Qt.Key
IDENTITY, FORM = "01", "02"
MANY = tuple(range(0, 200, 5))
"""Shades far enough apart to be different files; enough of them for Esc to come in between."""


@pytest.fixture
def scans(tmp_path: Path) -> Path:
    folder = tmp_path / "scans"
    folder.mkdir()
    return folder


@pytest.fixture
async def desk(
    qapp: QApplication,
    open_window: MakeWindow,
    process_pool: ProcessPool,
    scans: Path,
    english: None,
) -> AsyncIterator[ClerkDesk]:
    """A window with a scan folder, and nobody at it."""
    desk = ClerkDesk(
        qapp, await open_window(device=WatchedFolder(scans, process_pool, still_s=0.05))
    )
    await desk.show()
    yield desk
    await desk.settle()
    desk.close()


def lay_out(folder: Path, *shades: int) -> None:
    """So many files come into the folder, in this order of their names."""
    for shade in shades:
        (folder / f"scan{shade}.jpg").write_bytes(jpeg(shade))


def lying(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_file())


async def visited(desk: ClerkDesk) -> None:
    """The next citizen is called and stands at the checklist."""
    desk.window.hall.take("A")
    await desk.window.call_step.call_next()
    await desk.window.identify_step.identify(*LIANG)
    await desk.window.matter_step.choose(TRADER)
    await desk.window.session.go(Step.MATERIALS)
    await desk.settle()


async def gone(desk: ClerkDesk) -> None:
    """The citizen leaves without a case."""
    await desk.window.call_step.no_show()
    await desk.settle()


def pages(desk: ClerkDesk, code: str = IDENTITY) -> list[str]:
    material = desk.window.session.open_visit.material(code)
    return [page.file.sha256 for page in material.pages]


def digests(*shades: int) -> list[str]:
    return [digest(jpeg(shade)) for shade in shades]


def words(desk: ClerkDesk) -> str:
    """Every word on the screen."""
    return said(desk.shell)


async def begin_to_scan(desk: ClerkDesk) -> None:
    """F4, without waiting for the scan to end: something is asked."""
    QTest.keyClick(desk.shell.windowHandle(), KEY.Key_F4)
    await desk.until(desk.shell.chooser.isVisible)


async def answer(desk: ClerkDesk, key: Qt.Key) -> None:
    QTest.keyClick(desk.focus, key)
    await desk.until(lambda: not desk.shell.chooser.isVisible())
    await desk.settle()


async def test_files_from_before_are_asked_about_and_put_aside_by_enter(
    desk: ClerkDesk, scans: Path
) -> None:
    lay_out(scans, 10, 30)
    await visited(desk)
    assert "2 files were left from before" in words(desk)
    await begin_to_scan(desk)
    asked = words(desk)
    assert "2 files were left from before" in asked
    assert "scan10.jpg, scan30.jpg" in asked
    await answer(desk, KEY.Key_Return)
    assert pages(desk) == []
    assert lying(scans) == []
    assert lying(scans / "aside") == ["scan10.jpg", "scan30.jpg"]


async def test_files_from_before_are_taken_in_when_the_clerk_says_so(
    desk: ClerkDesk, scans: Path
) -> None:
    lay_out(scans, 30)
    await visited(desk)
    lay_out(scans, 10)
    await begin_to_scan(desk)
    assert "1 file was left from before" in words(desk)
    await answer(desk, KEY.Key_1)
    assert pages(desk) == digests(10, 30)  # in the order of their names, whenever they came
    acts = desk.window.store.acts.acts(visit=desk.window.session.open_visit.id)
    assert ("files_adopted", 1) in [(act.kind, act.count) for act in acts]


async def test_files_from_before_that_are_left_are_not_asked_about_again_and_again(
    desk: ClerkDesk, scans: Path
) -> None:
    lay_out(scans, 10)
    await visited(desk)
    lay_out(scans, 30)
    await begin_to_scan(desk)
    await answer(desk, KEY.Key_Escape)
    assert pages(desk) == digests(30)
    lay_out(scans, 50)
    await desk.press(KEY.Key_F4)
    assert pages(desk, FORM) == digests(50)
    assert lying(scans) == ["scan10.jpg"]
    await begin_to_scan(desk)  # with nothing else to take, it is asked about once more
    await answer(desk, KEY.Key_3)
    assert lying(scans) == ["scan10.jpg"]


async def test_what_esc_left_is_said_with_numbers_and_never_falls_to_the_next(
    desk: ClerkDesk, scans: Path
) -> None:
    await visited(desk)
    lay_out(scans, *MANY)
    QTest.keyClick(desk.shell.windowHandle(), KEY.Key_F4)
    await desk.until(lambda: len(pages(desk)) >= 2)
    await desk.press(KEY.Key_Escape)
    taken = len(pages(desk))
    left = len(MANY) - taken
    assert len(lying(scans)) == left
    await desk.until(lambda: f"{taken} of {len(MANY)} files were taken" in words(desk))
    assert f"{left} are still in the folder" in words(desk)

    await gone(desk)
    await visited(desk)
    await begin_to_scan(desk)
    assert f"{left} files were left from before" in words(desk)
    assert f"They came while A001 was here; {taken} were taken in." in words(desk)
    await answer(desk, KEY.Key_2)
    assert pages(desk) == []
    assert len(lying(scans / "aside")) == left


async def test_f8_puts_aside_what_esc_left(desk: ClerkDesk, scans: Path) -> None:
    await visited(desk)
    lay_out(scans, *MANY)
    QTest.keyClick(desk.shell.windowHandle(), KEY.Key_F4)
    await desk.until(lambda: len(pages(desk)) >= 1)
    await desk.press(KEY.Key_Escape)
    left = lying(scans)
    QTest.keyClick(desk.shell.windowHandle(), KEY.Key_F8)
    await desk.until(desk.shell.chooser.isVisible)
    await answer(desk, KEY.Key_2)
    assert lying(scans) == []
    assert lying(scans / "aside") == left


async def test_a_page_that_another_visit_of_today_holds_is_asked_about(
    desk: ClerkDesk, scans: Path
) -> None:
    await visited(desk)
    lay_out(scans, 10)
    await desk.press(KEY.Key_F4)
    await gone(desk)  # and its visit is forgotten
    await visited(desk)
    shutil.copy(next((scans / "taken").glob("*/scan10.jpg")), scans / "again.jpg")
    lay_out(scans, 30)
    await begin_to_scan(desk)
    assert "again.jpg was taken in for A001 already, called at" in words(desk)
    await answer(desk, KEY.Key_2)
    assert pages(desk) == digests(30)
    assert lying(scans / "aside") == ["again.jpg"]


async def test_a_page_that_another_visit_holds_is_taken_in_all_the_same_by_a_named_person(
    desk: ClerkDesk, scans: Path
) -> None:
    await visited(desk)
    lay_out(scans, 10, 30)
    await desk.press(KEY.Key_F4)
    await gone(desk)
    await visited(desk)
    lay_out(scans, 10, 30)
    await begin_to_scan(desk)
    await answer(desk, KEY.Key_1)  # once for both
    assert pages(desk) == digests(10, 30)
    acts = desk.window.store.acts.acts(visit=desk.window.session.open_visit.id)
    held = [act for act in acts if act.kind == "held_page_in"]
    assert [(act.reason, act.clerk) for act in held] == [("A001", "weili")] * 2


async def test_a_dropped_file_that_another_visit_holds_is_asked_about(
    desk: ClerkDesk, scans: Path, papers: list[Path]
) -> None:
    await visited(desk)
    await desk.window.materials_step.take_files(IDENTITY, papers[:1])
    await gone(desk)
    await visited(desk)
    view = desk.shell.view
    assert isinstance(view, MaterialsView)
    view.take_files(papers[:2])
    await desk.until(desk.shell.chooser.isVisible)
    assert "1.jpg was taken in for A001 already" in words(desk)
    await answer(desk, KEY.Key_2)
    assert pages(desk) == [digest(papers[1].read_bytes())]
    assert papers[0].exists()


async def test_files_that_come_again_give_a_word(desk: ClerkDesk, scans: Path) -> None:
    """Six files with three distinct contents are three pages, and that is said."""
    await visited(desk)
    for number, shade in enumerate((10, 30, 50, 10, 30, 50)):
        (scans / f"{number}.jpg").write_bytes(jpeg(shade))
    await desk.press(KEY.Key_F4)
    assert pages(desk) == digests(10, 30, 50)
    assert "3 of 6 files were the same again" in words(desk)
    assert lying(scans) == []
    assert len(list((scans / "taken").glob("*/*.jpg"))) == 6


async def test_a_copy_that_serves_for_two_materials_is_taken_and_said(
    desk: ClerkDesk, scans: Path
) -> None:
    await visited(desk)
    lay_out(scans, 10)
    await desk.press(KEY.Key_F4)
    lay_out(scans, 10)
    await desk.press(KEY.Key_F4)
    assert pages(desk, FORM) == pages(desk, IDENTITY) == digests(10)
    assert "1 page lies in another material too" in words(desk)


def submitted(desk: ClerkDesk) -> bool:
    return desk.window.session.open_visit.case is not None


async def test_no_case_goes_without_a_word_while_files_of_it_lie_there(
    desk: ClerkDesk, scans: Path, papers: list[Path]
) -> None:
    await visited(desk)
    window = desk.window
    for code in (IDENTITY, FORM):
        await window.materials_step.take_files(code, papers[:2])
    await window.materials_step.follow("03", True)
    form = {"contact_name": "梁思源", "contact_phone": "13978800001", "premises": "民族大道"}
    await window.form_step.save(form)
    await window.session.go(Step.SUBMIT)
    await desk.settle()
    lay_out(scans, 10)

    QTest.keyClick(desk.shell.windowHandle(), KEY.Key_F9)
    await desk.until(desk.shell.chooser.isVisible)
    assert "1 file of this visit was not taken in" in words(desk)
    await answer(desk, KEY.Key_Escape)
    assert not submitted(desk)

    QTest.keyClick(desk.shell.windowHandle(), KEY.Key_F9)
    await desk.until(desk.shell.chooser.isVisible)
    await answer(desk, KEY.Key_1)
    assert isinstance(desk.shell.view, MaterialsView)

    await window.session.go(Step.SUBMIT)
    await desk.settle()
    QTest.keyClick(desk.shell.windowHandle(), KEY.Key_F9)
    await desk.until(desk.shell.chooser.isVisible)
    await answer(desk, KEY.Key_2)
    assert submitted(desk)
    assert lying(scans / "aside") == ["scan10.jpg"]


async def test_a_visit_that_comes_back_takes_what_came_while_it_stood_here(
    desk: ClerkDesk, scans: Path
) -> None:
    """A second citizen is served in between; what came for them is asked about."""
    await visited(desk)
    first = desk.window.session.open_visit.ticket_id
    lay_out(scans, 10)
    await desk.window.call_step.refresh()
    await desk.window.materials_step.intake.look()
    await desk.window.call_step.hold()
    await visited(desk)
    lay_out(scans, 30)
    await desk.window.materials_step.intake.look()
    await gone(desk)
    await desk.window.call_step.resume(first)
    await desk.settle()
    await begin_to_scan(desk)
    assert "1 file was left from before" in words(desk)
    assert "scan30.jpg" in words(desk)
    await answer(desk, KEY.Key_2)
    assert pages(desk) == digests(10)


# devices


def device_on_its_key(desk: ClerkDesk) -> str:
    """What stands beside F4, on the key that changes it."""
    beside = desk.shell.view.bar().beside
    return beside.label if beside and beside.key == "F7" else ""


async def test_f7_chooses_the_device_that_f4_reads_from(
    desk: ClerkDesk, scans: Path, tmp_path: Path, process_pool: ProcessPool
) -> None:
    other = tmp_path / "camera"
    other.mkdir()
    (other / "a.jpg").write_bytes(jpeg(10))
    devices = desk.window.materials_step.devices
    devices.offer(WatchedFolder(other, process_pool, still_s=0.05))
    await visited(desk)
    assert device_on_its_key(desk) == "Folder scans"
    await desk.press(KEY.Key_F7)
    assert "What does F4 scan with?" in words(desk)
    assert "Folder camera" in words(desk)
    await desk.press(KEY.Key_2)
    assert device_on_its_key(desk) == "Folder camera"
    assert devices.state.chosen == f"folder:{other}"
    await begin_to_scan(desk)  # what lies there was never looked at: it is asked about
    await answer(desk, KEY.Key_1)
    assert pages(desk) == digests(10)


async def test_colours_and_resolution_are_chosen_in_the_same_list(desk: ClerkDesk) -> None:
    devices = desk.window.materials_step.devices
    devices.offer(SaneScanner("nowhere:0", "Practice scanner"))
    await visited(desk)
    await desk.press(KEY.Key_F7)
    assert "Practice scanner" in words(desk)
    assert "Colour, 300 dpi" in words(desk)
    await desk.press(KEY.Key_3)
    await desk.press(KEY.Key_Down)
    await desk.press(KEY.Key_Return)
    assert devices.state.resolution_dpi == 600
    await desk.press(KEY.Key_F7)
    assert "Colour, 600 dpi" in words(desk)
    await desk.press(KEY.Key_Escape)
    assert not desk.shell.chooser.isVisible()


async def test_a_search_that_failed_is_said_in_the_list(
    desk: ClerkDesk, process_pool: ProcessPool
) -> None:
    async def fails() -> DeviceDiscovery:
        return DeviceDiscovery((), ScannerSearchFailed(detail="the driver crashed"))

    desk.window.materials_step.devices.look = fails
    await visited(desk)
    await desk.press(KEY.Key_F7)
    assert "The search for scanners did not end well" in words(desk)
    assert "the driver crashed" in words(desk)
    await desk.press(KEY.Key_Escape)
