"""The queue of announcements: one at a time, each to its end, none lost when many come at once.

Announcements are spoken in the order of their calls, each twice. While more than `MANY` wait, they
are spoken once, so that the last one is heard before people stop listening; the rule is applied
again before each repetition. A number that is called again while it still waits keeps its place and
is not spoken more often; the window that called it last is named.
"""

import logging
import threading
import time
from collections.abc import Callable
from typing import Final, Protocol

from desk.domain.failures import Failure
from desk.voice.clips import RATE, Clips
from desk.voice.failures import SoundStopped
from desk.voice.phrases import CHIME, announcement
from desk.voice.sinks import Sink

log = logging.getLogger(__name__)

MANY: Final = 3
"""While more announcements than this wait, each is spoken once."""

SILENT_S: Final = 4.0
"""How long a call that cannot be heard counts as being spoken, in seconds."""

STOP_S: Final = 15.0
"""The longest that stopping waits for a sentence, in seconds, should the sound device hang."""

RETRY_S: Final = 30.0
"""How long after a failure the voice is tried again, in seconds."""


class Voice(Protocol):
    """Something that can speak an announcement."""

    def say(self, number: str, window: str, *, again: bool) -> None:
        """Call `number` to `window`; return when the last word was heard.

        `again` is the repetition, which needs no chime. Raises a `Failure` when it cannot be
        heard.
        """

    def close(self) -> None:
        """Release the voice's resources."""


class ClipVoice:
    """Speaks with recorded clips, through a sink."""

    def __init__(self, sink: Sink, clips: Clips) -> None:
        self._sink = sink
        self._clips = clips

    def say(self, number: str, window: str, *, again: bool) -> None:
        """Play chime and words as one sound; raises what the sink raises."""
        words = announcement(number, window, self._clips.language)
        if words:
            heard = words if again else (CHIME, *words)
            self._sink.play(self._clips.joined(heard), RATE)

    def close(self) -> None:
        """Close the sink."""
        self._sink.close()


class Announcer:
    """A thread that speaks announcements one after the other, never over each other.

    All callbacks come on that thread. `on_speaking` is called with the number whose announcement
    begins, and with None when it has ended, also without sound. `on_trouble` is called with the
    failure of the voice, once each time it fails, and with None when it works again; meanwhile
    calls are silent, and the voice is tried again every `RETRY_S`.
    """

    def __init__(
        self,
        voice: Voice,
        *,
        times: int = 2,
        pause_s: float = 0.6,
        silent_s: float = SILENT_S,
        retry_s: float = RETRY_S,
        on_speaking: Callable[[str | None], None] | None = None,
        on_trouble: Callable[[Failure | None], None] | None = None,
    ) -> None:
        """`times` an announcement is spoken, with `pause_s` seconds after each."""
        self._voice = voice
        self._times = times
        self._pause_s = pause_s
        self._silent_s = silent_s
        self._retry_s = retry_s
        self._on_speaking = on_speaking
        self._on_trouble = on_trouble or _log_trouble
        self._changed = threading.Condition()
        self._waiting: dict[str, str] = {}
        self._current: str | None = None
        self._stopping = threading.Event()
        self._trouble: Failure | None = None
        self._failed_at = 0.0
        self._thread = threading.Thread(target=self._run, name="announcer", daemon=True)

    def start(self) -> None:
        """Start the thread; it speaks the announcements that wait already."""
        self._thread.start()

    def announce(self, number: str, window: str) -> None:
        """Queue the call of `number` to `window`; returns at once, from any thread."""
        with self._changed:
            self._waiting[number] = window
            self._changed.notify()

    def withdraw(self, number: str) -> None:
        """Stop calling `number`, because the citizen is at the window already.

        A call that waits is dropped, one that is being spoken is not repeated.
        """
        with self._changed:
            self._waiting.pop(number, None)
            if self._current == number:
                self._current = None

    def stop(self) -> None:
        """Finish the current sentence, drop the rest, and close the voice."""
        with self._changed:
            self._stopping.set()
            self._waiting.clear()
            self._changed.notify()
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join(STOP_S)

    def _run(self) -> None:
        try:
            while (call := self._next()) is not None:
                number, window = call
                self._tell(number)
                self._call(number, window)
                self._tell(None)
        finally:
            self._voice.close()

    def _next(self) -> tuple[str, str] | None:
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._stopping.is_set())
            if self._stopping.is_set():
                return None
            self._current = next(iter(self._waiting))
            return self._current, self._waiting.pop(self._current)

    def _call(self, number: str, window: str) -> None:
        for turn in range(self._times):
            if turn > 0 and not self._repeated():
                return
            if not self._heard(number, window, again=turn > 0):
                self._stopping.wait(self._silent_s)
                return
            self._stopping.wait(self._pause_s)

    def _repeated(self) -> bool:
        with self._changed:
            wanted = self._current is not None and not self._stopping.is_set()
            return wanted and len(self._waiting) <= MANY

    def _heard(self, number: str, window: str, *, again: bool) -> bool:
        if self._trouble is not None and time.monotonic() - self._failed_at < self._retry_s:
            return False
        try:
            self._voice.say(number, window, again=again)
        except Failure as failure:
            self._fail(failure)
            return False
        except Exception as error:
            # a defect of one voice must not end all announcements
            log.exception("the voice failed")
            self._fail(SoundStopped(detail=type(error).__name__))
            return False
        if self._trouble is not None:
            self._trouble = None
            self._report(None)
        return True

    def _fail(self, failure: Failure) -> None:
        self._failed_at = time.monotonic()
        if self._trouble is None:
            self._trouble = failure
            self._report(failure)

    def _report(self, trouble: Failure | None) -> None:
        try:
            self._on_trouble(trouble)
        except Exception:
            log.exception("a listener failed on the voice's trouble")

    def _tell(self, number: str | None) -> None:
        if self._on_speaking is None:
            return
        try:
            self._on_speaking(number)
        except Exception:
            log.exception("a listener failed on the number that is spoken")


def _log_trouble(trouble: Failure | None) -> None:
    if trouble is not None:
        log.warning("%s", trouble)
    else:
        log.info("the voice is back")
