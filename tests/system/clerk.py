"""A clerk for tests: sees what the window shows, and acts by its keys alone."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from desk.clerk.main import ClerkWindow
from desk.clerk.steps.sign_in.presenter import Phase
from desk.clerk.steps.sign_in.view import SignInView
from desk.demo.hands import Hands, Stuck
from desk.domain.visits import Step
from desk.qt.widgets.aloud import said
from desk.qt.widgets.labels import BigNumber

LIANG = ("梁思源", "450102198803162133")
SOCIAL_CARD = "社会保障卡补领"
"""A matter that wants the identity card, which the region holds, and a form on paper."""
PHONE, REASON = "13978800001", "遗失"


@dataclass(frozen=True, slots=True)
class Notice:
    """What the strip under the header says."""

    title: str
    text: str
    code: str


class Clerk:
    """One clerk at one window. Waiting in vain is an AssertionError that tells the screen."""

    def __init__(self, window: ClerkWindow) -> None:
        self.window = window
        self._shell = window.assembly.shell
        self._hands = Hands(self._shell)
        self.presses = self._hands.press
        self.types = self._hands.write
        self.clicks = self._hands.click

    # what the clerk sees

    @property
    def screen(self) -> str:
        """Every word that is shown."""
        numbers = [n.number for n in self._shell.findChildren(BigNumber) if self._shown(n)]
        return "\n".join([said(self._shell), *numbers, *(line.text() for line in self.fields)])

    @property
    def fields(self) -> list[QLineEdit]:
        """The fields that can be typed into, from the top."""
        return [line for line in self._shell.view.findChildren(QLineEdit) if self._shown(line)]

    @property
    def step(self) -> Step | None:
        """The step on the screen; None is signing in."""
        return self.window.assembly.presenter.state.shown

    @property
    def next_action(self) -> str:
        """Key and words of the one next action; empty while there is none to take."""
        action = self._shell.view.bar().primary
        return f"{action.key} {action.label}" if action and action.enabled else ""

    @property
    def notice(self) -> Notice | None:
        """What the notice strip says, if it is shown."""
        strip = self._shell.notice
        if not strip.isVisible():
            return None
        labels = [label.text() for label in strip.findChildren(QLabel) if label.text()]
        title, text, code = labels[:3]
        return Notice(title, text, code)

    def field(self, name: str) -> QWidget:
        """What a value of the matter's form is entered with."""
        found: QWidget | None = self._shell.view.findChild(QWidget, f"field:{name}")
        assert found is not None, f"the form shows no field {name}"
        return found

    def _shown(self, widget: QWidget) -> bool:
        return widget.isVisibleTo(self._shell)

    # waiting

    async def waits(self, what: str, until: Callable[[], bool], seconds: float = 30) -> None:
        """Watch until it has happened."""
        try:
            await self._hands.until(what, until, seconds)
        except Stuck as stuck:
            raise AssertionError(f"{stuck}; the screen says\n{self.screen}") from stuck

    async def sees(self, *words: str) -> None:
        """Wait until all these words are on the screen."""
        for word in words:
            await self.waits(f"“{word}”", partial(self._says, word))

    def _says(self, word: str) -> bool:
        return word in self.screen

    async def may(self, key: str) -> None:
        """Wait until the one next action is the one with this key."""
        await self.waits(f"{key} to be next", lambda: self.next_action.split(" ")[0] == key)

    async def stands_at(self, step: Step | None) -> None:
        """Wait until this step is shown."""
        await self.waits(f"the step {step}", lambda: self.step is step)

    async def is_told(self, code: str) -> Notice:
        """Wait for the notice with this code."""
        await self.waits(f"notice {code}", lambda: bool(self.notice and self.notice.code == code))
        assert self.notice
        return self.notice

    async def reads_the_code(self) -> str:
        """Wait for the code to sign in with."""
        view = self._shell.view
        assert isinstance(view, SignInView)
        await self.waits("a code to sign in with", lambda: bool(view.code))
        return view.code

    async def proves(self, phrase: str) -> None:
        """Type the passphrase of this window."""
        view = self._shell.view
        assert isinstance(view, SignInView)
        asking = Phase.PASSPHRASE
        await self.waits("the passphrase", lambda: view.presenter.state.phase is asking)
        await self.types(phrase)
        await self.presses("Return")
        session = self.window.services.session
        await self.waits("the clerk to be known", lambda: session.clerk is not None)

    # a visit, step by step

    async def calls_the_next(self) -> None:
        """Call whoever is next, and greet them at the window."""
        await self.stands_at(Step.CALL)
        await self.may("Space")
        await self.presses("Space")
        await self.may("F9")
        await self.presses("F9")
        await self.stands_at(Step.IDENTIFY)

    async def identifies(self, name: str = LIANG[0], number: str = LIANG[1]) -> None:
        """Type the citizen's name and number, Enter after each."""
        await self.types(name)
        await self.presses("Return")
        await self.types(number)
        await self.presses("Return")

    async def chooses(self, matter: str = SOCIAL_CARD) -> None:
        """Find the matter by its name and take it."""
        await self.stands_at(Step.MATTER)
        await self._hands.replace(matter)
        await self.sees(matter)
        await self.may("Return")
        await self.presses("Return")
        await self.stands_at(Step.MATERIALS)

    async def scans(self) -> None:
        """Scan for the material in hand and wait for its end.

        Papers that lay on the glass before the citizen was called, or that an earlier visit
        brought too, are this citizen's: the clerk says so when the window asks.
        """
        await self.may("F4")
        await self.presses("F4")
        await self.ends_the_scan()

    async def ends_the_scan(self) -> None:
        """Wait for the end of a scan, and take in whatever is asked about."""
        while not self._scanned():
            await self.waits("the scan to end", lambda: self._scanned() or self.is_asked)
            if self.is_asked:
                await self.presses("1")

    def _scanned(self) -> bool:
        return not self.is_asked and self.next_action[:3] not in ("Esc", "")

    @property
    def is_asked(self) -> bool:
        """Whether a question stands over the window."""
        return self._shell.chooser.isVisible()

    async def goes_on(self, step: Step) -> None:
        """F9, and the next step."""
        await self.may("F9")
        await self.presses("F9")
        await self.stands_at(step)

    async def fills_in(self, name: str = LIANG[0], phone: str = PHONE) -> None:
        """Fill in what the form requires: contact, phone, and the first reason."""
        await self.stands_at(Step.FORM)
        for field, text in (("contact_name", name), ("contact_phone", phone)):
            self.field(field).setFocus()
            await self._hands.replace(text)
        for _ in range(3):
            await self.presses("Return")
        await self.presses("Space")

    async def reaches_the_form(self) -> None:
        """From the call to the form, with the paper that lies on the glass."""
        await self.calls_the_next()
        await self.identifies()
        await self.chooses()
        await self.scans()
        await self.goes_on(Step.FORM)

    async def submits(self) -> None:
        """From the filled form into the outbox."""
        await self.goes_on(Step.SUBMIT)
        await self.may("F9")
        await self.presses("F9")

    async def hands_over(self) -> None:
        """From the region's answer to the paper, and the citizen leaves."""
        await self.goes_on(Step.PAPER)
        await self.may("F9")
        await self.presses("F9")
        await self.stands_at(Step.CALL)
