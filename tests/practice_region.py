"""A practice region for tests: the real server, as a process of its own, on loopback."""

import hashlib
import json
import select
import subprocess
import sys
import uuid
from pathlib import Path
from typing import Any

import httpx

START_S = 20
CLIENT_ID = "hall-desk"


class PracticeRegion:
    """One region over one folder; may be stopped or killed and started again where it was.

    The port stays the same through restarts, so that a window finds the region again. Faults
    do not outlive the process; everything else does.
    """

    def __init__(self, folder: Path, *, record: bool = False) -> None:
        self.folder = folder
        self.url = ""
        self.key = ""
        self._record = record
        self._port = 0
        self._process: subprocess.Popen[str] | None = None
        self._http = httpx.Client(timeout=30, verify=False)  # loopback only, and quicker made
        self.start()

    def start(self) -> None:
        """Start the server and wait until it answers."""
        command = [sys.executable, "-m", "desk.practice", "--folder", str(self.folder)]
        command += ["--port", str(self._port)] + ["--record"] * self._record
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout
        ready, _, _ = select.select([self._process.stdout], [], [], START_S)
        line = self._process.stdout.readline() if ready else ""
        if not line:
            self.kill()
            raise AssertionError(f"the practice region was not ready within {START_S} s")
        told = json.loads(line)
        self.url, self.key = told["url"], told["key"]
        self._port = int(self.url.rsplit(":", 1)[1])

    def stop(self) -> None:
        """Ask the server to end and wait for it."""
        if self._process:
            self._process.terminate()
            self._end()

    def kill(self) -> None:
        """End the server at once, as a power cut would (SIGKILL)."""
        if self._process:
            self._process.kill()
            self._end()

    def _end(self) -> None:
        assert self._process
        self._process.communicate(timeout=START_S)
        self._process = None

    def memory_kb(self) -> int:
        """The most memory that the server ever held, in KiB (Linux)."""
        assert self._process
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        return int(status.split("VmHWM:")[1].split()[0])

    def call(self, method: str, path: str, **given: Any) -> httpx.Response:
        """One call with the practice key; an answer that is no success is an error."""
        headers = {"X-Practice-Key": self.key}
        answer = self._http.request(method, self.url + path, headers=headers, **given)
        answer.raise_for_status()
        return answer

    def fault(self, **facts: Any) -> None:
        """Let the region misbehave; see `desk.practice.faults.Fault` for the facts."""
        self.call("POST", "/practice/faults", json=facts)

    def clear_faults(self) -> None:
        """Let it behave again; cases that were held are accepted."""
        self.call("DELETE", "/practice/faults")

    def turn(self, case_no: str, state: str, reason: str = "", **faults: str) -> None:
        """Let a department decide about a case; `faults` are pointers into the form."""
        errors = [{"pointer": f"/form/{name}", "detail": detail} for name, detail in faults.items()]
        turn = {"state": state, "reason": reason, "errors": errors}
        self.call("POST", f"/practice/cases/{case_no}/turn", json=turn)

    def summary(self) -> dict[str, Any]:
        """Everything that reached the region, digests from the bytes that it stored."""
        told: dict[str, Any] = self.call("GET", "/practice/summary").json()
        return told

    def exchanges(self) -> list[dict[str, Any]]:
        """Recorded requests and answers; the region was started with `record`."""
        told: list[dict[str, Any]] = self.call("GET", "/practice/exchanges").json()
        return told

    def approve(self, user_code: str, clerk: str = "gx-0371") -> None:
        """Let the window that shows this code sign in, as a practice clerk would."""
        self.call("POST", "/device/approve", data={"user_code": user_code, "clerk": clerk})

    def sign_in(self) -> dict[str, Any]:
        """Walk the device grant; returns the token endpoint's answer."""
        begun = self.call("POST", "/oauth/device_authorization", data={"client_id": CLIENT_ID})
        self.approve(begun.json()["user_code"])
        grant = "urn:ietf:params:oauth:grant-type:device_code"
        form = {
            "grant_type": grant,
            "client_id": CLIENT_ID,
            "device_code": begun.json()["device_code"],
        }
        tokens: dict[str, Any] = self.call("POST", "/oauth/token", data=form).json()
        return tokens

    def client(self) -> httpx.Client:
        """A plain HTTP client that is signed in."""
        token = self.sign_in()["access_token"]
        headers = {"Authorization": f"Bearer {token}"}
        return httpx.Client(base_url=self.url, headers=headers, timeout=30, verify=False)


def new_key() -> dict[str, str]:
    """The header of a change that was not made before."""
    return {"Idempotency-Key": str(uuid.uuid4())}


def sha256_hex(data: bytes) -> str:
    """The digest of these bytes, as the contract writes it in JSON."""
    return hashlib.sha256(data).hexdigest()
