"""The presenter of the materials step: the checklist, the sheets, the scan under way."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from desk.clerk.steps.materials.gatherer import MaterialsActions
from desk.clerk.steps.materials.state import (
    MaterialsState,
    PagePreview,
    Scanning,
    SheetState,
)
from desk.clerk.steps.refusals import refusals
from desk.domain.deadlines import Deadline, Terms
from desk.domain.failures import Failure
from desk.domain.visits import Material, Step, Visit
from desk.presenter import Presenter
from desk.scan.devices import ScanProgress
from desk.scan.names import natural_key
from desk.visit.import_questions import Doubt, FileDecision, Lying

if TYPE_CHECKING:  # the services are loaded after the first paint
    from desk.visit.devices import DeviceList, ScanDevices

THUMBNAIL_WIDTH = 120
"""Pixels across a thumbnail, before the screen's ratio."""
ZOOMS = (50, 75, 100, 150, 200, 300)
"""Percent of the whole page in view; 100 shows it whole."""
_KEPT_PICTURES = 24
_LOOK_AT_WAITING_S = 0.3
_WIDTH_STEP = 160
"""Pictures are asked for in steps of so many pixels, so that resizing asks seldom."""


class AskScanning(Protocol):
    """Asks the clerk, over the window; None when the question is left."""

    async def what_of(self, doubt: Doubt) -> FileDecision | None:
        """What to do with files from before, or with a page that is held already."""

    async def what_of_left(self, lying: Lying) -> FileDecision | None:
        """What to do with files of this visit that were not taken."""

    def which_device(self, devices: ScanDevices) -> None:
        """What the next scan reads from."""


