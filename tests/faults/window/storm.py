"""A storm over one window: it is killed again and again, and everything around it fails."""

import json
import os
import queue
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from desk.domain.clock import utc_now
from desk.hall.store import open_hall
from tests.faults.window.judge import Places, Verdict, judge
from tests.faults.window.ledger import is_careless
from tests.hall.halls import Clock, make_hall
from tests.practice_region import PracticeRegion

ROOT = Path(__file__).resolve().parents[3]
READY_S = 90.0
"""How long a window may take to be ready, on a machine that does much else."""
LONGEST_LIFE_S = 14.0
ROW = 3
"""So many wait in the hall at any time."""


@dataclass(frozen=True, slots=True)
class Storm:
    """What a storm is made of; the same seed brings the same citizens and the same plan."""

    kills: int
    seed: int = 1
    esc: float = 0.25
    full_disk: float = 0.35
    careless: float = 0.3
    region_away: float = 0.25
    hall_busy: float = 0.2
    in_order: float = 0.1
    """How likely a window is closed in order instead of killed."""
    longest_life_s: float = LONGEST_LIFE_S


class Life:
    """One life of the window, from its start to its death."""

    def __init__(self, folder: Path, plan: dict[str, object], region: PracticeRegion) -> None:
        self._region = region
        self.told: queue.Queue[dict[str, object]] = queue.Queue()
        environment = os.environ | {
            "PYTHON_KEYRING_BACKEND": "tests.system.file_keyring.FileKeyring",
            "KEYRING_FILE": str(folder / "keyring.json"),
            "QT_QPA_PLATFORM": "offscreen",
            "SANE_CONFIG_DIR": str(folder / "sane.d"),
            "TMPDIR": str(folder / "tmp"),
            "HOME": str(folder / "home"),
            "XDG_RUNTIME_DIR": str(folder / "home"),
            "PYTHONPATH": str(ROOT),
            "PYTHONFAULTHANDLER": "1",
        }
        self.log = folder / "window.log"
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.window.walker", json.dumps(plan)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=folder / "cwd",
                env=environment,
                text=True,
            )
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            with suppress(ValueError):
                told = json.loads(line)
                if "code" in told:
                    with suppress(Exception):  # the region is away: the clerk asks again
                        self._region.approve(str(told["code"]))
                else:
                    self.told.put(told)
        self.told.put({"over": True})

    def hear(self, seconds: float) -> dict[str, object] | None:
        """What it tells next; None when it says nothing for so long."""
        try:
            return self.told.get(timeout=seconds)
        except queue.Empty:
            return None

    @property
    def pid(self) -> int:
        """The window's process."""
        return self._process.pid

    def kill(self, how: signal.Signals = signal.SIGKILL) -> None:
        """End it as a power cut does, or as a crash."""
        self._process.send_signal(how)
        self._process.wait()

    def end(self) -> int:
        """Close the window in order; returns its exit status."""
        assert self._process.stdin
        with suppress(OSError):
            self._process.stdin.write("end\n")
            self._process.stdin.flush()
        try:
            return self._process.wait(60)
        except subprocess.TimeoutExpired:
            self.kill()
            return -9


class FaultInjector:
    """What the region and the hall do meanwhile, on a thread of its own."""

    def __init__(self, storm: Storm, region: PracticeRegion, hall: Path) -> None:
        self._storm = storm
        self._region = region
        self._hall = hall
        self._dice = random.Random(f"weather {storm.seed}")
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._blow, daemon=True)
        self._thread.start()

    def clear(self) -> None:
        """Everything is well again."""
        self._over.set()
        self._thread.join()

    def _blow(self) -> None:
        while not self._over.wait(self._dice.uniform(1.0, 5.0)):
            with suppress(Exception):
                if self._dice.random() < self._storm.region_away:
                    self._region_away()
                if self._dice.random() < self._storm.hall_busy:
                    self._hall_busy(self._dice.uniform(0.3, 6.5))

    def _region_away(self) -> None:
        kind = self._dice.choice(("away", "lost", "lost", "slow", "refuses"))
        if kind == "away":
            self._region.kill()
            try:
                self._over.wait(self._dice.uniform(0.2, 5.0))
            finally:
                self._region.start()
        elif kind == "lost":
            path = self._dice.choice(("/cases", "/files", "/oauth", "/cases"))
            self._region.fault(path=path, drop_after_work=True, count=self._dice.randrange(1, 3))
        elif kind == "slow":
            self._region.fault(delay_ms=self._dice.randrange(200, 3000), count=3)
        else:
            self._region.fault(path="/cases", method="POST", status=503, count=1)

    def _hall_busy(self, seconds: float) -> None:
        with closing(sqlite3.connect(self._hall, isolation_level=None, timeout=1)) as connection:
            connection.execute("BEGIN EXCLUSIVE")
            self._over.wait(seconds)
            connection.execute("ROLLBACK")


