"""Bad days, at the real window, in Chinese: what is said, and that nothing is lost.

Each room proves its own failures in its own tests; here they reach the clerk. Every notice
says what happened, what it means and what to do next, and carries a code for support.
"""

import asyncio
import os
import re
import resource
import signal
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.clerk.start import run_window
from desk.cli import main
from desk.demo.citizens import sample
from desk.domain.visits import MaterialState, Step
from desk.qt.language import speak
from desk.qt.trouble_window import TroubleWindow
from desk.qt.widgets.aloud import said
from desk.scan.devices import ArrivedFile, OnProgress, PaperSource, ScanJob, ScanProgress
from desk.scan.sane import SaneScanner
from desk.scan.watched import WatchedFolder
from desk.vault.lock import ProfileInUse, ProfileLock
from tests.scan.papers import jpeg, text_page
from tests.system.clerk import SOCIAL_CARD, Clerk, Notice
from tests.system.day import Day
from tests.visit.pages import noise

CHINESE = re.compile("[\u4e00-\u9fff]{4}")
PAPER = "社会保障卡补领申请表"


def is_clear(notice: Notice) -> bool:
    """Whether a clerk of Nanning can read it: in Chinese throughout, with every fact in place."""
    words = notice.title, notice.text
    return all(CHINESE.search(part) and "{" not in part for part in words)


class DyingScanner(SaneScanner):
    """SANE's own test scanner, slow, whose driver is killed in the middle of its third sheet."""

    async def scan(
        self, wanted: ScanJob, on_progress: OnProgress = lambda _: None
    ) -> AsyncGenerator[ArrivedFile]:
        """Scan from the feeder."""
        options: dict[str, bool | int | float | str] = {
            "test-picture": "Color pattern",
            "read-limit": True,
            "read-limit-size": 4096,
            "read-delay": True,
            "read-delay-duration": 10_000,
        }
        job = replace(wanted, source=PaperSource.FEEDER, resolution_dpi=50, options=options)

        def watch(progress: ScanProgress) -> None:
            on_progress(progress)
            if progress.sheet == 3 and progress.fraction and self.worker_pid:
                os.kill(self.worker_pid, signal.SIGKILL)

        async with aclosing(super().scan(job, watch)) as pages:
            async for page in pages:
                yield page


@contextmanager
def disk_with_room_for(size: int) -> Iterator[None]:
    """The kernel refuses every byte of a file beyond `size`, as a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def sane_test_backend(tmp_path: Path, no_scanner: None) -> None:
    """SANE has its own test devices, for whoever asks for them by name."""
    (tmp_path / "sane.d" / "dll.conf").write_text("test\n", encoding="ascii")


@pytest.mark.usefixtures("sane_test_backend")
def test_a_morning_on_which_no_scan_goes_well(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    day.sign_in()
    day.take_ticket()
    # The window finds no device by itself: the test hands it one after the other.
    monkeypatch.setattr("desk.clerk.background.LOOK_FOR_SCANNERS_S", 3600)
    monkeypatch.setenv("SANE_CONFIG_DIR", os.devnull)

    async def act(clerk: Clerk) -> None:
        materials_step = clerk.window.services.materials_step
        process_pool = clerk.window.services.process_pool
        await clerk.calls_the_next()
        await clerk.identifies()
        await clerk.chooses()
        visit = clerk.window.services.session.open_visit

        # There is no scanner.
        await clerk.scans()
        notice = await clerk.is_told("SCN-01")
        assert is_clear(notice)
        assert clerk.window.services.session.open_visit == visit

        # There is one, and its driver dies in the middle of a page: the pages before it stay.
        monkeypatch.setenv("SANE_CONFIG_DIR", str(day.sane))
        dying = DyingScanner("test:0", "扫描仪")
        materials_step.device = dying
        await clerk.presses("Esc")
        await clerk.scans()
        notice = await clerk.is_told("SCN-04")
        assert is_clear(notice)
        await dying.close()
        kept = pages(clerk)
        assert kept

        # A picture that is cut off is named, and moved aside; the paper after it is taken in.
        materials_step.device = WatchedFolder(day.glass, process_pool, still_s=0.05)
        (day.glass / "0 坏的.jpg").write_bytes(jpeg(text_page())[:9000])
        day.lay_on_the_glass(PAPER)
        await clerk.presses("Esc")
        await scans_more(clerk)
        notice = await clerk.is_told("SCN-34")
        assert is_clear(notice)
        assert "0 坏的.jpg" in notice.title
        assert len(pages(clerk)) == len(kept) + 1
        kept = pages(clerk)

        # The disk is full: what was there is safe, and the paper still lies on the glass.
        large = noise(2200)
        (day.glass / "大图.jpg").write_bytes(large)
        await clerk.presses("Esc")
        with disk_with_room_for(len(large) - 100_000):
            await scans_more(clerk)
            notice = await clerk.is_told("VIS-06")
        assert is_clear(notice)
        assert pages(clerk) == kept
        assert list(day.glass.glob("*.jpg"))
        await clerk.presses("Esc")
        await scans_more(clerk)
        assert len(pages(clerk)) == len(kept) + 1
        assert clerk.notice is None

    day.at_the_window(act, scan_folder=None)


def pages(clerk: Clerk) -> list[str]:
    """The pages of the form, by their ids."""
    material = clerk.window.services.session.open_visit.material("02")
    assert material.state in (MaterialState.SCANNED, MaterialState.MISSING)
    return [page.id for page in material.pages]


async def scans_more(clerk: Clerk) -> None:
    """F4, whatever the next action is; what lay there before is this citizen's."""
    await clerk.presses("F4")
    await asyncio.sleep(0.1)
    await clerk.ends_the_scan()


