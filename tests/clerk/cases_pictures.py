"""Pictures of the list of cases that need somebody: ``python -m tests.clerk.cases_pictures DIR``.

Everything is real: a practice region that refuses, wants corrections and accepts, and a window
that was away meanwhile. Look at them beside the board ``to-deal-with.png``.
"""

import argparse
import asyncio
import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import keyring
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.clerk.shell.presenter import Link
from desk.domain.clock import utc_now
from desk.domain.matters import ApplicantKind
from desk.domain.visits import Step
from desk.hall import HallQueue, open_hall
from desk.processes import ProcessPool
from desk.qt.language import speak
from desk.qt.theme import apply_theme
from desk.qt.theme.fonts import load_rare_fonts
from desk.region.tokens import REFRESH_TOKEN
from desk.vault.keys import Keys
from desk.vault.memory import MemoryKeyring
from desk.visit import attention_store
from desk.visit.follow_ups import FollowUpKind
from printing.printers.save_as_pdf import SaveAsPdf
from tests.clerk.desks import ClerkDesk
from tests.hall.halls import Clock, make_hall
from tests.practice_region import PracticeRegion
from tests.visit.pages import SOCIAL_CARD, jpeg
from tests.visit.window import SERVICE, Window

PEOPLE = (
    ("黄秀兰", "450102196203162122", "13811112210"),
    ("覃勇", "450102199003164514", "13999990518"),
    ("罗芳", "450102198503163820", "13777774433"),
)


class Morning:
    """Three citizens whose cases the region turned down after they had left."""

    def __init__(
        self, desk: ClerkDesk, region: PracticeRegion, hall: HallQueue, home: Path
    ) -> None:
        self.desk, self.region, self.hall, self.home = desk, region, hall, home

    async def one(self, place: int) -> None:
        """One visit up to the citizen's leaving."""
        window, (name, number, phone) = self.desk.window, PEOPLE[place]
        self.hall.take("C")
        await window.call_step.call_next()
        faults = await window.identify_step.identify(ApplicantKind.PERSON, name, number)
        assert faults == (), faults
        await window.matter_step.choose(SOCIAL_CARD)
        papers = []
        for page in range(3):
            path = self.home / f"{place}-{page}.jpg"
            path.write_bytes(jpeg(10 * place + page))
            papers.append(path)
        for code in ("01", "02"):
            if not window.session.open_visit.material(code).settled:
                await window.materials_step.take_files(code, papers)
        form = {"contact_name": name, "contact_phone": phone, "reason": "遗失"}
        await window.form_step.save(form)
        await window.session.go(Step.SUBMIT)
        await window.submit_step.submit()
        await window.send()
        await window.paper_step.finish()

    async def pass_by(self) -> None:
        """The first is refused, the second wants a correction, the third was corrected."""
        guide = self.region.client().get(f"/matters/{SOCIAL_CARD}").json()
        properties = guide["form"]["properties"]
        stricter = {**guide, "version": guide["version"] + 1}
        stricter["form"] = {
            **guide["form"],
            "properties": {
                **properties,
                "contact_phone": {**properties["contact_phone"], "pattern": "^0771"},
            },
        }
        self.region.fault(path="/cases", method="POST", hold_received=True)
        await self.one(1)
        (case,) = self.region.summary()["cases"]
        self.region.turn(
            case["case_no"],
            "correction_needed",
            "证照今天被吊销",
            contact_name="联系人与身份证不符",
        )
        self.region.call("PUT", f"/practice/matters/{SOCIAL_CARD}", json=stricter)
        await self.one(0)
        await self.one(2)
        window = self.desk.window
        attention_cases = window.attention_cases
        await attention_cases.ask_region()
        self.region.call("PUT", f"/practice/matters/{SOCIAL_CARD}", json=guide)
        item = (await attention_cases.refresh()).listing.open[-1]
        names = {
            one.visit.applicant.name: one
            for one in attention_cases.attention.listing.open
            if one.visit.applicant
        }
        item = names["罗芳"]
        await attention_cases.tell(item, FollowUpKind.TOLD)
        await attention_cases.take_up(item)
        await window.submit_step.submit()
        await window.send()
        await window.paper_step.finish()
        await attention_cases.tell(names["黄秀兰"], FollowUpKind.NOT_REACHED)
        await attention_cases.tell(names["覃勇"], FollowUpKind.TOLD, "明天来")


async def pictures(app: QApplication, folder: Path, language: str, size: tuple[int, int]) -> None:
    """The list in one language at one size."""
    speak(app, language)
    attention_store.SOON = -abs(attention_store.SOON)
    process_pool = ProcessPool()
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        region = PracticeRegion(home / "region")
        keyring.set_keyring(MemoryKeyring())
        Keys(SERVICE).keep_secret(REFRESH_TOKEN, region.sign_in()["refresh_token"])
        url = make_hall(home, Clock(utc_now()))
        window = await Window.open(home / "profile", url, process_pool, region_url=region.url)
        desk = ClerkDesk(app, window, printers=(SaveAsPdf(home / "papers"),))
        desk.presenter.set_link(Link.ONLINE)

        async def keep(name: str) -> None:
            for _ in range(4):
                await asyncio.sleep(0.03)
                app.processEvents()
            path = folder / f"{name}-{language}-{size[0]}x{size[1]}.png"
            if not desk.picture().save(str(path)):
                raise OSError(f"{path} was not written")

        try:
            await desk.show(*size)
            with open_hall(url) as hall:
                await Morning(desk, region, hall, home).pass_by()
                hall.take("A")
            await window.call_step.refresh()
            await desk.settle()
            await keep("cases-0-call")
            await desk.press(Qt.Key.Key_F10)
            await keep("cases-1-list")
            await desk.press(Qt.Key.Key_F7)
            await keep("cases-2-told")
            await desk.press(Qt.Key.Key_Escape)
            await desk.press(Qt.Key.Key_Delete)
            await keep("cases-3-give-up")
            await desk.press(Qt.Key.Key_Escape)
            await desk.press(Qt.Key.Key_Down)
            QTest.keyPress(desk.shell.windowHandle(), Qt.Key.Key_Space)
            await asyncio.sleep(0.1)
            await keep("cases-4-whole")
            QTest.keyRelease(desk.shell.windowHandle(), Qt.Key.Key_Space)
            await desk.settle()
            await desk.press(Qt.Key.Key_Return)
            await keep("cases-5-opened")
        finally:
            desk.close()
            await window.close()
            process_pool.close()
            with suppress(OSError):
                region.stop()


def main() -> int:
    """Render everything."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.clerk.cases_pictures", description=__doc__
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--language", choices=("en", "zh_CN"), action="append")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    apply_theme(app)
    load_rare_fonts()
    for language in options.language or ("zh_CN",):
        asyncio.run(pictures(app, options.folder, language, (1366, 688)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
