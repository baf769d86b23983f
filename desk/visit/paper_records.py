"""Papers of a visit: recorded for the region before they are printed, each once."""

from sqlalchemy.dialects.sqlite import insert

from desk.domain.visits import Visit
from desk.outbox.store import OutboxStore
from desk.region.contract import PaperRecord
from desk.scan.devices import digest
from desk.visit.audit_log import AuditKind
from desk.visit.store import VisitStore
from desk.visit.tables import printed_paper
from printing.queue import PaperKind, PrintJob, PrintQueue, PrintState

WAITING = (PrintState.WAITING, PrintState.FAILED)


class PaperRecords:
    """Blocking: puts a paper's record into the outbox and the paper into the print queue."""

    def __init__(self, store: VisitStore, outbox: OutboxStore, queue: PrintQueue) -> None:
        self._store = store
        self._outbox = outbox
        self._queue = queue

    def queue_paper(self, visit_id: str, kind: PaperKind, number: str, pdf: bytes) -> PrintJob:
        """Record a paper and queue it; a crash in between leaves a record and no paper.

        A paper that waits in the queue already, or failed to be printed, is taken from there.
        """
        sha256 = digest(pdf)
        self._record(visit_id, kind, number, sha256)
        for job in self._queue.jobs(WAITING, number):
            if (job.kind, job.sha256) == (kind, sha256):
                return self._queue.again(job.id) if job.state is PrintState.FAILED else job
        return self._queue.add(kind, number, pdf)

    def queue_without_case(self, kind: PaperKind, number: str, pdf: bytes) -> PrintJob:
        """Queue a paper that belongs to no case; nothing is recorded at the region.

        What failed to be printed under the same number before is printed in this form now.
        """
        for job in self._queue.jobs(WAITING, number):
            if job.kind == kind and job.sha256 == digest(pdf):
                return self._queue.again(job.id) if job.state is PrintState.FAILED else job
        return self._queue.add(kind, number, pdf)

    def note(self, visit: Visit, job: PrintJob, failed: str = "") -> None:
        """Record the act of printing a paper; `failed` is the code of the failure, if any."""
        acts = self._store.acts
        before = {(act.kind, act.reason) for act in acts.acts(visit=visit.id, number=job.number)}
        act, reason = AuditKind.PAPER_PRINTED, str(job.kind)
        if failed:
            act, reason = AuditKind.PAPER_FAILED, f"{job.kind} {failed}"
        elif (AuditKind.PAPER_PRINTED, job.kind) in before:
            act = AuditKind.PAPER_REPRINTED
        acts.write(
            act, visit=visit.id, ticket=visit.ticket_number, number=job.number, reason=reason
        )

    def _record(self, visit_id: str, kind: PaperKind, number: str, sha256: str) -> None:
        with self._store.engine.begin() as connection:
            noted = connection.execute(
                insert(printed_paper)
                .values(
                    visit_id=visit_id,
                    kind=kind,
                    number=number,
                    lookup=self._store.rows.sealer.lookup(sha256),
                )
                .on_conflict_do_nothing()
            )
            if noted.rowcount:
                record = PaperRecord(number, kind, sha256)
                self._outbox.enqueue_paper(connection, visit_id, record)
