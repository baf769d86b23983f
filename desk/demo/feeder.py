"""Feeds the watched folder: the citizen's papers are put there when a scan asks for them."""

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from pathlib import Path

from desk.demo.citizens import PracticePaper
from desk.processes import ProcessPool, remote
from desk.scan.devices import ArrivedFile, OnProgress, ScanJob, quiet
from desk.scan.watched import Admit, Rejecting, WatchedFolder, everything, not_noted


class CitizenFeeder(WatchedFolder):
    """The watched folder, with a citizen beside it who lays the next paper in at each scan.

    `readers` open what lies in the folder, `hand` is the pool that draws papers and puts them
    there. `next_paper` says which one that is, or None when the citizen has no more. The scan
    itself is the real device's; only feeding it is simulated.
    """

    def __init__(
        self,
        folder: Path,
        readers: ProcessPool,
        next_paper: Callable[[], PracticePaper | None],
        hand: ProcessPool | None = None,
    ) -> None:
        super().__init__(folder, readers, still_s=0.05)
        self._hand = hand or readers
        self._next_paper = next_paper

    async def scan(
        self,
        wanted: ScanJob,
        on_progress: OnProgress = quiet,
        admit: Admit = everything,
        rejecting: Rejecting = not_noted,
    ) -> AsyncGenerator[ArrivedFile]:
        """Lay the next paper into the folder and read the folder."""
        paper = self._next_paper()
        if paper is not None:
            await self._hand.run(lay_in, self.folder, paper)
        async with aclosing(super().scan(wanted, on_progress, admit, rejecting)) as files:
            async for arrived in files:
                yield arrived


@remote(deadline_s=60)
def lay_in(folder: Path, paper: PracticePaper) -> None:
    """Draw or copy a paper's files into `folder`, each whole before it has its name."""
    for name, data in paper.files():
        beside = folder / f"{name}.part"
        beside.write_bytes(data)
        beside.replace(folder / name)
