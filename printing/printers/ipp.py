"""The state of a printer, asked of CUPS by IPP (RFC 8011, Get-Printer-Attributes).

Qt only knows that a printer is idle, busy or in trouble. Whether paper is out, stuck, or a
cover is open stands in ``printer-state-reasons``.
"""

import struct
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx

from desk.domain.failures import Failure
from printing.printers import PaperJam, PaperOut, PrinterFailed, PrinterMissing, PrinterOpen

SOCKET = Path("/run/cups/cups.sock")
"""Where CUPS listens on this machine; without it port 631 of the loopback is asked."""

ASK_S = 2.0
"""How long CUPS may take to answer, in seconds."""

_GET_PRINTER_ATTRIBUTES = 0x000B
_OPERATION, _END = 0x01, 0x03
_CHARSET, _LANGUAGE, _URI, _KEYWORD = 0x47, 0x48, 0x45, 0x44
_ASKED = "printer-state-reasons"

_MEANS: tuple[tuple[str, type[Failure]], ...] = (
    ("media-empty", PaperOut),
    ("media-needed", PaperOut),
    ("input-tray-missing", PaperOut),
    ("media-jam", PaperJam),
    ("cover-open", PrinterOpen),
    ("door-open", PrinterOpen),
    ("interlock-open", PrinterOpen),
    ("offline", PrinterMissing),
    ("shutdown", PrinterMissing),
    ("timed-out", PrinterMissing),
    ("paused", PrinterFailed),
)
"""What a reason means to a person; the first that fits counts."""


def state_reasons(name: str, server: str | None = None) -> tuple[str, ...]:
    """The reasons that the printer `name` gives, without ``none``; blocking.

    `server` is the address of another CUPS than this machine's. None are known when CUPS is not
    there or does not answer: then only Qt's state is known.
    """
    local = server is None and SOCKET.exists()
    transport = httpx.HTTPTransport(uds=str(SOCKET)) if local else httpx.HTTPTransport()
    path = f"/printers/{quote(name, safe='')}"
    with httpx.Client(transport=transport, timeout=ASK_S, trust_env=False) as client:
        try:
            answer = client.post(
                f"{server or 'http://localhost:631'}{path}",
                content=_question(f"ipp://localhost{path}"),
                headers={"Content-Type": "application/ipp"},
            )
            answer.raise_for_status()
            return tuple(reason for reason in _values(answer.content) if reason != "none")
        except (httpx.HTTPError, ValueError):
            return ()


def trouble_in(reasons: tuple[str, ...], name: str) -> Failure | None:
    """What the reasons mean for somebody who wants a paper; None when it can be printed.

    The severity that a driver gives (``-report``, ``-warning``) is ignored: one that is out of
    paper often only warns. An error that this table does not know counts as a failure, too.
    """
    for begin, failure in _MEANS:
        if any(reason.startswith(begin) for reason in reasons):
            return failure(name=name)
    if any(reason.endswith("-error") for reason in reasons):
        return PrinterFailed(name=name)
    return None


def _question(uri: str) -> bytes:
    return b"".join(
        (
            struct.pack(">BBHiB", 2, 0, _GET_PRINTER_ATTRIBUTES, 1, _OPERATION),
            _attribute(_CHARSET, "attributes-charset", "utf-8"),
            _attribute(_LANGUAGE, "attributes-natural-language", "en"),
            _attribute(_URI, "printer-uri", uri),
            _attribute(_KEYWORD, "requested-attributes", _ASKED),
            bytes([_END]),
        )
    )


def _attribute(tag: int, name: str, value: str) -> bytes:
    parts = [bytes([tag])]
    for text in (name.encode(), value.encode()):
        parts += [struct.pack(">H", len(text)), text]
    return b"".join(parts)


def _values(answer: bytes) -> Iterator[str]:
    """The keywords of ``printer-state-reasons``. Raises ValueError for what is no IPP."""
    at, name = 8, ""
    while at < len(answer) and answer[at] != _END:
        tag, at = answer[at], at + 1
        if tag < 0x10:  # a new group of attributes begins
            continue
        found, at = _counted(answer, at)
        value, at = _counted(answer, at)
        name = found or name  # one more value of the same attribute has no name of its own
        if name == _ASKED and tag == _KEYWORD:
            yield value


def _counted(answer: bytes, at: int) -> tuple[str, int]:
    begin = at + 2
    end = begin + int.from_bytes(answer[at:begin], "big")
    if end > len(answer):
        raise ValueError("the answer ends in the middle of an attribute")
    return answer[begin:end].decode("utf-8", "replace"), end
