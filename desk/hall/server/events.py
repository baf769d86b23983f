"""Server-sent events: each change is encoded once and told to all who listen.

A listener has a bounded buffer. One that reads too slowly is cut off; it comes back with the
number of the last event that it has (`Last-Event-ID`) and is told what it missed, or everything
anew when that is no longer kept. It never delays another.
"""

import asyncio
from collections import deque
from collections.abc import Callable

KEPT = 1_000
"""So many changes are kept for listeners that come back."""

MOST_BEHIND = 256 * 1024
"""So many bytes may wait for a listener before it is cut off."""

HEARTBEAT_S = 15.0
"""How often those who listen are told that the server is there, in seconds."""

_HEARTBEAT = b": \n\n"
_RING = b"data: 1\n\n"


def encode_event(kind: str, data: bytes, seq: int | None = None) -> bytes:
    """An event as it is sent; `data` is JSON without line breaks, `seq` its id."""
    name = b"id: %d\n" % seq if seq is not None else b""
    return name + b"event: " + kind.encode() + b"\ndata: " + data + b"\n\n"


class Listener:
    """One who listens; what is told waits here until it is sent.

    `asker` is the device's id, or what stands for an anonymous page. `cut` is called when it
    is too slow: its connection is to be closed at once.
    """

    def __init__(self, asker: str, cut: Callable[[], None]) -> None:
        self.asker = asker
        self._cut = cut
        self._waiting: list[bytes] = []
        self._size = 0
        self._told = asyncio.Event()
        self._closed = False

    def begin(self, snapshot: bytes) -> None:
        """Let all of the hall wait to be sent, however much that is."""
        if not self._closed:
            self._waiting.append(snapshot)
            self._told.set()

    def tell(self, message: bytes) -> None:
        """Let the message wait to be sent."""
        if self._closed:
            return
        self._waiting.append(message)
        self._size += len(message)
        if self._size > MOST_BEHIND:
            self._waiting.clear()
            self.close()
            self._cut()
            return
        self._told.set()

    def close(self) -> None:
        """Let `next` give what waits, and then nothing more."""
        self._closed = True
        self._told.set()

    async def next(self) -> bytes | None:
        """Everything that waits; None when the listener is closed."""
        while not self._waiting:
            if self._closed:
                return None
            self._told.clear()
            await self._told.wait()
        told, self._waiting, self._size = b"".join(self._waiting), [], 0
        return told


class EventHub:
    """Tells changes to listeners; used on the event loop only.

    `seq` is the number of the last event before the first that will be told.
    """

    def __init__(self, seq: int) -> None:
        self._seq = seq
        self._kept: deque[tuple[int, int, bytes]] = deque(maxlen=KEPT)
        self._listeners: set[Listener] = set()
        self._bells: set[Listener] = set()
        self._heartbeat: asyncio.TimerHandle | None = None
        self._closed = False

    @property
    def seq(self) -> int:
        """The number of the last event that was told."""
        return self._seq

    @property
    def listening(self) -> int:
        """How many listen."""
        return len(self._listeners) + len(self._bells)

    def start(self) -> None:
        """Begin to send heartbeats."""
        self._beat()

    def close(self) -> None:
        """Let everybody's stream end."""
        self._closed = True
        if self._heartbeat is not None:
            self._heartbeat.cancel()
        for listener in (*self._listeners, *self._bells):
            listener.close()

    def tell(self, first: int, last: int, message: bytes) -> None:
        """Tell all of the events from `first` to `last`, which `message` says."""
        self._seq = last
        self._kept.append((first, last, message))
        self.tell_beside(message)
        for listener in tuple(self._bells):
            listener.tell(_RING)

    def tell_beside(self, message: bytes) -> None:
        """Tell all something that is no event and is not kept."""
        for listener in tuple(self._listeners):
            listener.tell(message)

    def listen(self, listener: Listener, last: int | None) -> bool:
        """Let somebody listen who has heard of the events up to `last`; None is of nothing.

        What was missed comes first. False when that is no longer kept: everything is to be
        told first.
        """
        if self._closed:
            listener.close()
            return True
        missed = self._missed(last)
        if missed is None:
            return False
        for message in missed:
            listener.tell(message)
        if not missed:
            listener.tell(_HEARTBEAT)  # by which it knows that it is up to date
        self._listeners.add(listener)
        return True

    def ring(self, listener: Listener) -> None:
        """Let somebody hear that something happened, and no more."""
        if self._closed:
            listener.close()
        else:
            self._bells.add(listener)

    def leave(self, listener: Listener) -> None:
        """Tell this one no more."""
        self._listeners.discard(listener)
        self._bells.discard(listener)
        listener.close()

    def close_those_of(self, asker: str) -> None:
        """End every stream of a device."""
        for listener in tuple(self._listeners):
            if listener.asker == asker:
                self.leave(listener)

    def _missed(self, last: int | None) -> list[bytes] | None:
        if last is None or last > self._seq:
            return None
        if last == self._seq:
            return []
        if not self._kept or self._kept[0][0] > last + 1:
            return None
        return [message for _, end, message in self._kept if end > last]

    def _beat(self) -> None:
        for listener in (*self._listeners, *self._bells):
            listener.tell(_HEARTBEAT)
        self._heartbeat = asyncio.get_running_loop().call_later(HEARTBEAT_S, self._beat)
