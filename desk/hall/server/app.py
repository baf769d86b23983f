"""The server's routes: what is asked over HTTPS, and by whom it may be."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Annotated, Any

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from desk import __version__
from desk.domain.failures import Failure
from desk.hall import messages
from desk.hall.adapters.device_store import Device
from desk.hall.batches import MOST_WAITING
from desk.hall.enrolment import EnrolRequest, Role
from desk.hall.server import authority
from desk.hall.server.limits import MAX_BODY, Count, Rate
from desk.hall.server.listening import Connections
from desk.hall.server.problems import MEDIA_TYPE, detail_of, encode_problem
from desk.hall.server.service import HallService
from desk.hall.server.streams import EventStream
from desk.hall.server_failures import DeviceUnknown, HallServerFault, RequestNotUnderstood

log = logging.getLogger(__name__)

JSON = "application/json"
Handler = Callable[[Request], Awaitable[Response]]
_asked = msgspec.json.Decoder(authority.Asked)
_enrol = msgspec.json.Decoder(EnrolRequest)


class NewCode(msgspec.Struct, frozen=True):
    """A manager asks for a code to enrol a device; a window's `name` is its code."""

    role: Role
    name: str


class HolderAsked(msgspec.Struct, frozen=True):
    """Whose appointment is looked for; the number is neither kept nor logged."""

    identity_number: Annotated[str, msgspec.Meta(min_length=1, max_length=32)]

    def __repr__(self) -> str:
        return "HolderAsked(…)"


_holder = msgspec.json.Decoder(HolderAsked)


class Api:
    """What programs ask; everything but `about` and `enrol` needs a credential."""

    def __init__(self, service: HallService, connections: Connections) -> None:
        self._service = service
        self._connections = connections
        limits = service.limits
        self._devices = Rate(limits.device_rate, limits.device_burst)
        self._addresses = Rate(limits.address_rate, limits.address_burst)
        self._enrolments = Rate(limits.enrol_rate, limits.enrol_burst)
        self._requests = Count(limits.device_requests, MOST_WAITING)
        self._streams = Count(limits.device_streams, limits.all_streams)

    def routes(self) -> list[Route]:
        """The routes, the busiest first."""
        return [
            Route("/v1/do", self.do, methods=["POST"]),
            Route("/v1/events", self.events),
            Route("/v1/position", self.position),
            Route("/v1/overview", self.overview),
            Route("/v1/snapshot", self.snapshot),
            Route("/v1/arrangement", self.arrangement),
            Route("/v1/hall", self.hall),
            Route("/v1/about", self.about),
            Route("/v1/history", self.history),
            Route("/v1/commands/{command}", self.command),
            Route("/v1/tickets/{ticket}", self.ticket),
            Route("/v1/figures", self.figures),
            Route("/v1/appointments", self.appointments),
            Route("/v1/holder", self.holder, methods=["POST"]),
            Route("/v1/enrol", self.enrol, methods=["POST"]),
            Route("/v1/codes", self.code, methods=["POST"]),
            Route("/v1/devices", self.devices),
            Route("/v1/devices/{device}", self.revoke, methods=["DELETE"]),
        ]

    async def do(self, request: Request) -> Response:
        """``POST /v1/do``: carry a request out; the answer is what it says of itself."""
        device = await self._device(request)
        asked = _read(_asked, await self._body(request))
        requester = authority.requester_of(device, asked)
        self._requests.take(device.id)
        try:
            answer = _json(await self._service.do(asked, requester))
        finally:
            self._requests.give_back(device.id)
        answer.headers[messages.SEQ_HEADER] = str(self._service.hub.seq)
        return answer

    async def about(self, request: Request) -> Response:
        """``GET /v1/about``."""
        self._addresses.require(_address(request))
        return _json(messages.About(__version__))

    async def enrol(self, request: Request) -> Response:
        """``POST /v1/enrol``: a code's proof against a credential."""
        self._enrolments.require(_address(request))
        asked = _read(_enrol, await self._body(request))
        return _json(await self._service.devices.enrol(asked, self._service.fingerprint))

    async def code(self, request: Request) -> Response:
        """``POST /v1/codes``: a code for another device."""
        device = await self._device(request)
        authority.require_devices(device)
        asked = _read(msgspec.json.Decoder(NewCode), await self._body(request))
        by = f"{device.role.value} {device.name}"
        return _json(await self._service.make_code(asked.role, asked.name, by))

    async def devices(self, request: Request) -> Response:
        """``GET /v1/devices``: everybody who is or was let in."""
        authority.require_devices(await self._device(request))
        return _json([_public(device) for device in self._service.devices.listed()])

    async def revoke(self, request: Request) -> Response:
        """``DELETE /v1/devices/{id}``."""
        authority.require_devices(await self._device(request))
        await self._service.devices.revoke(request.path_params["device"])
        return Response(status_code=204)

    async def position(self, request: Request) -> Response:
        """``GET /v1/position``: how far the hall has come."""
        await self._device(request)
        return _json(await self._service.position())

    async def overview(self, request: Request) -> Response:
        """``GET /v1/overview``: the hall as everybody in it may see it."""
        await self._device(request)
        return _json(await self._service.overview())

    async def snapshot(self, request: Request) -> Response:
        """``GET /v1/snapshot?window=3``: the hall as a window sees it; by default the device's."""
        device = await self._device(request)
        window = request.query_params.get("window") or device.window or ""
        return _json(await self._service.snapshot(window))

    async def arrangement(self, request: Request) -> Response:
        """``GET /v1/arrangement``: the hall's services and windows."""
        await self._device(request)
        return _json(await self._service.arrangement())

    async def hall(self, request: Request) -> Response:
        """``GET /v1/hall``: all of the hall, as it is told to who begins to listen."""
        await self._device(request)
        _, event = await self._service.encoded_snapshot()
        return Response(event[event.index(b"data: ") + 6 :], media_type=JSON)

    async def history(self, request: Request) -> Response:
        """``GET /v1/history?since=N``: events after N, the first thousand of them."""
        await self._device(request)
        return _json(await self._service.history(_number(request, "since")))

    async def command(self, request: Request) -> Response:
        """``GET /v1/commands/{id}``: what was done by a command, or null."""
        await self._device(request)
        return _json(await self._service.done(request.path_params["command"]))

    async def ticket(self, request: Request) -> Response:
        """``GET /v1/tickets/{id or number}``: the ticket, and how many are before it."""
        await self._device(request)
        return _json(await self._service.ticket(request.path_params["ticket"]))

    async def figures(self, request: Request) -> Response:
        """``GET /v1/figures?first=DAY&last=DAY``: what the hall did on these days."""
        authority.require_figures(await self._device(request))
        first, last = _day(request, "first"), _day(request, "last")
        return _json(await self._service.figures(first, last))

    async def appointments(self, request: Request) -> Response:
        """``GET /v1/appointments?day=DAY``: who is expected; by default today."""
        authority.require_appointments(await self._device(request))
        return _json(await self._service.appointments(_day(request, "day")))

    async def holder(self, request: Request) -> Response:
        """``POST /v1/holder``: by what the appointment of an identity card's holder is found."""
        authority.require_appointments(await self._device(request))
        asked = _read(_holder, await self._body(request))
        return _json(self._service.holder_of(asked.identity_number))

    async def events(self, request: Request) -> Response:
        """``GET /v1/events``: what happens, as it happens."""
        device = await self._device(request)
        text = request.headers.get("last-event-id", "")
        last = int(text) if text.isascii() and text.isdigit() else None
        return EventStream(self._service, self._connections, self._streams, device.id, last)

    async def _device(self, request: Request) -> Device:
        """Who asks. Raises `DeviceUnknown`, `DeviceRevoked`, `TooManyRequests`."""
        scheme, _, credential = request.headers.get("authorization", "").partition(" ")
        try:
            device = self._service.devices.of(credential)
        except DeviceUnknown:
            self._addresses.require(_address(request))
            if scheme.lower() != "bearer" or not credential:
                raise
            device = await self._service.devices.of_newly(credential)
        self._devices.require(device.id)
        return device

    async def _body(self, request: Request) -> bytes:
        """The request's body. Raises `RequestNotUnderstood` for one too long or too slow."""
        said = request.headers.get("content-length", "0")
        if not said.isdigit() or int(said) > MAX_BODY:
            raise RequestNotUnderstood(detail="too long")
        body = b""
        try:
            async with asyncio.timeout(self._service.limits.body_s):
                async for part in request.stream():
                    body += part
                    if len(body) > MAX_BODY:
                        raise RequestNotUnderstood(detail="too long")
        except TimeoutError:
            raise RequestNotUnderstood(detail="too slow") from None
        return body


