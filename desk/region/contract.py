"""The messages between a window and the regional platform.

Both sides of the wire use these types: the client in this package and the practice region. Codes
are strings, money is in fen, times are RFC 3339 with offset. Fields that this version does not know
are ignored; states are plain strings, so that a state of a newer version is shown as it came. The
OpenAPI 3.1 document is generated from them (`desk.practice.openapi`).
"""

from datetime import date, datetime
from typing import Any

import msgspec

PROBLEM_INVALID_CASE = "https://hall-desk.example/problems/invalid-case"
PROBLEM_KEY_REUSED = "https://hall-desk.example/problems/idempotency-key-reused"
PROBLEM_KEY_MISSING = "https://hall-desk.example/problems/idempotency-key-missing"
PROBLEM_KEY_RUNNING = "https://hall-desk.example/problems/idempotency-key-running"
PROBLEM_LOCAL_NO_TAKEN = "https://hall-desk.example/problems/local-number-taken"
PROBLEM_DIGEST_DIFFERS = "https://hall-desk.example/problems/digest-differs"


class Message(msgspec.Struct, frozen=True, omit_defaults=True):
    """Base of everything that crosses the wire."""


class Problem(Message, frozen=True, omit_defaults=True):
    """An error as RFC 9457 problem details; `errors` point at fields of the request."""

    type: str = "about:blank"
    title: str = ""
    status: int = 0
    detail: str = ""
    instance: str = ""
    errors: tuple["ProblemField", ...] = ()


class ProblemField(Message, frozen=True, omit_defaults=True):
    """One fault: a JSON pointer (RFC 6901) into the request body, and words for people."""

    pointer: str
    detail: str


class Discovery(Message, frozen=True, omit_defaults=True):
    """What a region can do and where: the answer of ``/.well-known/hall-region``."""

    region_code: str
    region_name: str
    practice: bool
    versions: tuple[str, ...]
    features: tuple[str, ...]
    max_upload_size: int
    device_authorization_endpoint: str
    token_endpoint: str
    public_url: str


class DeviceAuthorization(Message, frozen=True, omit_defaults=True):
    """Answer of the device authorization endpoint (RFC 8628, section 3.2)."""

    device_code: str
    user_code: str
    verification_uri: str
    verification_uri_complete: str
    expires_in: int
    interval: int = 5


class TokenAnswer(Message, frozen=True, omit_defaults=True):
    """Answer of the token endpoint (RFC 6749, section 5.1)."""

    access_token: str
    token_type: str
    expires_in: int
    refresh_token: str = ""
    scope: str = ""


class OAuthError(Message, frozen=True, omit_defaults=True):
    """A refusal of the OAuth endpoints (RFC 6749, section 5.2; RFC 8628, section 3.5)."""

    error: str
    error_description: str = ""


class Clerk(Message, frozen=True, omit_defaults=True):
    """Who is signed in: the answer of ``GET /me``."""

    id: str
    name: str
    role: str


class MaterialGuide(Message, frozen=True, omit_defaults=True):
    """One line of a matter's checklist, as in `desk.domain.matters.MaterialSpec`."""

    code: str
    name: str
    form: str
    copies: int
    required: str
    source: str
    follow_within_days: int | None = None


class MatterGuide(Message, frozen=True, omit_defaults=True):
    """The whole guide of a matter; `form` is a JSON Schema (draft 2020-12)."""

    code: str
    version: int
    name: str
    name_en: str
    authority: str
    authority_code: str
    level: str
    kind: str
    applicants: tuple[str, ...]
    legal_days: int
    promised_days: int
    fee_fen: int
    visits: int
    result: str
    materials: tuple[MaterialGuide, ...]
    form: dict[str, Any]


class MatterChanges(Message, frozen=True, omit_defaults=True):
    """A page of the catalogue's delta: changed guides and codes that are gone, in order."""

    cursor: str
    more: bool
    changed: tuple[MatterGuide, ...] = ()
    gone: tuple[str, ...] = ()


class CalendarDay(Message, frozen=True, omit_defaults=True):
    """A day that differs from its weekday: a weekend that is worked, or a weekday that is free."""

    day: date
    worked: bool
    name: str = ""


class CalendarAnswer(Message, frozen=True, omit_defaults=True):
    """The region's calendar from `first` to `last`, both included.

    Monday to Friday are worked and Saturday and Sunday are free, but for `days`.
    """

    first: date
    last: date
    days: tuple[CalendarDay, ...] = ()


class ApplicantPart(Message, frozen=True, omit_defaults=True):
    """Who applies; `number` is an ID number (person) or a credit code (organisation)."""

    kind: str
    name: str
    number: str


class HoldingsQuery(Message, frozen=True, omit_defaults=True):
    """Ask what the region holds of this applicant for this matter; consent is logged there."""

    applicant: ApplicantPart
    matter: str
    consent: str


class HeldMaterial(Message, frozen=True, omit_defaults=True):
    """One answer: `state` is ``held``, ``not_held`` or ``unreachable``."""

    material: str
    state: str
    holding: str = ""
    name: str = ""
    valid_until: date | None = None


class HoldingsAnswer(Message, frozen=True, omit_defaults=True):
    """What the region holds, one entry for each material that could be held."""

    held: tuple[HeldMaterial, ...]


class FilePart(Message, frozen=True, omit_defaults=True):
    """A file inside a material: its id at the region, its SHA-256, the pages in it."""

    id: str
    sha256: str
    sheets: int


class MaterialPart(Message, frozen=True, omit_defaults=True):
    """A material of a case: by files, by what the region holds, or by a promise to follow.

    `files` are the page files as they arrived; `tidy` is the one PDF derived from them.
    """

    code: str
    files: tuple[FilePart, ...] = ()
    tidy: FilePart | None = None
    holding: str = ""
    follow_until: date | None = None


class CaseSubmission(Message, frozen=True, omit_defaults=True):
    """An application as the window submits it."""

    matter: str
    version: int
    applicant: ApplicantPart
    form: dict[str, Any]
    materials: tuple[MaterialPart, ...]
    hall: str
    window: str
    visit: str
    local_no: str
    clerk: str


class StoredFile(Message, frozen=True, omit_defaults=True):
    """A file as the region has it; `sha256` is computed by it from the bytes that it stored."""

    id: str
    sha256: str
    size: int
    sheets: int = 0


class CaseAnswer(Message, frozen=True, omit_defaults=True):
    """A case as the region knows it.

    Of a case that needs correction, was refused or closed, `reason` says why and `errors` what
    is to be corrected, pointing into what was submitted.
    """

    case_no: str
    local_no: str
    state: str
    matter: str
    received_at: datetime
    accepted_at: datetime | None = None
    promised_by: date | None = None
    legal_by: date | None = None
    estimated: bool = False
    files: tuple[StoredFile, ...] = ()
    reason: str = ""
    errors: tuple[ProblemField, ...] = ()


class CaseList(Message, frozen=True, omit_defaults=True):
    """A page of cases that changed since a cursor."""

    cursor: str
    more: bool
    cases: tuple[CaseAnswer, ...] = ()


class PaperRecord(Message, frozen=True, omit_defaults=True):
    """What was printed: makes a forged paper visible. `sha256` is over the PDF's bytes."""

    number: str
    kind: str
    sha256: str


class PaperAnswer(Message, frozen=True, omit_defaults=True):
    """The region's record of a printed paper."""

    number: str
    kind: str
    sha256: str
    recorded_at: datetime


class PaperList(Message, frozen=True, omit_defaults=True):
    """The papers recorded for one case, oldest first."""

    papers: tuple[PaperAnswer, ...] = ()
