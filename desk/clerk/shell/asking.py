"""Asking the clerk on behalf of a step: the question is shown over the window, the step waits."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from desk.clerk.shell.asked import Asked, HowToScan, WhatOfFiles, WhatOfFilesLeft, WhichDevice
from desk.clerk.shell.presenter import ShellPresenter, ShellState

if TYPE_CHECKING:  # the services are loaded after the first paint
    from desk.scan.devices import ColourMode
    from desk.visit.devices import ScanDevices
    from desk.visit.import_questions import Doubt, FileDecision, Lying


Answered = Callable[["FileDecision | None"], None]
"""Called once, with the decision or with None when the question was left."""


class ScanAsking:
    """What the materials step and submitting ask about files, pages and devices."""

    def __init__(self, shell: ShellPresenter) -> None:
        self._shell = shell
        self._waiting: tuple[Asked, Answered] | None = None
        shell.subscribe(self._shell_changed)

    def _shell_changed(self, state: ShellState) -> None:
        """Answer a question that is closed for any reason with None."""
        if self._waiting is not None and state.asked is not self._waiting[0]:
            self._waiting[1](None)

    async def what_of(self, doubt: Doubt) -> FileDecision | None:
        """Ask what to do with files from before, or with a page that is held already."""
        return await self._answer_to(partial(WhatOfFiles, doubt))

    async def what_of_left(self, lying: Lying, *, submit_step: bool = False) -> FileDecision | None:
        """Ask what to do with files of this visit that were not taken."""
        return await self._answer_to(partial(WhatOfFilesLeft, lying, submit_step))

    async def _answer_to(self, make: Callable[[Answered], Asked]) -> FileDecision | None:
        """Ask the question that `make` makes for an answer callback; None when it is left."""
        shell = self._shell
        given: asyncio.Future[FileDecision | None] = asyncio.get_running_loop().create_future()

        def answer(decision: FileDecision | None) -> None:
            if not given.done():
                given.set_result(decision)
                self._waiting = None
                if shell.state.asked is asked:
                    shell.ask_nothing()

        asked = make(answer)
        self._waiting = asked, answer
        shell.ask(asked)
        try:
            return await given
        finally:
            answer(None)

    def which_device(self, devices: ScanDevices) -> None:
        """What the next scan reads from; the list is asked anew when it changes."""
        shell = self._shell

        def choose(device_id: str) -> None:
            shell.ask_nothing()
            shell.start(devices.choose(device_id))

        def ask_for(mode: ColourMode, resolution_dpi: int) -> None:
            shell.ask_nothing()
            shell.start(devices.ask_for(mode, resolution_dpi))

        def ask_how() -> None:
            shell.ask(HowToScan(devices.state, ask_for))

        def claim() -> None:
            shell.ask_nothing()
            shell.start(devices.claim())

        def show() -> None:
            shell.ask(WhichDevice(devices.state, choose, ask_how, claim))

        stops: list[Callable[[], None]] = []

        def changed(_state: object) -> None:
            if isinstance(shell.state.asked, WhichDevice):
                show()
            elif stops:
                stops.pop()()

        show()
        stops.append(devices.subscribe(changed))
