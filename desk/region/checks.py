"""The region's answers, checked before they are believed.

`msgspec` has checked that an answer has the contract's shape; these functions check that its
content can be true, and can be stored, shown and printed. Each function returns the answer or
raises `RegionAnswerUnusable`, whose reason names the field and quotes nothing of it. Unknown fields
and states of newer versions pass: they are shown as they came.
"""

import re
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

import msgspec

from desk.domain.clock import local_day
from desk.domain.form_rules import FormUnusable
from desk.domain.forms import rules_of
from desk.domain.holidays import fixed_by_law
from desk.domain.visits import FieldFault
from desk.region.contract import (
    CalendarAnswer,
    CaseAnswer,
    Clerk,
    DeviceAuthorization,
    Discovery,
    HeldMaterial,
    HoldingsAnswer,
    MaterialGuide,
    MatterChanges,
    MatterGuide,
    PaperAnswer,
    PaperList,
    PaperRecord,
    StoredFile,
    TokenAnswer,
)
from desk.region.plain_text import is_plain, plain
from desk.region.problem_bodies import LONGEST_DETAIL, LONGEST_FAULT, MOST_FAULTS
from desk.region.problems import RegionAnswerUnusable

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2199, 12, 31)
"""No case is older than the first electronic platforms, and no term runs beyond this."""

LONGEST_TERM = timedelta(days=3660)
"""The longest plausible term of a matter."""

LONGEST_LINE = 200
"""The longest name of anything, in characters."""

LONGEST_ADDRESS = 300
"""An address that goes into a QR code must still be read by a telephone."""

_CASE_NO = re.compile(r"[A-Z0-9-]{1,40}")
LONGEST_CODE = 64
"""The longest code or id of ours, in characters: what a column holds."""

_SHA256 = re.compile(r"[0-9a-f]{64}")
_TOKEN = re.compile(r"[\x21-\x7e]{1,16384}")
_CURSOR = re.compile(r"[\x20-\x7e]{0,500}")
_MOST_SIZE = 2**53
_MOST_DAYS = 3660
_MOST_FEN = 10**14


def _need(right: bool, what: str) -> None:
    if not right:
        raise RegionAnswerUnusable(reason=what)


def _line(text: str, what: str, *, shortest: int = 0, longest: int = LONGEST_LINE) -> None:
    _need(is_plain(text, longest, shortest), what)


def _moment(moment: datetime | None, what: str) -> datetime | None:
    if moment is None:
        return None
    _need(moment.tzinfo is not None, f"{what} without a zone")
    try:
        day = moment.astimezone(UTC).date()
    except (OverflowError, ValueError):
        raise RegionAnswerUnusable(reason=what) from None
    _day(day, what)
    return moment


def _day(day: date | None, what: str) -> None:
    _need(day is None or FIRST_DAY <= day <= LAST_DAY, what)


# days

_MOST_TOLD = 4000
_LAW_OF = 2025
"""From this year on the regulation on public holidays is in force as it was revised in 2024."""


def calendar(answer: CalendarAnswer) -> CalendarAnswer:
    """The region's calendar: in order, and without contradiction to the law."""
    _day(answer.first, "first")
    _day(answer.last, "last")
    _need(answer.first <= answer.last, "last before first")
    _need(len(answer.days) <= _MOST_TOLD, "too many days")
    told = {one.day: one.worked for one in answer.days}
    _need(len(told) == len(answer.days), "a day twice")
    _need(all(answer.first <= day <= answer.last for day in told), "a day beyond the calendar")
    for year in range(max(answer.first.year, _LAW_OF), answer.last.year + 1):
        for day in fixed_by_law(year):
            if answer.first <= day <= answer.last:
                _need(not told.get(day, day.weekday() < 5), f"{day} is worked")
    for one in answer.days:
        _line(one.name, "name of a day")
    return answer


# cases


def case(answer: CaseAnswer) -> CaseAnswer:
    """A case as the region describes it."""
    _need(bool(_CASE_NO.fullmatch(answer.case_no)), "case_no")
    _need(bool(_CASE_NO.fullmatch(answer.local_no)), "local_no")
    _line(answer.state, "state", shortest=1, longest=40)
    _line(answer.matter, "matter", longest=LONGEST_CODE)
    received = _moment(answer.received_at, "received_at")
    accepted = _moment(answer.accepted_at, "accepted_at")
    if received is not None and accepted is not None:
        _need(accepted >= received, "accepted_at before received_at")
    _terms(answer, accepted or received)
    for file in answer.files:
        _file(file)
    return _words(answer)


