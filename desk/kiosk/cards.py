"""Identity cards: what a reader must do, and what is kept of a card's number (nothing)."""

from typing import Protocol


class IdCardReader(Protocol):
    """Reads the number of an identity card that is laid on it.

    Readers follow GA 450 and come with their makers' own libraries or local services: an
    adapter for one lives in a file of its own and honours this.
    """

    async def number(self) -> str:
        """Wait for a card and return its 18 characters; cancelled if none is presented.

        Raises a `Failure` when the reader is not there or a card cannot be read.
        """
