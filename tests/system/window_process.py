"""The window as a process of its own, with a clerk inside; tests kill it and open it again.

Run as a program: ``python -m tests.system.window_process SETTINGS ACT...`` (settings as JSON).
It writes a line of JSON for every code to sign in with, where it stands once the clerk is
signed in, and where it stands after the acts; then it waits to be killed.
"""

import asyncio
import json
import logging
import os
import select
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from desk.clerk.main import ClerkWindow
from desk.clerk.start import run_window
from desk.clerk.steps.sign_in.view import SignInView
from desk.domain.visits import SendState, Step
from desk.settings import Settings
from tests.system.clerk import LIANG, SOCIAL_CARD, Clerk
from tests.system.day import SIZE, Day

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 180
ADDRESS = "南宁市青秀区民族大道 99 号"

AuditEntry = Callable[[Clerk], Awaitable[object]]


async def _begins_to_type(clerk: Clerk) -> None:
    clerk.field("contact_phone").setFocus()
    await clerk.types("0771-55")
    clerk.field("address").setFocus()
    await clerk.types(ADDRESS)
    await clerk.waits("the form to be saved", lambda: _form(clerk).get("address") == ADDRESS)


async def _fills_in(clerk: Clerk) -> None:
    await clerk.fills_in()
    await clerk.waits("the form to be saved", lambda: "reason" in _form(clerk))


def _form(clerk: Clerk) -> dict[str, Any]:
    return clerk.window.services.session.open_visit.form


def _acknowledged(clerk: Clerk) -> bool:
    case = clerk.window.services.session.open_visit.case
    return case is not None and case.send is SendState.ACKNOWLEDGED


ACTS: dict[str, AuditEntry] = {
    "call": lambda clerk: clerk.calls_the_next(),
    "identify": lambda clerk: clerk.identifies(*LIANG),
    "choose": lambda clerk: clerk.chooses(SOCIAL_CARD),
    "scan": lambda clerk: clerk.scans(),
    "to the form": lambda clerk: clerk.goes_on(Step.FORM),
    "begin to type": _begins_to_type,
    "fill in": _fills_in,
    "submit": lambda clerk: clerk.submits(),
    "wait for the answer": lambda clerk: clerk.waits("the answer", lambda: _acknowledged(clerk)),
    "hand over": lambda clerk: clerk.hands_over(),
}
"""What the clerk inside can be told to do."""


def tell(**facts: Any) -> None:
    """One line to whoever started this process."""
    sys.stdout.write(json.dumps(facts, ensure_ascii=False) + "\n")
    sys.stdout.flush()


async def work(window: ClerkWindow, acts: Sequence[str]) -> int:
    """Sign in, act, and wait to be killed."""
    clerk = Clerk(window)
    told = ""
    while clerk.step is None:
        view = window.assembly.shell.view
        code = view.code if isinstance(view, SignInView) else ""
        if code and code != told:
            tell(code=code)
            told = code
        await asyncio.sleep(0.05)
    await clerk.waits("a scanner", lambda: window.services.materials_step.device is not None)
    await _settled(clerk)
    tell(**_standing(clerk))
    for act in acts:
        await ACTS[act](clerk)
    await _settled(clerk)
    tell(**_standing(clerk))
    await asyncio.Event().wait()
    return 0


async def _settled(clerk: Clerk) -> None:
    await clerk.window.services.session.settled()
    # the rows of a form are drawn a few in each turn of the loop
    await clerk.waits("the form", lambda: clerk.step is not Step.FORM or bool(clerk.fields))
    await asyncio.sleep(0.1)


def _standing(clerk: Clerk) -> dict[str, Any]:
    state = clerk.window.assembly.presenter.state
    return {
        "step": clerk.step,
        "clerk": state.clerk.name if state.clerk else "",
        "visit": msgspec.to_builtins(state.visit, str_keys=True),
        "screen": clerk.screen,
    }


class WindowProcess:
    """One such process, from the side of the test."""

    def __init__(self, day: Day, acts: Sequence[str]) -> None:
        settings = msgspec.json.encode(day.settings(), enc_hook=str).decode()
        self.log = day.profile.parent / f"window-{len(list(day.profile.parent.glob('window-*')))}"
        self._day = day
        environment = os.environ | {
            "PYTHON_KEYRING_BACKEND": f"{FILE_KEYRING}.FileKeyring",
            "KEYRING_FILE": str(day.profile.parent / "keyring.json"),
            "PYTHONFAULTHANDLER": "1",  # a crash in native code says where, in the log
        }
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.system.window_process", settings, *acts],
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=ROOT,
                env=environment,
            )
        self.codes = 0

    def stands(self) -> dict[str, Any]:
        """Wait for the next telling of where it stands; codes are confirmed on the way."""
        while True:
            assert self._process.stdout
            ready, _, _ = select.select([self._process.stdout], [], [], PATIENCE_S)
            line = self._process.stdout.readline() if ready else b""
            assert line, f"the window said nothing:\n{self.log.read_text('utf-8')[-4000:]}"
            told: dict[str, Any] = json.loads(line)
            if "code" not in told:
                return told
            self.codes += 1
            self._day.region.approve(told["code"])

    def kill(self) -> None:
        """End it as a power cut does."""
        self._process.kill()
        self._process.communicate()


FILE_KEYRING = "tests.system.file_keyring"


@contextmanager
def window_process(day: Day, *acts: str) -> Iterator[WindowProcess]:
    """Open the window, let its clerk act; at the end it is killed with SIGKILL."""
    process = WindowProcess(day, acts)
    try:
        yield process
    finally:
        process.kill()


def main() -> int:
    """Run the window."""
    logging.basicConfig(level=logging.DEBUG)
    given, *acts = sys.argv[1:]
    settings = msgspec.json.decode(given, type=Settings, dec_hook=lambda kind, text: kind(text))

    async def drive(window: ClerkWindow) -> int:
        return await work(window, acts)

    return run_window(settings, drive=drive, size=SIZE)


if __name__ == "__main__":
    sys.exit(main())