def _terms(answer: CaseAnswer, since: datetime | None) -> None:
    begun = local_day(since) if since else FIRST_DAY
    for day, what in ((answer.promised_by, "promised_by"), (answer.legal_by, "legal_by")):
        if day is None:
            continue
        _day(day, what)
        _need(day >= begun, f"{what} before the case")
        _need(day - begun <= LONGEST_TERM, what)


def _file(file: StoredFile) -> None:
    _line(file.id, "file id", shortest=1)
    _need(bool(_SHA256.fullmatch(file.sha256)), "file digest")
    _need(0 <= file.size <= _MOST_SIZE and 0 <= file.sheets <= 1_000_000, "file size")


def _words(answer: CaseAnswer) -> CaseAnswer:
    """The region's words about a case, made safe to show."""
    if not answer.reason and not answer.errors:
        return answer
    errors = tuple(
        msgspec.structs.replace(
            one,
            pointer=plain(one.pointer, LONGEST_LINE).replace("\n", " "),
            detail=plain(one.detail, LONGEST_FAULT),
        )
        for one in answer.errors[:MOST_FAULTS]
    )
    return msgspec.structs.replace(
        answer, reason=plain(answer.reason, LONGEST_DETAIL), errors=errors
    )


def our_case(answer: CaseAnswer, local_no: str, matter: str = "") -> CaseAnswer:
    """The answer to a submission: it is about the submitted case and no other."""
    _need(answer.local_no == local_no, "local_no is not ours")
    _need(not matter or answer.matter in ("", matter), "matter is not ours")
    return answer


def our_sizes(answer: CaseAnswer, sizes: Mapping[str, int]) -> CaseAnswer:
    """Files with our digests have our sizes, in bytes."""
    for file in answer.files:
        _need(sizes.get(file.sha256, file.size) == file.size, "file size is not ours")
    return answer


def same_case(answer: CaseAnswer, case_no: str, local_no: str) -> CaseAnswer:
    """A later answer about a case that the region has acknowledged."""
    _need(answer.case_no == case_no and answer.local_no == local_no, "another case")
    return answer


def faults_of(answer: CaseAnswer) -> tuple[FieldFault, ...]:
    """What the region wants corrected in a case that it had received."""
    return tuple(FieldFault(one.pointer, one.detail) for one in answer.errors)


# papers


def paper(answer: PaperAnswer, ours: PaperRecord | None = None) -> PaperAnswer:
    """The record of a printed paper; of `ours` when it is the answer to it."""
    for text, what in ((answer.number, "number"), (answer.kind, "kind"), (answer.sha256, "sha256")):
        _line(text, what, shortest=1)
    _moment(answer.recorded_at, "recorded_at")
    if ours is not None:
        same = (answer.number, answer.kind, answer.sha256) == (ours.number, ours.kind, ours.sha256)
        _need(same, "another paper")
    return answer


def papers(answer: PaperList) -> PaperList:
    """The papers of a case."""
    for one in answer.papers:
        paper(one)
    return answer


# who and where


def clerk(answer: Clerk) -> Clerk:
    """Who is signed in: the name stands on papers, the id in every record."""
    _line(answer.id, "clerk id", shortest=1, longest=LONGEST_CODE)
    _line(answer.name, "clerk name", shortest=1, longest=LONGEST_CODE)
    _line(answer.role, "clerk role", longest=LONGEST_CODE)
    return answer


def discovery(answer: Discovery) -> Discovery:
    """What the region says of itself.

    Without an address of public pages that can be printed papers carry none.
    """
    _line(answer.region_code, "region_code", longest=LONGEST_CODE)
    _line(answer.region_name, "region_name")
    for address in (answer.device_authorization_endpoint, answer.token_endpoint):
        _line(address, "endpoint", shortest=1, longest=2000)
    _need(0 < answer.max_upload_size <= _MOST_SIZE, "max_upload_size")
    if _is_page(answer.public_url, 120):
        return answer
    return msgspec.structs.replace(answer, public_url="")


