"""The practice region as a process beside the demo, ended with it."""

import json
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

import httpx

from desk.domain.failures import QT_TRANSLATE_NOOP, Failure


class PracticeNotStarted(Failure):
    """The practice region did not say that it is ready."""

    code: ClassVar[str] = "DEM-01"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The practice region did not start")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The demo cannot run without it.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "See what it wrote to the console, then start the demo again."
    )


class RegionProcess:
    """Starts ``desk practice`` over `folder` and waits until it is ready (at most 30 s).

    It ends when this object is stopped, and also when this process dies, since it watches
    its stdin. Raises `PracticeNotStarted`.
    """

    def __init__(self, folder: Path, faults: Sequence[str] = ()) -> None:
        frozen = getattr(sys, "frozen", False)
        command = [sys.executable] + ([] if frozen else ["-m", "desk"]) + ["practice"]
        command += ["--folder", str(folder)]
        for fault in faults:
            command += ["--fault", fault]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        guard = threading.Timer(30, self._process.kill)
        guard.start()
        assert self._process.stdout
        line = self._process.stdout.readline()
        guard.cancel()
        if not line:
            self.stop()
            raise PracticeNotStarted
        told = json.loads(line)
        self.url: str = told["url"]
        self._key: str = told["key"]

    def summary(self) -> dict[str, Any]:
        """Everything that reached the region; digests computed by it from what it stored."""
        told: dict[str, Any] = self._call("GET", "/practice/summary").json()
        return told

    def approve(self, user_code: str) -> None:
        """Let the window that shows this code sign in, as the practice clerk's phone would."""
        self._call("POST", "/device/approve", data={"user_code": user_code})

    def _call(self, method: str, path: str, data: dict[str, str] | None = None) -> httpx.Response:
        answer = httpx.request(
            method,
            self.url + path,
            data=data,
            headers={"X-Practice-Key": self._key},
            timeout=60,
            trust_env=False,
        )
        answer.raise_for_status()
        return answer

    def stop(self) -> None:
        """End the region and wait for it."""
        if self._process.poll() is None:
            self._process.terminate()
        try:
            self._process.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()
