"""A pool of spawned processes behind an async face, each call with a deadline.

Each worker belongs to one thread, which does its talking: the event loop only waits. A call
that passes its deadline, or that nobody waits for any longer, is ended by killing its worker;
the next one is started at once.
"""

import asyncio
import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.process import BaseProcess
from typing import Any, ParamSpec, TypeVar

from desk.processes import job, worker
from desk.processes.failures import (
    WorkerCrashed,
    WorkerError,
    WorkerLost,
    WorkerNotStarted,
    WorkerOverdue,
)
from desk.processes.limits import GIB, TRUSTED, ProcessLimits
from desk.processes.messages import Broken, Parcel, Raised, Remote, remote_of

P = ParamSpec("P")
T = TypeVar("T")

log = logging.getLogger(__name__)

STARTING_S = 60.0
"""How long a worker may take to start and to load what it needs."""

LEFT_S = 1.0
"""How long a call that was cancelled may go on, so that short work does not cost its worker."""

LONGEST_ANSWER = 2 * GIB - 1
"""The largest answer that is taken from a worker, in bytes."""

_ENDING_S = 1.0


class _Worker:
    """One worker process. Blocking; used from one thread, except `kill`."""

    def __init__(self, warm: str, limits: ProcessLimits) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(
            target=worker.serve,
            args=(theirs, os.getpid(), warm, limits),
            name="worker",
            daemon=True,
        )
        self._process.start()
        theirs.close()
        self._job = job.put_into(self._process.pid or 0, limits)
        self.killed = self.busy = False
        self._ready = False

    def wait_until_ready(self) -> None:
        """Wait until it has loaded what it needs. Raises EOFError or OSError."""
        if self._ready:
            return
        if not self._pipe.poll(STARTING_S):
            self.kill()
            raise EOFError
        if self._pipe.recv_bytes(len(worker.READY)) != worker.READY:
            raise OSError("no worker")
        self._ready = True

    def ask(self, call: Parcel, processor_s: float) -> Parcel:
        """Send a call and wait for its answer. Raises EOFError, OSError or `Broken`."""
        self._pipe.send_bytes(str(processor_s).encode())
        worker.send(self._pipe, call)
        return worker.receive(self._pipe, LONGEST_ANSWER)

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return self._process.is_alive()

    def kill(self) -> None:
        """End it at once; a pending wait for its answer raises EOFError."""
        self.killed = True
        self._process.kill()

    def end(self) -> int | None:
        """Let it end, by force when it does not; return its exit code."""
        self._pipe.close()
        self._process.join(_ENDING_S)
        if self._process.is_alive():
            self._process.kill()
            self._process.join(_ENDING_S)
        code = self._process.exitcode
        self._job.close()
        return code


