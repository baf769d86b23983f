"""The window as a process of its own with a clerk inside, who goes on from wherever it stands.

Run as a program by `storm`: ``python -m tests.faults.window.walker JSON``. It tells lines of JSON:
a code to sign in with, that it is ready, that nobody waits, that it is stuck. It works until it is
killed, or until a line comes on its standard input; then the window is closed in order.
"""

import asyncio
import contextlib
import hashlib
import logging
import random
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtWidgets import QLineEdit, QWidget

from desk.clerk.main import ClerkWindow
from desk.clerk.start import run_window
from desk.clerk.steps.sign_in.view import SignInView
from desk.demo.hands import Stuck
from desk.domain.visits import Material, SendState, Step, Visit
from desk.qt.widgets.aloud import said
from desk.settings import Settings
from tests.faults.window.disk import fill_now_and_then, plenty_of_room
from tests.faults.window.ledger import Laid, Ledger, Person, is_careless, person_of
from tests.faults.window.telling import Defects, TellingHands, tell

MATTER = "社会保障卡补领"
PATIENCE_S = 25.0
"""How long the clerk waits for what a key should do before looking again."""
STUCK_S = 120.0
"""A visit that comes no further for so long is stuck."""


class Plan(msgspec.Struct, frozen=True):
    """How this clerk works: who comes (`seed`), and what befalls this life of the window.

    `careful` clerks count the pages that they were handed; `full_disk` is how often the disk is
    full for a moment, and `esc` how likely a scan is broken off.
    """

    settings: dict[str, Any]
    ledger: str
    seed: int
    life: int
    esc: float = 0.0
    full_disk: float = 0.0
    careless: float = 0.0


