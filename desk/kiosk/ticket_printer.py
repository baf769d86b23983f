"""The paper of a ticket: stored, then printed; the result of each is kept for the day."""

from datetime import date

from sqlalchemy import Engine

from desk.domain.clock import local_time
from desk.domain.codes import ticket_code
from desk.domain.failures import Failure
from desk.kiosk.ticket_issuer import IssuedTicket
from desk.processes import ProcessPool
from desk.vault.files import FileVault
from desk.worker_thread import WorkerThread
from printing import papers
from printing.papers.facts import TicketFacts
from printing.printers import Printer
from printing.queue import PaperKind, PrintJob, PrintQueue, PrintState
from printing.spool import Spool


class TicketPrinter:
    """Prints tickets on one printer. The ticket itself is safe in the hall, whatever happens.

    `public_url` is where the region's public pages begin, empty for no QR; `width_mm` is the
    paper's. Papers of earlier days are forgotten.
    """

    def __init__(
        self,
        printer: Printer,
        queue: PrintQueue,
        worker_thread: WorkerThread,
        process_pool: ProcessPool,
        *,
        public_url: str = "",
        width_mm: int = 80,
    ) -> None:
        self._printer = printer
        self._queue = queue
        self._spool = Spool(queue, worker_thread)
        self._worker_thread = worker_thread
        self._process_pool = process_pool
        self._width_mm = width_mm
        self.public_url = public_url

    async def trouble(self) -> Failure | None:
        """Why no ticket can be printed now, or None."""
        return await self._printer.trouble()

    async def print(self, given: IssuedTicket) -> None:
        """Print a ticket; one whose paper failed before is tried again.

        Raises `PrinterMissing`, `PrinterFailed`, or a failure of the disk.
        """
        pdf = await self._process_pool.run(papers.render, self._facts(given))
        job = await self._worker_thread.run(self._waiting, given, pdf)
        await self._spool.print(job.id, self._printer)

    def _waiting(self, given: IssuedTicket, pdf: bytes) -> PrintJob:
        day = local_time(given.ticket.taken_at).date()
        number = ticket_code(given.ticket.number, day)
        for job in self._queue.jobs((PrintState.FAILED,), number):
            if job.kind is PaperKind.TICKET:
                return self._queue.again(job.id)
        return self._queue.add(PaperKind.TICKET, number, pdf)

    def _facts(self, given: IssuedTicket) -> TicketFacts:
        ticket = given.ticket
        return TicketFacts(
            number=ticket.number,
            service_name=ticket.service.name,
            hall=given.hall,
            hall_name=given.hall_name,
            taken_at=ticket.taken_at,
            ahead=given.ahead,
            wait_s=given.wait_s,
            slot=ticket.slot,
            public_url=self.public_url,
            width_mm=self._width_mm,
        )


def forget_earlier(engine: Engine, queue: PrintQueue, files: FileVault, today: date) -> None:
    """Remove the papers of tickets of other days than `today`; blocking."""
    mark = ticket_code("", today)
    old = {job.number for job in queue.jobs() if not job.number.endswith(mark)}
    with engine.begin() as connection:
        digests = queue.forget(connection, old)
    for digest in digests:
        files.delete(digest)
