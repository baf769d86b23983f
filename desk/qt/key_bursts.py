"""Distinguishing a barcode scanner's keys from a person's, by their pace. No Qt.

A gun types 5 to 50 ms a key, evenly; a person types 80 ms a key and more, and rolls two or three
keys within 30 ms now and then. `KeyBurst` classifies a run of keys, at the same cost for every key,
however many came before.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median

from desk.domain.codes import LocalReceiptCode, TicketCode, read_code

GAP_MS = 65
"""Keys further apart than this do not belong together, unless those before them were a gun's."""
LINGER_MS = 300
"""How long a scanner may pause in the middle of a code, or before the key that ends it."""
SHORTEST = 4
"""A burst of fewer characters is typing: the shortest code is a ticket's, ``A024``."""
LONGEST = 1000
"""Characters beyond so many are dropped: no code is that long."""
UNPRINTABLE = "\ufffd"
"""Stands in a burst for a key that types nothing that can be printed."""

_QUICK_MS, _ROLL_MS, _SLOWEST_MS = 14.0, 30.0, 57.0
_QUIET_MS = 200
_WINDOW = 64  # gaps that are looked at
_HEAD = 12  # keys of a person's that a gun may follow before they are let go


def is_certain_code(text: str) -> bool:
    """Whether `text` is a code that its own form proves: a ticket's, or a receipt's of a window."""
    return isinstance(read_code(text), TicketCode | LocalReceiptCode)


def is_whole_code(text: str) -> bool:
    """Whether `text` is a code whose form says where it ends: no prefix of it is a code."""
    code = read_code(text)
    if isinstance(code, TicketCode):
        return code.day is not None and "/" not in text
    return isinstance(code, LocalReceiptCode) and "/" not in text


@dataclass(slots=True)
class KeyBurst:
    """Keys that follow each other closely. `before_ms` is the silence before the first of them.

    `odd` says that a key among them, or just before them, types nothing printable; `doubted`
    that what was typed just before looked like the beginning of the same burst; `rest` that
    a burst broke off just before.
    """

    before_ms: float
    odd: bool = False
    doubted: bool = False
    rest: bool = False
    length: int = 0
    parts: list[str] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)

    def add(self, text: str, gap_ms: float) -> None:
        """One more key, `gap_ms` after the one before."""
        if self.length:
            self.gaps.append(gap_ms)
            del self.gaps[:-_WINDOW]
        self.length += 1
        if len(self.parts) < LONGEST:
            self.parts.append(text)

    @property
    def too_long(self) -> bool:
        """Whether no code is that long."""
        return self.length > LONGEST

    @property
    def text(self) -> str:
        """What was typed; a run that is odd or too long ends in `UNPRINTABLE`."""
        return "".join(self.parts) + (UNPRINTABLE if self.odd or self.too_long else "")

    @property
    def pace_ms(self) -> float:
        """The usual gap between two of its keys."""
        return median(self.gaps) if self.gaps else 0.0

    def _steady(self) -> list[float]:
        """Its gaps, the shortest first, without the one in eight at which a gun may stumble."""
        return _most(self.gaps)

    @property
    def _even(self) -> bool:
        pace = self.pace_ms
        off = _most([abs(gap - pace) for gap in self.gaps])
        return pace <= _SLOWEST_MS and off[-1] <= max(13.0, pace * 0.33)

    @property
    def certain(self) -> bool:
        """Whether no person can have typed it: the faster, the fewer keys prove it."""
        if self.length < 6:
            return False
        gaps = self._steady()
        mean, longest = sum(gaps) / len(gaps), gaps[-1]
        if mean <= _QUICK_MS and longest <= 2 * _QUICK_MS:
            return True
        if self.length >= 12 and mean <= _ROLL_MS and longest <= 1.5 * _ROLL_MS:
            return True
        return self.length >= 16 and self._even

    @property
    def likely(self) -> bool:
        """Whether a scanner rather than a person typed it: fast throughout, or slower and even."""
        if self.length < SHORTEST:
            return False
        gaps = self._steady()
        if gaps[-1] < _ROLL_MS or self.certain:
            return True
        return self.length > SHORTEST and self._even

    def _is_ticket(self, reads: Callable[[str], bool]) -> bool:
        """Whether it is a slow gun's shortest code."""
        off = max((abs(gap - self.pace_ms) for gap in self.gaps), default=0.0)
        even = self.pace_ms <= _SLOWEST_MS and off <= max(18.0, self.pace_ms * 0.4)
        return self.length == SHORTEST and even and reads(self.text)

    @property
    def patience_ms(self) -> int:
        """How long to wait for the next key before it is taken for typing."""
        if self.likely:
            return LINGER_MS
        quick = bool(self.gaps) and max(self.gaps) <= _QUICK_MS
        return LINGER_MS // 2 if quick else GAP_MS

    def is_scan(self, gap_ms: float, reads: Callable[[str], bool]) -> bool:
        """Whether a key that ends a code, `gap_ms` after the last one, makes it a scan.

        A gun begins after a pause that is long for its pace, where a person's fast keys have
        others right before them.
        """
        if self.certain:
            return gap_ms <= LINGER_MS
        quiet = self.before_ms >= min(LINGER_MS, 8 * self.pace_ms)
        if self.doubted and not reads(self.text):
            return False
        guns = self.likely or self._is_ticket(reads)
        return guns and quiet and gap_ms <= max(GAP_MS, 2 * self.pace_ms)

    def is_rest(self, gap_ms: float) -> bool:
        """Whether it is the last few keys of a burst that broke off before."""
        return self.rest and (self.likely or max((*self.gaps, gap_ms)) <= 2 * _QUICK_MS)

    @property
    def may_be_cut(self) -> bool:
        """Whether it may have lost its beginning: keys came right before it."""
        return self.doubted or self.before_ms < _QUIET_MS

    def persons_head(self, reads: Callable[[str], bool]) -> int:
        """How many of its first keys a person typed, just before the gun.

        Told by a pause that is long for the gun's pace and has a code right behind it, unless
        the whole is a code.
        """
        first = self.gaps[:_HEAD] if self.length <= _WINDOW else []
        if not first or self.length <= SHORTEST or reads(self.text):
            return 0
        head = max(range(len(first)), key=first.__getitem__) + 1
        if first[head - 1] < max(20.0, 2.5 * self.pace_ms):
            return 0
        guns = KeyBurst(self.before_ms, length=head, gaps=first[: head - 1]).certain
        return 0 if guns or not reads("".join(self.parts[head:])) else head


def _most(values: list[float]) -> list[float]:
    return sorted(values)[: len(values) - (len(values) + 1) // 8]
