"""Keys and secrets in the operating system's keyring, by name. Nothing secret is in our files.

Blocking: a keyring may wait on D-Bus or on a person who unlocks it.
"""

import base64
import binascii
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

import keyring
from keyring.errors import KeyringError, NoKeyringError, PasswordDeleteError

from desk.domain.failures import QT_TRANSLATE_NOOP, Failure

KEY_BYTES = 32


class KeyringMissing(Failure):
    """This machine offers no keyring that keeps what it is given."""

    code: ClassVar[str] = "KEY-01"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "This machine has no keyring")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Without a key nothing personal may be stored, so the window was not opened."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Start the desktop's keyring service (Secret Service), then open it again."
    )


class KeyringRefused(Failure):
    """The keyring is there and did not answer: locked, or its service failed."""

    code: ClassVar[str] = "KEY-02"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The keyring is locked or did not answer")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Keys and sign-in cannot be read. Nothing stored is lost."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Unlock the keyring, then try again.")


class KeyBroken(Failure):
    """What the keyring holds under this name is no key."""

    code: ClassVar[str] = "KEY-03"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The key “{name}” in the keyring is broken")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "What was stored under it cannot be read with what the keyring holds now."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Restore the keyring from a backup; do not delete the profile."
    )


class Keys:
    """The secrets of one service name in the keyring.

    Every method raises `KeyringMissing` or `KeyringRefused` when the keyring does not serve.
    """

    def __init__(self, service: str = "hall-desk") -> None:
        self._service = service

    def key(self, name: str) -> bytes:
        """The 32 random bytes kept under `name`, made on first use. Raises `KeyBroken`."""
        known = self.known_key(name)
        if known is not None:
            return known
        made = secrets.token_bytes(KEY_BYTES)
        self.keep_secret(name, base64.b64encode(made).decode("ascii"))
        return made

    def known_key(self, name: str) -> bytes | None:
        """The key kept under `name`; None when there is none. Raises `KeyBroken`."""
        kept = self.secret(name)
        if kept is None:
            return None
        try:
            key = base64.b64decode(kept, validate=True)
        except binascii.Error:
            raise KeyBroken(name=name) from None
        if len(key) != KEY_BYTES:
            raise KeyBroken(name=name)
        return key

    def secret(self, name: str) -> str | None:
        """The text kept under `name`, or None."""
        with _keyring_failures():
            return keyring.get_password(self._service, name)

    def keep_secret(self, name: str, value: str) -> None:
        """Keep `value` under `name`; a keyring that swallows it counts as missing."""
        with _keyring_failures():
            keyring.set_password(self._service, name, value)
            if keyring.get_password(self._service, name) != value:
                raise KeyringMissing

    def rename_secret(self, name: str, other: str) -> None:
        """Keep under `other` what is kept under `name`, and there no longer."""
        kept = self.secret(name)
        if kept is not None:
            self.keep_secret(other, kept)
            self.forget_secret(name)

    def forget_secret(self, name: str) -> None:
        """Remove what is kept under `name`, if anything is."""
        with _keyring_failures():
            if keyring.get_password(self._service, name) is not None:
                try:
                    keyring.delete_password(self._service, name)
                except PasswordDeleteError:
                    if keyring.get_password(self._service, name) is not None:
                        raise


@contextmanager
def _keyring_failures() -> Iterator[None]:
    try:
        yield
    except NoKeyringError:
        raise KeyringMissing from None
    except KeyringError:
        raise KeyringRefused from None  # the cause's text may quote what was to be kept
