"""Every call that the region answers, as data: the router and the OpenAPI document read it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from desk.practice.controls import RegionSummary
from desk.practice.decisions import Turn
from desk.practice.faults import Fault, FaultList
from desk.region import contract as c

HTML = "text/html"
FORM = "application/x-www-form-urlencoded"
BYTES = "application/offset+octet-stream"
JSON = "application/json"

Content = type[c.Message] | str | None
"""A message as JSON, another media type by name, or nothing."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One call. `name` is its operation id; header names map to whether they are required.

    `answers` are the statuses of success and of refusals with a body of their own; every
    other refusal is problem details. `form` names the fields of a form body.
    """

    name: str
    method: str
    path: str
    tag: str
    summary: str
    answers: Mapping[int, Content]
    body: Content = None
    form: tuple[str, ...] = ()
    query: tuple[str, ...] = ()
    headers: Mapping[str, bool] = field(default_factory=dict)
    answer_headers: tuple[str, ...] = ()
    signed_in: bool = True
    practice_key: bool = False


_KEY = {"Idempotency-Key": True, "Content-Digest": False}
_TUS = {"Tus-Resumable": True}
_TAG = {"If-None-Match": False}
_REFUSED = c.Problem


def _open(
    name: str, method: str, path: str, tag: str, *, summary: str, answers: Mapping[int, Content]
) -> Operation:
    return Operation(name, method, path, tag, summary, answers, signed_in=False)


def _switch(
    name: str,
    method: str,
    path: str,
    summary: str,
    *,
    answers: Mapping[int, Content],
    body: Content = None,
) -> Operation:
    return Operation(
        name, method, path, "practice", summary, answers, body, signed_in=False, practice_key=True
    )


OPERATIONS: tuple[Operation, ...] = (
    _open(
        "discovery",
        "GET",
        "/.well-known/hall-region",
        "discovery",
        summary="What this region can do and where",
        answers={200: c.Discovery},
    ),
    Operation(
        "device_authorization",
        "POST",
        "/oauth/device_authorization",
        "sign-in",
        "Begin to sign in on a device without a browser (RFC 8628)",
        {200: c.DeviceAuthorization, 401: c.OAuthError},
        body=FORM,
        form=("client_id", "scope"),
        signed_in=False,
    ),
    Operation(
        "token",
        "POST",
        "/oauth/token",
        "sign-in",
        "Tokens for a device code or a refresh token (RFC 6749)",
        {200: c.TokenAnswer, 400: c.OAuthError},
        body=FORM,
        form=("grant_type", "client_id", "device_code", "refresh_token"),
        signed_in=False,
    ),
    Operation("me", "GET", "/me", "sign-in", "Who is signed in", {200: c.Clerk}),
    Operation(
        "matters",
        "GET",
        "/matters",
        "catalogue",
        "Guides that changed or went since a cursor, in order",
        {200: c.MatterChanges},
        query=("since",),
    ),
    Operation(
        "calendar",
        "GET",
        "/calendar",
        "catalogue",
        "Which days are worked, as far as it is settled",
        {200: c.CalendarAnswer, 304: None},
        headers=_TAG,
        answer_headers=("ETag",),
    ),
    Operation(
        "matter",
        "GET",
        "/matters/{code}",
        "catalogue",
        "One guide",
        {200: c.MatterGuide, 304: None, 404: _REFUSED},
        headers=_TAG,
        answer_headers=("ETag",),
    ),
    Operation(
        "query_holdings",
        "POST",
        "/holdings/query",
        "holdings",
        "What the region holds of an applicant for a matter, asked with consent",
        {200: c.HoldingsAnswer, 403: _REFUSED, 404: _REFUSED, 409: _REFUSED, 422: _REFUSED},
        body=c.HoldingsQuery,
        headers=_KEY,
    ),
    Operation(
        "tus_options",
        "OPTIONS",
        "/files",
        "files",
        "What the upload server can do (tus 1.0)",
        {204: None},
        answer_headers=("Tus-Version", "Tus-Extension", "Tus-Checksum-Algorithm", "Tus-Max-Size"),
        signed_in=False,
    ),
    Operation(
        "create_file",
        "POST",
        "/files",
        "files",
        "A place for a file of known length; Upload-Metadata holds sha256, sheets, media_type",
        {201: None, 400: _REFUSED, 412: _REFUSED, 413: _REFUSED},
        headers={
            **_TUS,
            "Upload-Length": True,
            "Upload-Metadata": True,
            "Idempotency-Key": False,
        },
        answer_headers=("Location", "Upload-Expires"),
    ),
    Operation(
        "file_standing",
        "HEAD",
        "/files/{id}",
        "files",
        "How much has arrived; Repr-Digest of a whole file, from the bytes as stored",
        {200: None, 404: None, 410: None},
        headers=_TUS,
        answer_headers=("Upload-Offset", "Upload-Length", "Upload-Expires", "Repr-Digest"),
    ),
    Operation(
        "append_file",
        "PATCH",
        "/files/{id}",
        "files",
        "Bytes from the offset on; 409 at another offset, 460 when the checksum differs",
        {204: None, 404: _REFUSED, 409: _REFUSED, 410: _REFUSED, 460: _REFUSED},
        body=BYTES,
        headers={**_TUS, "Upload-Offset": True, "Upload-Checksum": False, "Content-Digest": False},
        answer_headers=("Upload-Offset", "Upload-Expires"),
    ),
    Operation(
        "delete_file",
        "DELETE",
        "/files/{id}",
        "files",
        "Drop an upload that no case has taken",
        {204: None, 404: _REFUSED, 409: _REFUSED, 410: _REFUSED},
        headers=_TUS,
    ),
    Operation(
        "submit_case",
        "POST",
        "/cases",
        "cases",
        "Submit a case; all its faults come in one 422 of type invalid-case",
        {201: c.CaseAnswer, 400: _REFUSED, 409: _REFUSED, 422: _REFUSED},
        body=c.CaseSubmission,
        headers=_KEY,
        answer_headers=("Location",),
    ),
    Operation(
        "cases",
        "GET",
        "/cases",
        "cases",
        "Cases that changed since a cursor, in order",
        {200: c.CaseList},
        query=("since",),
    ),
    Operation(
        "case",
        "GET",
        "/cases/{no}",
        "cases",
        "One case by case number or local number; digests from the bytes as stored",
        {200: c.CaseAnswer, 304: None, 404: _REFUSED},
        headers=_TAG,
        answer_headers=("ETag",),
    ),
    Operation(
        "supplement_case",
        "POST",
        "/cases/{no}/supplements",
        "cases",
        "Correct a case that needs correction: the whole case as it should be",
        {200: c.CaseAnswer, 400: _REFUSED, 404: _REFUSED, 409: _REFUSED, 422: _REFUSED},
        body=c.CaseSubmission,
        headers=_KEY,
    ),
    Operation(
        "record_paper",
        "POST",
        "/cases/{no}/papers",
        "papers",
        "Record what was printed",
        {201: c.PaperAnswer, 404: _REFUSED, 409: _REFUSED, 422: _REFUSED},
        body=c.PaperRecord,
        headers=_KEY,
    ),
    Operation(
        "papers",
        "GET",
        "/cases/{no}/papers",
        "papers",
        "The papers recorded for a case, oldest first",
        {200: c.PaperList, 404: _REFUSED},
    ),
    _open("home", "GET", "/", "pages", summary="Says what this site is", answers={200: HTML}),
    Operation(
        "device_page",
        "GET",
        "/device",
        "pages",
        "Where a person lets a window sign in",
        {200: HTML},
        query=("user_code",),
        signed_in=False,
    ),
    Operation(
        "approve_device",
        "POST",
        "/device/approve",
        "pages",
        "Let the window with this code sign in as the practice clerk",
        {200: HTML, 404: HTML},
        body=FORM,
        form=("user_code",),
        signed_in=False,
    ),
    _open(
        "ticket_page",
        "GET",
        "/t/{ticket}",
        "pages",
        summary="What the code on a queue ticket opens",
        answers={200: HTML, 404: HTML},
    ),
    _open(
        "case_page",
        "GET",
        "/c/{no}",
        "pages",
        summary="What a paper's code for following the case opens",
        answers={200: HTML, 404: HTML},
    ),
    _open(
        "check_page",
        "GET",
        "/v/{no}",
        "pages",
        summary="What a paper's code for checking it opens",
        answers={200: HTML, 404: HTML},
    ),
    _switch(
        "summary",
        "GET",
        "/practice/summary",
        "All that reached the region",
        answers={200: RegionSummary},
    ),
    _switch(
        "faults", "GET", "/practice/faults", "Faults that still wait", answers={200: FaultList}
    ),
    _switch(
        "add_fault",
        "POST",
        "/practice/faults",
        "Misbehave on purpose",
        answers={201: FaultList},
        body=Fault,
    ),
    _switch("clear_faults", "DELETE", "/practice/faults", "Behave again", answers={204: None}),
    _switch(
        "put_matter",
        "PUT",
        "/practice/matters/{code}",
        "Change a guide",
        answers={200: c.MatterGuide},
        body=c.MatterGuide,
    ),
    _switch(
        "drop_matter", "DELETE", "/practice/matters/{code}", "Let a matter go", answers={204: None}
    ),
    _switch(
        "turn_case",
        "POST",
        "/practice/cases/{no}/turn",
        "Let a department decide about a case",
        answers={200: c.CaseAnswer},
        body=Turn,
    ),
    _switch("end_tokens", "DELETE", "/practice/tokens", "Sign everybody out", answers={204: None}),
    _switch(
        "exchanges",
        "GET",
        "/practice/exchanges",
        "Recorded requests and answers",
        answers={200: JSON},
    ),
    _switch(
        "forget_exchanges", "DELETE", "/practice/exchanges", "Record anew", answers={204: None}
    ),
)
