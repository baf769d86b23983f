"""Pages for people: the hall on a television box, and one's own number on a telephone.

``GET /display`` shows what the hall's screen shows; ``GET /t/{ticket}`` the number, how many are
before it and where it is called. Who knows a ticket's id (128 random bits, on the paper's code)
sees it; nothing on a page tells who anybody is. Pages are in both languages at once and, like
papers, written as they are: nobody chooses a language on a television box. A page loads itself
again when something happened, and every `AGAIN_S` seconds where scripts are off.
"""

import hashlib
from base64 import b64encode
from html import escape
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from desk.domain.clock import hall_zone
from desk.domain.failures import Failure
from desk.domain.tickets import HallOverview, TicketState, WindowStanding
from desk.hall.failures import TicketUnknown
from desk.hall.messages import TicketSeen
from desk.hall.server.limits import Count, Rate
from desk.hall.server.listening import Connections
from desk.hall.server.service import HallService
from desk.hall.server.streams import BellStream

AGAIN_S = 10
"""How often a page without scripts is loaded again, in seconds."""

_STYLE: Final = """
body{margin:0;font:1.4rem/1.4 "Noto Sans SC","Microsoft YaHei",sans-serif;background:#0b2a4a;
color:#fff}main{max-width:72rem;margin:0 auto;padding:1rem 1.5rem}h1{font-size:1.6rem;
font-weight:500}.call{display:flex;justify-content:space-between;font-size:3.2rem;
font-weight:700;border-bottom:1px solid #35618c}.call:first-child{color:#ffd75e}
table{width:100%;border-collapse:collapse}td{padding:.3rem 0;border-bottom:1px solid #35618c}
td+td{text-align:right}.big{font-size:6rem;font-weight:700;line-height:1.1}small{color:#bcd}
"""
_SCRIPT: Final = """
var stale=false;function load(){fetch(location.href).then(function(r){return r.text()}).then(
function(t){var m=new DOMParser().parseFromString(t,"text/html").querySelector("main");
if(m)document.querySelector("main").replaceWith(m)}).catch(function(){})}
var bell=new EventSource("/display/bell");bell.onmessage=function(){if(!stale){stale=true;
setTimeout(function(){stale=false;load()},300)}};setInterval(load,30000);
"""


def _hash_of(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; connect-src 'self'; base-uri 'none'; "
    f"form-action 'none'; frame-ancestors 'none'; style-src {_hash_of(_STYLE)}; "
    f"script-src {_hash_of(_SCRIPT)}",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Pages:
    """What anybody may see; how often is limited by address."""

    def __init__(self, service: HallService, connections: Connections) -> None:
        limits = service.limits
        self._service = service
        self._connections = connections
        self._addresses = Rate(limits.address_rate, limits.address_burst)
        self._bells = Count(limits.address_streams, limits.all_streams)

    def routes(self) -> list[Route]:
        """The routes of the pages."""
        return [
            Route("/display", self.display),
            Route("/display/bell", self.bell),
            Route("/t/{ticket}", self.ticket),
        ]

    async def display(self, request: Request) -> Response:
        """``GET /display``."""
        self._addresses.require(_address(request))
        try:
            return _page(_hall(await self._service.overview()))
        except Failure:
            return _page("<h1>请稍候 <small>One moment, please</small></h1>", 503)

    async def ticket(self, request: Request) -> Response:
        """``GET /t/{ticket}``: by its id only, for numbers can be guessed."""
        self._addresses.require(_address(request))
        named = request.path_params["ticket"]
        try:
            if len(named) != 32 or not named.isalnum():
                raise TicketUnknown(number="–")
            seen, overview = await self._service.ticket(named), await self._service.overview()
        except TicketUnknown:
            return _page("<h1>没有这个号码 <small>No such number</small></h1>", 404)
        except Failure:
            return _page("<h1>请稍候 <small>One moment, please</small></h1>", 503)
        return _page(_ticket(seen, overview))

    async def bell(self, request: Request) -> Response:
        """``GET /display/bell``: rings when something happened, and tells nothing of it."""
        address = _address(request)
        self._addresses.require(address)
        return BellStream(self._service, self._connections, self._bells, f"page {address}")


def _hall(seen: HallOverview) -> str:
    local = seen.at.astimezone(hall_zone(seen.utc_offset_min))
    calls = "".join(
        f'<div class="call"><span>{escape(call.number)}</span>'
        f"<span>{_window(call.window)}</span></div>"
        for call in seen.calls[:6]
    )
    services = "".join(
        f"<tr><td>{escape(one.service.name)} <small>{escape(one.service.name_en)}</small></td>"
        f"<td>{one.waiting} 人等候 <small>waiting</small> · {_wait(one.expected_s)}</td></tr>"
        for one in seen.services
    )
    paused = "".join(
        f"<tr><td>{_window(one.window)}</td>"
        f"<td>暂停 <small>paused</small> {escape(one.reason)}</td></tr>"
        for one in seen.windows
        if one.standing is WindowStanding.PAUSED
    )
    closed = "<h1>今天已停止取号 <small>Closed for today</small></h1>" if seen.day_closed else ""
    return (
        f"<h1>{escape(seen.hall_name)} <small>{local:%H:%M}</small></h1>{closed}"
        f"<section>{calls}</section><table>{services}{paused}</table>"
    )


def _ticket(seen: TicketSeen, overview: HallOverview) -> str:
    ticket = seen.ticket
    number, service = escape(ticket.number), ticket.service
    name = f"{escape(service.name)} <small>{escape(service.name_en)}</small>"
    head = f'<h1>{escape(overview.hall_name)}</h1><div class="big">{number}</div><p>{name}</p>'
    if ticket.state is TicketState.WAITING:
        return (
            f"{head}<p>前面还有 {seen.ahead} 人 <small>{seen.ahead} before you</small></p>"
            f"<p>{_wait(seen.expected_s)}</p>"
        )
    if ticket.state in (TicketState.CALLED, TicketState.SERVING):
        return f'{head}<p class="call">{_window(ticket.window or "–")}</p>'
    return f"{head}<p>{_STATES[ticket.state]}</p>"


_STATES: Final = {
    TicketState.ON_HOLD: "请在窗口附近稍候 <small>Please wait near the window</small>",
    TicketState.NO_SHOW: "已过号，请告诉工作人员 <small>You were called: tell the staff</small>",
    TicketState.SERVED: "已办完 <small>Done</small>",
    TicketState.CANCELLED: "已取消 <small>Cancelled</small>",
    TicketState.EXPIRED: "已过期 <small>Expired</small>",
}


def _window(code: str) -> str:
    return f"{escape(code)} 号窗口 <small>Window {escape(code)}</small>"


def _wait(expected_s: int | None) -> str:
    """A wait as people understand it: from the quarter that is sure to the half that is not."""
    if expected_s is None:
        return "等候时间未知 <small>wait unknown</small>"
    minutes = expected_s / 60
    if minutes < 1:
        return "马上 <small>any moment</small>"
    low, high = max(1, round(minutes * 0.75)), max(2, round(minutes * 1.5))
    return f"约 {low}–{high} 分钟 <small>about {low}–{high} min</small>"


def _page(body: str, status: int = 200) -> Response:
    html = (
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<noscript><meta http-equiv="refresh" content="{AGAIN_S}"></noscript>'
        f"<title>排队叫号 Queue</title><style>{_STYLE}</style></head>"
        f"<body><main>{body}</main><script>{_SCRIPT}</script></body></html>"
    )
    return Response(html, status, HEADERS, "text/html")


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
