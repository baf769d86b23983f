"""The core of a hall's queue: its state in memory, its database, and how requests are carried out.

Requests come in batches. A batch is one transaction: it takes the hall's row, reads what others
wrote meanwhile, decides one request after the other in memory, writes all of it and commits.
So changes wait for each other, see everything that was committed before them, and commit in the
order of their numbers: a reader that asks for events after the last one it saw never misses any.
"""

import threading
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import groupby
from types import TracebackType
from typing import Any, Self

from desk.domain.clock import Clock, local_day, utc_now
from desk.domain.failures import Failure
from desk.domain.tickets import Event, HallMove, TicketEvent, TicketMove
from desk.hall import loading, requests
from desk.hall.adapters import Database, rows
from desk.hall.adapters.failures import HallAnswerLost
from desk.hall.adapters.rows import HallRow
from desk.hall.batch import Batch
from desk.hall.clock_watch import ClockWatch
from desk.hall.failures import ClockJumped, HallBusy, HallUnreachable, HistoryDamaged
from desk.hall.requests import Request, Requester
from desk.hall.rules import Done, decide, settled
from desk.hall.rules_of_appointments import id_of
from desk.hall.rules_of_days import begin_day
from desk.hall.state import Change, HallState
from desk.hall.ticket_record import TicketRecord

RECENT = 256
"""So many of the last changes are kept in memory."""

_RELOADED = (HallMove.ARRANGED, HallMove.DAY_SET)
"""Events that change more than they say: the whole state is read again."""


