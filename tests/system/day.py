"""A day at the hall for tests: a region, a queue, a profile, and the real window on them."""

import hashlib
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from desk.clerk.main import ClerkWindow
from desk.clerk.start import run_window
from desk.demo.hall_process import HallServerProcess
from desk.demo.sheets import PracticeSheet, scan_of
from desk.domain.clock import utc_now
from desk.domain.tickets import Priority, Ticket
from desk.hall.enrolment import Role
from desk.hall.store import open_hall
from desk.practice.oauth import PRACTICE_CLERK
from desk.qt.language import speak
from desk.region.tokens import OWNER, REFRESH_TOKEN
from desk.settings import FOLDER_PRINTER, Settings
from desk.vault.keys import Keys
from desk.vault.passphrases import KnownClerk, Passphrases
from desk.vault.trouble import ProfileDecision
from tests.hall.halls import Clock, make_hall
from tests.practice_region import PracticeRegion
from tests.system.clerk import Clerk

SIZE = (1366, 768)
"""The commonest screen of a hall's PC."""

PHRASE = "qingshan 7"

AuditEntry = Callable[[Clerk], Awaitable[None]]


class Day:
    """Everything around one window: what citizens and the region do happens here.

    The hall is the one at `hall_url`, or one of its own in a file; after `serve` the window reaches
    it by a server.
    """

    def __init__(
        self, folder: Path, region: PracticeRegion, app: QApplication, hall_url: str = ""
    ) -> None:
        self.region = region
        self.profile = folder / "profile"
        self.sane = folder / "sane.d"
        self.glass = folder / "scanner"
        self.tray = folder / "papers"
        self.hall = folder / "hall"
        self.hall.mkdir()
        self.hall_url = hall_url or make_hall(self.hall, Clock(utc_now()))
        self.address = self.hall_url
        self.server: HallServerProcess | None = None
        self._app = app
        self._phrase = ""
        self.glass.mkdir()

    def serve(self) -> HallServerProcess:
        """Start the hall's server, a process of its own, at which window 3 is enrolled."""
        self.server = HallServerProcess(self.hall_url, self.hall / "server")
        self.server.enrol(Role.WINDOW, "3")
        self.address = self.server.address
        return self.server

    def close(self) -> None:
        """End the hall's server."""
        if self.server is not None:
            self.server.stop()

    def settings(self, **others: Any) -> Settings:
        """The settings of window 3, scanning from `glass` and printing into `tray`."""
        given: dict[str, Any] = {
            "profile": self.profile,
            "hall_url": self.address,
            "region_url": self.region.url,
            "scan_folder": self.glass,
            "paper_folder": self.tray,
            "printer": FOLDER_PRINTER,
        }
        return Settings(**given | others)

    def sign_in(self) -> None:
        """The clerk signed in at this window before, and proves it by the passphrase each time."""
        keys, clerk = Keys(), PRACTICE_CLERK
        keys.keep_secret(REFRESH_TOKEN, self.region.sign_in()["refresh_token"])
        keys.keep_secret(OWNER, clerk.id)
        known = KnownClerk(clerk.id, clerk.name, clerk.role)
        passphrases = Passphrases(keys, utc_now, timedelta(days=3))
        passphrases.proved(known)
        passphrases.set(known, PHRASE)
        self._phrase = PHRASE

    def take_ticket(self, service: str = "C", priority: Priority = Priority.NORMAL) -> Ticket:
        """A citizen takes a number at the kiosk."""
        with open_hall(self.hall_url) as hall:
            return hall.take(service, priority)

    def lay_on_the_glass(self, title: str, pages: int = 1, name: str = "梁思源") -> set[str]:
        """Lay a paper of so many pages into the scanner; returns the pages' digests."""
        digests = set()
        for number in range(1, pages + 1):
            sheet = PracticeSheet(
                title, (("申请人", name),), ("本表由申请人填写。",), name, number, pages
            )
            data = scan_of(sheet, number)
            (self.glass / f"{title}-{number}.jpg").write_bytes(data)
            digests.add(hashlib.sha256(data).hexdigest())
        return digests

    def at_the_window(
        self, act: AuditEntry, *, decision: ProfileDecision | None = None, **settings: Any
    ) -> None:
        """Open the window, let a clerk act there, and close it."""

        async def drive(window: ClerkWindow) -> int:
            clerk = Clerk(window)
            if self._phrase:
                await clerk.proves(self._phrase)
            await act(clerk)
            return 0

        try:
            given = self.settings(**settings)
            assert run_window(given, drive=drive, size=SIZE, decision=decision) == 0
        finally:
            speak(self._app, "en")

    def pages_at_the_region(self) -> list[set[str]]:
        """The digests of the page files of each case, by the region's own reckoning."""
        return [
            {file["sha256"] for file in case["files"] if file["part"] == "page"}
            for case in self.region.summary()["cases"]
        ]
