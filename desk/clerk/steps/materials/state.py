"""The materials step as it stands: the checklist, the sheets, the scan under way."""

from dataclasses import dataclass, field

from desk.clerk.steps.materials.gatherer import FactsOfPage
from desk.domain.deadlines import Deadline
from desk.domain.visits import Material, MaterialState, Recipe
from desk.scan.devices import DeviceKind
from desk.visit.import_questions import Lying, ScanOutcome


@dataclass(frozen=True, slots=True)
class SheetState:
    """One sheet of paper of a material: `number` counts from 0 inside its page file."""

    page_id: str
    number: int
    recipe: Recipe


@dataclass(frozen=True, slots=True)
class PagePreview:
    """An encoded image (JPEG or PNG) of one sheet, `width` pixels across."""

    sheet: SheetState
    width: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Scanning:
    """A scan under way: sheets so far and seconds since it began.

    `page` is the sheet under way and `fraction` the part of it that was read, where the device
    knows; `waiting_for` is a file that another program still writes.
    """

    material_code: str
    sheets: int = 0
    seconds: float = 0.0
    page: int = 0
    fraction: float | None = None
    waiting_for: str = ""

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
    `lying` is what lies in the scan folder, `device` the name of what F4 reads from, with its
    kind, and `outcome` what came of the last scan of this visit. `broken_off` is the material
    whose scan was stopped after pages had come.
    """

    visit_id: str = ""
    materials: tuple[Material, ...] = ()
    follow_by: tuple[Deadline | None, ...] = ()
    chosen: int = 0
    sheet: int = 0
    picture: PagePreview | None = None
    thumbnails: tuple[PagePreview, ...] = ()
    facts: FactsOfPage | None = None
    scanning: Scanning | None = None
    zoom: int = 100
    fixed: bool = False
    refused: dict[str, str] = field(default_factory=dict)
    lying: Lying | None = None
    device: tuple[DeviceKind, str] | None = None
    outcome: ScanOutcome | None = None
    broken_off: str = ""

    @property
    def material(self) -> Material | None:
        """The chosen line of the checklist."""
        return self.materials[self.chosen] if self.chosen < len(self.materials) else None

    @property
    def sheets(self) -> tuple[SheetState, ...]:
        """The sheets of the chosen material, in order."""
        return sheets_of(self.material)

    @property
    def current(self) -> SheetState | None:
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

        With nothing missing it is the chosen line, which gets more sheets. A scan that was broken
        off goes on where it was: the rest of its pages belong there.
        """
        for place, material in enumerate(self.materials):
            if self.broken_off and material.spec.code == self.broken_off:
                return place
        missing = [
            place
            for place, material in enumerate(self.materials)
            if material.state is MaterialState.MISSING
        ]
        if not missing:
            return self.chosen if self.materials else None
        return self.chosen if self.chosen in missing else missing[0]


def sheets_of(material: Material | None) -> tuple[SheetState, ...]:
    """The sheets of a material, those of a file of many pages one by one."""
    if material is None:
        return ()
    return tuple(
        SheetState(page.id, number, page.recipe)
        for page in material.pages
        for number in range(page.file.sheets)
    )
