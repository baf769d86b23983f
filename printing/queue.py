"""The print queue: every paper is stored before it is printed, and its result is kept.

The PDFs lie encrypted in the file vault; the table holds their digests. A job that was on its way
to the printer when the window died is set to *failed*: whether the paper came out is unknown, so a
person must check.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Engine, Row, delete, insert, select, update

from desk.domain.clock import Clock, utc_now
from desk.vault.database import reading
from desk.vault.files import FileVault
from printing.tables import print_jobs

INTERRUPTED = "The window stopped while printing: look whether the paper came out"


class PaperKind(StrEnum):
    """The papers there are."""

    TICKET = "ticket"
    NOTICE = "notice"
    MATERIALS_RECEIPT = "materials_receipt"
    ONE_TIME_NOTICE = "one_time_notice"
    GUIDE = "guide"
    OFFICE_SLIP = "office_slip"


class PrintState(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    PRINTING = "printing"
    PRINTED = "printed"
    FAILED = "failed"
    GIVEN_UP = "given_up"


_MOVES: dict[PrintState, frozenset[PrintState]] = {
    PrintState.WAITING: frozenset({PrintState.FAILED}),
    PrintState.PRINTING: frozenset({PrintState.WAITING}),
    PrintState.PRINTED: frozenset({PrintState.PRINTING}),
    PrintState.FAILED: frozenset({PrintState.WAITING, PrintState.PRINTING}),
    PrintState.GIVEN_UP: frozenset({PrintState.WAITING, PrintState.FAILED}),
}
"""For each state: those from which a job may come to it."""


class WrongState(ValueError):
    """A job cannot be moved that way, or there is no such job."""


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One paper to print. `sha256` is over its PDF, as it is recorded at the region.

    `printer` is the last one tried; `why` says in words why it failed.
    """

    id: str
    kind: PaperKind
    number: str
    sha256: str
    size: int
    state: PrintState
    added_at: datetime
    printer: str = ""
    why: str = ""
    settled_at: datetime | None = None


class PrintQueue:
    """The jobs of one window; blocking, for a `desk.worker_thread.WorkerThread`."""

    def __init__(self, engine: Engine, files: FileVault, now: Clock = utc_now) -> None:
        self._engine = engine
        self._files = files
        self._now = now

    def add(self, kind: PaperKind, number: str, pdf: bytes) -> PrintJob:
        """Store a paper and queue it. Raises what `FileVault.put` raises."""
        stored = self._files.put(pdf)
        job = PrintJob(
            id=uuid4().hex,
            kind=PaperKind(kind),
            number=number,
            sha256=stored.sha256,
            size=stored.size,
            state=PrintState.WAITING,
            added_at=self._now(),
        )
        with self._engine.begin() as connection:
            connection.execute(
                insert(print_jobs).values(
                    id=job.id,
                    kind=job.kind,
                    number=job.number,
                    sha256=job.sha256,
                    size=job.size,
                    state=job.state,
                    added_at=job.added_at,
                )
            )
        return job

    def jobs(
        self, states: Iterable[PrintState] = tuple(PrintState), number: str | None = None
    ) -> list[PrintJob]:
        """The jobs in these states, oldest first; of one paper's `number` when it is given."""
        wanted = select(print_jobs).where(print_jobs.c.state.in_(list(states)))
        if number is not None:
            wanted = wanted.where(print_jobs.c.number == number)
        with reading(self._engine) as connection:
            rows = connection.execute(wanted.order_by(print_jobs.c.added_at, print_jobs.c.id))
            return [_job(row) for row in rows]

    def job(self, job_id: str) -> PrintJob:
        """One job. Raises KeyError when there is none with this id."""
        with reading(self._engine) as connection:
            row = connection.execute(select(print_jobs).where(print_jobs.c.id == job_id)).first()
        if row is None:
            raise KeyError(job_id)
        return _job(row)

    def pdf(self, job_id: str) -> bytes:
        """The paper itself, proven to be what was queued."""
        return self._files.read(self.job(job_id).sha256)

    def printing(self, job_id: str, printer: str) -> PrintJob:
        """The job goes to `printer` now. Raises `WrongState`."""
        return self._move(job_id, PrintState.PRINTING, printer=printer, why="", settled_at=None)

    def printed(self, job_id: str) -> PrintJob:
        """The printer took the whole paper. Raises `WrongState`."""
        return self._move(job_id, PrintState.PRINTED, settled_at=self._now())

    def failed(self, job_id: str, why: str) -> PrintJob:
        """The paper was not printed; `why` is a sentence for people. Raises `WrongState`."""
        return self._move(job_id, PrintState.FAILED, why=why[:500], settled_at=self._now())

    def again(self, job_id: str) -> PrintJob:
        """A failed job waits once more. Raises `WrongState`."""
        return self._move(job_id, PrintState.WAITING, why="", settled_at=None)

    def give_up(self, job_id: str) -> PrintJob:
        """Give the paper up, as a person decided. Raises `WrongState`."""
        return self._move(job_id, PrintState.GIVEN_UP, settled_at=self._now())

    def settle_interrupted(self) -> list[PrintJob]:
        """After a start: jobs that a crash left *printing* have failed, with words."""
        return [self.failed(job.id, INTERRUPTED) for job in self.jobs([PrintState.PRINTING])]

    def forget(self, connection: Connection, numbers: Iterable[str]) -> set[str]:
        """Remove the papers with these numbers, inside the caller's transaction.

        Returns the digests of their files, which the caller then removes from the vault.
        """
        gone = delete(print_jobs).where(print_jobs.c.number.in_(list(numbers)))
        return set(connection.execute(gone.returning(print_jobs.c.sha256)).scalars())

    def digests(self) -> set[str]:
        """The files that the queue refers to: they must stay in the vault."""
        with reading(self._engine) as connection:
            return set(connection.execute(select(print_jobs.c.sha256)).scalars())

    def _move(self, job_id: str, state: PrintState, **changes: Any) -> PrintJob:
        moved = (
            update(print_jobs)
            .where(print_jobs.c.id == job_id, print_jobs.c.state.in_(_MOVES[state]))
            .values(state=state, **changes)
            .returning(print_jobs)
        )
        with self._engine.begin() as connection:
            row = connection.execute(moved).first()
        if row is None:
            raise WrongState(f"print job {job_id} cannot become {state}")
        return _job(row)


def _job(row: Row[Any]) -> PrintJob:
    return PrintJob(
        id=row.id,
        kind=PaperKind(row.kind),
        number=row.number,
        sha256=row.sha256,
        size=row.size,
        state=PrintState(row.state),
        added_at=row.added_at,
        printer=row.printer,
        why=row.why,
        settled_at=row.settled_at,
    )
