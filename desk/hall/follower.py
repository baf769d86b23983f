"""Hearing of every change in the hall, by whichever window, kiosk or program it was made."""

import logging
import threading
from collections.abc import Callable

from desk.domain.failures import Failure
from desk.domain.tickets import Event
from desk.hall.adapters import watch
from desk.hall.failures import HallHistoryUnread
from desk.hall.store import open_hall

log = logging.getLogger(__name__)

RETRY_S = 1.0
"""How long to wait before looking for a hall again that went away, in seconds."""


class HallFollower:
    """A thread that hands over new events, in order, none twice and none left out.

    `on_events` is called on that thread with one or more events, within 200 ms of their
    commit. `on_trouble` hears, also there, of a hall that cannot be read, once for each time
    it goes away, and None when it is back; the follower goes on trying until it is stopped.
    """

    def __init__(
        self,
        url: str,
        on_events: Callable[[list[Event]], None],
        on_trouble: Callable[[Failure | None], None] | None = None,
    ) -> None:
        self._url = url
        self._on_events = on_events
        self._on_trouble = on_trouble or _log_trouble
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="hall-follower", daemon=True)
        self._seq = 0
        self._trouble: Failure | None = None

    def start(self, since: int | None = None) -> None:
        """Begin with events after `since`, or by default with those that come from now on.

        The default asks the hall for the number of its last event and raises what `open_hall`
        raises; with a number the hall may be away still. Nothing later than that is missed.
        """
        if since is None:
            with open_hall(self._url) as queue:
                since = queue.seq()
        self._seq = since
        self._thread.start()

    def stop(self) -> None:
        """Stop, and wait for the thread; no call of `on_events` comes after that."""
        self._stop.set()
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join()

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._follow()
            except Failure as failure:
                self._say(failure)
                self._stop.wait(RETRY_S)
            except Exception:
                # this thread is all that brings news: it goes on trying, and says that it cannot
                if self._trouble is None:
                    log.exception("the hall's history could not be followed")
                self._say(HallHistoryUnread())
                self._stop.wait(RETRY_S)

    def _say(self, trouble: Failure) -> None:
        if self._trouble is None:
            self._trouble = trouble
            self._on_trouble(trouble)

    def _follow(self) -> None:
        # the watch is opened first: what is committed after that, it sees
        with watch(self._url) as changes, open_hall(self._url) as queue:
            self._hand_over(queue.events_since(self._seq))
            if self._trouble is not None:
                self._trouble = None
                self._on_trouble(None)
            while not self._stop.is_set():
                if changes.changed():
                    self._hand_over(queue.events_since(self._seq))

    def _hand_over(self, events: list[Event]) -> None:
        if not events:
            return
        self._seq = events[-1].seq
        try:
            self._on_events(events)
        except Exception:
            # a listener's fault must not cut the hall off from the window
            log.exception("a listener failed on events up to %d", self._seq)


def _log_trouble(trouble: Failure | None) -> None:
    if trouble is not None:
        log.warning("%s", trouble)
    else:
        log.info("the hall's queue is back")
