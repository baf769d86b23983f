"""The generation of a profile, kept outside its database, so that an older copy is detected.

The mark is a small sealed file beside the database. Before the database moves on by a generation,
the mark says that it is about to; a database of an earlier generation than the mark's is an older
copy. A crash between the two leaves at most the one step that was `intended`. The mark also keeps
the last receipt number of each window and day, so that a lost database does not give one a second
time.
"""

import json
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path

import msgspec
from sqlalchemy import Connection, update

from desk.vault.durable import disk_failure, write_durably
from desk.vault.keys import Keys
from desk.vault.sealing import Sealer
from desk.vault.tables import profile

MARK_FILE = "profile.mark"
NUMBERS_KEPT = timedelta(days=2)
A_MINUTE = 6
"""No window submits so many cases in a minute."""


@dataclass(frozen=True, slots=True)
class ProfileMark:
    """What a profile's mark says.

    `done` is a generation that the database surely had, `intended` the one it may have come
    to. `numbers` is the last receipt number given by hall/window, with its day. On the day
    `skip_on`, numbers begin behind `skip`. `making` holds until all parts are there.
    """

    id: str
    making: bool = True
    done: int = 0
    intended: int = 0
    numbers: dict[str, tuple[date, int]] = field(default_factory=dict)
    skip_on: date | None = None
    skip: int = 0


def read_mark(path: Path, sealer: Sealer) -> ProfileMark | None:
    """The mark at `path`; None when there is none. Raises `Tampered` or `DiskRefused`."""
    try:
        sealed = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise disk_failure(error) from error
    return sealer.open_json(sealed, MARK_FILE, ProfileMark)


def skipped_by(now: datetime) -> int:
    """The number after which numbers of the day are free, when it is not known which were given."""
    return (now.hour * 60 + now.minute + 1) * A_MINUTE


class Marks:
    """The mark of an open profile, and its changes. Blocking."""

    def __init__(self, folder: Path, sealer: Sealer, mark: ProfileMark) -> None:
        self._path = folder / MARK_FILE
        self._sealer = sealer
        self.mark = mark

    def last_number(self, place: str, day: date) -> int:
        """The last receipt number that `place` may have given on `day`; 0 when it gave none."""
        known = self.mark.numbers.get(place)
        given = known[1] if known is not None and known[0] == day else 0
        return max(given, self.mark.skip if self.mark.skip_on == day else 0)

    def move_on(self, connection: Connection, number: tuple[str, date, int] | None = None) -> None:
        """Move the database on by a generation, inside the caller's transaction.

        `number` is a receipt number that it gives: place, day and sequence. The mark is on the
        disk when this returns. Raises `DiskFull` or `DiskRefused`, and then nothing counts.
        """
        generation = update(profile).values(generation=profile.c.generation + 1)
        now: int = connection.execute(generation.returning(profile.c.generation)).scalar_one()
        numbers = self.mark.numbers
        if number is not None:
            place, day, sequence = number
            recent = {k: v for k, v in numbers.items() if v[0] > day - NUMBERS_KEPT}
            numbers = recent | {place: (day, sequence)}
        self.keep(replace(self.mark, done=now - 1, intended=now, numbers=numbers))

    def arrived(self) -> None:
        """The intended generation is surely in the database."""
        self.keep(replace(self.mark, making=False, done=self.mark.intended))

    def skip_today(self, now: datetime) -> None:
        """Let numbers of today begin after all that this window may have given before `now`."""
        self.keep(replace(self.mark, skip_on=now.date(), skip=skipped_by(now)))

    def keep(self, mark: ProfileMark) -> None:
        """Replace the mark."""
        write_durably(self._path, self._sealer.seal_json(mark, MARK_FILE))
        self.mark = mark


@dataclass(frozen=True, slots=True)
class Remembered:
    """Which profile was last seen in a folder, and its generation."""

    id: str
    generation: int


class Memory:
    """What the keyring remembers of the profile in a folder: it outlives the folder's drive."""

    def __init__(self, keys: Keys, folder: Path) -> None:
        self._keys = keys
        self._name = f"profile-at {folder.absolute()}"

    def recall(self) -> Remembered | None:
        """What was last seen there; None for a place that was never used, or cannot be told."""
        kept = self._keys.secret(self._name)
        try:
            return msgspec.json.decode(kept, type=Remembered) if kept else None
        except msgspec.MsgspecError:
            return None

    def keep(self, mark: ProfileMark) -> None:
        """Remember the profile that is open there."""
        told = json.dumps({"id": mark.id, "generation": mark.done})
        self._keys.keep_secret(self._name, told)
