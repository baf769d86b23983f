"""Bursts of a barcode gun and typing of a person, generated: whole or nothing, and never lost.

    python -m tests.faults.bursts [--bursts 2000] [--seed 1]

Every case goes key by key, with times of its own, through the filter that the window and the
kiosk install, to a field that has the focus. A burst becomes one scan with exactly its text, or
none; of its keys the field sees none. What a person typed before or after it is in the field,
and typing alone is never a scan.
"""

import argparse
import os
import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from desk.domain.numbers import compose_local_number
from desk.qt.barcode_scanner import BarcodeScanner

PLAIN = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key
ENDS = {
    "CR": ((KEY.Key_Return, PLAIN, "\r"),),
    "keypad Enter": ((KEY.Key_Enter, Qt.KeyboardModifier.KeypadModifier, "\r"),),
    "CR LF": ((KEY.Key_Return, PLAIN, "\r"), (KEY.Key_J, CONTROL, "\n")),
    "CR CR": ((KEY.Key_Return, PLAIN, "\r"), (KEY.Key_Return, PLAIN, "\r")),
    "LF": ((KEY.Key_J, CONTROL, "\n"),),
    "Tab": ((KEY.Key_Tab, PLAIN, "\t"),),
}
ASCII = [chr(code) for code in range(33, 127)]


@dataclass(frozen=True)
class Key:
    """One press: milliseconds after the one before, and what it types."""

    gap_ms: int
    code: int
    modifiers: Qt.KeyboardModifier
    text: str


@dataclass
class Trial:
    """Keys to press, and what may come of them: scans, the field's text, a line entered."""

    kind: str
    keys: list[Key] = field(default_factory=list)
    scans: tuple[tuple[str, ...], ...] = ((),)
    texts: tuple[str, ...] = ("",)
    entered: tuple[str, ...] = ()
    releases: str = "at once"


