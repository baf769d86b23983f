"""Matters (事项): what a citizen can apply for, and what they must bring."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class ApplicantKind(StrEnum):
    """Who applies."""

    PERSON = "person"
    ORGANISATION = "organisation"


class Requirement(StrEnum):
    """Whether a material must be there before acceptance or may follow (容缺受理)."""

    REQUIRED = "required"
    MAY_FOLLOW = "may-follow"


@dataclass(frozen=True, slots=True)
class MaterialSpec:
    """One line of a matter's checklist.

    `source` is ``applicant`` (the citizen brings it), ``e-licence:NAME`` or ``shared:WHO``
    (the region holds it or can fetch it with consent), or ``verify:WHO`` (verified online,
    never demanded on paper when valid). `form` is ``original``, ``copy`` or ``electronic``.
    """

    code: str
    name: str
    form: str
    copies: int
    required: Requirement
    source: str
    follow_within_days: int | None = None

    @property
    def may_be_held(self) -> bool:
        """Whether the region may already hold this material."""
        return not self.source.startswith("applicant")


@dataclass(frozen=True, slots=True)
class Matter:
    """A guide as the region's catalogue gives it; `form` is a JSON Schema (draft 2020-12)."""

    code: str
    version: int
    name: str
    name_en: str
    authority: str
    authority_code: str
    kind: str
    applicants: tuple[ApplicantKind, ...]
    legal_days: int
    promised_days: int
    fee_fen: int
    result: str
    materials: tuple[MaterialSpec, ...]
    form: dict[str, Any]


@dataclass(frozen=True, slots=True)
class MatterLine:
    """A matter in a list of search results.

    `kept_out` says why the region's newest guide of it cannot be used here, empty when it can.
    With `older` the guide before is in force; without it the matter cannot be chosen at all.
    """

    code: str
    name: str
    name_en: str
    authority: str
    kind: str
    promised_days: int
    kept_out: str = ""
    older: bool = False

    @property
    def usable(self) -> bool:
        """Whether it can be chosen here."""
        return not self.kept_out or self.older
