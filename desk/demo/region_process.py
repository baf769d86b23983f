"""The practice region as a process beside the demo, ended with it."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

import httpx

from desk.demo.child_process import ChildProcess
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
    """Starts ``desk practice`` over `folder` and waits until it is ready.

    It ends when this object is stopped, and also when this process dies. Raises
    `PracticeNotStarted`.
    """

    def __init__(self, folder: Path, faults: Sequence[str] = ()) -> None:
        arguments = ["practice", "--folder", str(folder)]
        for fault in faults:
            arguments += ["--fault", fault]
        self._process = ChildProcess(arguments)
        if not self._process.first_line:
            self.stop()
            raise PracticeNotStarted
        told = json.loads(self._process.first_line)
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
        self._process.stop()
