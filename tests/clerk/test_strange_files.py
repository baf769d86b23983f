"""Files that hang whoever opens them, at the window: named, set aside, and the clerk goes on."""

import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.processes.messages import remote_of
from desk.scan import imaging
from desk.scan.failures import FileUnsafe
from desk.scan.readers import FileReaders, SetAside
from desk.scan.watched import REJECTED, WatchedFolder
from tests.clerk.desks import ClerkDesk
from tests.faults.strangers.pdf_drawings import nested_forms
from tests.processes.test_ends_with_window import gone_within
from tests.visit.conftest import MakeWindow
from tests.visit.pages import LIANG, TRADER, jpeg


@pytest.fixture
def scans(tmp_path: Path) -> Path:
    folder = tmp_path / "scans"
    folder.mkdir()
    return folder


@pytest.fixture
async def readers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FileReaders]:
    """The window's readers, with less patience."""
    monkeypatch.setattr(remote_of(imaging.inspect), "deadline_s", 2.0)
    readers = FileReaders(SetAside(tmp_path / "set-aside.txt"))
    await readers.run(imaging.inspect, jpeg(200))
    yield readers
    readers.close()


@pytest.fixture
async def materials_step(
    qapp: QApplication, open_window: MakeWindow, readers: FileReaders, scans: Path, english: None
) -> AsyncIterator[ClerkDesk]:
    """A visit at its checklist, a watched folder as the scanner."""
    window = await open_window(device=WatchedFolder(scans, readers, still_s=0.05))
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


def pages(desk: ClerkDesk) -> int:
    return len(desk.window.session.open_visit.material("01").pages)


async def test_f4_names_the_file_that_hangs_and_takes_the_others(
    materials_step: ClerkDesk, scans: Path
) -> None:
    for name, data in (("1.jpg", jpeg(1)), ("2.pdf", nested_forms()), ("3.jpg", jpeg(3))):
        (scans / name).write_bytes(data)
    QTest.keyClick(materials_step.shell.windowHandle(), Qt.Key.Key_F4)
    await materials_step.until(lambda: materials_step.presenter.state.notice is not None, 20)
    notice = materials_step.presenter.state.notice
    assert isinstance(notice, FileUnsafe)
    assert notice.facts["name"] == "2.pdf"
    await materials_step.settle()
    assert pages(materials_step) == 2
    assert [path.name for path in (scans / REJECTED).rglob("*") if path.is_file()] == ["2.pdf"]


async def test_esc_ends_a_file_that_hangs(
    materials_step: ClerkDesk, readers: FileReaders, scans: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Within a second or two, not at its deadline; the next page is read."""
    monkeypatch.setattr(remote_of(imaging.inspect), "deadline_s", 60.0)
    (scans / "1.pdf").write_bytes(nested_forms())
    QTest.keyClick(materials_step.shell.windowHandle(), Qt.Key.Key_F4)
    await materials_step.until(lambda: any(one.busy for one in readers._all), 10)
    busy = [one._process.pid for one in readers._all if one.busy]
    QTest.keyClick(materials_step.shell.windowHandle(), Qt.Key.Key_Escape)
    begun = time.monotonic()
    await materials_step.settle()
    await materials_step.until(lambda: all(gone_within(pid or 0, 0.01) for pid in busy), 10)
    assert time.monotonic() - begun < 5
    (scans / "1.pdf").unlink()
    (scans / "2.jpg").write_bytes(jpeg(2))
    await materials_step.press(Qt.Key.Key_F4)
    await materials_step.until(lambda: pages(materials_step) == 1, 10)