class Bench:
    """A window with a field that has the focus, and the gun's filter over it."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._window = QWidget()
        layout = QVBoxLayout(self._window)
        self.field, self._other = QLineEdit(), QLineEdit()
        layout.addWidget(self.field)
        layout.addWidget(self._other)
        self.barcode_scanner = BarcodeScanner(self._window)
        self.scans: list[str] = []
        self.broken = 0
        self.barcode_scanner.scanned.connect(self.scans.append)
        self.barcode_scanner.broke_off.connect(self._broke_off)
        self._time = 100_000
        app.installEventFilter(self.barcode_scanner)
        self._window.show()
        self._window.activateWindow()
        self.field.setFocus()
        app.processEvents()

    def _broke_off(self) -> None:
        self.broken += 1

    def close(self) -> None:
        """Put the window away."""
        self._app.removeEventFilter(self.barcode_scanner)
        self._window.close()
        self._window.deleteLater()

    def run(self, trial: Trial) -> str:
        """Press the keys; returns what was wrong, or an empty string."""
        self.scans.clear()
        self.field.clear()
        self.field.setFocus()
        entered: list[str] = []
        connection = self.field.returnPressed.connect(lambda: entered.append(self.field.text()))
        self._time += 5000
        down: list[Key] = []
        for key in trial.keys:
            self._time += key.gap_ms
            self._send(QEvent.Type.ShortcutOverride, key)
            self._send(QEvent.Type.KeyPress, key)
            if trial.releases == "at once":
                self._send(QEvent.Type.KeyRelease, key)
            elif trial.releases == "late":
                down.append(key)
                if len(down) > 1:
                    self._send(QEvent.Type.KeyRelease, down.pop(0))
        for key in down:
            self._send(QEvent.Type.KeyRelease, key)
        self._time += 5000
        self._send(QEvent.Type.KeyPress, Key(0, KEY.Key_F35, PLAIN, ""))
        self.field.returnPressed.disconnect(connection)
        wrong = []
        if tuple(self.scans) not in trial.scans:
            wrong.append(f"scans {self.scans!r}, not {trial.scans!r}")
        if self.field.text() not in trial.texts:
            wrong.append(f"the field has {self.field.text()!r}, not {trial.texts!r}")
        if tuple(entered) != trial.entered:
            wrong.append(f"Enter reached the field: {entered!r}, not {trial.entered!r}")
        if self._other.text():
            wrong.append(f"the next field has {self._other.text()!r}")
            self._other.clear()
        if self.barcode_scanner.holding:
            wrong.append("keys are held for ever")
        return "; ".join(wrong)

    def _send(self, kind: QEvent.Type, key: Key) -> None:
        event = QKeyEvent(kind, key.code, key.modifiers, key.text)
        event.setTimestamp(self._time)
        QCoreApplication.sendEvent(self._app.focusWidget() or self._window, event)


def trials(seed: int, count: int) -> Iterator[Trial]:
    """So many trials, the same for the same seed."""
    chance = random.Random(seed)
    makers = [clean, clean, clean, stuttering, unprintable, among_typing, twice, typing, typing]
    for number in range(count):
        yield makers[number % len(makers)](chance)


def code(chance: random.Random) -> str:
    """Something that stands in a barcode."""
    day = date(2026, chance.randint(1, 12), chance.randint(1, 28))
    kinds = (
        lambda: f"{chance.choice('ABCDVY')}{chance.randint(1, 999):03d}-{day:%Y%m%d}",
        lambda: f"{chance.choice('ABCDVY')}{chance.randint(1, 999):03d}",
        lambda: compose_local_number("NN01", str(chance.randint(1, 60)), day, 7),
        lambda: f"45-0100-{day:%Y%m%d}-{chance.randint(1, 9999):06d}",
        lambda: f"https://ptyw.gxzf.example/t/NN01/{day:%Y%m%d}/A{chance.randint(1, 999):03d}",
        lambda: str(chance.randint(10**12, 10**13 - 1)),
        lambda: "".join(chance.choices(ASCII, k=chance.randint(6, 120))),
    )
    return chance.choice(kinds)()


def gun_gaps(chance: random.Random, pace: float) -> Iterator[int]:
    """The gaps of a gun of this pace: even, or in the steps in which USB asks a keyboard."""
    step = chance.choice((1, 1, 8)) if pace < 30 else 1
    while True:
        yield max(0, round(chance.gauss(pace, pace * 0.08) / step) * step)


def struck(text: str, gap_ms: int) -> Key:
    """The key that types this character."""
    shift = Qt.KeyboardModifier.ShiftModifier if text.isupper() else PLAIN
    return Key(gap_ms, ord(text.upper()), shift, text)


def shot(chance: random.Random, text: str, first_gap: int, pace: float, end: str) -> list[Key]:
    """A burst: `first_gap` after what was before it, and its ending keys."""
    gaps = gun_gaps(chance, pace)
    keys = [struck(c, next(gaps) if n else first_gap) for n, c in enumerate(text)]
    return keys + [Key(next(gaps), *one) for one in ENDS[end]]


def hand(chance: random.Random, text: str, first_gap: int = 1000) -> list[Key]:
    """A person's typing: some 12 keys a second, with rolls of less than 30 ms."""
    keys = []
    for number, character in enumerate(text):
        gap = max(32, round(chance.gauss(83, 22)))
        if chance.random() < 0.15:
            gap = chance.randint(9, 29)
        keys.append(struck(character, gap if number else first_gap))
    return keys


def _words(chance: random.Random, low: int, high: int) -> str:
    return "".join(
        chance.choices("abcdefghijklmnopqrstuvwxyz0123456789 ", k=chance.randint(low, high))
    )


def _releases(chance: random.Random) -> str:
    return chance.choice(("at once", "at once", "late", "never"))


