"""How long a kiosk waits for people, for its hall and for its printer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timeouts:
    """How long a kiosk waits, in seconds.

    `quiet`: without a touch until the start page comes back; `warn`: how long before that a
    countdown shows (people who need longer have that time to say so, WCAG 2.2.1). `ticket`
    and `unprinted`: how long a number stays, printed and not. `deaf`: how long a page that
    has just come takes no touch, for a double tap was meant for the page before. `patience`:
    how long a hall that does not answer is asked again. `look` and `paper`: how often the
    hall and the printer are asked.
    """

    quiet: float = 60.0
    warn: float = 20.0
    ticket: float = 20.0
    unprinted: float = 90.0
    deaf: float = 0.4
    again: float = 1.0
    patience: float = 12.0
    look: float = 15.0
    paper: float = 5.0
