"""A display's voice in a process of its own, for tests that choose the sound device.

``python -m tests.voice.hall_screen`` reads a line a step from its standard input: ``A024 3 B007 5``
calls these tickets at one moment from a thread each, an empty line waits until nothing is being
spoken. It prints what the announcer tells, a line each.
"""

import sys
import threading
from typing import Final

from desk.domain.failures import Failure
from desk.voice.announcer import Announcer, ClipVoice
from desk.voice.clips import Clips
from desk.voice.sinks import Loudspeaker

LONGEST_WAIT_S: Final = 20.0


def main() -> None:
    """Do the steps, then stop."""
    spoken = threading.Semaphore(0)

    def on_speaking(number: str | None) -> None:
        if number is None:
            spoken.release()
        else:
            print("speaking", number, flush=True)

    def on_trouble(trouble: Failure | None) -> None:
        print("trouble", trouble.code if trouble else None, flush=True)

    announcer = Announcer(
        ClipVoice(Loudspeaker(), Clips()),
        pause_s=0.0,
        silent_s=0.0,
        retry_s=0.0,
        on_speaking=on_speaking,
        on_trouble=on_trouble,
    )
    announcer.start()
    open_calls = 0
    for line in sys.stdin:
        words = line.split()
        if words:
            open_calls += _call_together(announcer, words)
        while not words and open_calls:
            if not spoken.acquire(timeout=LONGEST_WAIT_S):
                raise TimeoutError("an announcement did not end")
            open_calls -= 1
        if not words:
            print("quiet", flush=True)
    announcer.stop()


def _call_together(announcer: Announcer, words: list[str]) -> int:
    calls = list(zip(words[::2], words[1::2], strict=True))
    gate = threading.Barrier(len(calls))

    def call(number: str, window: str) -> None:
        gate.wait()
        announcer.announce(number, window)

    callers = [threading.Thread(target=call, args=words_of_one) for words_of_one in calls]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    return len(calls)


if __name__ == "__main__":
    main()
