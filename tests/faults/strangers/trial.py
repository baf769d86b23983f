"""Opens strangers' files as the window does, and judges what became of each.

A file is within its limits when the reader answers (a page, or words for the clerk) within the
deadline of that kind of work, when no process grew beyond the memory that it may have, and when
the next file, a good one, is read as ever.
"""

import asyncio
import hashlib
import io
import os
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from desk.domain.visits import Recipe
from desk.processes import ProcessPool, remote
from desk.processes.limits import STRANGERS
from desk.scan import imaging
from desk.scan.documents import tidy_pdf
from desk.scan.failures import FileUnsafe, UnreadableFile
from desk.scan.readers import FileReaders
from tests.faults.strangers import pdfs, pictures

KINDS = {**pdfs.KINDS, **pictures.KINDS}
GRACE_S = 5.0
"""What is allowed beyond the deadline for killing a reader and starting another one."""

MIB = 1024 * 1024


@remote()
def ping(number: int) -> int:
    """What a paper is to the pool that draws them."""
    return number


@dataclass
class Outcome:
    """What happened to all files so far."""

    files: int = 0
    became: Counter[str] = field(default_factory=Counter)
    by_kind: dict[str, Counter[str]] = field(default_factory=dict)
    beyond: list[str] = field(default_factory=list)
    slowest_s: float = 0.0
    slowest: str = ""
    largest_mib: int = 0
    paper_s: float = 0.0

    def lines(self) -> Iterator[str]:
        """The summary, for people."""
        for kind, became in sorted(self.by_kind.items()):
            told = ", ".join(f"{count} {what}" for what, count in became.most_common())
            yield f"  {kind:24} {told}"
        yield ", ".join(f"{count} {what}" for what, count in self.became.most_common())
        yield (
            f"{self.files} files; slowest answer {self.slowest_s:.1f} s ({self.slowest}); largest "
            f"reader {self.largest_mib} MiB; longest wait of a paper {self.paper_s * 1000:.0f} ms"
        )
        yield f"{len(self.beyond)} beyond their limits" + "".join(
            f"\n  {one}" for one in self.beyond
        )


def files(
    count: int, seed: int, kinds: dict[str, tuple[Callable[[random.Random], bytes], int]]
) -> Iterator[tuple[str, bytes]]:
    """So many files, by the weights of their kinds; each kind at least once when there is room."""
    source = random.Random(seed)
    names = list(kinds)
    weights = [kinds[name][1] for name in names]
    order = names[:count] + source.choices(names, weights, k=max(count - len(names), 0))
    for place, name in enumerate(order):
        yield name, kinds[name][0](random.Random(f"{seed} {place} {name}"))


def good_page() -> bytes:
    """A page that any reader must read."""
    file = io.BytesIO()
    Image.new("RGB", (300, 420), "white").save(file, "JPEG")
    return file.getvalue()


class Trial:
    """Opens files one after the other in a window's readers, papers drawn beside them."""

    def __init__(self, patience: float = 1.0, readers: FileReaders | None = None) -> None:
        self._patience = patience
        self._readers = readers or FileReaders(workers=1)
        self._papers = ProcessPool()
        self._good = good_page()
        self.outcome = Outcome()

    async def run(
        self,
        made: Iterator[tuple[str, bytes]],
        keep: Path | None = None,
        until: float = float("inf"),
    ) -> Outcome:
        """Try each file until it is so late; those beyond their limits are kept in `keep`."""
        await self._papers.run(ping, 1)
        await self._readers.run(imaging.inspect, self._good)
        for kind, data in made:
            if time.monotonic() > until:
                break
            beyond = len(self.outcome.beyond)
            await self._try(kind, data)
            if keep and len(self.outcome.beyond) > beyond:
                (keep / f"{kind} {hashlib.sha256(data).hexdigest()[:12]}").write_bytes(data)
        return self.outcome

    def close(self) -> None:
        """End the processes."""
        self._readers.close()
        self._papers.close()

    async def _try(self, kind: str, data: bytes) -> None:
        outcome = self.outcome
        outcome.files += 1
        became = await self._call(kind, len(data), imaging.inspect, data, "file")
        if became == "read":
            drawn = await self._call(kind, len(data), imaging.render, data, 0, Recipe(), 900)
            tidied = await self._call(kind, len(data), tidy_pdf, [(data, Recipe())])
            if "set aside" in (drawn, tidied):
                became = "read, then set aside"
            elif (drawn, tidied) != ("read", "read"):
                became = "read, then refused"
        outcome.became[became] += 1
        outcome.by_kind.setdefault(kind, Counter())[became] += 1
        if (await self._readers.run(imaging.inspect, self._good)).sheets != 1:
            outcome.beyond.append(f"{kind}: the next file was not read")

    async def _call(
        self, kind: str, size: int, function: Callable[..., object], *args: object
    ) -> str:
        from desk.processes.messages import remote_of

        deadline = remote_of(function).deadline(size) * self._patience
        hall_watch = asyncio.create_task(self._watch())
        begun = time.monotonic()
        try:
            await self._readers.run_within(deadline, function, *args)
            became = "read"
        except FileUnsafe:
            became = "set aside"
        except UnreadableFile:
            became = "refused"
        took = time.monotonic() - begun
        hall_watch.cancel()
        outcome = self.outcome
        if took > outcome.slowest_s:
            outcome.slowest_s, outcome.slowest = took, f"{kind}, {function.__name__}"
        if took > deadline + GRACE_S:
            outcome.beyond.append(f"{kind}: {function.__name__} took {took:.1f} s")
        return became

    async def _watch(self) -> None:
        """Look at the readers' memory and let a paper be drawn, again and again."""
        outcome = self.outcome
        limit = (STRANGERS.memory_bytes or 0) // MIB + 500
        while True:
            await asyncio.sleep(0.2)
            for worker in tuple(self._readers._all):
                size = resident_mib(worker._process.pid or 0)
                outcome.largest_mib = max(outcome.largest_mib, size)
                if size > limit:
                    outcome.beyond.append(f"a reader of {size} MiB")
            begun = time.monotonic()
            await self._papers.run(ping, 1)
            outcome.paper_s = max(outcome.paper_s, time.monotonic() - begun)


def resident_mib(pid: int) -> int:
    """How much memory a process holds now; 0 when it has ended."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
    except (OSError, IndexError, ValueError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") // MIB
