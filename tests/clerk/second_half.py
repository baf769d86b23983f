"""Pictures of materials, form, submitting and paper: ``python -m tests.clerk.second_half DIR``.

Everything is real: papers drawn and laid into a watched folder, a practice region that is
switched off, refuses and accepts. Look at the pictures one by one, beside the drawn boards.
"""

import argparse
import asyncio
import os
import sys
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import keyring
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.clerk.shell.presenter import Link
from desk.demo.citizens import sample
from desk.demo.sheets import PracticeSheet, scan_of
from desk.domain.matters import ApplicantKind
from desk.domain.visits import SendState, Step
from desk.processes import ProcessPool
from desk.qt.language import speak
from desk.qt.theme import apply_theme
from desk.qt.theme.fonts import load_rare_fonts
from desk.region.tokens import REFRESH_TOKEN
from desk.scan.watched import WatchedFolder
from desk.vault.keys import Keys
from desk.vault.memory import MemoryKeyring
from printing.printers.qt_system import QtSystemPrinter
from printing.printers.save_as_pdf import SaveAsPdf
from tests.clerk.desks import ClerkDesk
from tests.clerk.gallery import LANGUAGES, NOON, SIZES, sample_hall
from tests.hall.halls import Clock
from tests.practice_region import PracticeRegion
from tests.visit.window import SERVICE, Window

Keep = Callable[[str], Awaitable[None]]
FOOD = "11450100MB0000027D0000000000002"
SHOP = ("南宁市青秀区晨光米粉店(个体工商户)", "91450103MAD3K7P27Y")
ROWS = (
    ("申请人", SHOP[0]),
    ("信用代码", SHOP[1]),
    ("经营场所", "南宁市青秀区怡宾路 6 号"),
    ("主体业态", "餐饮服务经营者"),
)
TEXT = ("本申请人承诺，所提交的材料真实、合法、有效，如有不实，愿意承担由此产生的法律责任。",)


def lay_out(folder: Path, title: str, pages: int) -> None:
    """A citizen's papers in the scanner's folder."""
    for page in range(1, pages + 1):
        sheet = PracticeSheet(title, ROWS, TEXT, "梁䶮", page, pages)
        (folder / f"{page}.jpg").write_bytes(scan_of(sheet, page))


def stricter(guide: dict[str, Any]) -> dict[str, Any]:
    """A newer version of the guide, which refuses what the old one let through."""
    form = dict(guide["form"])
    form["properties"] = {
        **form["properties"],
        "premises": {**form["properties"]["premises"], "minLength": 40},
        "contact_phone": {**form["properties"]["contact_phone"], "pattern": "^1[3-9]\\d{9}$"},
    }
    return {**guide, "version": guide["version"] + 1, "form": form}


