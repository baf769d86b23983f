"""A visit: the thread from a called ticket to the paper in the citizen's hand."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from desk.domain.matters import ApplicantKind, MaterialSpec, Matter, Requirement
from desk.domain.tickets import Outcome


class Step(StrEnum):
    """The steps a clerk walks, in order."""

    CALL = "call"
    IDENTIFY = "identify"
    MATTER = "matter"
    MATERIALS = "materials"
    FORM = "form"
    SUBMIT = "submit"
    PAPER = "paper"


STEPS: tuple[Step, ...] = tuple(Step)


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who applies. `number` is an ID number for a person, a credit code for an organisation."""

    kind: ApplicantKind
    name: str
    number: str


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a page is made tidy: repeatable, and never applied to the page file itself.

    First `angle_deg` (clockwise, small), then `crop` (left, top, right, bottom as fractions
    of the straightened page), then `quarter_turns` (clockwise, 0–3).
    """

    angle_deg: float = 0.0
    crop: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)
    quarter_turns: int = 0

    @property
    def crops(self) -> bool:
        """Whether anything at the edges is cut."""
        return self.crop != (0.0, 0.0, 1.0, 1.0)

    @property
    def corrects(self) -> bool:
        """Whether the page is straightened or cut; quarter turns alone correct nothing."""
        return self.crops or self.angle_deg != 0.0

    def uncorrected(self) -> "Recipe":
        """The same quarter turns and nothing else: the whole page as it lay."""
        return Recipe(quarter_turns=self.quarter_turns)


@dataclass(frozen=True, slots=True)
class PageFile:
    """One file as it arrived from a device; its SHA-256 is over those very bytes.

    `sheets` is the number of pages inside: 1 for an image, n for a PDF or TIFF.
    """

    sha256: str
    media_type: str
    size: int
    sheets: int
    source: str
    arrived_at: datetime


@dataclass(frozen=True, slots=True)
class Page:
    """A page file laid into a material's slot, with its recipe. `id` is ours and stable."""

    id: str
    file: PageFile
    recipe: Recipe = Recipe()


class MaterialState(StrEnum):
    """Where a line of the checklist stands."""

    MISSING = "missing"
    HELD = "held"
    SCANNED = "scanned"
    FOLLOWS = "follows"


@dataclass(frozen=True, slots=True)
class Holding:
    """A material that the region already holds."""

    id: str
    name: str
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class Material:
    """One line of this visit's checklist.

    `unasked` says that the region might hold it and could not be asked yet.
    """

    spec: MaterialSpec
    pages: tuple[Page, ...] = ()
    holding: Holding | None = None
    follow_until: date | None = None
    can_undo: bool = False
    unasked: bool = False

    @property
    def state(self) -> MaterialState:
        """Scanned pages win over a holding: the clerk laid them in on purpose."""
        if self.pages:
            return MaterialState.SCANNED
        if self.holding:
            return MaterialState.HELD
        if self.follow_until:
            return MaterialState.FOLLOWS
        return MaterialState.MISSING

    @property
    def settled(self) -> bool:
        """Whether acceptance need not wait for this material."""
        return self.state is not MaterialState.MISSING

    @property
    def may_follow(self) -> bool:
        """Whether the guide lets this material come later."""
        return self.spec.required is Requirement.MAY_FOLLOW

    @property
    def sheets(self) -> int:
        """Pages scanned for this material."""
        return sum(page.file.sheets for page in self.pages)


CORRECTION_NEEDED = "correction_needed"
NEEDS_SOMEBODY = frozenset({CORRECTION_NEEDED, "refused", "closed"})
"""States of a case at the region of which its applicant must hear from a person."""


class SendState(StrEnum):
    """Where the visit's case stands between this window and the region."""

    NOT_SENT = "not_sent"
    QUEUED = "queued"
    SENDING = "sending"
    ACKNOWLEDGED = "acknowledged"
    PARKED = "parked"


@dataclass(frozen=True, slots=True)
class FieldFault:
    """One fault in a form or in a case; `pointer` is a JSON pointer (RFC 6901)."""

    pointer: str
    detail: str


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A file as the region reports it: its id there and the SHA-256 it computed itself."""

    id: str
    sha256: str


@dataclass(frozen=True, slots=True)
class CaseStanding:
    """What the region said of this visit's case, and our own number for it.

    `submitted_at` is when the clerk first submitted it. Of a parked case, and of one that the
    region wants corrected or turned down, `faults` and `refusal` are the region's words, or
    ours when it gave none; `refusal_code` is the failure's code. `left_out` counts faults that
    were too many to keep.
    """

    local_no: str
    send: SendState
    case_no: str | None = None
    state: str | None = None
    received_at: datetime | None = None
    accepted_at: datetime | None = None
    promised_by: date | None = None
    legal_by: date | None = None
    estimated: bool = False
    files: tuple[CaseFile, ...] = ()
    faults: tuple[FieldFault, ...] = ()
    refusal: str = ""
    refusal_code: str = ""
    submitted_at: datetime | None = None
    left_out: int = 0

    @property
    def submitted(self) -> bool:
        """Whether it was submitted: it waits for the region, or is there."""
        return self.send is not SendState.NOT_SENT

    @property
    def correctable(self) -> bool:
        """Whether what it says may be corrected and submitted again."""
        asked = self.send is SendState.ACKNOWLEDGED and self.state == CORRECTION_NEEDED
        return self.send is SendState.PARKED or asked


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit as the window's database holds it; every change makes a new one.

    A visit that ended without a case says how in `ended`; what was entered is kept until
    `kept_until`. `notice_no` is the number of the one-time notice that was printed for it.
    `taken_up` tells that its citizen has left and its case was opened again to be corrected.
    """

    id: str
    ticket_id: str
    ticket_number: str
    service_name: str
    opened_at: datetime
    waited_s: int
    step: Step
    applicant: Applicant | None = None
    matter: Matter | None = None
    materials: tuple[Material, ...] = ()
    form: dict[str, Any] = field(default_factory=dict)
    case: CaseStanding | None = None
    closed_at: datetime | None = None
    ended: Outcome | None = None
    kept_until: datetime | None = None
    notice_no: str = ""
    taken_up: bool = False

    @property
    def sheets(self) -> int:
        """Pages scanned in all."""
        return sum(material.sheets for material in self.materials)

    @property
    def settled_count(self) -> int:
        """How many lines of the checklist are settled."""
        return sum(material.settled for material in self.materials)

    @property
    def submitted(self) -> bool:
        """Whether its case was submitted."""
        return self.case is not None and self.case.submitted

    @property
    def correctable(self) -> bool:
        """Whether its case was submitted, and may be corrected and submitted again."""
        return self.case is not None and self.case.correctable

    @property
    def may_change(self) -> bool:
        """Whether what was entered may still change: until it is submitted, or to correct it."""
        return not self.submitted or self.correctable

    @property
    def materials_complete(self) -> bool:
        """Whether nothing on the checklist keeps the case from being accepted."""
        return all(material.settled for material in self.materials)

    def material(self, code: str) -> Material:
        """The checklist line with this code. Raises KeyError when the matter has none."""
        for material in self.materials:
            if material.spec.code == code:
                return material
        raise KeyError(code)


def may_show(visit: Visit, step: Step) -> bool:
    """Whether what `step` builds on is there."""
    if step in (Step.CALL, Step.IDENTIFY):
        return True
    if step is Step.MATTER:
        return visit.applicant is not None
    if step is Step.PAPER:
        return visit.submitted
    return visit.matter is not None
