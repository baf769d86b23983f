"""Many callers and one owner: whatever waits for the hall is carried out together.

One thread owns the hall's queue. While it carries out one batch, the next requests come
together; each is decided for itself, and all are written in one transaction
(`HallQueue.carry_out`). Callers live on an event loop, which never waits.
"""

import asyncio
import logging
import queue
import threading
from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar, cast

from desk.domain.failures import Failure
from desk.hall.adapters.failures import HallAnswerLost
from desk.hall.failures import HallBusy
from desk.hall.requests import Request, Requester
from desk.hall.server_failures import HallServerEnding, HallServerFault
from desk.hall.state import Change

T = TypeVar("T")
log = logging.getLogger(__name__)

DEADLINE_S = 8.0
"""How long a caller waits for its answer, in seconds."""

LARGEST = 256
"""The most requests in one batch."""

MOST_WAITING = 2_000
"""Requests beyond these are turned away at once."""

EXPIRE_EVERY_S = 0.5


class RequestHandler(Protocol):
    """What is needed of a hall's queue; used on the owner's thread only."""

    def carry_out(self, batch: Sequence[tuple[Request[Any], Requester]]) -> Sequence[Any]:
        """The answer of each request, or the `Failure` by which it was refused."""

    def changes_since(self, seq: int, *, look: bool = False) -> Change | None:
        """What happened after event `seq`, or None; with `look` by others, too."""


class _Call:
    """A request that waits for its answer."""

    __slots__ = ("answer", "begun", "expires", "request", "requester")

    def __init__(
        self,
        request: Request[Any],
        requester: Requester,
        answer: "asyncio.Future[Any]",
        expires: float,
    ) -> None:
        self.request = request
        self.requester = requester
        self.answer = answer
        self.expires = expires
        self.begun = False


class _Task:
    """Something else to do on the owner's thread, between two batches."""

    __slots__ = ("answer", "work")

    def __init__(self, work: Callable[[], Any], answer: "asyncio.Future[Any]") -> None:
        self.work = work
        self.answer = answer


_LOOK, _END = object(), object()


class Batches:
    """The owner of `core`, from `start` to `close`.

    `on_change` is called on the event loop with every change after event `seq`, in order and
    none twice, whoever made it: after each batch, and after `look` when others wrote.
    """

    def __init__(
        self,
        core: RequestHandler,
        on_change: Callable[[Change], None],
        *,
        seq: int,
        deadline_s: float = DEADLINE_S,
    ) -> None:
        self._core = core
        self._on_change = on_change
        self._seq = seq
        self._deadline_s = deadline_s
        self._waiting: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._calls: dict[_Call, None] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._thread = threading.Thread(target=self._work, name="hall-owner", daemon=True)
        self._closed = False

    def start(self) -> None:
        """Start the owner's thread; answers and events come to the running event loop."""
        self._loop = asyncio.get_running_loop()
        self._expire()
        self._thread.start()

    async def do(self, request: Request[Any], requester: Requester) -> Any:
        """The answer to a request.

        Raises what `carry_out` gives as its failure; `HallServerEnding` after `close`,
        `HallBusy` when it was not begun in time, and `HallAnswerLost` when it was begun and may
        have been carried out.
        """
        if self._closed or self._loop is None:
            raise HallServerEnding
        if len(self._calls) >= MOST_WAITING:
            raise HallBusy
        call = _Call(
            request, requester, self._loop.create_future(), self._loop.time() + self._deadline_s
        )
        self._calls[call] = None
        self._waiting.put(call)
        try:
            return await call.answer
        finally:
            del self._calls[call]

    async def ask(self, work: Callable[[], T]) -> T:
        """Call `work` on the owner's thread, between two batches; it must be quick."""
        if self._closed or self._loop is None:
            raise HallServerEnding
        task = _Task(work, self._loop.create_future())
        self._waiting.put(task)
        return cast(T, await task.answer)

    def look(self) -> None:
        """Somebody else may have changed the hall. Safe to call on any thread."""
        self._waiting.put(_LOOK)

    async def close(self) -> None:
        """Answer what waits, then end the thread."""
        if self._closed:
            return
        self._closed = True
        self._waiting.put(_END)
        if self._timer is not None:
            self._timer.cancel()
        await asyncio.to_thread(self._thread.join)  # answers are handed over on this loop meanwhile

    # on the owner's thread

    def _work(self) -> None:
        ended = False
        while not ended:
            look = False
            calls: list[_Call] = []
            tasks: list[_Task] = []
            waiting = self._waiting.get()
            while True:
                if isinstance(waiting, _Call):
                    calls.append(waiting)
                elif isinstance(waiting, _Task):
                    tasks.append(waiting)
                ended = ended or waiting is _END
                look = look or waiting is _LOOK
                if len(calls) >= LARGEST:
                    break
                try:
                    waiting = self._waiting.get_nowait()
                except queue.Empty:
                    break
            answers = self._carry_out(calls)
            answers += [(task.answer, _result_of(task.work)) for task in tasks]
            self._hand_over(answers, self._news(look))

    def _carry_out(self, calls: list[_Call]) -> "_Answers":
        begun = [call for call in calls if not call.answer.done()]
        if not begun:
            return []
        for call in begun:
            call.begun = True
        batch = [(call.request, call.requester) for call in begun]
        answers = _result_of(lambda: self._core.carry_out(batch))
        if isinstance(answers, Failure):
            answers = [answers] * len(begun)
        return [(call.answer, answer) for call, answer in zip(begun, answers, strict=True)]

    def _news(self, look: bool) -> Change | None:
        try:
            change = self._core.changes_since(self._seq, look=look)
        except Failure as failure:
            log.warning("what happened after %d was not read: %s", self._seq, failure)
            return None
        except Exception:
            log.exception("what happened after %d was not read", self._seq)
            return None
        if change is not None:
            self._seq = change.events[-1].seq
        return change

    def _hand_over(self, answers: "_Answers", change: Change | None) -> None:
        if self._loop is not None and (answers or change) and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._settle, answers, change)

    # on the event loop

    def _settle(self, answers: "_Answers", change: Change | None) -> None:
        for future, answer in answers:
            if future.done():
                continue
            if isinstance(answer, Failure):
                future.set_exception(answer)
            else:
                future.set_result(answer)
        if change is not None:
            self._on_change(change)

    def _expire(self) -> None:
        if self._loop is None:
            return
        now = self._loop.time()
        for call in tuple(self._calls):
            if call.expires > now:
                break  # they wait in order
            if not call.answer.done():
                call.answer.set_exception(
                    HallAnswerLost(reason="no answer in time") if call.begun else HallBusy()
                )
        self._timer = self._loop.call_later(EXPIRE_EVERY_S, self._expire)


_Answers = list[tuple["asyncio.Future[Any]", Any]]


def _result_of(work: Callable[[], Any]) -> Any:
    """What `work` returns, or the failure that it raises."""
    try:
        return work()
    except Failure as failure:
        return failure
    except Exception:
        log.exception("the hall's queue failed")
        return HallServerFault()
