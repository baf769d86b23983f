"""The practice region's composition: its stores, its routes and its middleware."""

import gzip
import hashlib
from collections.abc import Awaitable, Callable
from datetime import UTC
from email.utils import format_datetime
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from desk.practice.calendar import Calendar
from desk.practice.cases import PracticeCases
from desk.practice.catalogue import PracticeCatalogue
from desk.practice.clock import RegionClock
from desk.practice.controls import Controls
from desk.practice.database import PracticeDatabase
from desk.practice.faults import PRACTICE_HEADER, FaultInjector, FaultMiddleware
from desk.practice.files import Files
from desk.practice.holdings import Holdings
from desk.practice.idempotency import IdempotencyKeys
from desk.practice.messages import digest_field, json_answer
from desk.practice.oauth import Provider
from desk.practice.operations import OPERATIONS
from desk.practice.pages import PracticePages
from desk.practice.papers import Papers
from desk.practice.problems import RequestRefused, on_fault, on_http_error, on_refusal
from desk.practice.recorder import Recorder, RecorderMiddleware
from desk.practice.uploads import MAX_UPLOAD, Uploads
from desk.region.contract import Discovery

Handler = Callable[[Request], Awaitable[Response]]


class Region:
    """One practice region over one folder, which holds all of its data."""

    def __init__(self, folder: Path, key: str, *, record: bool = False) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.clock = RegionClock()
        self.weather = FaultInjector()
        self.recorder = Recorder(record)
        self.database = PracticeDatabase(folder / "region.sqlite")
        self.provider = Provider(self.database, self.clock)
        keys = IdempotencyKeys(self.database, self.weather)
        self.calendar = Calendar(self.provider)
        self.catalogue = PracticeCatalogue(self.database, self.provider)
        self.holdings = Holdings(self.database, self.provider, keys, self.catalogue, self.clock)
        self.files = Files(self.database, self.clock, folder / "files")
        self.cases = PracticeCases(
            database=self.database,
            provider=self.provider,
            keys=keys,
            files=self.files,
            catalogue=self.catalogue,
            weather=self.weather,
            clock=self.clock,
        )
        self.papers = Papers(self.database, self.provider, keys, self.cases, self.clock)
        self.switches = Controls(
            key=key,
            provider=self.provider,
            catalogue=self.catalogue,
            files=self.files,
            cases=self.cases,
            papers=self.papers,
            weather=self.weather,
            clock=self.clock,
            recorder=self.recorder,
        )
        self.uploads = Uploads(self.provider, keys, self.files, self.clock, self.switches.on_whole)
        self.pages = PracticePages(self.provider, self.catalogue, self.cases, self.papers)
        self.catalogue.seed()
        self.holdings.seed()
        self.files.drop_expired()

    async def discovery(self, request: Request) -> Response:
        """``GET /.well-known/hall-region``."""
        url = str(request.base_url).rstrip("/")
        return json_answer(
            Discovery(
                region_code="450100000000",
                region_name="南宁市(演练)",
                practice=True,
                versions=("1",),
                features=("matters", "calendar", "holdings", "files", "cases", "papers"),
                max_upload_size=MAX_UPLOAD,
                device_authorization_endpoint=url + "/oauth/device_authorization",
                token_endpoint=url + "/oauth/token",
                public_url=url,
            )
        )

    async def me(self, request: Request) -> Response:
        """``GET /me``."""
        return json_answer(await self.provider.signed_in(request))

    def handlers(self) -> dict[str, Handler]:
        """What answers each operation, by operation id."""
        switches, pages, uploads = self.switches, self.pages, self.uploads
        return {
            "discovery": self.discovery,
            "device_authorization": self.provider.device_authorization,
            "token": self.provider.token,
            "me": self.me,
            "calendar": self.calendar.told,
            "matters": self.catalogue.changes,
            "matter": self.catalogue.one,
            "query_holdings": self.holdings.query,
            "tus_options": uploads.options,
            "create_file": uploads.create,
            "file_standing": uploads.head,
            "append_file": uploads.append,
            "delete_file": uploads.terminate,
            "submit_case": self.cases.submit,
            "cases": self.cases.changes,
            "case": self.cases.one,
            "supplement_case": self.cases.supplement,
            "record_paper": self.papers.record,
            "papers": self.papers.listed,
            "home": pages.home,
            "device_page": pages.device,
            "approve_device": pages.approve,
            "ticket_page": pages.ticket,
            "case_page": pages.case,
            "check_page": pages.check,
            "summary": switches.summary,
            "faults": switches.faults,
            "add_fault": switches.add_fault,
            "clear_faults": switches.clear_faults,
            "put_matter": switches.put_matter,
            "drop_matter": switches.drop_matter,
            "turn_case": switches.turn_case,
            "end_tokens": switches.end_tokens,
            "exchanges": switches.exchanges,
            "forget_exchanges": switches.forget_exchanges,
        }


def make_app(region: Region, cut: Callable[[Scope], None]) -> ASGIApp:
    """The region as an ASGI application; `cut` closes a client's connection at once."""
    handlers = region.handlers()
    routes = [
        Route(
            operation.path.replace("{ticket}", "{ticket:path}"),
            handlers.pop(operation.name),
            methods=[operation.method],
        )
        for operation in OPERATIONS
    ]
    assert not handlers, f"these are in no operation: {sorted(handlers)}"
    inner = Starlette(
        routes=routes,
        exception_handlers={
            RequestRefused: on_refusal,
            HTTPException: on_http_error,
            Exception: on_fault,
        },
    )
    # only exact paths are operations: `/cases//` is answered with 404, not with a redirect
    inner.router.redirect_slashes = False
    # around Starlette and not inside it, so that answers to our own defects are marked too
    marked = PracticeMark(inner, region.clock)
    return RecorderMiddleware(FaultMiddleware(marked, region.weather, cut), region.recorder)


PACKED_FROM = 4096
"""JSON answers of this size and above, in bytes, are sent packed to those who can unpack."""


class PracticeMark:
    """Marks every answer as practice, with the region's time and the digest of its content."""

    def __init__(self, app: ASGIApp, clock: RegionClock) -> None:
        self._app = app
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; answers here are small and come in one piece."""
        start: Message | None = None
        packs = scope["type"] == "http" and _takes_gzip(scope)

        async def mark(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers[PRACTICE_HEADER] = "true"
                now = self._clock.now().astimezone(UTC)
                headers["Date"] = format_datetime(now, usegmt=True)
                start = message
                return
            if start is not None:
                headers, body = MutableHeaders(scope=start), message.get("body", b"")
                if packs and len(body) >= PACKED_FROM and "json" in headers["content-type"]:
                    body = await run_in_threadpool(gzip.compress, body, 6, mtime=0)
                    headers["Content-Encoding"] = "gzip"
                    headers["Vary"] = "Accept-Encoding"
                    headers["Content-Length"] = str(len(body))
                if body:  # RFC 9530: the digest of what is sent, packed or not
                    headers["Content-Digest"] = digest_field(hashlib.sha256(body).digest())
                held, start = start, None
                await send(held)
                message = {**message, "body": body}
            await send(message)

        await self._app(scope, receive, mark if scope["type"] == "http" else send)


def _takes_gzip(scope: Scope) -> bool:
    accepted = Headers(scope=scope).get("accept-encoding", "")
    return any(one.split(";")[0].strip() == "gzip" for one in accepted.split(","))
