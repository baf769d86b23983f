"""``desk hall-server`` as a process of its own, which a test may kill."""

import select
import socket
import subprocess
import sys
from pathlib import Path

START_S = 30


class ServerProcess:
    """A server over the hall at `url`; it may be killed and started again on the same port."""

    def __init__(self, url: str, folder: Path) -> None:
        self._url = url
        self._folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self._process: subprocess.Popen[str] | None = None
        self.start()

    @property
    def address(self) -> str:
        return f"https://127.0.0.1:{self.port}"

    def start(self) -> None:
        place = f"127.0.0.1:{self.port}"
        words = [
            "hall-server",
            "--hall",
            self._url,
            "--listen",
            place,
            "--folder",
            str(self._folder),
        ]
        process = subprocess.Popen(
            [sys.executable, "-m", "desk", *words, "--folder", str(self._folder)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout
        ready, _, _ = select.select([process.stdout], [], [], START_S)
        assert ready, "the hall's server did not start"
        assert process.stdout.readline().strip() == self.address
        self._process = process

    def kill(self) -> None:
        """End it at once, as a power cut would (SIGKILL)."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def stop(self) -> None:
        """End it in order (SIGTERM)."""
        if self._process is not None:
            self._process.terminate()
            assert self._process.wait(10) == 0