class Walker:
    """A clerk who looks at the window and presses the next sensible key."""

    def __init__(self, window: ClerkWindow, plan: Plan) -> None:
        self._window = window
        self._plan = plan
        self._shell = window.assembly.shell
        self._hands = TellingHands(self._shell)
        self._dice = random.Random(f"{plan.seed} {plan.life}")
        self._ledger = Ledger(Path(plan.ledger))
        self._glass = Path(plan.settings["scan_folder"])
        self._told_code = ""
        self._copies: Counter[tuple[str, str, int]] = Counter()
        for one in self._ledger.laid().values():
            self._copies[one.ticket, one.material, one.page] += 1
        self._place: tuple[object, ...] = ()
        self._since = time.monotonic()

    async def work(self, ended: asyncio.Event) -> int:
        """Go on until told to end; returns 0, or 1 when a visit is stuck."""
        tell(ready=True)
        profile = Path(self._plan.settings["profile"])
        disk = asyncio.ensure_future(fill_now_and_then(profile, self._dice, self._plan.full_disk))
        try:
            while not ended.is_set():
                with contextlib.suppress(Stuck):
                    await self._step()
                if self._is_stuck():
                    with plenty_of_room():
                        self._ledger.note(stuck=self._screen(), life=self._plan.life)
                    tell(stuck=self._screen())
                    return 1
        finally:
            disk.cancel()
        return 0

    # what the clerk sees

    @property
    def _state(self) -> Any:
        return self._window.assembly.presenter.state

    @property
    def _visit(self) -> Visit | None:
        return self._window.services.session.visit

    @property
    def _next(self) -> str:
        action = self._shell.view.bar().primary
        return action.key if action and action.enabled else ""

    def _screen(self) -> str:
        notice = self._state.notice
        return f"{self._state.shown} {self._next} {notice}\n{said(self._shell)}"

    def _is_stuck(self) -> bool:
        """Whether nothing moves though somebody is being served."""
        visit = self._visit
        place: tuple[object, ...] = (None,)
        if visit is not None:
            pages = tuple(len(material.pages) for material in visit.materials)
            case = visit.case.send if visit.case else None
            place = (visit.id, visit.step, pages, case, visit.closed_at)
        if place != self._place or visit is None:
            self._place, self._since = place, time.monotonic()
        return time.monotonic() - self._since > STUCK_S

    async def _until(self, what: str, happened: Any, seconds: float = PATIENCE_S) -> None:
        """Wait; a notice or a question is looked at first."""
        await self._hands.until(
            what,
            lambda: happened() or self._state.notice is not None or self._state.asked is not None,
            seconds,
        )

    # what the clerk does

    async def _step(self) -> None:
        state = self._state
        if state.asked is not None:
            await self._answer(state.asked)
        elif state.notice is not None:
            with plenty_of_room():
                self._ledger.note(notice=state.notice.code, life=self._plan.life)
            await self._hands.press("Esc")
            await asyncio.sleep(0.2)
        elif state.shown is None:
            await self._sign_in()
        elif state.starting:
            await asyncio.sleep(0.1)
        elif state.shown is Step.CALL:
            await self._call()
        else:
            visit = self._visit
            if visit is None:
                await asyncio.sleep(0.05)
                return
            person = person_of(visit.ticket_number, self._plan.seed)
            work = {
                Step.IDENTIFY: self._identify,
                Step.MATTER: self._choose,
                Step.MATERIALS: self._gather,
                Step.FORM: self._fill,
                Step.SUBMIT: self._submit,
                Step.PAPER: self._hand_over,
            }[state.shown]
            await work(visit, person)

    async def _sign_in(self) -> None:
        view = self._shell.view
        code = view.code if isinstance(view, SignInView) else ""
        if code and code != self._told_code:
            tell(code=code)
            self._told_code = code
        elif self._next and not code:
            await self._hands.press(self._next)
        await asyncio.sleep(0.2)

    async def _call(self) -> None:
        if self._visit is None:
            if self._next != "Space":
                tell(idle=True, pending=self._state.pending)
                await asyncio.sleep(0.3)
                return
            await self._hands.press("Space")
            await self._until("somebody called", lambda: self._visit is not None)
            return
        if self._next == "F9":
            await self._hands.press("F9")
            await self._until("the citizen", lambda: self._state.shown is not Step.CALL)
        else:
            await asyncio.sleep(0.1)

    async def _identify(self, visit: Visit, person: Person) -> None:
        lines = [one for one in self._shell.view.findChildren(QLineEdit) if one.isVisible()]
        if len(lines) < 2:
            await asyncio.sleep(0.1)
            return
        for line, text in zip(lines, (person.name, person.number), strict=False):
            line.setFocus()
            await self._hands.replace(text)
        await self._hands.press("Return")
        await self._until("the matter", lambda: self._state.shown is Step.MATTER, 5)

    async def _choose(self, visit: Visit, person: Person) -> None:
        lines = [one for one in self._shell.view.findChildren(QLineEdit) if one.isVisible()]
        if not lines:
            await asyncio.sleep(0.1)
            return
        lines[0].setFocus()
        await self._hands.replace(MATTER)
        await self._until("its finding", lambda: self._next == "Return", 10)
        await self._hands.press("Return")
        await self._until("the materials", lambda: self._state.shown is Step.MATERIALS, 10)

    async def _gather(self, visit: Visit, person: Person) -> None:
        careless = self._is_careless(person)
        for material in visit.materials:
            wanted = self._wanted(material, person, careless)
            if wanted:
                await self._scan(visit, person, material, wanted)
                return
        if self._next == "F9":
            await self._hands.press("F9")
            await self._until("the form", lambda: self._state.shown is Step.FORM, 10)
        else:
            await asyncio.sleep(0.1)

    def _is_careless(self, person: Person) -> bool:
        return is_careless(person.ticket, self._plan.seed, self._plan.careless)

    def _wanted(self, material: Material, person: Person, careless: bool) -> list[int]:
        """The pages that this citizen holds and the material has not."""
        pages = set(range(1, person.pages.get(material.spec.code, 0) + 1))
        if careless and material.pages:
            return []  # something is there: good enough
        laid = self._ledger.laid()
        there = {laid[page.file.sha256].page for page in material.pages if page.file.sha256 in laid}
        return sorted(pages - there)

    def _lying(self) -> list[Laid]:
        """What lies in the scan folder now, as the clerk sees it there."""
        laid, found = self._ledger.laid(), []
        for path in sorted(self._glass.glob("*.jpg")):
            with contextlib.suppress(OSError):
                sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
                if sha256 in laid:
                    found.append(laid[sha256])
        return found

    async def _scan(
        self, visit: Visit, person: Person, material: Material, wanted: list[int]
    ) -> None:
        code = material.spec.code
        await self._go_to(visit, code)
        lying = {(one.material, one.page) for one in self._lying() if one.ticket == person.ticket}
        with plenty_of_room():
            for page in wanted:
                if (code, page) not in lying:
                    copy = self._copies[person.ticket, code, page] = (
                        self._copies[person.ticket, code, page] + 1
                    )
                    self._ledger.lay(self._glass, person, code, page, copy)
        if self._next not in ("F4", "F9"):
            await asyncio.sleep(0.1)
            return
        await self._hands.press("Shift+F4" if material.pages else "F4")
        if self._dice.random() < self._plan.esc:
            await asyncio.sleep(self._dice.uniform(0.0, 1.2))
            if self._next == "Esc" or self._scanning:
                await self._hands.press("Esc")
        await asyncio.sleep(0.15)
        await self._until("the scan to end", lambda: not self._scanning, 60)

    @property
    def _scanning(self) -> bool:
        return self._window.assembly._materials.state.scanning is not None

    async def _go_to(self, visit: Visit, code: str) -> None:
        codes = [material.spec.code for material in visit.materials]
        for _ in codes:
            await self._hands.press("Up")
        for _ in range(codes.index(code)):
            await self._hands.press("Down")

    async def _fill(self, visit: Visit, person: Person) -> None:
        answers = {
            "address": person.address,
            "contact_name": person.name,
            "contact_phone": person.phone,
        }
        for name, text in answers.items():
            field = self._shell.view.findChild(QWidget, f"field:{name}")
            if field is None:
                await asyncio.sleep(0.1)
                return
            field.setFocus()
            await self._hands.replace(text)
        for _ in range(3):
            await self._hands.press("Return")
        if not self._window.services.session.open_visit.form.get("reason"):
            await self._hands.press("Space")
        await asyncio.sleep(0.1)
        await self._hands.press("F9")
        await self._until("the check", lambda: self._state.shown is Step.SUBMIT, 5)

    async def _submit(self, visit: Visit, person: Person) -> None:
        def sent() -> bool:
            case = self._visit.case if self._visit else None
            return case is not None and case.send not in (SendState.NOT_SENT, SendState.SENDING)

        if self._next == "F9":
            await self._hands.press("F9")
            await self._until("the answer", lambda: sent() or self._state.shown is Step.PAPER, 15)
            await asyncio.sleep(0.1)
        elif self._next:
            await self._hands.press(self._next)
            await asyncio.sleep(0.3)
        else:
            await asyncio.sleep(0.1)

    async def _hand_over(self, visit: Visit, person: Person) -> None:
        if self._next == "F9":
            await self._hands.press("F9")
            await self._until("the visit to end", lambda: self._visit is None, 20)
        else:
            await asyncio.sleep(0.1)

    async def _answer(self, asked: Any) -> None:
        """A question: files are judged by whose they are, everything else by the first answer."""
        kind = type(asked).__name__
        visit = self._visit
        ticket = visit.ticket_number if visit else ""
        lying = self._lying()
        with plenty_of_room():
            self._ledger.note(asked=kind, ticket=ticket, life=self._plan.life)
        key = "1"
        if kind == "WhatOfFiles":
            mine = [one for one in lying if one.ticket == ticket]
            key = "1" if lying and len(mine) == len(lying) else "2"
        elif kind == "WhatOfFilesLeft":
            careless = visit is not None and self._is_careless(person_of(ticket, self._plan.seed))
            key = "2" if careless else "1"
        await self._hands.press(key)
        await asyncio.sleep(0.3)
        if self._state.asked is asked:
            await self._hands.press("Return")
            await asyncio.sleep(0.3)


def main() -> int:
    """Run the window."""
    plan = msgspec.json.decode(sys.argv[1], type=Plan)
    logging.basicConfig(level=logging.INFO)
    logging.getLogger().addHandler(Defects(logging.WARNING))
    settings = msgspec.convert(
        plan.settings, Settings, dec_hook=lambda kind, text: kind(text), strict=False
    )

    async def drive(window: ClerkWindow) -> int:
        ended = asyncio.Event()
        loop = asyncio.get_running_loop()

        def listen() -> None:
            sys.stdin.readline()
            loop.call_soon_threadsafe(ended.set)

        threading.Thread(target=listen, daemon=True).start()
        return await Walker(window, plan).work(ended)

    return run_window(settings, drive=drive, size=(1366, 768))


if __name__ == "__main__":
    sys.exit(main())
