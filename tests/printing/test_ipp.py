"""What a printer says of itself reaches people: paper, jams, covers, as CUPS tells them."""

import struct
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import unquote

import pytest

from desk.domain.failures import Failure
from printing.printers import PaperJam, PaperOut, PrinterFailed, PrinterMissing, PrinterOpen
from printing.printers.ipp import state_reasons, trouble_in


def attribute(tag: int, name: str, *values: str) -> bytes:
    """An attribute as RFC 8010 writes it, every further value without a name."""
    parts = []
    for value in values:
        parts.append(struct.pack(f">BH{len(name)}sH", tag, len(name), name.encode(), len(value)))
        parts.append(value.encode())
        name = ""
    return b"".join(parts)


class Scheduler(BaseHTTPRequestHandler):
    """Answers as CUPS does, for printers whose troubles are their names."""

    def do_POST(self) -> None:
        asked = self.rfile.read(int(self.headers["Content-Length"]))
        assert struct.unpack(">BBH", asked[:4]) == (2, 0, 0x000B)
        assert b"requested-attributes\x00\x15printer-state-reasons" in asked
        name = unquote(self.path.removeprefix("/printers/"))
        answer = struct.pack(">BBHi", 2, 0, 0, 1) + b"\x01"
        answer += attribute(0x47, "attributes-charset", "utf-8") + b"\x04"
        answer += attribute(0x23, "printer-state", "\x00\x00\x00\x03")
        answer += attribute(0x44, "printer-state-reasons", *name.split("+"))
        answer += attribute(0x44, "printer-state-message", "media-jam-error") + b"\x03"
        body = {"cut": answer[:-40], "page": b"<html>no printer here</html>"}.get(name, answer)
        self.send_response(404 if name == "gone" else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a scheduler that answers."""
    with HTTPServer(("127.0.0.1", 0), Scheduler) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("none", None),
        ("media-low-warning+toner-low-report", None),
        ("media-empty-warning", PaperOut),
        ("media-empty-error", PaperOut),
        ("toner-low-warning+media-needed", PaperOut),
        ("media-jam-error", PaperJam),
        ("cover-open", PrinterOpen),
        ("offline-report", PrinterMissing),
        ("offline-error", PrinterMissing),
        ("paused", PrinterFailed),
        ("fuser-over-temp-error", PrinterFailed),
    ],
)
def test_what_hinders_a_paper_is_told_from_what_does_not(
    server: str, said: str, kind: type[Failure] | None
) -> None:
    trouble = trouble_in(state_reasons(said, server), "窗口 3")
    assert (type(trouble) if trouble else None) is kind
    assert trouble is None or trouble.facts == {"name": "窗口 3"}


@pytest.mark.parametrize("name", ["cut", "page", "gone"])
def test_an_answer_that_cannot_be_read_is_no_trouble(server: str, name: str) -> None:
    assert trouble_in(state_reasons(name, server), name) is None


def test_without_a_scheduler_nothing_is_known() -> None:
    assert state_reasons("any", "http://127.0.0.1:9") == ()
