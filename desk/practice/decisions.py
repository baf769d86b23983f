"""What departments decide about cases after they were received, for training and for tests."""

from desk.region.contract import Message, ProblemField


class Turn(Message, frozen=True, omit_defaults=True):
    """What a department decides about a case that was received: its new state, and why.

    `errors` point into what was submitted, as a refusal's do.
    """

    state: str
    reason: str = ""
    errors: tuple[ProblemField, ...] = ()
