"""The demo: a practice region and hall on this machine, citizens, and the clerk's window.

Attended, a person sits at the window and the practice citizens hand their papers in. Unattended,
a practice clerk walks whole visits, and the run fails unless the region confirms all of it.
"""

import asyncio
import json
import logging
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import keyring

from desk.clerk.main import ClerkWindow
from desk.clerk.start import run_window
from desk.demo import folders
from desk.demo.citizens import Citizen, Citizens, PracticePaper
from desk.demo.confirm import Expected, differences, read_receipts
from desk.demo.feeder import CitizenFeeder
from desk.demo.hands import Stuck
from desk.demo.journal import ErrorCount, Journal
from desk.demo.practice_hall import GIVER, WINDOW, bring_password, keep_password, prepare_hall
from desk.demo.region_process import RegionProcess
from desk.domain.clock import local_time, utc_now
from desk.domain.failures import QT_TRANSLATE_NOOP, Failure
from desk.domain.tickets import HallOverview, Ticket
from desk.domain.visits import MaterialState
from desk.hall.enrolment import Role
from desk.hall.queue import HallQueue
from desk.hall.store import open_hall, sqlite_url
from desk.scan import imaging
from desk.scan.failures import UnreadableFile
from desk.scan.watched import REJECTED
from desk.settings import FOLDER_PRINTER, Language, Settings
from desk.vault.memory import MemoryKeyring
from desk.vault.private import private_process
from printing import papers
from printing.papers.facts import TicketFacts

READABLE = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".pdf")
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DemoOptions:
    """What the command line asked for; see ``desk demo --help``.

    `hall_url` is the database of the hall's queue; without one the demo keeps a hall of its own.
    A hall on PostgreSQL gets a server of its own beside the demo, and with `serve` one in a file,
    too.
    """

    unattended: bool = False
    visits: int = 1
    out: Path | None = None
    pages: Path | None = None
    language: Language = "zh_CN"
    width: int = 1440
    height: int = 900
    faults: tuple[str, ...] = ()
    hall_url: str = ""
    serve: bool = False


class NoPages(Failure):
    """The folder given with ``--pages`` holds nothing that could be a page."""

    code: ClassVar[str] = "DEM-02"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "There is no JPEG, PNG, TIFF or PDF file in {folder}"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The citizens would come with empty hands."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Name a folder with such files, or leave --pages out."
    )


def run_demo(
    options: DemoOptions, *, on_ready: Callable[[ClerkWindow], None] = lambda _window: None
) -> int:
    """Run the demo; returns 0 only when everything that was done is confirmed.

    `on_ready` is called once the window takes the clerk's first key.
    """
    with private_process():
        folders.remove_left()
        with _out(options) as out, folders.temporary_folder() as here:
            return _Demo(options, out, here, on_ready).run()


@contextmanager
def _out(options: DemoOptions) -> Iterator[Path]:
    """Where the demo leaves what it makes; a temporary folder when none was named."""
    if options.out is not None:
        with folders.out_folder(options.out, local_time(utc_now())) as out:
            yield out
    elif not options.unattended:
        with folders.kept_folder() as out:
            yield out
    else:
        with folders.temporary_folder(folders.UNKEPT) as out:
            for name in folders.SUBFOLDERS:
                (out / name).mkdir()
            yield out


@dataclass(slots=True)
class _Tally:
    """What the run has done so far, for the summary."""

    tickets: int = 0
    calls: int = 0
    pages: int = 0
    expected: list[Expected] = field(default_factory=list)


