"""The materials step by its keys: scanning, looking, mending, letting follow."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.clerk.steps.materials.view import MaterialsView
from desk.demo.sheets import PracticeSheet, scan_of
from desk.domain.deadlines import ToldCalendar
from desk.domain.visits import Material, MaterialState, Recipe, Step
from desk.processes import ProcessPool
from desk.scan.devices import digest
from desk.scan.watched import WatchedFolder
from printing.papers.materials import material_lines
from tests.clerk.desks import ClerkDesk
from tests.clerk.test_call import words
from tests.visit.conftest import MakeWindow
from tests.visit.pages import LIANG, TRADER, jpeg

CTRL = Qt.KeyboardModifier.ControlModifier
IDENTITY, FORM, PREMISES = "01", "02", "03"


@pytest.fixture
def scans(tmp_path: Path) -> Path:
    """The folder in which the scanner leaves its pages."""
    folder = tmp_path / "scans"
    folder.mkdir()
    return folder


@pytest.fixture
async def materials_step(
    qapp: QApplication,
    open_window: MakeWindow,
    process_pool: ProcessPool,
    scans: Path,
    english: None,
) -> AsyncIterator[ClerkDesk]:
    """A visit at its checklist, a watched folder as the scanner."""
    window = await open_window(device=WatchedFolder(scans, process_pool, still_s=0.05))
    desk = ClerkDesk(qapp, window)
    await desk.show()
    window.hall.take("A")
    await window.call_step.call_next()
    await window.identify_step.identify(*LIANG)
    await window.matter_step.choose(TRADER)
    await desk.settle()
    yield desk
    await desk.settle()
    desk.close()


def view(desk: ClerkDesk) -> MaterialsView:
    found = desk.shell.view
    assert isinstance(found, MaterialsView)
    return found


def material(desk: ClerkDesk, code: str) -> Material:
    return desk.window.session.open_visit.material(code)


def lay_out(scans: Path, *shades: int) -> None:
    for place, shade in enumerate(shades):
        (scans / f"{place}.jpg").write_bytes(jpeg(shade))


async def scan(desk: ClerkDesk, scans: Path, *shades: int) -> None:
    lay_out(scans, *shades)
    await desk.press(Qt.Key.Key_F4)


def digests_in(folder: Path) -> set[str]:
    return {digest(path.read_bytes()) for path in folder.iterdir()}


def digests(desk: ClerkDesk, code: str) -> list[str]:
    return [page.file.sha256 for page in material(desk, code).pages]


async def test_the_one_next_action_is_to_scan_what_is_missing(materials_step: ClerkDesk) -> None:
    bar = materials_step.shell.view.bar()
    assert bar.primary is not None
    assert (bar.primary.key, bar.primary.label) == ("F4", "Scan 居民身份证")


async def test_f4_fills_one_material_after_the_other(
    materials_step: ClerkDesk, scans: Path
) -> None:
    await scan(materials_step, scans, 1)
    await scan(materials_step, scans, 2, 3)
    await scan(materials_step, scans, 4)
    states = [one.state for one in materials_step.window.session.open_visit.materials]
    assert states == [MaterialState.SCANNED] * 3
    assert [len(digests(materials_step, code)) for code in (IDENTITY, FORM, PREMISES)] == [1, 2, 1]
    bar = materials_step.shell.view.bar()
    assert bar.primary is not None
    assert bar.primary.key == "F9"


async def test_a_scan_says_how_many_pages_came_and_stops_with_esc(
    materials_step: ClerkDesk, scans: Path
) -> None:
    lay_out(scans, *range(0, 120, 3))
    laid = digests_in(scans)
    QTest.keyClick(materials_step.shell.windowHandle(), Qt.Key.Key_F4)
    await materials_step.until(lambda: "3 page" in materials_step.shell.view.bar().progress)
    assert "a minute" in materials_step.shell.view.bar().progress
    await materials_step.press(Qt.Key.Key_Escape)
    came = len(digests(materials_step, IDENTITY))
    assert 3 <= came < len(laid)
    assert materials_step.shell.view.bar().progress == ""
    assert materials_step.presenter.state.notice is None
    assert materials_step.window.session.open_visit.step is Step.MATERIALS
    bar = materials_step.shell.view.bar()
    assert bar.primary is not None
    assert bar.primary.label == "Scan 居民身份证"  # its other pages are no other material's
    await scan(materials_step, scans)
    assert set(digests(materials_step, IDENTITY)) == laid  # what had not come yet was not lost


async def test_a_scan_that_fails_says_so_in_words(materials_step: ClerkDesk) -> None:
    await materials_step.press(Qt.Key.Key_F4)
    notice = materials_step.presenter.state.notice
    assert notice is not None
    assert notice.code.startswith("SCN-")
    assert materials_step.shell.view.bar().progress == ""


async def test_the_page_in_the_middle_is_the_page_that_was_scanned(
    materials_step: ClerkDesk, scans: Path
) -> None:
    sheet = PracticeSheet("居民身份证", (("姓名", "梁思源"),), ("核对无误。",), "梁思源")
    (scans / "1.jpg").write_bytes(scan_of(sheet, 3))
    await materials_step.press(Qt.Key.Key_F4)
    await materials_step.until(lambda: view(materials_step).viewer.has_picture)
    shown = view(materials_step).viewer.grab().toImage()
    assert shown.pixelColor(shown.rect().center()).lightness() > 230
    facts = dict(view(materials_step).facts)
    assert facts["Clearness"] == "good"
    assert "% cut, straightened " in facts["Correction"]
    assert facts["Digest"].endswith("agreed")


async def test_turn_delete_undo_and_order_by_keys(materials_step: ClerkDesk, scans: Path) -> None:
    await scan(materials_step, scans, 1, 2, 3)
    first, second, third = digests(materials_step, IDENTITY)
    await materials_step.press(Qt.Key.Key_Left)
    await materials_step.press(Qt.Key.Key_R, CTRL)
    turns = [page.recipe.quarter_turns for page in material(materials_step, IDENTITY).pages]
    assert turns == [0, 1, 0]
    await materials_step.press(Qt.Key.Key_Left, CTRL)
    assert digests(materials_step, IDENTITY) == [second, first, third]
    await materials_step.press(Qt.Key.Key_Delete)
    assert digests(materials_step, IDENTITY) == [first, third]
    await materials_step.press(Qt.Key.Key_Z, CTRL)
    await materials_step.press(Qt.Key.Key_Z, CTRL)
    assert digests(materials_step, IDENTITY) == [first, second, third]


async def test_ctrl_e_shows_the_whole_page_and_corrects_it_again(
    materials_step: ClerkDesk, scans: Path
) -> None:
    sheet = PracticeSheet("居民身份证", (("姓名", "梁思源"),), ("核对无误。",), "梁思源")
    (scans / "1.jpg").write_bytes(scan_of(sheet, 3))
    await materials_step.press(Qt.Key.Key_F4)
    await materials_step.until(lambda: view(materials_step).viewer.has_picture)
    corrected = material(materials_step, IDENTITY).pages[0].recipe
    assert corrected.corrects
    narrow = view(materials_step).viewer.grab().toImage()

    await materials_step.press(Qt.Key.Key_E, CTRL)
    assert material(materials_step, IDENTITY).pages[0].recipe == Recipe()
    await materials_step.until(lambda: view(materials_step).viewer.has_picture)
    assert dict(view(materials_step).facts)["Correction"] == "whole page"
    assert view(materials_step).viewer.grab().toImage() != narrow

    await materials_step.press(Qt.Key.Key_E, CTRL)
    assert material(materials_step, IDENTITY).pages[0].recipe == corrected
    await materials_step.press(Qt.Key.Key_Z, CTRL)
    assert material(materials_step, IDENTITY).pages[0].recipe == Recipe()


async def test_the_arrows_walk_the_checklist_and_ctrl_l_lets_follow(
    materials_step: ClerkDesk,
) -> None:
    await materials_step.press(Qt.Key.Key_Down)
    await materials_step.press(Qt.Key.Key_L, CTRL)
    assert material(materials_step, FORM).state is MaterialState.MISSING  # the guide wants it now
    await materials_step.press(Qt.Key.Key_Down)
    await materials_step.press(Qt.Key.Key_L, CTRL)
    assert material(materials_step, PREMISES).state is MaterialState.FOLLOWS
    await materials_step.press(Qt.Key.Key_L, CTRL)
    assert material(materials_step, PREMISES).state is MaterialState.MISSING


async def test_a_day_that_nobody_has_spoken_of_is_an_estimate_until_the_region_has(
    materials_step: ClerkDesk,
) -> None:
    session = materials_step.window.session
    today, last = session.today, session.today + timedelta(days=60)
    session.calendar = ToldCalendar(today, today + timedelta(days=1), {}, beyond=NothingKnown())
    await materials_step.press(Qt.Key.Key_Down)
    await materials_step.press(Qt.Key.Key_Down)
    await materials_step.press(Qt.Key.Key_L, CTRL)
    assert material(materials_step, PREMISES).follow_until == session.term(5).day
    assert "inclusive (estimated)" in words(materials_step)
    (line,) = material_lines([material(materials_step, PREMISES)], session.is_estimated)
    assert line.estimated
    session.calendar = ToldCalendar(today, last, {})
    await materials_step.press(Qt.Key.Key_L, CTRL)
    await materials_step.press(Qt.Key.Key_L, CTRL)
    assert "inclusive" in words(materials_step)
    assert "estimated" not in words(materials_step)


class NothingKnown:
    """A calendar of which no notice has come."""

    def is_workday(self, _day: date) -> bool | None:
        """Nobody knows."""
        return None


async def test_the_card_in_hand_has_the_keyboard_and_says_how_it_stands(
    materials_step: ClerkDesk,
) -> None:
    await materials_step.press(Qt.Key.Key_Down)
    spoken = materials_step.focus.accessibleName()
    assert "个体工商户登记申请书" in spoken
    assert "1 original" in spoken
    assert "to scan" in spoken


async def test_enter_looks_closer_and_back(materials_step: ClerkDesk, scans: Path) -> None:
    await scan(materials_step, scans, 1)
    await materials_step.press(Qt.Key.Key_Return)
    assert "200 %" in view(materials_step).zoom_words
    await materials_step.press(Qt.Key.Key_Return)
    assert "100 %" in view(materials_step).zoom_words
    await materials_step.press(Qt.Key.Key_Plus, CTRL)
    assert "150 %" in view(materials_step).zoom_words


async def test_files_dropped_on_a_material_are_laid_into_it(
    materials_step: ClerkDesk, papers: list[Path]
) -> None:
    found = view(materials_step)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in papers[:2]])
    point = QPoint(120, 160)
    plain = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(point, Qt.DropAction.CopyAction, data, *plain)
    QApplication.sendEvent(found, enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(point), Qt.DropAction.CopyAction, data, *plain)
    QApplication.sendEvent(found, drop)
    await materials_step.settle()
    assert len(digests(materials_step, IDENTITY)) == 2


async def test_a_broken_file_is_named_and_the_rest_go_on(
    materials_step: ClerkDesk, papers: list[Path], tmp_path: Path
) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"no picture at all")
    view(materials_step).take_files([papers[0], broken, papers[1]])
    await materials_step.settle()
    assert len(digests(materials_step, IDENTITY)) == 2
    notice = materials_step.presenter.state.notice
    assert notice is not None
    assert notice.facts["name"] == "broken.jpg"


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1440, 900)])
async def test_whole_at_both_sizes(
    materials_step: ClerkDesk, scans: Path, width: int, height: int
) -> None:
    await scan(materials_step, scans, 1, 2)
    materials_step.shell.resize(width, height)
    await materials_step.settle()
    found = view(materials_step)
    assert (found.width(), found.is_folded) == (width, width < 1400)
    for part in (found.checklist, found.viewer, found.thumbnails):
        assert found.rect().contains(part.geometry()), part
    assert found.viewer.height() > 250


async def test_f9_goes_on_to_the_form_with_something_missing(materials_step: ClerkDesk) -> None:
    await materials_step.press(Qt.Key.Key_F9)
    assert materials_step.window.session.open_visit.step is Step.FORM


async def test_what_was_scanned_is_there_after_leaving_and_coming_back(
    materials_step: ClerkDesk, scans: Path
) -> None:
    await scan(materials_step, scans, 1, 2)
    await materials_step.press(Qt.Key.Key_F9)
    await materials_step.press(Qt.Key.Key_Escape)
    await asyncio.sleep(0)
    assert materials_step.window.session.open_visit.step is Step.MATERIALS
    assert view(materials_step).thumbnails.count == 2
