"""The day: served, killed, crashed; and every place that it may have written to."""

import os
import random
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.privacy.needles import Needles
from tests.faults.window.ledger import Ledger, Person, page_of, person_of
from tests.faults.window.storm import ROOT, Field, Life, Storm

ALLOWED = {
    "region": "the region's own store: it is told who applies, and keeps it",
    "tray": "the papers: they carry names, and each is its user's alone (tests/system)",
    "glass": "the scanner's folder: its files are the citizens' pages, as the device left them",
    "ledger.jsonl": "the test's own record of what was planted",
}
"""Where the planted words may stand, and why. Nothing of the window's own is here."""

SHARED = (Path("/dev/shm"), Path("/var/spool/cups"), Path("/var/tmp"), Path("/var/crash"))
"""Places of the whole machine: what is new there is searched."""

LAST_S = 60.0
"""How long the last window may take for those who wait; it ends when nobody does."""

NOBODY_WAITS = 15
"""So often must the clerk say that nobody waits: at the start the hall is not seen yet."""


@dataclass(slots=True)
class Search:
    """What a search looked through and found."""

    needles: int = 0
    files: int = 0
    bytes: int = 0
    processes: int = 0
    addresses: int = 0
    kills: int = 0
    cases: int = 0
    found: list[str] = field(default_factory=list)
    where_meant: set[str] = field(default_factory=set)

    def __str__(self) -> str:
        lines = [
            f"{self.cases} cases, {self.kills} kills and crashes; searched for {self.needles} forms"
            f" in {self.files} files ({self.bytes / 1e6:.1f} MB), {self.processes} looks at"
            f" processes, {self.addresses} addresses asked of the region",
            f"found: {len(self.found)}",
        ]
        return "\n".join([*lines, *(f"  {one}" for one in self.found[:40])])


def search_a_day(folder: Path, seed: int, *, lives: int = 4, life_s: float = 12.0) -> Search:
    """Serve citizens in `folder` through so many lives of the window, then search everything."""
    before = set(_everywhere())
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))  # the window has to turn them off
    dice = random.Random(seed)
    storm = Storm(kills=lives, seed=seed, esc=0.2, full_disk=0.3, careless=0.0)
    place = Field(folder, storm, record=True)
    told = Search()
    needles = _needles(seed)
    told.needles = len(needles.of)
    try:
        for life in range(1, lives + 1):
            place.fill_the_row()
            last = life == lives
            one = Life(folder, place.plan(life, calm=last), place.region)
            _watch(one, needles, told, life_s if not last else LAST_S)
            if last:
                one.end()
            else:
                # a power cut, or a crash that would leave a core where cores are on
                one.kill(dice.choice((signal.SIGKILL, signal.SIGABRT, signal.SIGSEGV)))
                told.kills += 1
        _search_addresses(place, needles, told)
        told.cases = len(place.region.summary()["cases"])
    finally:
        with suppress(Exception):
            place.region.kill()
    new = [path for path in _everywhere() if path not in before]
    inside = [path for path in folder.rglob("*") if path.is_file()]
    _search_files(needles, told, [*inside, *new], folder)
    told.where_meant = {
        what
        for path in (folder / "region").rglob("*")
        if path.is_file()
        for what in needles.in_file(path)
    }
    return told


def _needles(seed: int) -> Needles:
    """What may not be found of the first citizens of the day."""
    secrets, pieces = {}, {}
    for number in range(1, 25):
        person = person_of(f"C{number:03d}", seed)
        for what in ("name", "number", "phone", "address"):
            secrets[f"{what} of {person.ticket}"] = getattr(person, what)
        for material, page in _pages(person):
            data = page_of(person, material, page, 1)
            pieces[f"page {material}-{page} of {person.ticket}"] = data[1500:1564]
    return Needles(secrets, pieces)


def _pages(person: Person) -> Iterator[tuple[str, int]]:
    for material, most in person.pages.items():
        for page in range(1, most + 1):
            yield material, page


def _watch(one: Life, needles: Needles, told: Search, seconds: float) -> None:
    """Look at the window's processes while it works."""
    end = time.monotonic() + 90
    idle = 0
    while time.monotonic() < end and idle < NOBODY_WAITS:
        heard = one.hear(0.2)
        if heard is not None and "ready" in heard:
            end = time.monotonic() + seconds
        elif heard is not None and "over" in heard:
            told.found.append(f"the window ended by itself: {heard}")
            return
        elif heard is not None:
            idle = idle + 1 if heard.get("idle") and not heard.get("pending") else 0
        _search_processes(one.pid, needles, told)


def _search_processes(pid: int, needles: Needles, told: Search) -> None:
    """What anybody on the machine sees of the window and its workers: words and environment."""
    for process in (pid, *_children(pid)):
        for name in ("cmdline", "environ", "comm", "cgroup", "mountinfo"):
            with suppress(OSError):
                data = Path(f"/proc/{process}/{name}").read_bytes()
                told.processes += 1
                told.found += [f"{what} in {name} of a process" for what in needles.in_bytes(data)]


def _children(pid: int) -> list[int]:
    found = []
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            below = [int(one) for one in (task / "children").read_text().split()]
            found += [child for one in below for child in (one, *_children(one))]
    return found


def _search_addresses(place: Field, needles: Needles, told: Search) -> None:
    """What stands in an access log: the address of each request, and its headers."""
    for exchange in place.region.exchanges():
        told.addresses += 1
        headers = exchange["request_headers"]
        line = f"{exchange['path']}?{exchange['query']} {headers}".encode()
        told.found += [f"{what} in an address" for what in needles.in_bytes(line)]


def _search_files(needles: Needles, told: Search, files: Iterable[Path], folder: Path) -> None:
    allowed = [folder / name for name in ALLOWED]
    for path in files:
        inside = path.is_relative_to(folder)
        shown = path.relative_to(folder) if inside else path
        names = needles.in_bytes(os.fsencode(str(shown)))
        told.found += [f"{what} in the name {shown}" for what in names]
        if any(path == one or path.is_relative_to(one) for one in allowed):
            continue
        with suppress(OSError):
            told.files += 1
            told.bytes += path.stat().st_size
            told.found += [f"{what} in {shown}" for what in sorted(needles.in_file(path))]
        if path.name.startswith("core"):
            told.found.append(f"a core file: {shown}")


def _everywhere() -> Iterator[Path]:
    """Files of the machine that a program may leave behind it."""
    for place in (*SHARED, Path(tempfile.gettempdir()), ROOT):
        with suppress(OSError):
            yield from (path for path in place.iterdir() if path.is_file())


def main(words: list[str]) -> int:
    """Search a day; returns 1 when anything was found, or nothing where it must be."""
    import argparse

    parser = argparse.ArgumentParser(prog="python -m tests.faults.privacy")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--lives", type=int, default=12, help="how often the window dies")
    given = parser.parse_args(words)
    print(f"seed {given.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="hall-desk-privacy-") as folder:
        told = search_a_day(Path(folder), given.seed, lives=given.lives)
        planted = {one.ticket for one in Ledger(Path(folder) / "ledger.jsonl").laid().values()}
    print(told)
    print(f"{len(planted)} citizens; found where they are meant to be: {len(told.where_meant)}")
    return int(bool(told.found) or not told.where_meant)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
