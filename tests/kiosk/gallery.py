"""Pictures of the kiosk: ``python -m tests.kiosk.gallery DIR``.

The kiosk is the real one over a real hall in a folder of its own. Look at the pictures one by
one, beside the drawn board.
"""

import argparse
import asyncio
import os
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import keyring
from PySide6.QtWidgets import QApplication

from desk.domain.tickets import Service
from desk.hall.failures import AppointmentOver, HallUnreachable
from desk.kiosk.state import KioskPage
from desk.processes import ProcessPool
from desk.qt.theme import apply_theme
from desk.qt.theme.fonts import load_rare_fonts
from desk.vault.memory import MemoryKeyring
from printing.printers import PaperOut
from tests.clerk.gallery import make_small
from tests.hall.halls import Clock
from tests.kiosk.stand import HOURS, NOON, Kiosk, Stand, fill, make_hall

SIZES = ((1080, 1920), (1920, 1080))
LOOKS = (("zh_CN", False), ("en", False), ("za", False), ("zh_CN", True), ("en", True))
MORE = tuple(
    Service(code, code, name, hint, HOURS)
    for code, name, hint in (
        ("E", "公积金", "提取、贷款、转移"),
        ("F", "医疗保障", "参保、异地就医备案、报销"),
        ("G", "税务", "发票、申报、完税证明"),
        ("H", "出入境", "护照、通行证"),
        ("J", "户籍", "落户、迁移、身份证"),
        ("K", "婚姻登记", "结婚、离婚、补领"),
        ("L", "工程建设审批综合受理", "用地、规划、施工许可、联合验收"),
    )
)


class Gallery:
    """Walks a kiosk through its pages and keeps a picture of each."""

    def __init__(self, stand: Stand, folder: Path, suffix: str) -> None:
        self._stand, self._folder, self._suffix = stand, folder, suffix
        self._language, self._large = "zh_CN", False

    async def keep(self, name: str) -> None:
        """A picture of what is on the screen now."""
        await self._stand.settle()
        path = self._folder / f"{name}-{self._suffix}.png"
        if not self._stand.picture().save(str(path)):
            raise OSError(f"{path} was not written")
        await asyncio.to_thread(make_small, path)
        for part in self._stand.outside():
            print(f"{path.name}: outside: {part}")

    async def walk(self, language: str, *, large: bool) -> None:
        """Every page, good days and bad."""
        self._language, self._large = language, large
        await self._taking()
        await self._without_paper()
        await self._appointments()
        await self._bad_days()

    async def _afresh(self) -> None:
        """The next citizen, who wants this language."""
        presenter = self._stand.kiosk.presenter
        presenter.leave()
        presenter.speak(self._language)
        presenter.enlarge(self._large)
        await self._stand.kiosk.look()
        await self._stand.settle()

    async def _taking(self) -> None:
        stand, presenter = self._stand, self._stand.kiosk.presenter
        await self._afresh()
        await self.keep("01-start")
        presenter.choose("A")
        await self.keep("02-confirm")
        stand.kiosk.pass_by(45)
        await self.keep("03-countdown")
        presenter.take()
        await stand.settle()
        presenter.tick()
        await self.keep("04-ticket")
        await self._afresh()
        presenter.offer_priority()
        await self.keep("05-priority")
        presenter.choose("B")
        await self.keep("06-priority-confirm")

    async def _without_paper(self) -> None:
        kiosk, presenter = self._stand.kiosk, self._stand.kiosk.presenter
        kiosk.printer.out = PaperOut(name="x")
        await self._afresh()
        await self.keep("07-start-no-paper")
        presenter.choose("A")
        await self.keep("08-confirm-no-paper")
        presenter.take()
        await self.keep("09-ticket-no-paper")
        kiosk.printer.out = None
        await kiosk.look()
        await self.keep("10-ticket-paper-back")

    async def _appointments(self) -> None:
        stand, presenter = self._stand, self._stand.kiosk.presenter
        await self._afresh()
        presenter.have_appointment()
        await stand.settle()
        await stand.type("123")
        await self.keep("11-appointment")
        await stand.type("456")
        await self.keep("12-appointment-unknown")
        presenter.type_card(by_card=True)
        await stand.type("45010219880316")
        await self.keep("13-appointment-card")
        await self._afresh()
        stand.kiosk.hall.book("D", NOON + timedelta(minutes=13), code="202611")
        presenter.scanned("202611")
        await self.keep("14-ticket-appointment")

    async def _bad_days(self) -> None:
        kiosk, presenter = self._stand.kiosk, self._stand.kiosk.presenter
        await self._afresh()
        presenter._turn(KioskPage.REFUSED, refusal=AppointmentOver(slot="10:30"))
        await self.keep("15-refused")
        presenter._turn(KioskPage.REFUSED, refusal=HallUnreachable(reason="x"))
        await self.keep("16-refused-away")
        await self._afresh()
        presenter._hall_troubled(HallUnreachable(reason="x"))
        await self.keep("17-start-away")
        kiosk.hall_clock.now = NOON.replace(hour=4, minute=30)
        await self._afresh()
        await self.keep("18-start-lunch")
        kiosk.hall_clock.now = NOON
        kiosk.hall.arrange(MORE, ())
        await self._afresh()
        await self.keep("19-start-many")


async def pictures(app: QApplication, folder: Path, only: str) -> None:
    """Keep every picture in `folder`."""
    process_pool = ProcessPool()
    try:
        for size in SIZES:
            for language, large in LOOKS:
                suffix = f"{language}{'-large' if large else ''}-{size[0]}x{size[1]}"
                if only not in suffix:
                    continue
                with tempfile.TemporaryDirectory() as place:
                    clock = Clock(NOON)
                    kiosk = await Kiosk.open(
                        Path(place), make_hall(Path(place), clock), process_pool, clock
                    )
                    fill(kiosk)
                    stand = Stand(app, kiosk)
                    try:
                        await stand.show(*size)
                        await Gallery(stand, folder, suffix).walk(language, large=large)
                    finally:
                        stand.close()
                        await kiosk.close()
    finally:
        process_pool.close()


def main() -> int:
    """Render everything."""
    parser = argparse.ArgumentParser(prog="python -m tests.kiosk.gallery", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="part of a picture's name, like zh_CN-1080")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    keyring.set_keyring(MemoryKeyring())
    app = QApplication(sys.argv[:1])
    apply_theme(app)
    load_rare_fonts()
    asyncio.run(pictures(app, options.folder, options.only))
    return 0


if __name__ == "__main__":
    sys.exit(main())
