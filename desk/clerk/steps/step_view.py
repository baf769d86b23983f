"""What the shell asks of the view of a step."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk.domain.codes import PersonalCode
from desk.domain.visits import Visit
from desk.qt.actions import Bar


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