class _Call:
    """One call under way: its deadline, and whether its caller has left."""

    def __init__(self, remote: Remote, parcel: Parcel, deadline_s: float) -> None:
        self.remote = remote
        self.parcel = parcel
        self.deadline_s = deadline_s
        self.overdue = False
        self.left = False
        self._worker: _Worker | None = None
        self._timer: threading.Timer | None = None
        self._lock = threading.Lock()

    def leave(self) -> None:
        """Nobody waits any longer: end it soon."""
        with self._lock:
            self.left = True
            if self._worker is not None:
                self._end_in(min(LEFT_S, self.deadline_s))

    def begin(self, at: _Worker) -> None:
        """The worker begins: from now on time counts."""
        with self._lock:
            self._worker = at
            self._end_in(self.deadline_s)

    def end(self) -> None:
        """The worker has answered or is gone."""
        with self._lock:
            self._worker = None
            if self._timer is not None:
                self._timer.cancel()

    def _end_in(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = threading.Timer(seconds, self._expire)
        self._timer.daemon = True
        self._timer.start()

    def _expire(self) -> None:
        with self._lock:
            if self._worker is not None:
                self.overdue = True
                self._worker.kill()


class ProcessPool:
    """Worker processes that start when they are first needed.

    `warm` is called in each new worker and loads what its functions need; it must be a function
    of a module. `limits` bound what a worker may use. A piece of work whose worker was killed
    from outside is done once more.
    """

    def __init__(
        self,
        workers: int = 1,
        warm: Callable[[], None] | None = None,
        limits: ProcessLimits = TRUSTED,
    ) -> None:
        self._warm = f"{warm.__module__}:{warm.__qualname__}" if warm else ""
        self._limits = limits
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="process-pool")
        self._own = threading.local()
        self._all: set[_Worker] = set()
        self._lock = threading.Lock()
        self._closed = False

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call `function`, which is marked with `remote`, in a worker and return its result.

        Raises the `Failure` that it raises, `WorkerError` for any other exception,
        `WorkerOverdue` when it passes its deadline, `WorkerCrashed` when its process ends, and
        `WorkerNotStarted` when there is none to do it.
        Cancelling ends the work in the worker, too.
        """
        result: T = await self._run(remote_of(function), None, args, kwargs)
        return result

    async def run_within(
        self, deadline_s: float, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """As `run`, with a deadline in seconds other than the function's own."""
        result: T = await self._run(remote_of(function), deadline_s, args, kwargs)
        return result

    async def _run(self, remote: Remote, deadline_s: float | None, args: Any, kwargs: Any) -> Any:
        parcel = remote.call(args, kwargs)
        call = _Call(remote, parcel, deadline_s or remote.deadline(parcel.size))
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._threads, self._do, call)
        except asyncio.CancelledError:
            call.leave()
            raise

    def start(self) -> None:
        """Start a worker and let it load what it needs, before it is asked for."""
        self._threads.submit(self._start_the_next)

    def close(self) -> None:
        """End the workers; work that has not begun is dropped. Does not wait for them."""
        with self._lock:
            self._closed = True
            for one in self._all:
                if one.busy:
                    one.kill()  # its thread then discards it
            idle = [one for one in self._all if not one.busy]
            self._all.clear()
        threading.Thread(target=self._end, args=(idle,), name="process-pool-ends").start()

    def _end(self, idle: list[_Worker]) -> None:
        for one in idle:
            one.end()
        # Only now: the system kills a worker when the thread that started it ends.
        self._threads.shutdown(wait=False, cancel_futures=True)

    # on a thread

    def _do(self, call: _Call) -> Any:
        for attempt in (1, 2):
            at = self._ready_worker()
            try:
                answer = self._ask(at, call)
            except (EOFError, OSError, Broken) as error:
                lost = self._lost(at, call, error)
                self._start_the_next()
                if isinstance(lost, _KilledFromOutside) and attempt == 1 and not call.left:
                    continue
                raise lost from None
            try:
                return call.remote.answer(answer)
            except Raised as raised:
                if raised.kind == "MemoryError":
                    self._drop(at)
                    raise WorkerCrashed("out of memory") from None
                raise WorkerError(raised.kind, raised.text) from None
            except Broken as error:
                self._drop(at)
                raise WorkerCrashed(f"its answer was {error}") from None
        raise AssertionError("two attempts end above")

    def _ask(self, at: _Worker, call: _Call) -> Parcel:
        try:
            call.begin(at)
            # Twice: several threads of one worker may count at the same time.
            return at.ask(call.parcel, 2 * call.deadline_s)
        finally:
            call.end()
            at.busy = False

    def _lost(self, at: _Worker, call: _Call, error: Exception) -> WorkerLost:
        killed = at.killed or isinstance(error, Broken)
        code = self._drop(at)
        log.warning("a worker was lost in %s: %s, exit code %s", call.remote.name, error, code)
        if call.overdue or code == _PROCESSOR_TIME:
            return WorkerOverdue(call.deadline_s)
        if code in _FROM_OUTSIDE and not killed:
            return _KilledFromOutside(f"killed from outside ({code})")
        return WorkerCrashed(f"exit code {code}")

    def _ready_worker(self) -> _Worker:
        """This thread's worker, ready to work. Raises `WorkerNotStarted`."""
        for attempt in (1, 2):
            at = self._worker()
            try:
                at.wait_until_ready()
            except (EOFError, OSError) as error:
                code = self._drop(at)
                if attempt == 1 and not self._closed:
                    continue
                raise WorkerNotStarted(f"exit code {code}") from error
            return at
        raise AssertionError("two attempts end above")

    def _worker(self) -> _Worker:
        """This thread's worker, busy from now on; made anew when it is gone."""
        mine: _Worker | None = getattr(self._own, "worker", None)
        if mine is not None and not mine.alive:
            self._drop(mine)
            mine = None
        try:
            made = mine or _Worker(self._warm, self._limits)
        except OSError as error:
            raise WorkerNotStarted(str(error)) from error
        with self._lock:
            made.busy = True
            closed = self._closed
            if not closed:
                self._all.add(made)
                self._own.worker = made
        if closed:
            self._drop(made)
            raise WorkerNotStarted("the pool is closed")
        return made

    def _drop(self, gone: _Worker) -> int | None:
        self._own.worker = None
        with self._lock:
            self._all.discard(gone)
        gone.kill()
        return gone.end()

    def _start_the_next(self) -> None:
        """Let another worker load what it needs before it is asked for."""
        try:
            self._worker().busy = False
        except WorkerLost:
            return  # the pool is closed


class _KilledFromOutside(WorkerCrashed):
    pass


_FROM_OUTSIDE = (-signal.SIGKILL, -signal.SIGTERM) if os.name != "nt" else ()
_PROCESSOR_TIME = -signal.SIGXCPU if os.name != "nt" else None
