"""Several windows in one process, as in a hall's server: one queue, and batches of requests."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any

from desk.domain.failures import Failure
from desk.hall import HallQueue, open_hall
from desk.hall.requests import Request, Requester
from tests.faults.hall.clerks import Left, Orders, at_a_kiosk, at_a_window
from tests.postgres import shared_keyring

LOOK_S = 0.002
"""How soon a thread looks whether somebody else carried out what it asked."""


class SharedQueue(HallQueue):
    """A queue for many threads: whoever is there first carries out what all of them asked."""

    def __init__(self, queue: HallQueue) -> None:
        super().__init__(queue._database, queue._clock)
        self.batches: list[int] = []
        self._asked: list[tuple[Request[Any], Requester, Future[Any]]] = []
        self._leading = threading.Lock()

    def _do(self, request: Request[Any], requester: Requester) -> Any:
        answer: Future[Any] = Future()
        self._asked.append((request, requester, answer))
        while not answer.done():
            if self._leading.acquire(timeout=LOOK_S):
                try:
                    if not answer.done():
                        self._lead()
                finally:
                    self._leading.release()
        found = answer.result()
        if isinstance(found, Failure):
            raise found
        return found

    def _lead(self) -> None:
        batch, self._asked = self._asked, []
        try:
            answers = self.carry_out([(request, by) for request, by, _ in batch])
        except Failure as failure:
            answers = [failure] * len(batch)
        self.batches.append(len(batch))
        for (_, _, answer), told in zip(batch, answers, strict=True):
            answer.set_result(told)


Task = tuple[str, Orders, Any]
"""``window`` or ``kiosk``, what it needs to know, and what more it is given."""


def in_one_process(orders: Orders, tasks: Sequence[Task], left: "Left[int]") -> None:
    """A process: windows and kiosks as threads of it, all on one queue."""
    with shared_keyring(orders.keyring):
        queue = SharedQueue(open_hall(orders.url))
    works = [_work(task, left, queue) for task in tasks]
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    orders.ready()
    for thread in threads:
        thread.join()
    queue.close()
    (orders.folder / f"{orders.name}.batches").write_text(" ".join(map(str, queue.batches)))
    if any(task[1].trouble.exists() for task in tasks):
        raise SystemExit(1)


def _work(task: Task, left: "Left[int]", queue: HallQueue) -> Callable[[], None]:
    kind, orders, more = task

    def work() -> None:
        if kind == "window":
            at_a_window(orders, left, queue=queue)
        else:
            at_a_kiosk(orders, *more, queue=queue)

    return work
