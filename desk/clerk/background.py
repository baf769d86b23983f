"""The window's background tasks: hall events, outbox, catalogue, link, devices."""

import asyncio
import logging
import time
from collections.abc import Coroutine
from datetime import date, timedelta
from typing import Any

from desk.clerk.services import Services, kept_days
from desk.clerk.shell.assembly import Assembly
from desk.clerk.shell.presenter import Link, ShellState
from desk.clerk.shell.work import BY_IDLENESS
from desk.domain.clock import local_time
from desk.domain.deadlines import WorkCalendar
from desk.domain.failures import Failure
from desk.domain.tickets import HallSnapshot
from desk.domain.visits import Step
from desk.hall.client.addresses import is_elsewhere
from desk.hall.failures import WindowUnknown
from desk.outbox.worker import OutboxStatus
from desk.region import calendar, catalogue, link
from desk.region.problems import RegionFailure, SignInNeeded
from desk.scan.failures import ScanFolderClaimed

log = logging.getLogger(__name__)

LOOK_AT_THE_DAY_S = 10.0
"""How often to check whether a new day has begun, in seconds."""

LOOK_FOR_SCANNERS_S = 10.0
"""How often a window without a scanner looks for one, in seconds."""

LOOK_AGAIN_S = 30.0
"""How often to look for further scanners, beside others or a scan folder, in seconds."""

LOOK_INTO_FOLDER_S = 1.0
"""How often the scan folder is listed, in seconds."""

LOOK_SHARE = 20
"""A folder that takes long to list, on a share or with many files, is listed less often."""

LOOK_AT_THE_HALL_S = 20.0
"""How often the hall is read when nothing changes in it, in seconds: waits grow all the same."""

SETTLE_S = 2.0
"""How often to try to settle a half-done move, in seconds."""

ASK_AFTER_S = 20.0
"""How often to check whether a case is due to be asked for at the region, in seconds."""

LOOK_FOR_IDLENESS_S = 1.0
"""How often to check whether the window is idle, in seconds."""

ASK_AGAIN_S = 10.0
"""How often the region is asked about a case that is not accepted yet, in seconds."""