class SecondHalf:
    """Walks one visit from the checklist to the end."""

    def __init__(self, desk: ClerkDesk, region: PracticeRegion, scans: Path, keep: Keep) -> None:
        self._desk, self._region, self._scans, self._keep = desk, region, scans, keep
        self._guide = next(one for one in sample("matters")["matters"] if one["code"] == FOOD)

    async def walk(self) -> None:
        """Every screen, good days and bad."""
        await self._materials()
        await self._form()
        await self._submit()
        await self._paper()

    async def _materials(self) -> None:
        desk, key, keep = self._desk, Qt.Key, self._keep
        window = desk.window
        await desk.press(key.Key_Space)
        await window.identify_step.identify(ApplicantKind.ORGANISATION, *SHOP)
        await window.matter_step.choose(FOOD)
        await window.session.go(Step.MATERIALS)
        await desk.settle()
        await keep("materials-empty")
        lay_out(self._scans, "食品经营许可申请书", 3)
        QTest.keyClick(desk.shell.windowHandle(), key.Key_F4)
        await asyncio.sleep(1.2)
        desk.app.processEvents()
        await keep("materials-scanning")
        await desk.settle()
        await desk.press(key.Key_Left)
        await desk.press(key.Key_Left)
        await asyncio.sleep(0.4)
        await keep("materials")
        await desk.press(key.Key_Return)
        await asyncio.sleep(0.4)
        await keep("materials-closer")
        await desk.press(key.Key_Return)
        await desk.press(key.Key_Up)
        await keep("materials-held")
        lay_out(self._scans, "经营场所和设备布局、操作流程图", 1)
        await desk.press(key.Key_F4)
        for _ in range(3):
            await desk.press(key.Key_Down)
        await desk.press(key.Key_L, Qt.KeyboardModifier.ControlModifier)
        await keep("materials-follows")

    async def _form(self) -> None:
        desk, key, keep = self._desk, Qt.Key, self._keep
        await desk.press(key.Key_F9)
        await keep("form-empty")
        await desk.type("韦丽")
        await desk.press(key.Key_Return)
        await desk.type("0771-55")
        await desk.press(key.Key_F9)
        await keep("form-faults")
        await desk.type("0771-5550001")
        for _ in range(3):
            await desk.press(key.Key_Return)
        await desk.type("南宁市青秀区怡宾路6号")
        await desk.press(key.Key_Return)
        await desk.press(key.Key_Right)
        await desk.press(key.Key_Return)
        for _ in range(2):
            await desk.press(key.Key_Right)
            await desk.press(key.Key_Space)
        await asyncio.sleep(0.4)
        await desk.settle()
        await keep("form")

    async def _submit(self) -> None:
        desk, key, keep, window = self._desk, Qt.Key, self._keep, self._desk.window
        await desk.press(key.Key_F9)
        await keep("submit-ready")
        self._region.stop()
        desk.presenter.set_link(Link.OFFLINE)
        await desk.press(key.Key_F9)
        await window.worker.step()
        desk.assembly.set_pending(1)
        await keep("submit-kept")
        await desk.press(key.Key_F9)
        await asyncio.sleep(0.8)
        await keep("paper-receipt")
        await desk.press(key.Key_Escape)
        self._region.start()
        desk.presenter.set_link(Link.ONLINE)
        new = stricter(self._guide)
        self._region.call("PUT", f"/practice/matters/{FOOD}", json=new)
        self._region.fault(path="/files", method="PATCH", delay_ms=500, count=2)
        await window.worker.hasten()
        sending = asyncio.create_task(window.send())
        await asyncio.sleep(0.9)
        await keep("submit-sending")
        await sending
        case = window.session.open_visit.case
        assert case is not None
        assert case.send is SendState.PARKED, case
        desk.assembly.set_pending(0)
        await keep("submit-refused")
        await desk.press(key.Key_Down)
        await desk.press(key.Key_Return)
        await keep("form-refused")
        await desk.press(key.Key_F9)
        self._region.call("PUT", f"/practice/matters/{FOOD}", json=self._guide)
        await desk.press(key.Key_F8)
        await window.send()
        await desk.settle()
        await keep("submit-accepted")

    async def _paper(self) -> None:
        desk, key, keep = self._desk, Qt.Key, self._keep
        await desk.press(key.Key_F9)
        await asyncio.sleep(0.8)
        await keep("paper")
        await desk.press(key.Key_P, Qt.KeyboardModifier.ControlModifier)
        await keep("paper-printer-missing")
        await desk.press(key.Key_Escape)
        await desk.press(key.Key_Down)
        await desk.press(key.Key_P, Qt.KeyboardModifier.ControlModifier)
        await keep("paper-printed")
        await desk.press(key.Key_F9)
        await desk.window.call_step.refresh()
        await keep("call-again")


class Keeper:
    """Numbers the pictures of one run."""

    def __init__(self, desk: ClerkDesk, folder: Path, suffix: str) -> None:
        self._desk, self._folder, self._suffix, self._number = desk, folder, suffix, 20

    async def __call__(self, name: str) -> None:
        for _ in range(4):
            await asyncio.sleep(0.02)
            self._desk.app.processEvents()
        self._number += 1
        path = self._folder / f"{self._number:02d}-{name}-{self._suffix}.png"
        if not self._desk.picture().save(str(path)):
            raise OSError(f"{path} was not written")


async def pictures(app: QApplication, folder: Path, language: str, size: tuple[int, int]) -> None:
    """One visit in one language at one size."""
    speak(app, language)
    process_pool = ProcessPool()
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        region = PracticeRegion(home / "region")
        keyring.set_keyring(MemoryKeyring())
        Keys(SERVICE).keep_secret(REFRESH_TOKEN, region.sign_in()["refresh_token"])
        scans = home / "scans"
        scans.mkdir()
        clock = Clock(NOON)
        window = await Window.open(
            home / "profile",
            sample_hall(home, clock),
            process_pool,
            region_url=region.url,
            device=WatchedFolder(scans, process_pool, still_s=0.1),
            now=clock,
        )
        printers = (QtSystemPrinter("HP-3F", process_pool), SaveAsPdf(home / "papers"))
        desk = ClerkDesk(app, window, printers=printers)
        desk.presenter.set_link(Link.ONLINE)
        try:
            await desk.show(*size)
            suffix = f"{language}-{size[0]}x{size[1]}"
            await SecondHalf(desk, region, scans, Keeper(desk, folder, suffix)).walk()
        finally:
            desk.close()
            await window.close()
            process_pool.close()
            with suppress(OSError):
                region.stop()


def main() -> int:
    """Render everything."""
    parser = argparse.ArgumentParser(prog="python -m tests.clerk.second_half", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--language", choices=LANGUAGES, action="append")
    parser.add_argument("--width", type=int, action="append")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    apply_theme(app)
    load_rare_fonts()
    for language in options.language or LANGUAGES:
        for size in SIZES:
            if not options.width or size[0] in options.width:
                asyncio.run(pictures(app, options.folder, language, size))
    return 0


if __name__ == "__main__":
    sys.exit(main())
