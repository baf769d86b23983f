"""A program of ours as a process beside the demo, ended with it."""

import subprocess
import sys
import threading
from collections.abc import Sequence

START_S = 30.0
"""How long a program may take until it is ready, in seconds."""

END_S = 10.0
"""How long it may take to end by itself, in seconds."""


class ChildProcess:
    """Starts ``desk`` with `arguments` and waits until it writes its first line.

    `first_line` is that line; empty when the program ended, or was not ready in time. A program
    that watches its stdin ends also when this process dies.
    """

    def __init__(self, arguments: Sequence[str]) -> None:
        program = (
            [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "desk"]
        )
        self._process = subprocess.Popen(
            [*program, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        guard = threading.Timer(START_S, self._process.kill)
        guard.start()
        assert self._process.stdout
        self.first_line = self._process.stdout.readline().strip()
        guard.cancel()

    def stop(self) -> None:
        """End the program and wait for it."""
        if self._process.poll() is None:
            self._process.terminate()
        try:
            self._process.communicate(timeout=END_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()