def make_app(service: HallService, connections: Connections, pages: list[Route]) -> Starlette:
    """The application: the API, and pages for people."""
    app = Starlette(
        routes=[*Api(service, connections).routes(), *pages],
        exception_handlers={
            Failure: _on_failure,
            HTTPException: _on_http_error,
            ClientDisconnect: _on_nobody,
            Exception: _on_fault,
        },
    )
    app.router.redirect_slashes = False
    return app


async def _on_failure(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Failure)
    return _problem(error)


async def _on_http_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    _, body = encode_problem(RequestNotUnderstood(detail=f"HTTP {error.status_code}"))
    return Response(body, error.status_code, media_type=MEDIA_TYPE)


async def _on_fault(_request: Request, _error: Exception) -> Response:
    return _problem(HallServerFault())  # uvicorn has logged it


async def _on_nobody(_request: Request, _error: Exception) -> Response:
    return Response(status_code=400)


def _problem(failure: Failure) -> Response:
    status, body = encode_problem(failure)
    headers = {"Retry-After": "1"} if status in (429, 503) else None
    return Response(body, status, headers, MEDIA_TYPE)


def _json(answer: Any) -> Response:
    return Response(msgspec.json.encode(answer), media_type=JSON)


def _read(decoder: "msgspec.json.Decoder[Any]", body: bytes) -> Any:
    try:
        return decoder.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise RequestNotUnderstood(detail=detail_of(error)) from None


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _number(request: Request, name: str) -> int:
    text = request.query_params.get(name, "0")
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise RequestNotUnderstood(detail=name)
    return int(text)


def _day(request: Request, name: str) -> date | None:
    text = request.query_params.get(name)
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RequestNotUnderstood(detail=name) from None


def _public(device: Device) -> dict[str, Any]:
    said: dict[str, Any] = msgspec.to_builtins(device, builtin_types=(bytes,))
    del said["credential_hash"]
    return said