def stricter() -> dict[str, Any]:
    """A newer guide of the same matter: its version, a field and a material are refused now."""
    guide = next(one for one in sample("matters")["matters"] if one["name"] == SOCIAL_CARD)
    fields = guide["form"]["properties"]
    phone = {**fields["contact_phone"], "pattern": "^0771-[0-9]{7}$"}
    form = {**guide["form"], "properties": {**fields, "contact_phone": phone}}
    photo = {**guide["materials"][1], "code": "03", "name": "照片"}
    return {**guide, "version": 2, "form": form, "materials": [*guide["materials"], photo]}


def test_a_day_on_which_the_region_and_the_printer_refuse(day: Day) -> None:
    day.take_ticket()
    day.lay_on_the_glass(PAPER)

    async def act(clerk: Clerk) -> None:
        # In the morning the network answers with its own page instead of the region's.
        notice = await clerk.is_told("REG-05")
        assert is_clear(notice)
        day.region.clear_faults()
        await clerk.presses("Esc")
        await clerk.may("F9")
        await clerk.presses("F9")
        day.region.approve(await clerk.reads_the_code())

        # The guide has become stricter meanwhile: three faults at once, each said in words.
        await clerk.reaches_the_form()
        await clerk.fills_in()
        guide = next(one for one in sample("matters")["matters"] if one["name"] == SOCIAL_CARD)
        day.region.call("PUT", f"/practice/matters/{guide['code']}", json=stricter())
        await clerk.submits()
        await clerk.sees("平台", "照片")
        case = clerk.window.services.session.open_visit.case
        assert case is not None
        assert len(case.faults) == 3
        for fault in case.faults:
            assert fault.detail in clerk.screen
        day.region.call("PUT", f"/practice/matters/{guide['code']}", json=guide)
        await clerk.presses("F8")
        await clerk.sees("45-0100-")

        # The usual printer is not there: it is said, and another one prints the notice.
        await clerk.goes_on(Step.PAPER)
        await clerk.may("F9")
        await clerk.presses("F9")
        notice = await clerk.is_told("PRN-01")
        assert is_clear(notice)
        assert "HP-3F" in notice.title + notice.text
        assert clerk.step is Step.PAPER
        await clerk.presses("Esc")
        await clerk.presses("Down")
        await clerk.presses("Ctrl+P")
        await clerk.waits("the paper", lambda: any(day.tray.glob("*.pdf")))
        await clerk.may("F9")
        await clerk.presses("F9")
        await clerk.stands_at(Step.CALL)

    day.region.fault(path="/oauth", html=True, count=None)
    day.at_the_window(act, printer="HP-3F")
    assert len(day.region.summary()["cases"]) == 1


def test_with_the_region_away_signing_in_says_so_and_goes_on_when_it_is_back(day: Day) -> None:
    day.region.stop()

    async def act(clerk: Clerk) -> None:
        notice = await clerk.is_told("REG-01")
        assert is_clear(notice)
        day.region.start()
        await clerk.presses("Esc")
        await clerk.may("F9")
        await clerk.presses("F9")
        day.region.approve(await clerk.reads_the_code())
        await clerk.stands_at(Step.CALL)

    day.at_the_window(act)


@pytest.fixture
def trouble(qapp: QApplication) -> Iterator[list[str]]:
    """What a window that could not be opened says; it is read, and closed by its key."""
    told: list[str] = []

    def read() -> None:
        for window in QApplication.topLevelWidgets():
            if isinstance(window, TroubleWindow) and window.isActiveWindow():  # takes the key
                told.append(said(window))
                QTest.keyClick(window, Qt.Key.Key_Return)

    timer = QTimer()
    timer.timeout.connect(read)
    timer.start(50)
    yield told
    timer.stop()
    speak(qapp, "en")


def test_a_second_window_on_the_same_profile_says_so_and_leaves_the_first_alone(
    day: Day, trouble: list[str]
) -> None:
    with ProfileLock(day.profile), pytest.raises(ProfileInUse):
        run_window(day.settings())
    (words,) = trouble
    assert "PRF-01" in words
    assert CHINESE.search(words)
    assert not (day.profile / "window.db").exists()


def test_a_window_that_knows_no_hall_says_what_to_set_and_exits_with_1(
    tmp_path: Path, trouble: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(f'profile = "{tmp_path}/profile"\nregion_url = "https://region.example"\n')
    assert main(["--settings", str(file)]) == 1
    (words,) = trouble
    assert "SET-02" in words
    assert CHINESE.search(words)
    assert "hall_url" in capsys.readouterr().err
