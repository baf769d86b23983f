"""A real server on a real socket that answers with whatever bytes a test wants."""

import socket
import struct
import threading
from collections.abc import Callable

Script = Callable[[bytes], bytes | None]
"""Takes a request's head and body, gives the bytes of the answer; None hangs up with a reset."""


class StrangeServer:
    """Answers each connection's first request by its script, then closes the connection.

    `requests` keeps what arrived, whole requests in order. It starts as a context manager.
    """

    def __init__(self) -> None:
        self.script: Script = lambda _request: None
        self.requests: list[bytes] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> "StrangeServer":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(timeout=10)

    def always(self, answer: bytes | None) -> None:
        """Answer every request with these bytes."""
        self.script = lambda _request: answer

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection:
            connection.settimeout(10)
            try:
                request = _read_request(connection)
                if not request:
                    return
                self.requests.append(request)
                answer = self.script(request)
                if answer is None:
                    linger = struct.pack("ii", 1, 0)  # closing sends a reset
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                else:
                    connection.sendall(answer)
            except OSError:
                return


def _read_request(connection: socket.socket) -> bytes:
    """One request, its body counted by Content-Length."""
    received = b""
    while b"\r\n\r\n" not in received:
        part = connection.recv(65536)
        if not part:
            return received
        received += part
    head, _, body = received.partition(b"\r\n\r\n")
    length = 0
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    parts = [body]
    have = len(body)
    while have < length:
        part = connection.recv(65536)
        if not part:
            break
        parts.append(part)
        have += len(part)
    return head + b"\r\n\r\n" + b"".join(parts)


def answer(
    body: bytes = b"",
    *,
    status: int = 200,
    media_type: str = "application/json",
    headers: dict[str, str] | None = None,
) -> bytes:
    """A whole HTTP answer in bytes."""
    lines = [f"HTTP/1.1 {status} Said"]
    if media_type:
        lines.append(f"Content-Type: {media_type}")
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    lines += [f"Content-Length: {len(body)}", "Connection: close", "", ""]
    return "\r\n".join(lines).encode() + body
