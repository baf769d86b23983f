"""The practice clerk: completes a whole visit in the real window, by its keys and fields.

It looks at what the window shows (the step, the visit, what is under way) and acts only through
`Hands`. It uses the keyboard and the mouse only.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget

from desk.clerk.main import ClerkWindow
from desk.clerk.steps.sign_in.view import SignInView
from desk.demo.citizens import Citizen
from desk.demo.hands import Hands, Stuck
from desk.demo.journal import Journal
from desk.domain.matters import ApplicantKind
from desk.domain.visits import MaterialState, SendState, Step, Visit
from desk.qt.widgets.choices import Choices
from desk.scan.failures import UnreadableFile

LOOK_S = 0.9
"""A clerk looks at the screen before going on; until then everything on it is drawn."""


@dataclass(frozen=True, slots=True)
class VisitDone:
    """The outcome of one visit, as the window knew it when the citizen left."""

    local_no: str
    case_no: str
    sha256: tuple[str, ...]
    pages: int


class PracticeClerk:
    """Works one window. `screens` is where pictures of the first visit go, if anywhere."""

    def __init__(self, window: ClerkWindow, journal: Journal, screens: Path | None) -> None:
        self._window = window
        self._journal = journal
        self._screens = screens
        self._shell = window.assembly.shell
        self._hands = Hands(self._shell)
        self._visit_no = 0
        self._pictures = 0

    # what the clerk sees

    @property
    def _visit(self) -> Visit | None:
        return self._window.services.session.visit

    @property
    def _step(self) -> Step | None:
        return self._window.assembly.presenter.state.shown

    def _here(self) -> Visit:
        if self._visit is None:
            raise Stuck("no visit stands at the window")
        return self._visit

    def _primary(self) -> QAbstractButton:
        return self._shell.bottom.primary

    async def _ready(self, key: str) -> None:
        """Wait until the one next action is the one with this key."""

        def shown() -> bool:
            action = self._shell.view.bar().primary
            return action is not None and action.key == key and action.enabled

        await self._hands.until(f"{key} to be the next action in step {self._step}", shown)

    async def _at(self, step: Step) -> None:
        await self._hands.until(f"the step {step}", lambda: self._step is step)

    def _note(self, what: str) -> None:
        step = self._step
        self._journal.note(self._visit_no or None, step or "sign_in", what)

    async def _picture(self, name: str) -> None:
        if self._screens is None or self._visit_no > 1:
            return
        await asyncio.sleep(LOOK_S)
        self._pictures += 1
        target = self._screens / f"{self._pictures:02d}-{name}.png"
        await asyncio.to_thread(self._shell.grab().toImage().save, str(target))

    # the day

    async def sign_in(self, approve: Callable[[str], object]) -> None:
        """Wait for the code, let the practice clerk's phone confirm it, and be signed in."""
        view = self._shell.view
        code = ""

        def coded() -> bool:
            nonlocal code
            code = view.code if isinstance(view, SignInView) else ""
            return bool(code)

        await self._hands.until("a code to sign in with", coded)
        await self._picture("sign-in")
        self._note("the phone confirms the code")
        await asyncio.to_thread(approve, code)
        await self._at(Step.CALL)
        self._note("signed in")

    async def serve(self, number: int, expect: Callable[[str], Citizen]) -> VisitDone:
        """Call the next citizen and complete the visit; `expect` knows them by ticket."""
        self._visit_no = number
        await self._ready("Space")
        await self._picture("call")
        await self._hands.press("Space")
        await self._hands.until("a visit to open", lambda: self._visit is not None)
        ticket = self._here().ticket_number
        self._note(f"called {ticket}")
        citizen = expect(ticket)
        await self._ready("F9")
        await self._picture("called")
        await self._hands.press("F9")
        await self._identify(citizen)
        await self._choose(citizen)
        await self._gather()
        await self._fill(citizen)
        await self._submit()
        return await self._hand_over()

    async def _identify(self, citizen: Citizen) -> None:
        await self._at(Step.IDENTIFY)
        if citizen.kind == ApplicantKind.ORGANISATION:
            kinds = self._shell.view.findChildren(Choices)[0]
            await self._hands.click(kinds.findChildren(QAbstractButton)[1])
        name, number = self._lines()[:2]
        await self._hands.click(name)
        await self._hands.replace(citizen.name)
        await self._hands.press("Return")
        await self._hands.until("the number's field", number.hasFocus)
        await self._hands.replace(citizen.number)
        await self._picture("identify")
        self._note("identified the applicant")
        await self._hands.press("F9")

    async def _choose(self, citizen: Citizen) -> None:
        await self._at(Step.MATTER)
        await self._hands.write(citizen.matter_name)
        await self._ready("Return")
        await self._picture("matter")
        await self._hands.press("Return")
        await self._at(Step.MATERIALS)
        visit = self._here()
        assert visit.matter is not None
        self._note(f"chose {visit.matter.name}; {visit.settled_count} materials are held")

    async def _gather(self) -> None:
        """Scan what is missing, in order; let every second of what may follow come later."""
        for material in self._here().materials:
            code = material.spec.code
            if self._here().material(code).state is not MaterialState.MISSING:
                continue
            if material.may_follow and self._visit_no % 2 == 0:
                await self._go_to(code)
                await self._hands.press("Ctrl+L")
                await self._hands.until(f"material {code} to follow", partial(self._settled, code))
                self._note(f"material {code} may follow")
                continue
            await self._scan(code)
        await self._picture("materials")
        await self._ready("F9")
        await self._hands.press("F9")

    def _settled(self, code: str) -> bool:
        return self._here().material(code).settled

    async def _go_to(self, code: str) -> None:
        """Choose a line of the checklist with the arrows."""
        codes = [material.spec.code for material in self._here().materials]
        for _ in codes:
            await self._hands.press("Up")
        for _ in range(codes.index(code)):
            await self._hands.press("Down")

    async def _scan(self, code: str) -> None:
        """Scan until the material has its pages; what cannot be taken in is named and left out."""
        view = self._shell.view
        while self._here().material(code).state is MaterialState.MISSING:
            await self._ready("F4")
            await self._hands.press("F4")
            await self._hands.until(
                f"pages for material {code}",
                lambda: (
                    self._here().material(code).state is MaterialState.SCANNED
                    or self._window.assembly.presenter.state.notice is not None
                    or self._shell.chooser.isVisible()
                ),
                within_s=60,
            )
            while self._shell.chooser.isVisible():  # a practice paper that an earlier visit had
                await self._hands.press("1")
            await self._hands.until("the scan to end", lambda: _primary_key(view) != "Esc")
            notice = self._window.assembly.presenter.state.notice
            if notice is None:
                continue
            self._note(f"notice {notice}")
            await self._hands.press("Esc")
            if not isinstance(notice, UnreadableFile):
                raise Stuck(f"material {code} was not scanned")
        self._note(f"scanned {self._here().material(code).sheets} pages of material {code}")

    async def _fill(self, citizen: Citizen) -> None:
        await self._at(Step.FORM)
        for name, value in citizen.answers.items():
            editor = self._shell.view.findChild(QWidget, f"field:{name}")
            if editor is None:
                raise Stuck(f"the form shows no field {name}")
            await self._answer(name, editor, value)
        await self._picture("form")
        self._note(f"filled in {len(citizen.answers)} fields")
        await self._hands.press("F9")

    async def _answer(self, name: str, editor: QWidget, value: Any) -> None:
        if isinstance(editor, Choices):
            wanted = value if isinstance(value, list) else [value]
            for button in editor.findChildren(QAbstractButton):
                chosen = any(button.text().split(" ")[0] == str(one) for one in wanted)
                if chosen != button.isChecked():
                    await self._hands.click(button)
            return
        editor.setFocus()
        if isinstance(editor, QComboBox):
            place = editor.findData(value)
            while editor.currentIndex() < place:
                await self._hands.press("Down")
            return
        await self._hands.replace(_typed(name, value))

    async def _submit(self) -> None:
        await self._at(Step.SUBMIT)
        await self._ready("F9")
        await self._picture("submit")
        await self._hands.press("F9")

        def answered() -> bool:
            case = self._here().case
            return case is not None and case.send in (SendState.ACKNOWLEDGED, SendState.PARKED)

        await self._hands.until("the region's answer", answered, within_s=120)
        case = self._here().case
        assert case is not None
        if case.send is SendState.PARKED:
            raise Stuck(f"the region did not take the case in ({case.refusal or case.faults})")
        self._note(f"the region answered with {case.case_no}, {case.state}")

    async def _hand_over(self) -> VisitDone:
        if self._step is Step.SUBMIT:
            await self._ready("F9")
            await self._picture("answered")
            await self._hands.press("F9")
        await self._at(Step.PAPER)
        await self._ready("F9")
        await self._picture("paper")
        visit = self._here()
        assert visit.case is not None
        done = VisitDone(
            local_no=visit.case.local_no,
            case_no=visit.case.case_no or "",
            sha256=tuple(
                page.file.sha256 for material in visit.materials for page in material.pages
            ),
            pages=sum(material.sheets for material in visit.materials),
        )
        await self._hands.press("F9")
        await self._hands.until("the visit to end", lambda: self._visit is None, within_s=60)
        self._note("handed the paper over")
        return done

    def _lines(self) -> list[QLineEdit]:
        return [line for line in self._shell.view.findChildren(QLineEdit) if line.isVisible()]


def _primary_key(view: Any) -> str:
    action = view.bar().primary
    return action.key if action else ""


def _typed(name: str, value: Any) -> str:
    """What is typed for a value: amounts in fen are typed in yuan."""
    return f"{value / 100:.2f}" if name.endswith("_fen") else str(value)
