"""The regional platform's calls, typed; whatever goes wrong is a `RegionFailure`."""

import asyncio
import uuid
from collections.abc import Callable, Mapping
from datetime import datetime
from urllib.parse import quote, urlencode

import msgspec

from desk.region import checks
from desk.region.contract import (
    CalendarAnswer,
    CaseAnswer,
    Clerk,
    Discovery,
    HoldingsAnswer,
    HoldingsQuery,
    MatterChanges,
    MatterGuide,
    Message,
    OAuthError,
    PaperAnswer,
    PaperList,
    PaperRecord,
    TokenAnswer,
)
from desk.region.kept_out import KeptOut, read_guides
from desk.region.problems import (
    AnswerLost,
    NotAtRegion,
    RegionAnswerBroken,
    RegionAnswerUnusable,
    RegionBusy,
    RegionNotTrusted,
    SignInElsewhere,
    SignInNeeded,
)
from desk.region.tokens import Tokens
from desk.region.wire import DEADLINE_S, MAX_PAGE, HttpAnswer, RegionHttp, host_of

CLIENT_ID = "hall-desk"
"""How this program names itself to the region's OAuth provider."""

DISCOVERY = "/.well-known/hall-region"

CLOCK_WARNING_S = 120
"""Beyond this skew of the clocks, in seconds, the window warns."""

_REFUSALS = frozenset({400, 401, 403})
_AGAIN_S = (0.2, 1.0)
"""Pauses before a token request whose answer was lost is sent again, in seconds."""

_JSON = {"Content-Type": "application/json"}
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class _RawChanges(Message, frozen=True):
    """`MatterChanges` with its guides undecoded, so that a malformed one does not fail the page."""

    cursor: str
    more: bool
    changed: tuple[msgspec.Raw, ...] = ()
    gone: tuple[str, ...] = ()


def new_key() -> str:
    """A new idempotency key; it identifies one change and its body for ever."""
    return str(uuid.uuid4())


