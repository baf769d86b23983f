"""What the shell asks of a step's view, and what a view puts into the bar at the bottom."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk.domain.codes import PersonalCode
from desk.domain.visits import Visit


@dataclass(frozen=True, slots=True)
class Action:
    """Something the clerk can do, with the key that does it.

    `key` is a portable key sequence (``F9``, ``Space``, ``Ctrl+R``); `label` is in the clerk's
    language. The shell owns the shortcut and draws the key on the button; one that is not
    `drawn` is known by its key alone.
    """

    key: str
    label: str
    run: Callable[[], None]
    enabled: bool = True
    drawn: bool = True


@dataclass(frozen=True, slots=True)
class Bar:
    """The bottom bar of a step: quiet keys on the left, the one next action on the right.

    `second` is an outlined button beside `primary`, `beside` a quiet key next to them that says
    with what they work. `progress` is what is under way, with a
    count or a reason, shown before the buttons; empty when nothing is.
    """

    primary: Action | None = None
    second: Action | None = None
    keys: tuple[Action, ...] = ()
    progress: str = ""
    beside: Action | None = None


class StepView(QWidget):
    """Base of a step's view: renders a presenter's state, forwards intent, calls no service."""

    bar_changed = Signal()

    def bar(self) -> Bar:
        """What the bottom bar should show now; emit `bar_changed` when it would differ."""
        return Bar()

    def enter(self, visit: Visit | None) -> None:
        """The step is about to be shown for `visit`: take the focus where work begins."""

    def leave(self) -> None:
        """The step is about to be hidden: drop what only lives while it is seen."""

    def take_number(self, code: PersonalCode) -> bool:
        """A person's number was scanned: whether this step has a place for it."""
        return False