def device(answer: DeviceAuthorization) -> DeviceAuthorization:
    """The code to sign in with, as it will be shown and drawn as a QR code."""
    _need(bool(_TOKEN.fullmatch(answer.device_code)), "device_code")
    _line(answer.user_code, "user_code", shortest=1, longest=40)
    _need(_is_page(answer.verification_uri, LONGEST_ADDRESS), "verification_uri")
    complete = answer.verification_uri_complete
    _need(not complete or _is_page(complete, LONGEST_ADDRESS), "verification_uri_complete")
    _need(0 < answer.expires_in <= 86_400, "expires_in")
    _need(0 <= answer.interval <= 3600, "interval")
    return answer


def token(answer: TokenAnswer) -> TokenAnswer:
    """Tokens that can stand in a header and in the keyring."""
    _need(answer.token_type.lower() == "bearer", "token_type")
    _need(bool(_TOKEN.fullmatch(answer.access_token)), "access_token")
    refresh = answer.refresh_token
    _need(not refresh or bool(_TOKEN.fullmatch(refresh)), "refresh_token")
    return answer


def _is_page(address: str, longest: int) -> bool:
    if not address.isascii() or not is_plain(address, longest, 1) or " " in address:
        return False
    try:
        parts = urlsplit(address)
        return parts.scheme in ("https", "http") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


# what can be applied for


def holdings(answer: HoldingsAnswer) -> HoldingsAnswer:
    """What the region holds of an applicant."""
    _need(len(answer.held) <= 1000, "held")
    for one in answer.held:
        _held(one)
    return answer


def _held(one: HeldMaterial) -> None:
    _line(one.material, "material", shortest=1, longest=LONGEST_CODE)
    _line(one.state, "state of a holding", shortest=1, longest=40)
    _need(one.state != "held" or bool(one.holding), "holding")
    _line(one.holding, "holding")
    _line(one.name, "name of a holding")
    _day(one.valid_until, "valid_until")


def guide(answer: MatterGuide) -> MatterGuide:
    """The guide of a matter; its form is checked where it is read."""
    _line(answer.code, "code of a matter", shortest=1, longest=LONGEST_CODE)
    _need(0 <= answer.version < 2**31, "version")
    _line(answer.name, "name of a matter", shortest=1)
    for text, what in (
        (answer.name_en, "name_en"),
        (answer.authority, "authority"),
        (answer.authority_code, "authority_code"),
        (answer.level, "level"),
        (answer.kind, "kind"),
        (answer.result, "result"),
    ):
        _line(text, what)
    _need(len(answer.applicants) <= 20, "applicants")
    for days in (answer.legal_days, answer.promised_days):
        _need(0 <= days <= _MOST_DAYS, "days of a matter")
    _need(0 <= answer.fee_fen <= _MOST_FEN, "fee_fen")
    _need(len(answer.materials) <= 200, "materials")
    codes = {one.code for one in answer.materials}
    _need(len(codes) == len(answer.materials), "two materials with one code")
    for one in answer.materials:
        _material(one)
    return answer


def _material(one: MaterialGuide) -> None:
    _line(one.code, "code of a material", shortest=1, longest=LONGEST_CODE)
    _line(one.name, "name of a material", shortest=1)
    for text in (one.form, one.required, one.source):
        _line(text, "material")
    _need(0 <= one.copies <= 1000, "copies")
    _need(one.follow_within_days is None or 0 <= one.follow_within_days <= _MOST_DAYS, "days")


def _form(answer: MatterGuide) -> None:
    try:
        rules_of(answer.form)
    except FormUnusable as unusable:
        raise RegionAnswerUnusable(reason=f"form: {unusable}") from unusable


def changes(answer: MatterChanges) -> MatterChanges:
    """A page of the catalogue's changes; `sound` separates guides that cannot be used."""
    _need(bool(_CURSOR.fullmatch(answer.cursor)), "cursor")
    return answer


def sound(
    guides: Collection[MatterGuide],
) -> tuple[list[MatterGuide], list[tuple[MatterGuide, RegionAnswerUnusable]]]:
    """The guides that can be used, and the others, each with what is wrong with it.

    One bad entry must not keep the whole catalogue from the window. Reads each guide's form, which
    takes some milliseconds: not on the event loop.
    """
    kept, wrong = [], []
    for one in guides:
        try:
            _form(guide(one))
            kept.append(one)
        except RegionAnswerUnusable as unusable:
            wrong.append((one, unusable))
    return kept, wrong
