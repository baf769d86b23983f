"""The practice region's own OAuth 2.0 provider: the device grant (RFC 8628) and refreshing.

It knows two clerks. Tokens and device codes are kept as digests; a refresh token is used once,
and one that comes back a second time ends its whole family (RFC 9700, section 4.14), unless the
request carries the Idempotency-Key of the first one: then its answer was lost, and is given
again for a few minutes.
"""

import hashlib
import secrets
from datetime import timedelta
from time import monotonic
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from desk.practice.clock import RegionClock, moment_of, text_of
from desk.practice.database import PracticeDatabase
from desk.practice.messages import json_answer, read_body
from desk.practice.problems import RequestRefused
from desk.region.contract import Clerk, DeviceAuthorization, OAuthError, TokenAnswer

PRACTICE_CLERK = Clerk(id="gx-0371", name="韦丽", role="综合窗口")
"""The clerk who signs in at a window of the practice region, unless another one is chosen."""

PRACTICE_CLERKS = {
    clerk.id: clerk for clerk in (PRACTICE_CLERK, Clerk("gx-0402", "陈晨", "综合窗口"))
}
"""Who may sign in: two, so that a change of shift can be practised."""

DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"
DEVICE_LIFE = timedelta(minutes=10)
ACCESS_LIFE = timedelta(minutes=30)
REFRESH_LIFE = timedelta(days=14)
POLL_INTERVAL_S = 1
GIVEN_S = 300.0
"""How long a token answer is given again to the same request, in seconds."""

_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"  # RFC 8628, section 6.1: no vowels, hence no words
_NO_STORE = {"Cache-Control": "no-store"}


class Denied(Exception):
    """An OAuth refusal, by its error code."""

    def __init__(self, error: str, description: str = "") -> None:
        super().__init__(error)
        self.answer = OAuthError(error, description)