def clean(chance: random.Random) -> Trial:
    """A burst as it should be."""
    text, pace = code(chance), chance.uniform(5, 50)
    if chance.random() < 0.3:
        text = text.swapcase()
    end = chance.choice(tuple(ENDS))
    keys = shot(chance, text, 1000, pace, end)
    return Trial(f"{pace:.0f} ms, {end}", keys, ((text,),), releases=_releases(chance))


def stuttering(chance: random.Random) -> Trial:
    """A burst with a pause inside: one scan, or none, and none of it in the field."""
    text, pace = code(chance), chance.uniform(5, 12)
    while len(text) < 10:
        text = code(chance)
    keys = shot(chance, text, 1000, pace, chance.choice(tuple(ENDS)))
    at = chance.randrange(6, len(text))
    keys[at] = struck(text[at], chance.choice((60, 60, chance.randint(61, 290), 350, 700)))
    return Trial("a pause inside", keys, ((text,), ()), releases=_releases(chance))


def unprintable(chance: random.Random) -> Trial:
    """A burst with a control character somewhere: a line that says so, or none."""
    text, pace = code(chance), chance.uniform(5, 12)
    keys = shot(chance, text, 1000, pace, "CR")
    at = chance.randrange(1, len(text))
    odd = chance.choice(
        (
            Key(5, KEY.Key_BracketRight, CONTROL, "\x1d"),
            Key(5, KEY.Key_Backslash, CONTROL, "\x1c"),
            Key(5, KEY.Key_2, Qt.KeyboardModifier.AltModifier, "2"),
        )
    )
    keys.insert(at, odd)
    return Trial("a control character", keys, ((_odd_text(text, at),), ()))


def _odd_text(text: str, at: int) -> str:
    return f"{text[:at]}\ufffd{text[at:]}\ufffd"


def among_typing(chance: random.Random) -> Trial:
    """A person types, somebody scans, the person types on."""
    before, after = _words(chance, 1, 12), _words(chance, 1, 8)
    text, pace = code(chance), chance.uniform(5, 40)
    pause = chance.randint(330, 900)
    keys = hand(chance, before) + shot(chance, text, pause, pace, "CR")
    keys += hand(chance, after, first_gap=chance.randint(150, 600))
    return Trial("typing around it", keys, ((text,),), (before + after,))


def twice(chance: random.Random) -> Trial:
    """Two codes, the second right behind the first."""
    one, two, pace = code(chance), code(chance), chance.uniform(5, 50)
    end = chance.choice(("CR", "CR LF", "Tab"))
    keys = shot(chance, one, 1000, pace, end) + shot(chance, two, round(pace) + 1, pace, end)
    return Trial("two bursts", keys, ((one, two),), releases=_releases(chance))


def typing(chance: random.Random) -> Trial:
    """A person alone, who ends with Enter."""
    text = _words(chance, 1, 40)
    keys = [*hand(chance, text), Key(round(chance.uniform(45, 200)), *ENDS["CR"][0])]
    return Trial("typing alone", keys, ((),), (text,), (text,), chance.choice(("at once", "late")))


def judge(app: QApplication, seed: int, count: int) -> tuple[Counter[str], list[str]]:
    """How many of each kind were tried, and what was wrong, each with its keys."""
    bench, kinds, wrong = Bench(app), Counter[str](), []
    try:
        for number, trial in enumerate(trials(seed, count)):
            kinds[trial.kind.split(",")[-1].strip()] += 1
            found = bench.run(trial)
            if found:
                gaps = " ".join(f"{key.gap_ms}:{key.text!r}" for key in trial.keys)
                wrong.append(f"#{number} {trial.kind}: {found}\n    {gaps}")
            if number % 50 == 0:
                app.processEvents()
    finally:
        bench.close()
    return kinds, wrong


def main() -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.bursts", description=__doc__)
    parser.add_argument("--bursts", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication([])
    kinds, wrong = judge(app, given.seed, given.bursts)
    for line in wrong[:20]:
        print(line)
    print(", ".join(f"{kind} {n}" for kind, n in sorted(kinds.items())))
    print(f"{given.bursts} trials, {len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