class HallCore:
    """Carries requests out and keeps the state; `desk.hall.queue.HallQueue` is its face.

    All methods are safe to call from several threads; they block. Without a `clock` the server's
    is taken, or this machine's.
    """

    def __init__(self, database: Database, clock: Clock | None = None) -> None:
        self._database = database
        self._clock = clock
        self._lock = threading.RLock()
        self._state: HallState | None = None
        self._has_learned = False
        self._recent: deque[Change] = deque(maxlen=RECENT)
        self._clock_watch = ClockWatch() if clock is None else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database; what was done is kept."""
        self._database.close()

    def carry_out(self, asked: Sequence[tuple[Request[Any], Requester]]) -> list[Any]:
        """Carry the requests out, one after the other, in one transaction (a `SetDay` in its own).

        The answers, in the same order; a request that the rules forbid has its `Failure` as
        answer, and does not disturb the others. When the answer to the commit is lost, every
        request is settled by its command.

        Raises `HallBusy`, `HallUnreachable` and its kinds, `HistoryDamaged`: then nothing was
        done, but for `HallAnswerLost`, when all of it may have been done or none.
        """
        with self._lock:
            answers: list[Any] = []
            for alone, together in groupby(asked, lambda one: isinstance(one[0], requests.SetDay)):
                answers += self._settled_batch(list(together))
                if alone:
                    self._state = None  # the day that was set has tickets of its own
            return answers

    def _settled_batch(self, asked: Sequence[tuple[Request[Any], Requester]]) -> list[Any]:
        """One transaction; when its answer is lost, every request is settled by its command."""
        try:
            return self._batch(asked)
        except HallAnswerLost as lost:
            try:
                return self._batch(asked)
            except (HallBusy, HallUnreachable):
                raise lost from None

    def changes_since(self, seq: int, *, look: bool = False) -> Change | None:
        """What happened after event `seq`; None when nothing did.

        From memory where it is kept. With `look` it is asked whether others wrote. Raises as
        every look at the hall does.
        """
        with self._lock:
            state = self._state
            if state is None or look:
                with self._reading() as (state, _):
                    pass
            if state.seq <= seq:
                return None
            recent = [change for change in self._recent if change.events[-1].seq > seq]
            if recent and recent[0].events[0].seq <= seq + 1:
                return _joined(recent, seq)
            events = tuple(loading.events(self._database, seq, state.seq))
            arranged = any(event.move in _RELOADED for event in events)
            return Change(events, state.arrangement() if arranged else None)

    def _do(self, request: Request[Any], requester: Requester) -> Any:
        """Carry one request out. Raises its failure."""
        (answer,) = self.carry_out([(request, requester)])
        if isinstance(answer, Failure):
            raise answer
        return answer

    @contextmanager
    def looking(self) -> Iterator[tuple[HallState, datetime]]:
        """The whole state as it is now, and what time it is; nothing changes meanwhile.

        It must not be altered, and not be kept.
        """
        with self._expecting() as seen:
            yield seen

    # -- a batch

    def _batch(self, asked: Sequence[tuple[Request[Any], Requester]]) -> list[Any]:
        hall, found = self._database.begin([request.command for request, _ in asked])
        try:
            state = self._catch_up(hall, held=True)
            at = self._now(hall)
            done = {command: Done(*said) for command, *said in found}
            batch = Batch(state, hall.revision)
            doubt = self._begin_day(batch, state, at)
            answers = [
                self._answer(batch, request, by, at, done)
                if doubt is None or isinstance(request, requests.SetDay)
                else doubt
                for request, by in asked
            ]
            if batch.events:
                self._database.write(batch.writing())
                self._recent.append(batch.change())
            else:
                self._database.release()
        except BaseException:
            self._state = None  # whatever was applied to it is not in the database
            self._database.rollback()
            raise
        return answers

    def _begin_day(self, batch: Batch, state: HallState, at: datetime) -> ClockJumped | None:
        """Begin a new day if it is time; or why that is not done."""
        jumped = self._clock_watch is not None and self._clock_watch.jumped(at)
        try:
            new_day = begin_day(state, at, clock_jumped=jumped)
        except ClockJumped as doubt:
            return doubt
        if new_day is not None:
            batch.apply(new_day, None)
        return None

    def _answer(
        self,
        batch: Batch,
        request: Request[Any],
        requester: Requester,
        at: datetime,
        done: dict[str, Done],
    ) -> Any:
        state = self._loaded()
        others = self._others(state, request, done.get(request.command))
        try:
            before = done.get(request.command)
            if before is not None:
                return settled(state, request, requester, before, others)
            decision = decide(state, request, requester, at, others)
        except Failure as failure:
            return failure
        if decision.change.events:
            last = decision.change.events[-1]
            ticket_id = last.ticket_id if isinstance(last, TicketEvent) else None
            done[request.command] = Done(last.move.value, last.window, ticket_id)
            batch.apply(decision.change, request.command)
        if isinstance(request, requests.SetDay) and self._clock_watch is not None:
            self._clock_watch.trust(at)
        return decision.answer

    def _others(
        self, state: HallState, request: Request[Any], done: Done | None
    ) -> dict[str, TicketRecord]:
        """Tickets that the request is about and that the state does not hold."""
        if isinstance(request, requests.TakeTicket):
            service = state.services.get(request.service)
            if service is not None and service.hours:
                self._learn(state)  # it may be too late for another ticket
        wanted = {getattr(request, "ticket", None), done and done.ticket_id} - {None}
        found: dict[str, TicketRecord] = {}
        for id_ in wanted:
            if id_ is not None and state.find(id_) is None:
                found |= {r.id: r for r in map(rows.ticket_of, self._ask(rows.ONE_TICKET, id_))}
        if isinstance(request, requests.Book) and done is not None:
            id_ = id_of(request.command)
            for row in self._ask(rows.ONE_APPOINTMENT, id_):
                state.appointments.setdefault(id_, rows.appointment_of(row))
        return found

    # -- the state

    @contextmanager
    def _reading(self) -> Iterator[tuple[HallState, datetime]]:
        """The state as it is now, and what time it is; nothing changes meanwhile."""
        with self._lock:
            hall = self._database.look()
            state = self._state
            if state is None or hall is not None:
                state = self._catch_up(hall)
            yield state, self._now(hall)

    @contextmanager
    def _expecting(self) -> Iterator[tuple[HallState, datetime]]:
        """As `_reading`, with what was learned of how long services take."""
        with self._reading() as (state, at):
            self._learn(state)
            yield state, at

    def _catch_up(self, hall: HallRow | None, *, held: bool = False) -> HallState:
        """The state after event `hall.seq`: what others wrote is read and applied.

        `held` tells that the hall is held by this transaction. Raises `HistoryDamaged`.
        """
        state = self._state
        if state is None or hall is None or hall.seq < state.seq:
            return self._load(hall if held else None)
        if hall.seq == state.seq:
            return state
        news = loading.events(self._database, state.seq, None)
        try:
            for event in news:
                state.apply(event)
        except ValueError as error:
            self._state = None
            raise HistoryDamaged(reason=str(error)) from error
        if state.seq < hall.seq:
            self._state = None
            raise HistoryDamaged(reason=f"there is no event {state.seq + 1}")
        if any(event.move in _RELOADED for event in news):
            return self._load(hall if held else None)
        if news:
            self._recent.append(Change(tuple(news)))
        for service, slot in {found for event in news if (found := _appointment_of(event))}:
            day = local_day(slot, state.utc_offset_min).isoformat()
            for row in self._ask(rows.APPOINTMENTS_AT, day, rows.moment(slot), service):
                state.take_appointment(rows.appointment_of(row))
        return state

    def _load(self, held: HallRow | None) -> HallState:
        """Read the whole state; `held` is the hall's row where this transaction holds it."""
        self._has_learned = False
        self._recent.clear()
        if held is not None:
            self._state = loading.load(self._database, held)
        else:
            with self._database.reading():
                self._state = loading.load(self._database, self._database.hall())
        return self._state

    def _loaded(self) -> HallState:
        assert self._state is not None
        return self._state

    def _learn(self, state: HallState) -> None:
        if not self._has_learned:
            loading.learn(self._database, state)
            self._has_learned = True

    def _now(self, hall: HallRow | None) -> datetime:
        if self._clock is not None:
            return self._clock().astimezone(UTC)
        server = hall.server if hall is not None else None
        return (server or utc_now()).astimezone(UTC)

    def _ask(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        return self._database.rows(statement, *values)


def _joined(changes: Sequence[Change], seq: int) -> Change:
    """Changes that follow each other as one, from the event after `seq` on."""
    arranged = [change.arrangement for change in changes if change.arrangement is not None]
    return Change(
        tuple(event for change in changes for event in change.events if event.seq > seq),
        arranged[-1] if arranged else None,
        tuple(one for change in changes for one in change.appointments),
    )


def _appointment_of(event: Event) -> tuple[str, datetime] | None:
    """The service and the slot of an appointment that was booked or checked in by the event.

    There is more to an appointment than the event says.
    """
    slot = event.detail.slot
    if slot is None:
        return None
    if isinstance(event, TicketEvent):
        return (event.service_code, slot) if event.move is TicketMove.TAKEN else None
    return (event.detail.to_service or "", slot) if event.move is HallMove.BOOKED else None
