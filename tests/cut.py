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
