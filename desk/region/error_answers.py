"""An error answer of the region as the failure that it means."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from desk.domain.clock import utc_now
from desk.region.contract import (
    PROBLEM_DIGEST_DIFFERS,
    PROBLEM_INVALID_CASE,
    PROBLEM_KEY_REUSED,
    PROBLEM_KEY_RUNNING,
    PROBLEM_LOCAL_NO_TAKEN,
)
from desk.region.problem_bodies import read_problem
from desk.region.problems import (
    MAX_RETRY_S,
    USUAL_RETRY_S,
    BodyAltered,
    ChangedMeanwhile,
    KeyReused,
    LocalNumberTaken,
    NotAllowedByRegion,
    NotAtRegion,
    RegionAnswerBroken,
    RegionBroke,
    RegionBusy,
    RegionDeclined,
    RegionFailure,
    RegionRefused,
    SignInNeeded,
    TooLarge,
)


def _last_part(address: str) -> str:
    return address.rsplit("/", 1)[-1]


_RUNNING = _last_part(PROBLEM_KEY_RUNNING)
_INVALID = _last_part(PROBLEM_INVALID_CASE)
_BY_KIND: dict[str, type[RegionFailure]] = {
    # the two kinds of 422 and of 409 are told apart by type alone
    _last_part(PROBLEM_KEY_REUSED): KeyReused,
    _last_part(PROBLEM_LOCAL_NO_TAKEN): LocalNumberTaken,
    _last_part(PROBLEM_DIGEST_DIFFERS): BodyAltered,
}
_LATER = frozenset({408, 423, 425, 429, 503})
"""Statuses that ask to come back: too slow, locked, too early, too many, out of service."""

_BETWEEN = frozenset({407, 421, 511})
"""Statuses that something between here and the platform answers with."""

_EXAMINED = frozenset({400, 409, 422})
"""With these a list of faults means that the case was examined."""

_BY_STATUS: dict[int, type[RegionFailure]] = {
    401: SignInNeeded,
    403: NotAllowedByRegion,
    404: NotAtRegion,
    410: NotAtRegion,
    412: ChangedMeanwhile,
    413: TooLarge,
    460: BodyAltered,
}


def failure_of(
    status: int, media_type: str, body: bytes, retry_after: str = "", now: datetime | None = None
) -> RegionFailure:
    """The failure that an error answer means; never raises, whatever the answer holds.

    The last part of the problem's `type` decides where it is known, then the status: other
    platforms name the same kinds under addresses of their own. A list of faults means that a 400,
    409 or 422 is the result of examining the case. An HTML page with a 4xx status comes from a
    captive portal or a proxy and refuses nothing.
    """
    if status < 400 or status in _BETWEEN or (media_type == "text/html" and status < 500):
        return RegionAnswerBroken(reason=f"status {status}")
    told = read_problem(media_type, body)
    asked = retry_seconds(retry_after, now) if retry_after.strip() else None
    known = _BY_KIND.get(told.kind)
    examined = told.kind == _INVALID or (status in _EXAMINED and bool(told.faults))
    later = status in _LATER or told.kind == _RUNNING
    if later or (status == 409 and asked is not None and not (known or examined)):
        return RegionBusy(USUAL_RETRY_S if asked is None else asked, told.detail)
    if status >= 500:
        return RegionBroke(status=status, detail=told.detail, retry_after_s=asked)
    if known is None and examined:
        return RegionRefused(told.faults, told.detail, told.left_out)
    known = known or _BY_STATUS.get(status)
    if known is not None:
        return known(detail=told.detail)
    return RegionDeclined(status=status, detail=told.detail)


def retry_seconds(field: str, now: datetime | None = None) -> int:
    """Seconds to wait that a Retry-After field means (RFC 9110, section 10.2.3).

    Between 0 and `MAX_RETRY_S`; `USUAL_RETRY_S` when the field is missing or unreadable.
    """
    field = field.strip()
    if field.isascii() and field.isdigit():
        return int(min(float(field), MAX_RETRY_S))
    try:
        until = parsedate_to_datetime(field)
    except ValueError:
        return USUAL_RETRY_S
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    seconds = (until - (now or utc_now())).total_seconds()
    return int(min(max(seconds, 0), MAX_RETRY_S))