class MaterialsPresenter(Presenter[MaterialsState]):
    """Completes the checklist of the open visit."""

    def __init__(
        self,
        materials_step: MaterialsActions,
        on_failure: Callable[[Failure], None],
        go: Callable[[Step], None],
        terms: Terms,
        clock: Callable[[], float] = time.monotonic,
        *,
        ask: AskScanning | None = None,
    ) -> None:
        super().__init__(MaterialsState(), on_failure)
        self._ask = ask
        self._materials_step = materials_step
        self._go = go
        self._terms = terms
        self._clock = clock
        self._width = 0
        self._wish = ""
        self._touched = False
        self._pictures: OrderedDict[tuple[SheetState, int], PagePreview] = OrderedDict()
        self._scan: asyncio.Task[None] | None = None
        self._looking: asyncio.Task[None] | None = None
        materials_step.intake.subscribe(self._lies)
        materials_step.devices.subscribe(self._devices_changed)

    # the visit

    def enter(self, visit: Visit) -> None:
        """Show the checklist of `visit`, at the first line that lacks pages."""
        if visit.id != self.state.visit_id:
            self._pictures.clear()
            self._touched = False
            self.show(MaterialsState(visit_id=visit.id, device=self.state.device))
            self._lies(self._materials_step.intake.lying)
        self.take(visit)
        if self._wish:
            self.choose_code(self._wish)
            self._wish = ""

    def wish(self, code: str) -> None:
        """Choose this material when the checklist is shown next."""
        self._wish = code

    def take(self, visit: Visit | None) -> None:
        """Take over the checklist of the changed visit, keeping what is chosen."""
        if visit is None and self._looking:
            self._looking.cancel()  # no visit is open: there is nothing to show
        if visit is None or visit.id != self.state.visit_id:
            return
        follow_by = tuple(self._follow_by(material) for material in visit.materials)
        state = replace(self.state, materials=visit.materials, follow_by=follow_by)
        refused = {one.target: one.words for one in refusals(visit) if one.step is Step.MATERIALS}
        state = replace(state, fixed=not visit.may_change, refused=refused)
        if not self._touched and state.scan_target is not None:
            state = replace(state, chosen=state.scan_target)
        self._lay(state)

    def _follow_by(self, material: Material) -> Deadline | None:
        until = material.follow_until
        if until is not None:
            return Deadline(until, self._terms.is_estimated(until))
        days = material.spec.follow_within_days or 0
        return self._terms.term(days) if material.may_follow else None

    def _lay(self, state: MaterialsState) -> None:
        """Show `state` with its places inside their rows, and see to its pictures."""
        chosen = min(state.chosen, max(len(state.materials) - 1, 0))
        state = replace(state, chosen=chosen)
        state = replace(state, sheet=min(state.sheet, max(len(state.sheets) - 1, 0)))
        current = state.current
        if state.picture and state.picture.sheet != current:
            state = replace(state, picture=None)
        if current is None or current != self.state.current:
            state = replace(state, facts=None)
        thumbnails = tuple(one for one in state.thumbnails if one.sheet in state.sheets)
        self.show(replace(state, thumbnails=thumbnails))
        if self._looking:
            self._looking.cancel()
        self._looking = self.start(self._look())

    # the scan folder and the devices

    def _lies(self, lying: Lying | None) -> None:
        """Update what lies in the scan folder."""
        if lying is not None and lying.visit_id != self.state.visit_id:
            lying = None
        self.show(replace(self.state, lying=lying))

    def _devices_changed(self, devices: DeviceList) -> None:
        current = devices.current
        device = (current.device.kind, current.device.label) if current else None
        self.show(replace(self.state, device=device))

    def ask_what_lies(self) -> None:
        """Ask what to do with the files in the folder that were not taken."""
        lying = self.state.lying
        if lying is not None and lying.own and not self.state.scanning and self._ask:
            self.start(self._ask_what_lies(lying, self._ask))

    async def _ask_what_lies(self, lying: Lying, ask: AskScanning) -> None:
        decision = await ask.what_of_left(lying)
        if decision is FileDecision.TAKE:
            self.scan()
        elif decision is FileDecision.ASIDE:
            await self._materials_step.put_aside()

    def ask_device(self) -> None:
        """Ask which device F4 reads from; scanners are looked for meanwhile."""
        if self._ask is not None and not self.state.scanning:
            self._ask.which_device(self._materials_step.devices)
            self.start(self._search())

    async def _search(self) -> None:
        await self._materials_step.devices.search()

    async def _decide(self, doubt: Doubt) -> FileDecision:
        decision = await self._ask.what_of(doubt) if self._ask else None
        return decision or FileDecision.LEAVE

    # choosing

    def choose(self, place: int) -> None:
        """Choose a line of the checklist."""
        self._touched = True
        if 0 <= place < len(self.state.materials):
            self._lay(replace(self.state, chosen=place, sheet=0, broken_off=""))

    def choose_by(self, steps: int) -> None:
        """Choose the line so many steps further down; stops at the ends."""
        last = len(self.state.materials) - 1
        self.choose(max(0, min(last, self.state.chosen + steps)))

    def choose_code(self, code: str) -> None:
        """Choose the line of the material with this code, if there is one."""
        for place, material in enumerate(self.state.materials):
            if material.spec.code == code:
                self.choose(place)

    def turn_to(self, sheet: int) -> None:
        """Show another sheet of the chosen material."""
        if 0 <= sheet < len(self.state.sheets):
            self._lay(replace(self.state, sheet=sheet))

    def turn_by(self, steps: int) -> None:
        """Show the sheet so many steps further on; stops at the ends."""
        last = len(self.state.sheets) - 1
        self.turn_to(max(0, min(last, self.state.sheet + steps)))

    # looking

    def zoom_by(self, steps: int) -> None:
        """Larger or smaller, one step of `ZOOMS` each."""
        place = ZOOMS.index(self.state.zoom) + steps
        self.zoom_to(ZOOMS[max(0, min(len(ZOOMS) - 1, place))])

    def zoom_to(self, percent: int) -> None:
        """Show the page at one of `ZOOMS`."""
        self.show(replace(self.state, zoom=percent))

    def look(self, width: int) -> None:
        """The middle shows the page `width` pixels across: fetch a picture that is no coarser."""
        wanted = -(-width // _WIDTH_STEP) * _WIDTH_STEP
        if wanted != self._width:
            self._width = wanted
            self._lay(self.state)

    async def _look(self) -> None:
        current = self.state.current
        if current and self._width:
            picture = await self._picture(current, self._width)
            self.show(replace(self.state, picture=picture))
        if current and self.state.facts is None:
            facts = await self._materials_step.facts(current.page_id)
            self.show(replace(self.state, facts=facts))
        for sheet in self.state.sheets:
            if all(one.sheet != sheet for one in self.state.thumbnails):
                thumbnail = await self._picture(sheet, THUMBNAIL_WIDTH)
                self.show(replace(self.state, thumbnails=(*self.state.thumbnails, thumbnail)))

    async def _picture(self, sheet: SheetState, width: int) -> PagePreview:
        key = (sheet, width)
        if key not in self._pictures:
            data = await self._materials_step.picture(sheet.page_id, sheet.number, width)
            self._pictures[key] = PagePreview(sheet, width, data)
        self._pictures.move_to_end(key)
        while len(self._pictures) > _KEPT_PICTURES:
            self._pictures.popitem(last=False)
        return self._pictures[key]

    # scanning

    def scan(self) -> None:
        """Scan into `scan_target`; shows how many sheets came and how fast."""
        target = self.state.scan_target
        if target is not None:
            self._scan_into(target)

    def scan_more(self) -> None:
        """Scan more sheets into the chosen line, whatever it holds."""
        self._scan_into(self.state.chosen)

    def _scan_into(self, place: int) -> None:
        if self.state.scanning or self.state.fixed or place >= len(self.state.materials):
            return
        self.choose(place)
        code = self.state.materials[place].spec.code
        self.show(replace(self.state, scanning=Scanning(code), outcome=None))
        self._scan = self.start(self._scanning(code))

    async def _scanning(self, code: str) -> None:
        began = self._clock()

        def progress(**changed: Any) -> None:
            if self.state.scanning is not None:
                scanning = replace(self.state.scanning, seconds=self._clock() - began, **changed)
                self.show(replace(self.state, scanning=scanning))

        broken_off = ""

        def came(sheets: int) -> None:
            nonlocal broken_off
            broken_off = code
            progress(sheets=sheets, fraction=None)

        def on_page(page: ScanProgress) -> None:
            progress(page=page.sheet, fraction=page.fraction)

        waiting = asyncio.create_task(self._watch_waiting(progress))
        try:
            await self._materials_step.scan(code, came, decide=self._decide, on_page=on_page)
            broken_off = ""
        finally:
            waiting.cancel()
            outcome = self._materials_step.outcome
            self.show(replace(self.state, scanning=None, outcome=outcome, broken_off=broken_off))
            self._scan = None
        self.turn_to(len(self.state.sheets) - 1)

    async def _watch_waiting(self, progress: Callable[..., None]) -> None:
        while True:
            progress(waiting_for=self._materials_step.waiting_for)
            await asyncio.sleep(_LOOK_AT_WAITING_S)

    def cancel_scan(self) -> None:
        """Stop the scan under way; sheets that came are kept."""
        if self._scan:
            self._scan.cancel()

    def take_files(self, paths: Sequence[Path]) -> None:
        """Lay files from the desktop into the chosen line."""
        if self.state.material and paths and not self.state.fixed:
            self.start(self._take_files(self.state.material.spec.code, paths))

    async def _take_files(self, code: str, paths: Sequence[Path]) -> None:
        """What is dropped comes in any order: it is laid in by its names."""
        ordered = sorted(paths, key=lambda path: natural_key(path.name))
        self.show(replace(self.state, outcome=None))
        try:
            await self._materials_step.take_files(code, ordered, decide=self._decide)
        finally:
            self.show(replace(self.state, outcome=self._materials_step.outcome))

    # correcting

    def rotate(self) -> None:
        """Turn the page in the middle a quarter clockwise."""
        if self.state.current and not self.state.fixed:
            self.start(self._materials_step.rotate(self.state.current.page_id))

    def switch_whole(self) -> None:
        """Show the page in the middle whole, or straighten and cut it again."""
        if self.state.current and not self.state.fixed:
            self.start(self._materials_step.switch_whole(self.state.current.page_id))

    def delete(self) -> None:
        """Take the page in the middle out of its material; undo brings it back."""
        if self.state.current and not self.state.fixed:
            self.start(self._materials_step.delete(self.state.current.page_id))

    def move(self, steps: int) -> None:
        """Move the page in the middle so many places on among its material's pages."""
        current, material = self.state.current, self.state.material
        if current is None or material is None or self.state.fixed:
            return
        ids = [page.id for page in material.pages]
        place = ids.index(current.page_id) + steps
        if 0 <= place < len(ids):
            self.start(self._move(current, place))

    async def _move(self, moved: SheetState, place: int) -> None:
        await self._materials_step.move(moved.page_id, place)
        self.turn_to(self.state.sheets.index(moved))

    def undo(self) -> None:
        """Take back the last change to the chosen line."""
        if self.state.material and self.state.material.can_undo and not self.state.fixed:
            self.start(self._materials_step.undo(self.state.material.spec.code))

    def follow(self) -> None:
        """Let the chosen line come later, or take that back; only where the guide allows it."""
        material = self.state.material
        if material and material.may_follow and not self.state.fixed:
            follows = material.follow_until is not None
            self.start(self._materials_step.follow(material.spec.code, not follows))

    def go_on(self) -> None:
        """Go on to the form, also when something is still missing."""
        self._go(Step.FORM)
