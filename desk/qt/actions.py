"""What a person can do on a screen, with the key that does it; and the bar that offers it."""

from collections.abc import Callable
from dataclasses import dataclass


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
