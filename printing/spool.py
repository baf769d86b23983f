"""Printing jobs of the queue: their states are stored before and after printing."""

from desk.domain.failures import Failure
from desk.worker_thread import WorkerThread
from printing.printers import Printer
from printing.queue import PrintJob, PrintQueue


class Spool:
    """Prints jobs of a queue; the queue's own work runs on `lane`."""

    def __init__(self, queue: PrintQueue, lane: WorkerThread) -> None:
        self._queue = queue
        self._lane = lane

    async def print(self, job_id: str, printer: Printer) -> PrintJob:
        """Print a waiting job and return it as *printed*.

        When the printer fails, the job is *failed* with the failure's words, and the failure
        is raised; the paper stays in the queue. Raises `WrongState` for a job that does not
        wait.
        """
        job = await self._lane.run(self._queue.printing, job_id, printer.name)
        try:
            pdf = await self._lane.run(self._queue.pdf, job_id)
            await printer.print(f"{job.kind}-{job.number}", pdf)
        except Failure as failure:
            await self._lane.run(self._queue.failed, job_id, failure.sentence)
            raise
        return await self._lane.run(self._queue.printed, job_id)