class Field:
    """Everything around the window."""

    def __init__(self, folder: Path, storm: Storm, *, record: bool = False) -> None:
        self.folder = folder
        self.storm = storm
        for name in ("hall", "glass", "tray", "tmp", "sane.d", "cwd", "home"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / "sane.d" / "dll.conf").write_text("")
        self.hall_url = make_hall(folder / "hall", Clock(utc_now()))
        self.region = PracticeRegion(folder / "region", record=record)
        self.taken: list[str] = []

    @property
    def places(self) -> Places:
        """Where everything lies, for the judge."""
        return Places(
            region=self.folder / "region",
            hall=self.folder / "hall" / "hall.db",
            profile=self.folder / "profile",
            glass=self.folder / "glass",
            tray=self.folder / "tray",
            ledger=self.folder / "ledger.jsonl",
            seed=self.storm.seed,
        )

    def plan(self, life: int, *, calm: bool) -> dict[str, object]:
        """How the clerk of this life works."""
        storm = self.storm
        return {
            "settings": {
                "profile": str(self.folder / "profile"),
                "hall_url": self.hall_url,
                "region_url": self.region.url,
                "scan_folder": str(self.folder / "glass"),
                "paper_folder": str(self.folder / "tray"),
                "printer": "pdf",
            },
            "ledger": str(self.places.ledger),
            "seed": storm.seed,
            "life": life,
            "esc": 0.0 if calm else storm.esc,
            "full_disk": 0.0 if calm else storm.full_disk,
            "careless": storm.careless,
        }

    def fill_the_row(self) -> None:
        """Let citizens take numbers until some wait."""
        with suppress(Exception), open_hall(self.hall_url) as hall:
            waiting = len(hall.snapshot("3").queue)
            self.taken += [hall.take("C").number for _ in range(ROW - waiting)]

    def careless(self) -> frozenset[str]:
        """Whose clerk did not count the pages, as `walker` decides it."""
        seed, share = self.storm.seed, self.storm.careless
        return frozenset(one for one in self.taken if is_careless(one, seed, share))


@dataclass(frozen=True, slots=True)
class Report:
    """What a storm was, and what it left."""

    kills: int
    closed: int
    seconds: float
    verdict: Verdict
    seed: int

    def __str__(self) -> str:
        head = (
            f"storm (seed {self.seed}): {self.kills} kills, {self.closed} closed in order, "
            f"{self.seconds:.0f} s"
        )
        return f"{head}\n{self.verdict}"


def storm(folder: Path, what: Storm, *, within_s: float = float("inf")) -> Report:
    """Let a storm blow in `folder`, which must be empty; then let all that is open be ended."""
    begun = time.monotonic()
    field = Field(folder, what)
    dice = random.Random(what.seed)
    weather = FaultInjector(what, field.region, field.places.hall)
    kills = closed = life = 0
    trouble: list[str] = []
    try:
        while kills < what.kills and time.monotonic() - begun < within_s:
            field.fill_the_row()
            life += 1
            one = Life(folder, field.plan(life, calm=False), field.region)
            died = _live(one, dice, what, trouble)
            if not died and dice.random() < what.in_order:
                closed += 1
                if (status := one.end()) not in (0, -9):
                    trouble.append(f"life {life} ended with {status}")
            else:
                one.kill()
                kills += 1
        weather.clear()
        field.region.clear_faults()
        trouble += _end_all(field, life + 1)
        field.region.stop()
        verdict = judge(field.places, field.careless())
    finally:
        with suppress(Exception):
            weather.clear()
        with suppress(Exception):
            field.region.kill()
    verdict.wrong += trouble
    return Report(kills, closed, time.monotonic() - begun, verdict, what.seed)


def _live(one: Life, dice: random.Random, what: Storm, trouble: list[str]) -> bool:
    """Let the window live for a while; returns whether it ended by itself, which is a fault.

    It dies while it starts, or shortly after one of its clerk's keys, or after some time.
    """
    early = dice.random() < 0.1
    keys = dice.randrange(1, 60) if dice.random() < 0.7 else sys.maxsize
    end = time.monotonic() + (dice.uniform(0.3, 4.0) if early else READY_S)
    ready = False
    while True:
        told = one.hear(max(end - time.monotonic(), 0))
        if told is None:
            return False
        if "stuck" in told:
            return True
        if "defect" in told:
            trouble.append(f"no failure in words: {told['defect']}")
        if "over" in told:
            text = one.log.read_text("utf-8", errors="replace").splitlines()
            trouble.append("the window ended by itself: " + " | ".join(text[-3:]))
            return True
        if "ready" in told and not early:
            ready = True
            longest = what.longest_life_s * (4 if keys < sys.maxsize else 1)
            end = time.monotonic() + dice.uniform(0.2, longest)
        elif ready and "key" in told:
            keys -= 1
            if keys == 0:
                end = min(end, time.monotonic() + abs(dice.gauss(0.0, 0.4)))


def _end_all(field: Field, life: int, within_s: float = 600.0) -> list[str]:
    """A calm window brings everything to its end, without a restart."""
    one = Life(field.folder, field.plan(life, calm=True), field.region)
    end = time.monotonic() + within_s
    idle = 0
    while time.monotonic() < end:
        told = one.hear(30)
        if told is None:
            continue
        if "key" in told:
            idle = 0
            continue
        if "over" in told or "stuck" in told:
            one.kill()
            return [f"the last window did not bring all to an end: {told}"]
        idle = idle + 1 if told.get("idle") and not told.get("pending") else 0
        if idle > 20:
            break
    else:
        one.kill()
        return [f"not all was brought to an end within {within_s:.0f} s"]
    status = one.end()
    return [] if status == 0 else [f"the last window ended with {status}"]
