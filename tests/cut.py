"""A wire between a hall and its server that tests can cut."""

import select
import socket
import threading
from contextlib import suppress

CHANGED = b"INSERT 0 1"
"""In the answer to every change of a hall, which comes with the commit's, and to no look at it."""


class Cut:
    """A wire to the server that is cut at the next answer with the words `at` in it.

    It is cut once, or with `stays` until `mend`: then no answer at all comes through.
    """

    def __init__(self, server: int) -> None:
        self.at: bytes | None = None
        self.stays = False
        self._server = server
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        self._open = True

    def __enter__(self) -> "Cut":
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let nobody through any more."""
        self._open = False
        with suppress(OSError):  # nobody may be at the door
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()

    def mend(self) -> None:
        """Let everything through again."""
        self.at, self.stays = None, False

    def _serve(self) -> None:
        while self._open:
            try:
                ours, _ = self._door.accept()
            except OSError:
                return
            theirs = socket.create_connection(("127.0.0.1", self._server))
            threading.Thread(target=self._pass, args=(ours, theirs), daemon=True).start()

    def _pass(self, ours: socket.socket, theirs: socket.socket) -> None:
        """Carry what both ends say, until one of them ends or it is cut."""
        with ours, theirs, suppress(OSError):  # an end may go away by itself
            while True:
                ready, _, _ = select.select([ours, theirs], [], [])
                for end in ready:
                    data = end.recv(65536)
                    told = end is theirs and self.at is not None and self.at in data
                    if told:
                        self.at = b"" if self.stays else None
                    if told or not data:
                        return
                    (theirs if end is ours else ours).sendall(data)


class SealedCut:
    """A wire to a server whose words nobody can read: it is cut by who says something when.

    After `lose_answer` the next answer on a connection that was open before does not come
    through; with `stays` nothing does from then on, until `mend`. `cut` ends every connection
    at once and lets nobody through until `mend`.
    """

    def __init__(self, server: int) -> None:
        self._server = server
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        self._open: set[socket.socket] = set()
        self._armed: set[socket.socket] = set()
        self._stays = self._dead = self._closed = False
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def address(self) -> str:
        """What a device is given as the hall's address."""
        return f"https://127.0.0.1:{self.port}"

    def lose_answer(self, *, stays: bool = False) -> None:
        """Lose the next answer."""
        self._armed, self._stays = set(self._open), stays

    def cut(self) -> None:
        """End every connection, and let nobody through."""
        self._dead = True
        for ours in tuple(self._open):
            with suppress(OSError):  # it may have ended by itself
                ours.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        """Let everything through again."""
        self._armed, self._stays, self._dead = set(), False, False

    def close(self) -> None:
        """Let nobody through any more."""
        self._closed = True
        self.cut()
        with suppress(OSError):  # nobody may be at the door
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()

    def _serve(self) -> None:
        while not self._closed:
            try:
                ours, _ = self._door.accept()
            except OSError:
                return
            if self._dead:
                ours.close()
                continue
            try:
                theirs = socket.create_connection(("127.0.0.1", self._server))
            except OSError:
                ours.close()
                continue
            self._open.add(ours)
            threading.Thread(target=self._pass, args=(ours, theirs), daemon=True).start()

    def _pass(self, ours: socket.socket, theirs: socket.socket) -> None:
        asked = False
        with ours, theirs, suppress(OSError):  # an end may go away by itself
            while True:
                ready, _, _ = select.select([ours, theirs], [], [])
                for end in ready:
                    data = end.recv(65536)
                    asked = asked or (end is ours and ours in self._armed)
                    lost = end is theirs and asked
                    if lost:
                        self._armed = set()
                        if self._stays:
                            self.cut()
                    if lost or not data:
                        self._open.discard(ours)
                        return
                    (theirs if end is ours else ours).sendall(data)