class RegionClient:
    """The calls to one region, made as the clerk who is signed in at this window.

    Every call has a deadline (`deadline_s`, in seconds) and raises `RegionFailure` only; what
    it returns has been checked (`desk.region.checks`). An access token that is over is renewed
    silently, once for each call. `now` is this PC's clock.
    """

    def __init__(
        self,
        base_url: str,
        tokens: Tokens,
        *,
        issuer_url: str = "",
        deadline_s: float = DEADLINE_S,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        self.wire = RegionHttp(base_url, issuer_url=issuer_url, deadline_s=deadline_s, now=now)
        self._tokens = tokens
        self._discovery: Discovery | None = None
        self._renewing: asyncio.Task[None] | None = None
        self._spending: tuple[str, str] | None = None

    @property
    def clock_skew_s(self) -> float | None:
        """Seconds by which the region's clock is ahead of ours; None before the first answer.

        Good to about a second. Beyond `CLOCK_WARNING_S` either way the window warns.
        """
        return self.wire.clock_skew_s

    async def close(self) -> None:
        """Let a renewal of the tokens end, then close the connections."""
        if self._renewing is not None:
            await asyncio.wait({self._renewing})
        await self.wire.close()

    # who

    async def discovery(self) -> Discovery:
        """What the region can do and where; asked once, then remembered.

        Raises `SignInElsewhere` when it sends the tokens to an address that is neither its own
        nor the issuer's.
        """
        if self._discovery is None:
            found = checks.discovery((await self.wire.exchange("GET", DISCOVERY)).read(Discovery))
            self.require_sign_in_address(found.device_authorization_endpoint)
            self.require_sign_in_address(found.token_endpoint)
            self._discovery = found
        return self._discovery

    def require_sign_in_address(self, address: str) -> None:
        """Raise `SignInElsewhere` unless tokens and clerks may be sent to this address."""
        if not self.wire.is_for_sign_in(address):
            raise SignInElsewhere(host=host_of(address))

    async def me(self) -> Clerk:
        """Who is signed in. Raises `SignInNeeded` when nobody is."""
        return checks.clerk((await self.call("GET", "/me")).read(Clerk))

    async def sign_out(self) -> None:
        """Forget the tokens of this window."""
        await self._tokens.forget()

    # what can be applied for

    async def matters_since(self, cursor: str) -> tuple[MatterChanges, list[KeptOut]]:
        """A page of the catalogue's changes after `cursor`; an empty cursor means all.

        Guides that have not the contract's shape come apart. The others are not checked yet: see
        `checks.sound`.
        """
        answer = await self.call("GET", "/matters" + _since(cursor), largest=MAX_PAGE)
        page = answer.read(_RawChanges)
        guides, unread = await asyncio.to_thread(read_guides, page.changed)
        changes = MatterChanges(page.cursor, page.more, guides, page.gone)
        return checks.changes(changes), unread

    async def calendar(self, tag: str = "") -> tuple[CalendarAnswer, str] | None:
        """Which days are worked, and the answer's entity tag; None when `tag` is still right."""
        headers = {"If-None-Match": tag} if tag else {}
        answer = await self.call("GET", "/calendar", headers=headers, also=frozenset({304}))
        if answer.status == 304:
            return None
        told = checks.calendar(answer.read(CalendarAnswer))
        return told, answer.headers.get("etag", "")

    async def matter(self, code: str) -> MatterGuide:
        """The guide in force. Raises `NotAtRegion` when there is none."""
        answer = await self.call("GET", f"/matters/{quote(code, safe='')}")
        return checks.guide(answer.read(MatterGuide))

    async def query_holdings(self, query: HoldingsQuery, key: str) -> HoldingsAnswer:
        """Ask what the region holds of an applicant; the consent is logged there."""
        body = msgspec.json.encode(query)
        return checks.holdings(
            (await self._change("/holdings/query", body, key)).read(HoldingsAnswer)
        )

    # cases and papers

    async def submit_case(self, body: bytes, key: str) -> CaseAnswer:
        """Submit a case: `body` is an encoded `CaseSubmission`.

        The same key with the same bytes gives the same case, however often it is sent. Raises
        `RegionRefused` with all faults at once, `LocalNumberTaken`, `KeyReused`, or a passing
        failure, after which the same may be sent again.
        """
        return checks.case((await self._change("/cases", body, key)).read(CaseAnswer))

    async def supplement_case(self, case_no: str, body: bytes, key: str) -> CaseAnswer:
        """Correct a case that needs it: `body` is the whole case as it should be.

        Raises as `submit_case` does.
        """
        path = f"/cases/{quote(case_no, safe='')}/supplements"
        return checks.case((await self._change(path, body, key)).read(CaseAnswer))

    async def case(self, number: str) -> CaseAnswer:
        """A case by its case number or local number. Raises `NotAtRegion`."""
        answer = await self.call("GET", f"/cases/{quote(number, safe='')}")
        return checks.case(answer.read(CaseAnswer))

    async def find_case(self, number: str) -> CaseAnswer | None:
        """A case by its case number or local number; None when the region knows none."""
        try:
            return await self.case(number)
        except NotAtRegion:
            return None

    async def record_paper(self, case_no: str, paper: PaperRecord, key: str) -> PaperAnswer:
        """Record at the region what was printed for a case."""
        path = f"/cases/{quote(case_no, safe='')}/papers"
        answer = await self._change(path, msgspec.json.encode(paper), key)
        return checks.paper(answer.read(PaperAnswer), paper)

    async def papers(self, case_no: str) -> PaperList:
        """The papers recorded for a case, oldest first."""
        path = f"/cases/{quote(case_no, safe='')}/papers"
        return checks.papers((await self.call("GET", path)).read(PaperList))

    # how

    async def call(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        sha256: bytes | None = None,
        also: frozenset[int] = frozenset(),
        deadline_s: float | None = None,
        on_sent: Callable[[int], None] | None = None,
        largest: int | None = None,
    ) -> HttpAnswer:
        """`RegionHttp.exchange` as the clerk who is signed in; renews the access token once.

        Raises `RegionNotTrusted` for an address that is not the region's own.
        """
        if not self.wire.is_ours(self.wire.address(url)):
            raise RegionNotTrusted()

        async def ask() -> HttpAnswer:
            return await self.wire.exchange(
                method,
                url,
                headers=headers,
                body=body,
                sha256=sha256,
                also=also,
                bearer=self._tokens.access,
                deadline_s=deadline_s,
                on_sent=on_sent,
                largest=largest,
            )

        used = self._tokens.access
        if not used:
            await self._renew(used)
            return await ask()
        try:
            return await ask()
        except SignInNeeded:
            await self._renew(used)
            return await ask()

    async def grant(
        self, fields: Mapping[str, str], key: str | None = None, *, turn: int | None = None
    ) -> str:
        """Ask the token endpoint by a grant (RFC 6749) and keep the tokens that it gives.

        Returns an empty string, or the OAuth error code when it refuses. A request whose answer was
        lost is sent again under the same `key`, so that a provider that has done the work can give
        the same tokens again. `turn` is the value of `Tokens.turn` when a renewal began; without it
        this is a new sign-in.
        """
        discovery, key = await self.discovery(), key or new_key()
        for pause_s in (*_AGAIN_S, None):
            try:
                answer = await self.form(
                    discovery.token_endpoint, fields, also=_REFUSALS, headers=key_header(key)
                )
                if answer.status != 200:
                    return answer.read(OAuthError).error[:60] or "invalid_request"
                token = checks.token(answer.read(TokenAnswer))
                break
            except (AnswerLost, RegionAnswerBroken):
                if pause_s is None:
                    raise
            await asyncio.sleep(pause_s)
        await self._tokens.keep(token, turn=turn)
        return ""

    async def form(
        self,
        url: str,
        fields: Mapping[str, str],
        *,
        also: frozenset[int] = frozenset(),
        headers: Mapping[str, str] | None = None,
    ) -> HttpAnswer:
        """POST a form to an OAuth endpoint in the name of this program, without a token."""
        self.require_sign_in_address(url)
        body = urlencode({"client_id": CLIENT_ID, **fields}).encode()
        headers = {**_FORM, **(headers or {})}
        return await self.wire.exchange("POST", url, headers=headers, body=body, also=also)

    async def _change(self, path: str, body: bytes, key: str) -> HttpAnswer:
        return await self.call("POST", path, headers={**_JSON, **key_header(key)}, body=body)

    async def _renew(self, used: str) -> None:
        """Get an access token other than the `used` one, in one request for all waiting callers.

        A refresh token is good for one use: the renewal continues when the call that began it is
        cancelled, so that the next token is never lost.
        """
        if self._tokens.access != used:
            return
        if self._renewing is None:
            self._renewing = asyncio.create_task(self._refresh())
            self._renewing.add_done_callback(self._renewed)
        await asyncio.shield(self._renewing)

    def _renewed(self, task: asyncio.Task[None]) -> None:
        self._renewing = None
        if not task.cancelled():
            task.exception()  # every waiting caller has the error; without any it is not needed

    async def _refresh(self) -> None:
        """Only a provider that refuses the token itself (invalid_grant) signs anybody out."""
        turn = self._tokens.turn
        token = await self._tokens.refresh_token()
        if token is None:
            raise SignInNeeded()
        error = await self._grant_by(token, turn)
        if error == "invalid_grant":
            spare = await self._tokens.spare_token()
            if spare is not None and spare != token:
                error = await self._grant_by(spare, turn)
        if error == "invalid_grant":
            if self._tokens.turn == turn:  # not those of a clerk who signed in meanwhile
                await self._tokens.forget()
            raise SignInNeeded()
        if error in ("temporarily_unavailable", "server_error"):
            raise RegionBusy()
        if error:
            raise RegionAnswerUnusable(reason="the sign-in was not renewed")

    async def _grant_by(self, token: str, turn: int) -> str:
        """Use `token`, under one key until it is known how that ended."""
        if self._spending is None or self._spending[0] != token:
            self._spending = (token, new_key())
        fields = {"grant_type": "refresh_token", "refresh_token": token}
        error = await self.grant(fields, self._spending[1], turn=turn)
        self._spending = None
        return error


def key_header(key: str) -> dict[str, str]:
    """The Idempotency-Key field: a structured field string (RFC 9651)."""
    return {"Idempotency-Key": f'"{key}"'}


def _since(cursor: str) -> str:
    return "?" + urlencode({"since": cursor}) if cursor else ""
