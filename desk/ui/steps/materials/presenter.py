"""What the materials step knows and does: the checklist, the sheets, the scan under way."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from desk.domain.deadlines import Deadline, Terms
from desk.domain.failures import Failure
from desk.domain.visits import Material, MaterialState, Recipe, Step, Visit
from desk.ui.presenter import Presenter
from desk.ui.steps.fixed import is_fixed
from desk.ui.steps.materials.gatherer import Gatherer, PageFacts
from desk.ui.steps.refusals import refusals

THUMBNAIL_WIDTH = 120
"""Pixels across a thumbnail, before the screen's ratio."""
ZOOMS = (50, 75, 100, 150, 200, 300)
"""Percent of the whole page in view; 100 shows it whole."""
_KEPT_PICTURES = 24
_WIDTH_STEP = 160
"""Pictures are asked for in steps of so many pixels, so that resizing asks seldom."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of paper of a material: `number` counts from 0 inside its page file."""

    page_id: str
    number: int
    recipe: Recipe


@dataclass(frozen=True, slots=True)
class Picture:
    """An encoded image (JPEG or PNG) of one sheet, `width` pixels across."""

    sheet: Sheet
    width: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Scanning:
    """A scan under way: sheets so far and seconds since it began."""

    material_code: str
    sheets: int = 0
    seconds: float = 0.0

    @property
    def per_minute(self) -> int:
        """Sheets a minute so far; 0 before the first sheet."""
        return round(self.sheets * 60 / self.seconds) if self.sheets and self.seconds > 0 else 0


