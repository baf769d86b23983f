"""What one window asked of the hall, and what it was told: a file of its own.

A line is written before a wish goes out and another when its answer is there; a ledger that
counts as durable has each on the disk before the window goes on. So whoever is killed leaves
behind what he was about to do.
"""

import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec

from desk.domain.failures import Failure


class Kind(StrEnum):
    """What a line says of a wish."""

    ASKED = "asked"
    ANSWERED = "answered"
    LOST = "lost"  # no answer: the hall was away or busy
    REFUSED = "refused"


class Line(msgspec.Struct, omit_defaults=True):
    """One line. `at` is in seconds on the clock that all processes of a machine share.

    `number` is the ticket of the answer; None when nobody waited.
    """

    at: float
    kind: Kind
    command: str
    do: str = ""
    words: dict[str, Any] = {}
    number: str | None = None
    code: str = ""
    sentence: str = ""


@dataclass(slots=True)
class Wish:
    """One wish as its lines tell of it; `ended_at` is None while it has no answer."""

    command: str
    do: str
    words: Mapping[str, Any]
    asked_at: float
    ended_at: float | None = None
    refused: str = ""
    number: str | None = None
    lost: list[Line] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """From the wish to its answer."""
        return (self.ended_at or self.asked_at) - self.asked_at


class Ledger:
    """Writes a window's lines; adds to what an earlier process of the same window wrote."""

    def __init__(self, path: Path, *, durable: bool = False) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        self._durable = durable

    def asked(self, command: str, do: str, words: Mapping[str, Any]) -> None:
        """The wish goes out now."""
        self._add(Kind.ASKED, command, do=do, words=dict(words))

    def answered(self, command: str, number: str | None) -> None:
        """It was carried out, on the ticket `number`."""
        self._add(Kind.ANSWERED, command, number=number)

    def lost(self, command: str, failure: Failure) -> None:
        """Nobody knows whether it was carried out; it will be asked again."""
        self._add(Kind.LOST, command, code=failure.code, sentence=failure.sentence)

    def refused(self, command: str, failure: Failure) -> None:
        """The rules forbid it."""
        self._add(Kind.REFUSED, command, code=failure.code, sentence=failure.sentence)

    def _add(self, kind: Kind, command: str, **more: Any) -> None:
        line = Line(time.monotonic(), kind, command, **more)
        os.write(self._file, msgspec.json.encode(line) + b"\n")
        if self._durable:
            os.fdatasync(self._file)


def wishes(path: Path) -> Iterator[Wish]:
    """The wishes of a ledger, in the order in which they were asked or answered at last."""
    open_: dict[str, Wish] = {}
    decode = msgspec.json.Decoder(Line).decode
    if not path.exists():
        return
    with path.open("rb") as file:
        for raw in file:
            line = decode(raw)
            if line.kind is Kind.ASKED:
                open_[line.command] = Wish(line.command, line.do, line.words, line.at)
                continue
            wish = open_[line.command]
            if line.kind is Kind.LOST:
                wish.lost.append(line)
                continue
            wish.ended_at, wish.number, wish.refused = line.at, line.number, line.sentence
            yield open_.pop(line.command)
    yield from open_.values()


def unanswered(path: Path) -> list[Wish]:
    """What an earlier process of this window asked and was never told."""
    return [wish for wish in wishes(path) if wish.ended_at is None]