class BackgroundTasks:
    """Runs the background tasks while the window is open.

    A task that ends by a failure shows it in the notice; any other exception is a defect and is
    logged.
    """

    def __init__(self, services: Services, assembly: Assembly) -> None:
        self._services = services
        self._assembly = assembly
        self._signed_in = asyncio.Event()
        self._stood = asyncio.Event()
        self._said_hall_clock = False
        self._tended: tuple[date, bool] | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> "BackgroundTasks":
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)

    def begin(self) -> None:
        """Start the tasks."""
        services = self._services
        self._assembly.set_starting(True)
        services.outbox.subscribe(self._outbox_news)
        services.call_step.subscribe(self._hall_seen)
        self._assembly.presenter.subscribe(self._shell_changed)
        for failure in services.stores.at_start:
            self._assembly.presenter.show_failure(failure)
        services.process_pool.start()
        self.send(services.outbox.run())
        self.send(self._stand_where_it_stood())
        self.send(link.watch(services.region, self._link_changed))
        self.send(self._follow_catalogue())
        self.send(self._follow_calendar())
        self.send(self._look_for_scanners())
        self.send(self._watch_scan_folder())
        self.send(self._ask_again())
        self.send(self._ask_after())
        self.send(self._mind_the_clock())
        self.send(self._look_at_the_hall())
        self.send(self._lock_when_idle())
        self.send(self._tend())

    def send(self, work: Coroutine[Any, Any, None]) -> None:
        """Start one more task."""
        task = asyncio.get_running_loop().create_task(self._guarded(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        # cancelled before its first step, it would never be awaited
        task.add_done_callback(lambda _: work.close())

    async def _guarded(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Failure as failure:
            log.warning("%s", failure)
            self._assembly.presenter.show_failure(failure)
        except Exception:
            log.exception("a background task of the window ended")

    async def _stand_where_it_stood(self) -> None:
        """Follow the hall; once a clerk is signed in, take up the visit that was open."""
        services = self._services
        services.call_step.follow(self._hall_trouble)
        await self._signed_in.wait()
        try:
            await services.call_step.restore()
        finally:
            self._stood.set()
            self._assembly.set_starting(False)
        await self._settle_holds()
        if services.call_step.status is None:
            raise WindowUnknown(window=services.settings.window)

    def _hall_trouble(self, trouble: Failure | None) -> None:
        self._assembly.presenter.set_hall_trouble(trouble)

    async def _look_at_the_hall(self) -> None:
        call_step, waited_s = self._services.call_step, 0.0
        await self._stood.wait()
        while True:
            await asyncio.sleep(SETTLE_S)
            waited_s += SETTLE_S
            if waited_s < LOOK_AT_THE_HALL_S and not call_step.unsure:
                continue
            waited_s = 0.0
            try:
                await call_step.look()
                await self._settle_holds()
            except Failure as failure:
                log.info("%s", failure)  # the follower reports a hall that is away

    async def _lock_when_idle(self) -> None:
        """Lock the window when nobody has touched it for a while and nothing is under way."""
        limit_s = self._services.settings.idle_lock_minutes * 60.0
        assembly = self._assembly
        while limit_s:
            await asyncio.sleep(LOOK_FOR_IDLENESS_S)
            idle_s = time.monotonic() - assembly.shell.barcode_scanner.touched_at
            if idle_s >= limit_s and assembly.presenter.state.clerk and not assembly.busy:
                assembly.work.lock(BY_IDLENESS)

    async def _settle_holds(self) -> None:
        """Say which numbers were on hold until the hall closed: their visits were ended."""
        if self._assembly.presenter.state.clerk is None:
            return
        ended = await self._services.ending.settle_holds()
        if ended is not None:
            self._assembly.presenter.show_failure(ended)

    def _hall_seen(self, _hall: HallSnapshot) -> None:
        """Say once that the clocks are apart, as `_mind_the_clock` does."""
        apart = self._services.call_step.clock_apart()
        if not self._signed_in.is_set():
            return
        if apart is not None and not self._said_hall_clock:
            self._assembly.presenter.show_failure(apart)
        self._said_hall_clock = apart is not None

    def _link_changed(self, answers: bool) -> None:
        self._assembly.presenter.set_link(Link.ONLINE if answers else Link.OFFLINE)
        if answers:
            self.send(self._services.outbox.hasten())

    def _outbox_news(self, news: OutboxStatus) -> None:
        self._assembly.set_pending(news.summary.pending)
        visit = self._services.session.visit
        waits = visit is None or visit.step in (Step.SUBMIT, Step.PAPER)
        signed_in = self._assembly.presenter.state.clerk is not None
        if news.summary.trouble == SignInNeeded.code and waits and signed_in:
            self._assembly.presenter.show_failure(SignInNeeded())

    async def _follow_catalogue(self) -> None:
        """The region gives its catalogue to clerks only: begin when somebody is signed in."""
        services = self._services

        def kept_out(failure: Failure) -> None:
            self._assembly.presenter.show_failure(failure)
            services.matter_step.catalogue_changed()  # a search under way shows them

        await self._signed_in.wait()
        await catalogue.follow(
            services.region,
            services.stores.catalogue,
            services.catalogue_thread,
            services.readers,
            on_changes=services.matter_step.catalogue_changed,
            on_kept_out=kept_out,
        )

    async def _follow_calendar(self) -> None:
        """The region's own holidays, for every day that is promised from now on."""
        services = self._services
        await self._signed_in.wait()

        def told(days: WorkCalendar) -> None:
            services.session.calendar = days

        await calendar.follow(services.region, services.calendar, services.catalogue_thread, told)

    def _shell_changed(self, state: ShellState) -> None:
        if state.clerk is not None and not self._signed_in.is_set():
            self._signed_in.set()
            self.send(self._services.outbox.hasten())

    async def _ask_again(self) -> None:
        """A case that was only received may have been accepted by now: its notice can follow."""
        services = self._services
        while True:
            await asyncio.sleep(ASK_AGAIN_S)
            visit = services.session.visit
            case = visit.case if visit else None
            if case is None or case.case_no is None or case.accepted_at is not None:
                continue
            try:
                await services.paper_step.ask()
            except RegionFailure as failure:
                log.info("a received case stays as it is: %s", failure)

    async def _ask_after(self) -> None:
        """Keep the list of cases that need somebody, and ask after those at the region."""
        attention_cases = self._services.attention_cases
        attention_cases.refresh_soon()
        await self._signed_in.wait()
        while True:
            await asyncio.sleep(ASK_AFTER_S)
            try:
                attention_cases.note_time()
                await attention_cases.ask_region()
            except Failure as failure:
                log.info("nothing was learnt of the cases at the region: %s", failure)

    async def _mind_the_clock(self) -> None:
        """Say once that the clocks are apart, and again only after they agreed in between."""
        said = False
        while True:
            await asyncio.sleep(link.AWAY_S)
            apart = link.clocks_apart(self._services.region)
            if apart is not None and not said:
                self._assembly.presenter.show_failure(apart)
            said = apart is not None

    async def _look_for_scanners(self) -> None:
        """Look for scanners again and again: one may be switched on later, or off.

        A search that failed is said once, and again after one that did not fail.
        """
        services, folder, said = self._services, self._services.settings.scan_folder, False
        devices = services.materials_step.devices
        while True:
            if not services.materials_step.scanning:
                trouble = await devices.search()
                if trouble is not None and not said:
                    log.warning("%s", trouble)
                    self._assembly.presenter.show_failure(trouble)
                said = trouble is not None
            found = devices.state.has_scanner
            await asyncio.sleep(LOOK_AGAIN_S if found or folder else LOOK_FOR_SCANNERS_S)

    async def _watch_scan_folder(self) -> None:
        """List the scan folder repeatedly, to know which visit was open when a file arrived."""
        intake, trouble, said = self._services.materials_step.intake, "", False
        devices = self._services.materials_step.devices
        while True:
            began = time.monotonic()
            try:
                await intake.look_or_claim()
                if devices.state.claimed is not None or said:
                    self._assembly.take_back(ScanFolderClaimed)
                trouble, said = "", False
                devices.say(None)
            except Failure as failure:
                claimed = failure if isinstance(failure, ScanFolderClaimed) else None
                if failure.code != trouble:
                    log.info("the scan folder cannot be watched: %s", failure)
                if claimed is not None and not said and self._stood.is_set():
                    self._assembly.presenter.show_failure(claimed)
                    said = True
                trouble = failure.code
                devices.say(claimed)
            took = time.monotonic() - began
            await asyncio.sleep(max(LOOK_INTO_FOLDER_S, LOOK_SHARE * took))

    async def _tend(self) -> None:
        """Remove what is due once a day, by the wall clock, because a PC sleeps at night.

        Also as soon as the region has told its time: what the start alone was not sure of.
        """
        while True:
            await asyncio.sleep(LOOK_AT_THE_DAY_S)
            told = self._services.region.clock_skew_s is not None
            if self._tended != (local_time(self._services.machine.now()).date(), told):
                await self._tend_now()

    async def _tend_now(self) -> None:
        services = self._services
        now, skew = services.machine.now(), services.region.clock_skew_s
        others = [] if skew is None else [now + timedelta(seconds=skew)]
        if services.call_step.snapshot is not None and is_elsewhere(services.settings.hall_url):
            others.append(services.call_step.now())
        self._tended = local_time(now).date(), skew is not None
        visit = services.session.visit
        try:
            await services.session.worker_thread.run(
                services.stores.retention.tend,
                others,
                sparing=visit.id if visit else None,
                acts_kept=timedelta(days=services.settings.acts_kept_days),
            )
            sure = await services.session.worker_thread.run(services.stores.retention.sure, others)
            today, settings = local_time(sure).date(), services.settings
            await services.materials_step.intake.sweep(today, kept_days(settings))
            await asyncio.to_thread(
                services.materials_step.intake.kept.sweep_profiles,
                settings.profile,
                today,
                settings.old_profile_days,
            )
        except Failure as failure:  # a full disk: it is tried again the next day
            log.warning("what is no longer needed was not removed: %s", failure)