@dataclass(frozen=True, slots=True)
class MaterialsState:
    """The step as it stands; `chosen` and `sheet` are places in the two rows.

    `follow_by` says for each material until when it may follow if the case is accepted today;
    None where the guide does not let it. `fixed` says that the case is on its way or at the
    region, so that nothing here can change. `refused` holds the region's words by material code.
    """

    visit_id: str = ""
    materials: tuple[Material, ...] = ()
    follow_by: tuple[Deadline | None, ...] = ()
    chosen: int = 0
    sheet: int = 0
    picture: Picture | None = None
    thumbnails: tuple[Picture, ...] = ()
    facts: PageFacts | None = None
    scanning: Scanning | None = None
    zoom: int = 100
    fixed: bool = False
    refused: dict[str, str] = field(default_factory=dict)

    @property
    def material(self) -> Material | None:
        """The chosen line of the checklist."""
        return self.materials[self.chosen] if self.chosen < len(self.materials) else None

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets of the chosen material, in order."""
        return sheets_of(self.material)

    @property
    def current(self) -> Sheet | None:
        """The sheet in the middle."""
        return self.sheets[self.sheet] if self.sheet < len(self.sheets) else None

    @property
    def settled(self) -> int:
        """How many lines need nothing more."""
        return sum(material.settled for material in self.materials)

    @property
    def complete(self) -> bool:
        """Whether nothing on the checklist keeps the case from being accepted."""
        return self.settled == len(self.materials)

    @property
    def scan_target(self) -> int | None:
        """Where the next scan goes: the chosen line when it lacks pages, else the first that does.

        With nothing missing it is the chosen line, which gets more sheets.
        """
        missing = [
            place
            for place, material in enumerate(self.materials)
            if material.state is MaterialState.MISSING
        ]
        if not missing:
            return self.chosen if self.materials else None
        return self.chosen if self.chosen in missing else missing[0]


def sheets_of(material: Material | None) -> tuple[Sheet, ...]:
    """The sheets of a material, those of a file of many pages one by one."""
    if material is None:
        return ()
    return tuple(
        Sheet(page.id, number, page.recipe)
        for page in material.pages
        for number in range(page.file.sheets)
    )


class MaterialsPresenter(Presenter[MaterialsState]):
    """Works off the checklist of the open visit."""

    def __init__(
        self,
        gathering: Gatherer,
        on_failure: Callable[[Failure], None],
        go: Callable[[Step], None],
        terms: Terms,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(MaterialsState(), on_failure)
        self._gathering = gathering
        self._go = go
        self._terms = terms
        self._clock = clock
        self._width = 0
        self._wish = ""
        self._touched = False
        self._pictures: OrderedDict[tuple[Sheet, int], Picture] = OrderedDict()
        self._scan: asyncio.Task[None] | None = None
        self._looking: asyncio.Task[None] | None = None

    # the visit

    def enter(self, visit: Visit) -> None:
        """Show the checklist of `visit`, at the first line that lacks pages."""
        if visit.id != self.state.visit_id:
            self._pictures.clear()
            self._touched = False
            self.show(MaterialsState(visit_id=visit.id))
        self.take(visit)
        if self._wish:
            self.choose_code(self._wish)
            self._wish = ""

    def wish(self, code: str) -> None:
        """Choose this material when the checklist is shown next."""
        self._wish = code

    def take(self, visit: Visit | None) -> None:
        """The visit changed: lay its checklist under what is chosen."""
        if visit is None and self._looking:
            self._looking.cancel()  # nobody is at the window: there is nothing to look at
        if visit is None or visit.id != self.state.visit_id:
            return
        follow_by = tuple(self._follow_by(material) for material in visit.materials)
        state = replace(self.state, materials=visit.materials, follow_by=follow_by)
        refused = {one.target: one.words for one in refusals(visit) if one.step is Step.MATERIALS}
        state = replace(state, fixed=is_fixed(visit), refused=refused)
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

    # choosing

    def choose(self, place: int) -> None:
        """Choose a line of the checklist."""
        self._touched = True
        if 0 <= place < len(self.state.materials):
            self._lay(replace(self.state, chosen=place, sheet=0))

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
            self.show(replace(self.state, picture=await self._picture(current, self._width)))
        if current and self.state.facts is None:
            facts = await self._gathering.facts(current.page_id)
            self.show(replace(self.state, facts=facts))
        for sheet in self.state.sheets:
            if all(one.sheet != sheet for one in self.state.thumbnails):
                thumbnail = await self._picture(sheet, THUMBNAIL_WIDTH)
                self.show(replace(self.state, thumbnails=(*self.state.thumbnails, thumbnail)))

    async def _picture(self, sheet: Sheet, width: int) -> Picture:
        key = (sheet, width)
        if key not in self._pictures:
            data = await self._gathering.picture(sheet.page_id, sheet.number, width)
            self._pictures[key] = Picture(sheet, width, data)
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
        self.show(replace(self.state, scanning=Scanning(code)))
        self._scan = self.start(self._scanning(code))

    async def _scanning(self, code: str) -> None:
        began = self._clock()

        def progress(sheets: int) -> None:
            scanning = Scanning(code, sheets, self._clock() - began)
            self.show(replace(self.state, scanning=scanning))

        try:
            await self._gathering.scan(code, progress)
        finally:
            self.show(replace(self.state, scanning=None))
            self._scan = None
        self.turn_to(len(self.state.sheets) - 1)

    def cancel_scan(self) -> None:
        """Stop the scan under way; sheets that came are kept."""
        if self._scan:
            self._scan.cancel()

    def take_files(self, paths: Sequence[Path]) -> None:
        """Lay files from the desktop into the chosen line."""
        if self.state.material and paths and not self.state.fixed:
            self.start(self._gathering.take_files(self.state.material.spec.code, paths))

    # mending

    def rotate(self) -> None:
        """Turn the page in the middle a quarter clockwise."""
        if self.state.current and not self.state.fixed:
            self.start(self._gathering.rotate(self.state.current.page_id))

    def switch_whole(self) -> None:
        """Show the page in the middle whole, or straighten and cut it again."""
        if self.state.current and not self.state.fixed:
            self.start(self._gathering.switch_whole(self.state.current.page_id))

    def delete(self) -> None:
        """Take the page in the middle out of its material; undo brings it back."""
        if self.state.current and not self.state.fixed:
            self.start(self._gathering.delete(self.state.current.page_id))

    def move(self, steps: int) -> None:
        """Move the page in the middle so many places on among its material's pages."""
        current, material = self.state.current, self.state.material
        if current is None or material is None or self.state.fixed:
            return
        ids = [page.id for page in material.pages]
        place = ids.index(current.page_id) + steps
        if 0 <= place < len(ids):
            self.start(self._move(current, place))

    async def _move(self, moved: Sheet, place: int) -> None:
        await self._gathering.move(moved.page_id, place)
        self.turn_to(self.state.sheets.index(moved))

    def undo(self) -> None:
        """Take back the last change to the chosen line."""
        if self.state.material and self.state.material.can_undo and not self.state.fixed:
            self.start(self._gathering.undo(self.state.material.spec.code))

    def follow(self) -> None:
        """Let the chosen line come later, or take that back; only where the guide allows it."""
        material = self.state.material
        if material and material.may_follow and not self.state.fixed:
            follows = material.follow_until is not None
            self.start(self._gathering.follow(material.spec.code, not follows))

    def go_on(self) -> None:
        """Go on to the form, also when something is still missing."""
        self._go(Step.FORM)
