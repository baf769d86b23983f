"""The answer to one who listens: a stream of events that goes on until one of both ends it."""

import asyncio
import logging
from collections.abc import Callable

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from desk.hall.server.events import Listener
from desk.hall.server.limits import Count
from desk.hall.server.listening import Connections
from desk.hall.server.service import HallService

log = logging.getLogger(__name__)


class EventStream(Response):
    """Tells `asker` what happens after event `last`, and everything first to who knows nothing.

    Raises `TooManyRequests` when the asker has as many streams as it may.
    """

    media_type = "text/event-stream"

    def __init__(
        self,
        service: HallService,
        connections: Connections,
        streams: Count,
        asker: str,
        last: int | None,
    ) -> None:
        streams.take(asker)
        super().__init__(headers={"Cache-Control": "no-store"})
        del self.headers["content-length"]
        self._service = service
        self._connections = connections
        self._streams = streams
        self._asker = asker
        self._last = last

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send what is told until the listener leaves or is sent away."""
        listener = Listener(self._asker, self._cut(scope))
        hub = self._service.hub
        left = asyncio.create_task(_until_disconnect(receive))
        left.add_done_callback(lambda _: hub.leave(listener))
        try:
            await send(
                {
                    "type": "http.response.start",
                    "status": self.status_code,
                    "headers": self.raw_headers,
                }
            )
            await self._begin(listener)
            while (told := await listener.next()) is not None:
                await send({"type": "http.response.body", "body": told, "more_body": True})
            if not left.done():
                await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            hub.leave(listener)
            left.cancel()
            self._streams.give_back(self._asker)

    async def _begin(self, listener: Listener) -> None:
        """Let the listener be told."""
        while not self._service.hub.listen(listener, self._last):
            self._last, snapshot = await self._service.encoded_snapshot()
            listener.begin(snapshot)

    def _cut(self, scope: Scope) -> Callable[[], None]:
        def cut() -> None:
            log.warning("a listener was too slow and was cut off")
            self._connections.abort(scope)

        return cut


class BellStream(EventStream):
    """Rings when something happened and tells nothing of it, for pages that load themselves."""

    def __init__(
        self, service: HallService, connections: Connections, streams: Count, asker: str
    ) -> None:
        super().__init__(service, connections, streams, asker, None)

    async def _begin(self, listener: Listener) -> None:
        self._service.hub.ring(listener)


async def _until_disconnect(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
