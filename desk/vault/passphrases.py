"""Passphrases of the clerks of one window: to unlock it, and to sign in while the link is down.

Each is kept in the keyring as a salted scrypt digest (RFC 7914), with the day on which its clerk
last proved at the regional platform who they are. Wrong tries are counted before they are
answered, so that killing the window does not give more of them; after five the wait grows.
"""

import base64
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import ClassVar

import msgspec
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from desk.domain.failures import QT_TRANSLATE_NOOP, Failure
from desk.vault.keys import Keys

SHORTEST = 6
"""The least number of characters of a passphrase."""

FREE_TRIES = 5
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)

_INDEX = "clerks"
_COST = 2**15  # 32 MiB and some 60 ms


class PassphraseWrong(Failure):
    """It is not this clerk's passphrase."""

    code: ClassVar[str] = "SGN-01"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "This is not the passphrase")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "{left} tries are left before a wait.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Type it again, or sign in with a code of the regional platform."
    )


class TriesSpent(Failure):
    """Too many wrong passphrases: none is taken for a while."""

    code: ClassVar[str] = "SGN-02"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Too many wrong passphrases")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "None is taken for {minutes} min. Nothing entered is lost."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Wait, or sign in with a code of the regional platform."
    )


class PassphraseOver(Failure):
    """The clerk's last sign-in at the region is too long ago, or the clock is wrong."""

    code: ClassVar[str] = "SGN-03"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The passphrase alone is not enough now")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "It is good for {days} days after a sign-in at the regional platform."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Sign in with a code of the regional platform."
    )


class PassphraseWeak(Failure):
    """It is too short, one repeated character, or a plain sequence of digits."""

    code: ClassVar[str] = "SGN-04"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "This passphrase is guessed too easily")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "It was not kept.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Take {least} characters or more, no row like 123456 and no single sign."
    )


@dataclass(frozen=True, slots=True)
class KnownClerk:
    """A clerk who may sign in here with a passphrase."""

    id: str
    name: str
    role: str


class _Record(msgspec.Struct):
    name: str
    role: str
    proved_at: datetime
    salt: str = ""
    digest: str = ""
    wrong: int = 0
    not_before: datetime | None = None


class Passphrases:
    """Blocking, for a `desk.worker_thread.WorkerThread`. Raises what `Keys` raises.

    `good_for` is how long after a sign-in at the region a passphrase alone is enough.
    """

    def __init__(self, keys: Keys, now: Callable[[], datetime], good_for: timedelta) -> None:
        self._keys = keys
        self._now = now
        self._good_for = good_for

    def people(self) -> tuple[KnownClerk, ...]:
        """Who may sign in with a passphrase now, by name."""
        found = []
        for clerk_id in self._ids():
            record = self._record(clerk_id)
            if record and record.digest and self._in_time(record):
                found.append(KnownClerk(clerk_id, record.name, record.role))
        return tuple(sorted(found, key=lambda clerk: clerk.name))

    def has(self, clerk_id: str) -> bool:
        """Whether this clerk has a passphrase here."""
        record = self._record(clerk_id)
        return record is not None and bool(record.digest)

    def proved(self, clerk: KnownClerk) -> None:
        """The clerk has signed in at the region just now."""
        record = self._record(clerk.id) or _Record(clerk.name, clerk.role, self._now())
        record.name, record.role, record.proved_at = clerk.name, clerk.role, self._now()
        record.wrong, record.not_before = 0, None
        self._keep(clerk.id, record)

    def set(self, clerk: KnownClerk, phrase: str) -> None:
        """Keep a passphrase for a clerk who is signed in. Raises `PassphraseWeak`."""
        if _weak(phrase):
            raise PassphraseWeak(least=SHORTEST)
        record = self._record(clerk.id) or _Record(clerk.name, clerk.role, self._now())
        salt = secrets.token_bytes(16)
        record.salt = base64.b64encode(salt).decode()
        record.digest = base64.b64encode(_digest(phrase, salt)).decode()
        record.wrong, record.not_before = 0, None
        self._keep(clerk.id, record)

    def check(self, clerk_id: str, phrase: str) -> KnownClerk:
        """Who it is, if the passphrase is theirs.

        Raises `PassphraseWrong`, `TriesSpent`, `PassphraseOver`.
        """
        record = self._record(clerk_id)
        if record is None or not record.digest or not self._in_time(record):
            raise PassphraseOver(days=self._good_for.days)
        now = self._now()
        if record.not_before is not None and now < record.not_before:
            raise _spent(record.not_before - now)
        record.wrong += 1
        if record.wrong >= FREE_TRIES:
            wait = min(FIRST_WAIT * 2 ** min(record.wrong - FREE_TRIES, 10), LONGEST_WAIT)
            record.not_before = now + wait
        self._keep(clerk_id, record)  # before it is answered
        right = _digest(phrase, base64.b64decode(record.salt))
        if not hmac.compare_digest(right, base64.b64decode(record.digest)):
            if record.not_before is not None:
                raise _spent(record.not_before - now)
            raise PassphraseWrong(left=FREE_TRIES - record.wrong)
        record.wrong, record.not_before = 0, None
        self._keep(clerk_id, record)
        return KnownClerk(clerk_id, record.name, record.role)

    def _in_time(self, record: _Record) -> bool:
        """Also not while the clock stands before the proof: it was set back."""
        age = self._now() - record.proved_at
        return timedelta(hours=-1) <= age <= self._good_for

    def _ids(self) -> list[str]:
        kept = self._keys.secret(_INDEX)
        try:
            return msgspec.json.decode(kept, type=list[str]) if kept else []
        except msgspec.MsgspecError:
            return []

    def _record(self, clerk_id: str) -> _Record | None:
        kept = self._keys.secret(_name(clerk_id))
        try:
            return msgspec.json.decode(kept, type=_Record) if kept else None
        except msgspec.MsgspecError:
            return None

    def _keep(self, clerk_id: str, record: _Record) -> None:
        self._keys.keep_secret(_name(clerk_id), msgspec.json.encode(record).decode())
        ids = self._ids()
        if clerk_id not in ids:
            self._keys.keep_secret(_INDEX, msgspec.json.encode([*ids, clerk_id]).decode())


def _name(clerk_id: str) -> str:
    return f"clerk:{clerk_id}"


def _digest(phrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=_COST, r=8, p=1).derive(phrase.encode())


def _spent(wait: timedelta) -> TriesSpent:
    return TriesSpent(minutes=max(1, -(-int(wait.total_seconds()) // 60)))


def _weak(phrase: str) -> bool:
    if len(phrase) < SHORTEST or len(set(phrase)) < 3:
        return True
    steps = {ord(b) - ord(a) for a, b in pairwise(phrase)}
    return steps <= {1} or steps <= {-1}