class Provider:
    """Gives and checks grants and tokens."""

    def __init__(self, database: PracticeDatabase, clock: RegionClock) -> None:
        self._database = database
        self._clock = clock
        self._polls: dict[str, tuple[float, int]] = {}
        self._given: dict[str, tuple[float, TokenAnswer]] = {}

    def begin(self, client: str, page: str) -> DeviceAuthorization:
        """Start a device grant; `page` is where a person approves it."""
        device = secrets.token_urlsafe(32)
        letters = "".join(secrets.choice(_LETTERS) for _ in range(8))
        user_code = f"{letters[:4]}-{letters[4:]}"
        expires = text_of(self._clock.now() + DEVICE_LIFE)
        with self._database.change() as connection:
            connection.execute(
                "INSERT INTO grants VALUES (?, ?, ?, ?, NULL)",
                (_kept(device), user_code, client, expires),
            )
        return DeviceAuthorization(
            device_code=device,
            user_code=user_code,
            verification_uri=page,
            verification_uri_complete=f"{page}?user_code={user_code}",
            expires_in=int(DEVICE_LIFE.total_seconds()),
            interval=POLL_INTERVAL_S,
        )

    def waits(self, user_code: str) -> bool:
        """Whether a grant with this code waits to be approved."""
        with self._database.look() as connection:
            row = connection.execute(
                "SELECT 1 FROM grants WHERE user_code = ? AND clerk IS NULL AND expires_at > ?",
                (user_code, text_of(self._clock.now())),
            ).fetchone()
        return row is not None

    def approve(self, user_code: str, clerk: str = PRACTICE_CLERK.id) -> bool:
        """Let a clerk in on the device that shows this code; False when none does."""
        if clerk not in PRACTICE_CLERKS:
            return False
        with self._database.change() as connection:
            changed = connection.execute(
                "UPDATE grants SET clerk = ?"
                " WHERE user_code = ? AND clerk IS NULL AND expires_at > ?",
                (clerk, user_code, text_of(self._clock.now())),
            )
        return changed.rowcount == 1

    def tokens_for_device(self, device: str, client: str) -> TokenAnswer:
        """Answer one poll. Raises `Denied` while it is pending, too fast, expired or wrong."""
        kept = _kept(device)
        self._slow_down(kept)
        with self._database.change() as connection:
            row = connection.execute(
                "SELECT * FROM grants WHERE device = ? AND client = ?", (kept, client)
            ).fetchone()
            if row is None:
                raise Denied("invalid_grant")
            if moment_of(row["expires_at"]) <= self._clock.now():
                raise Denied("expired_token")
            if row["clerk"] is None:
                raise Denied("authorization_pending")
            connection.execute("DELETE FROM grants WHERE device = ?", (kept,))
        self._polls.pop(kept, None)
        return self._issue(client, row["clerk"], secrets.token_hex(8))

    def _slow_down(self, kept: str) -> None:
        now = monotonic()
        last, interval = self._polls.get(kept, (-1e9, POLL_INTERVAL_S))
        if now - last < interval - 0.2:
            self._polls[kept] = (now, interval + 5)
            raise Denied("slow_down")
        self._polls[kept] = (now, interval)

    def tokens_for_refresh(self, token: str, client: str) -> TokenAnswer:
        """New tokens for a refresh token, which is spent. Raises `Denied`."""
        with self._database.change() as connection:
            row = connection.execute(
                "SELECT * FROM tokens WHERE token = ? AND client = ? AND kind = 'refresh'",
                (_kept(token), client),
            ).fetchone()
            stale = row is not None and bool(row["used"])
            if stale:
                connection.execute("DELETE FROM tokens WHERE family = ?", (row["family"],))
            elif row is not None:
                connection.execute("UPDATE tokens SET used = 1 WHERE token = ?", (row["token"],))
        if row is None or stale or moment_of(row["expires_at"]) <= self._clock.now():
            raise Denied("invalid_grant")
        return self._issue(client, row["clerk"], row["family"])

    def _issue(self, client: str, clerk: str, family: str) -> TokenAnswer:
        access, refresh = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
        now = self._clock.now()
        lives = (("access", access, ACCESS_LIFE), ("refresh", refresh, REFRESH_LIFE))
        with self._database.change() as connection:
            connection.execute("DELETE FROM tokens WHERE expires_at <= ?", (text_of(now),))
            for kind, token, life in lives:
                connection.execute(
                    "INSERT INTO tokens VALUES (?, ?, ?, ?, ?, ?, 0)",
                    (_kept(token), kind, family, client, clerk, text_of(now + life)),
                )
        return TokenAnswer(
            access_token=access,
            token_type="Bearer",
            expires_in=int(ACCESS_LIFE.total_seconds()),
            refresh_token=refresh,
        )

    def clerk_of(self, access: str) -> Clerk | None:
        """Whose access token this is; None when it is unknown or over."""
        with self._database.look() as connection:
            row = connection.execute(
                "SELECT clerk FROM tokens WHERE token = ? AND kind = 'access' AND expires_at > ?",
                (_kept(access), text_of(self._clock.now())),
            ).fetchone()
        return PRACTICE_CLERKS.get(row["clerk"]) if row else None

    def end_all(self) -> None:
        """Sign everybody out: invalidate every token."""
        self._given.clear()
        with self._database.change() as connection:
            connection.execute("DELETE FROM tokens")

    async def signed_in(self, request: Request) -> Clerk:
        """The clerk of a request's bearer token.

        Raises `RequestRefused` 401 without a right one.
        """
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise RequestRefused(401, headers={"WWW-Authenticate": 'Bearer realm="hall-region"'})
        clerk = await run_in_threadpool(self.clerk_of, token.strip())
        if clerk is None:
            challenge = 'Bearer realm="hall-region", error="invalid_token"'
            raise RequestRefused(
                401, "登录已失效，请重新登录。", headers={"WWW-Authenticate": challenge}
            )
        return clerk

    async def device_authorization(self, request: Request) -> Response:
        """``POST /oauth/device_authorization``."""
        form = await read_form(request)
        client = form.get("client_id", "")
        if not client:
            return json_answer(OAuthError("invalid_client"), 401, _NO_STORE)
        page = str(request.base_url) + "device"
        return json_answer(await run_in_threadpool(self.begin, client, page), headers=_NO_STORE)

    async def token(self, request: Request) -> Response:
        """``POST /oauth/token``."""
        form = await read_form(request)
        client, grant = form.get("client_id", ""), form.get("grant_type", "")
        key = _kept(f"{request.headers.get('idempotency-key', '')} {sorted(form.items())}")
        given = self._given_before(key)
        if given is not None:
            return json_answer(given, headers=_NO_STORE)
        try:
            if grant == DEVICE_GRANT:
                answer = await run_in_threadpool(
                    self.tokens_for_device, form.get("device_code", ""), client
                )
            elif grant == "refresh_token":
                answer = await run_in_threadpool(
                    self.tokens_for_refresh, form.get("refresh_token", ""), client
                )
            else:
                raise Denied("unsupported_grant_type")
        except Denied as denied:
            return json_answer(denied.answer, 400, _NO_STORE)
        if "idempotency-key" in request.headers:
            self._given[key] = (monotonic(), answer)
        return json_answer(answer, headers=_NO_STORE)

    def _given_before(self, key: str) -> TokenAnswer | None:
        """The answer to the same request, if it was given a short while ago."""
        now = monotonic()
        self._given = {
            one: (at, answer) for one, (at, answer) in self._given.items() if now - at < GIVEN_S
        }
        found = self._given.get(key)
        return found[1] if found else None


async def read_form(request: Request) -> dict[str, str]:
    """The fields of a urlencoded form; the last of several with one name counts."""
    body = await read_body(request)
    fields = parse_qs(body.decode("utf-8", "replace"))
    return {name: values[-1] for name, values in fields.items()}


def _kept(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
