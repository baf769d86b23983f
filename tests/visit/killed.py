"""A window that walks a visit and is killed, as by a power cut, after a given call.

Run as a program: ``python -m tests.visit.killed PROFILE HALL_URL OUT CALLS [MOVE]``. It tells
the open visit after each call of a service, and kills itself after so many of them; with MOVE, a
request of the hall's, right after the hall has carried that out and before the window's book hears
of it.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import keyring
import msgspec

from desk.domain.visits import Step, Visit
from desk.hall.requests import Request
from desk.processes import ProcessPool
from desk.vault.memory import MemoryKeyring
from printing.printers.save_as_pdf import SaveAsPdf
from printing.queue import PaperKind
from tests.visit.pages import LIANG, TRADER, jpeg
from tests.visit.window import Window

Call = Callable[[Window, Path], Awaitable[object]]


def _page(window: Window, place: int) -> str:
    return window.session.open_visit.material("02").pages[place].id


async def _lay_in(window: Window, out: Path, code: str, *shades: int) -> None:
    paths = [out / f"{shade}.jpg" for shade in shades]
    for shade, path in zip(shades, paths, strict=True):
        path.write_bytes(jpeg(shade))
    await window.materials_step.take_files(code, paths)


FORM = {"contact_name": "梁思源", "contact_phone": "13978800001", "premises": "南宁市民族大道"}

CALLS: dict[str, Call] = {
    "call": lambda window, _: window.call_step.call_next(),
    "recall": lambda window, _: window.call_step.recall(),
    "welcome": lambda window, _: window.call_step.welcome(),
    "identify": lambda window, _: window.identify_step.identify(*LIANG),
    "choose": lambda window, _: window.matter_step.choose(TRADER),
    "pages": lambda window, out: _lay_in(window, out, "02", 1, 2, 3),
    "more pages": lambda window, out: _lay_in(window, out, "01", 4),
    "rotate": lambda window, _: window.materials_step.rotate(_page(window, 0)),
    "move": lambda window, _: window.materials_step.move(_page(window, 2), 0),
    "delete": lambda window, _: window.materials_step.delete(_page(window, 1)),
    "undo": lambda window, _: window.materials_step.undo("02"),
    "follow": lambda window, _: window.materials_step.follow("03", True),
    "go on": lambda window, _: window.session.go(Step.FORM),
    "fill": lambda window, _: window.form_step.save(FORM),
    "submit": lambda window, _: window.submit_step.submit(),
    "print": lambda window, out: window.paper_step.print(
        PaperKind.MATERIALS_RECEIPT, SaveAsPdf(out / "papers")
    ),
    "finish": lambda window, _: window.paper_step.finish(),
}
"""A whole visit with the link down, one call of a service after the other."""


def told(visit: Visit | None) -> bytes:
    return msgspec.json.encode(visit)


async def walk(profile: Path, hall_url: str, out: Path, calls: int, move: str) -> None:
    process_pool = ProcessPool()
    window = await Window.open(profile, hall_url, process_pool)
    if move:
        carry_out = window.services.hall.do

        async def carried_out(request: Request[Any], **words: Any) -> Any:
            answer = await carry_out(request, **words)
            if type(request).__name__ == move:
                os.kill(os.getpid(), signal.SIGKILL)
            return answer

        window.services.hall.do = carried_out  # type: ignore[method-assign]
    for call in list(CALLS.values())[:calls]:
        await call(window, out)
        sys.stdout.buffer.write(told(window.session.visit) + b"\n")
        sys.stdout.buffer.flush()
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    keyring.set_keyring(MemoryKeyring())
    _, profile, hall_url, out, calls, *move = sys.argv
    asyncio.run(walk(Path(profile), hall_url, Path(out), int(calls), "".join(move)))