class _Demo:
    """One run over one folder."""

    def __init__(
        self, options: DemoOptions, out: Path, here: Path, on_ready: Callable[[ClerkWindow], None]
    ) -> None:
        self._options = options
        self._out = out
        self._here = here
        self._on_ready = on_ready
        self._scans = self._here / "scan"
        self._citizens: dict[str, Citizen] = {}
        self._tally = _Tally()
        self._public_url = ""

    def run(self) -> int:
        """Start everything, run the window, ask the region, and say how it went."""
        hall_url = self._options.hall_url or sqlite_url(self._here / "hall.db")
        password = bring_password(hall_url)
        keyring.set_keyring(MemoryKeyring())
        keep_password(hall_url, password)
        prepare_hall(hall_url)
        journal = Journal(self._out / "journal.jsonl")
        errors = ErrorCount(journal)
        logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
        logging.getLogger().addHandler(errors)
        with ExitStack() as stack:
            stack.callback(journal.close)
            stack.callback(logging.getLogger().removeHandler, errors)
            address = self._served(hall_url, stack)
            region = RegionProcess(self._here / "region", self._options.faults)
            stack.callback(region.stop)
            with open_hall(hall_url) as hall:
                self._public_url = region.url
                hall_code = self._open_doors(hall, journal)
            return self._with_region(hall_code, address, region, journal, errors)

    def _served(self, hall_url: str, stack: ExitStack) -> str:
        """What the window is given as its hall's address; a server is started if one is needed."""
        if not self._options.serve and not hall_url.startswith("postgresql"):
            return hall_url
        from desk.demo.hall_process import HallServerProcess  # a trial of a server only

        server = HallServerProcess(hall_url, self._here / "server")
        stack.callback(server.stop)
        server.enrol(Role.WINDOW, WINDOW)
        return server.address

    def _with_region(
        self,
        hall_code: str,
        hall_url: str,
        region: RegionProcess,
        journal: Journal,
        errors: ErrorCount,
    ) -> int:
        self._scans.mkdir()
        settings = Settings(
            idle_lock_minutes=0,
            profile=self._here / "profile",
            hall_url=hall_url,
            region_url=region.url,
            hall=hall_code,
            window=WINDOW,
            language=self._options.language,
            scan_folder=self._scans,
            paper_folder=self._out / "receipts",
            printer=FOLDER_PRINTER,
        )

        def ready(window: ClerkWindow) -> None:
            services = window.services
            services.materials_step.device = CitizenFeeder(
                self._scans,
                services.readers,
                lambda: self._next_paper(window),
                hand=services.process_pool,
            )
            self._on_ready(window)

        async def unattended(window: ClerkWindow) -> int:
            return await self._walk(window, region, journal)

        async def attended(window: ClerkWindow) -> int:
            approving = asyncio.create_task(_approve_soon(window, region))
            await asyncio.Event().wait()
            approving.cancel()
            return 0

        status = run_window(
            settings,
            drive=unattended if self._options.unattended else attended,
            on_ready=ready,
            size=(self._options.width, self._options.height),
        )
        if not self._options.unattended:
            return 0
        return self._judge(region, errors, status)

    # the hall

    def _open_doors(self, hall: HallQueue, journal: Journal) -> str:
        """Let the citizens in: each takes a ticket, which is printed. Returns the hall's code."""
        seen = hall.overview()
        count = self._options.visits if self._options.unattended else max(12, self._options.visits)
        coming = iter(Citizens(own=self._own_pages()))
        for _ in range(count):
            citizen = next(coming)
            wish = str(uuid.uuid4())
            taken = hall.take(citizen.service, citizen.priority, person=GIVER, command=wish)
            self._citizens[taken.number] = citizen
            self._tally.tickets += 1
            self._print_ticket(seen, taken, hall.ahead(taken.id))
            journal.note(None, "kiosk", f"{taken.number} for {taken.service.name}")
        return seen.hall

    def _print_ticket(self, hall: HallOverview, taken: Ticket, ahead: int) -> None:
        facts = TicketFacts(
            number=taken.number,
            service_name=taken.service.name,
            hall=hall.hall,
            hall_name=hall.hall_name,
            taken_at=taken.taken_at,
            ahead=ahead,
            public_url=self._public_url,
        )
        (self._out / "tickets" / f"{taken.number}.pdf").write_bytes(papers.render(facts))

    def _own_pages(self) -> tuple[Path, ...]:
        folder = self._options.pages
        if folder is None:
            return ()
        there = sorted(folder.iterdir()) if folder.is_dir() else []
        found = tuple(path for path in there if path.suffix.lower() in READABLE)
        if not any(map(_can_be_read, found)):
            raise NoPages(folder=str(folder))
        return found

    def _refused(self) -> list[str]:
        """The user's files that the window could not take in, by name."""
        folder = self._scans / REJECTED
        return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []

    def _next_paper(self, window: ClerkWindow) -> PracticePaper | None:
        """What the citizen at the window lays in next: the first material still missing."""
        visit = window.services.session.visit
        if visit is None:
            return None
        papers = self._citizens[visit.ticket_number].papers
        for material in visit.materials:
            if material.state is MaterialState.MISSING:
                paper = papers.get(material.spec.code)
                return paper.without(self._refused()) if paper else None
        return None

    # unattended

    async def _walk(self, window: ClerkWindow, region: RegionProcess, journal: Journal) -> int:
        from desk.demo.clerk import PracticeClerk

        clerk = PracticeClerk(window, journal, self._out / "screens")
        try:
            await clerk.sign_in(region.approve)
            for number in range(1, self._options.visits + 1):
                done = await clerk.serve(number, self._citizens.__getitem__)
                self._tally.calls += 1
                self._tally.pages += done.pages
                self._tally.expected.append(Expected(done.local_no, done.sha256))
        except Stuck as stuck:
            log.error("the practice clerk is stuck: %s", stuck)
            window.assembly.shell.grab().save(str(self._out / "screens" / "stuck.png"))
            return 1
        return 0

    def _judge(self, region: RegionProcess, errors: ErrorCount, status: int) -> int:
        cases = region.summary()["cases"]
        for case in cases:
            case["files"] = [f for f in case["files"] if f["part"] == "page"]
        receipts = read_receipts(self._out / "receipts")
        wrong = differences(self._tally.expected, cases, receipts)
        if len(receipts) != self._options.visits:
            wrong.append(f"{self._options.visits} visits left {len(receipts)} receipts")
        for sentence in wrong:
            log.error("%s", sentence)
        summary = {
            "tickets": self._tally.tickets,
            "calls": self._tally.calls,
            "pages": self._tally.pages,
            "cases": [
                {
                    "case_no": case["case_no"],
                    "local_no": case["local_no"],
                    "state": case["state"],
                    "files": [{"sha256": f["sha256"], "pages": f["sheets"]} for f in case["files"]],
                }
                for case in cases
            ],
            "receipts": [
                {"file": r.file, "barcode": r.barcodes[0] if r.barcodes else ""} for r in receipts
            ],
            "errors": errors.count,
        }
        _write(self._out / "summary.json", summary)
        for name in self._refused():
            print(f"not taken in: {name}")
        print(
            f"{len(cases)} cases at the region, {self._tally.pages} pages, "
            f"{len(receipts)} receipts, {errors.count} errors: "
            f"{self._options.out or 'nothing is kept without --out DIR'}"
        )
        return 1 if status or wrong or errors.count else 0


async def _approve_soon(window: ClerkWindow, region: RegionProcess) -> None:
    """Attended: the practice clerk's phone confirms each code a moment after it is shown."""
    from desk.clerk.steps.sign_in.view import SignInView

    confirmed = ""
    while True:
        await asyncio.sleep(0.5)
        view = window.assembly.shell.view
        if isinstance(view, SignInView) and view.code and view.code != confirmed:
            confirmed = view.code
            await asyncio.sleep(1.5)
            await asyncio.to_thread(region.approve, confirmed)


def _can_be_read(path: Path) -> bool:
    try:
        imaging.inspect(path.read_bytes())
    except UnreadableFile:
        return False
    return True


def _write(path: Path, summary: dict[str, Any]) -> None:
    beside = path.with_suffix(".part")
    beside.write_text(json.dumps(summary, ensure_ascii=False, indent=1), encoding="utf-8")
    beside.replace(path)
