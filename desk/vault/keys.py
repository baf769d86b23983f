"""Keys and secrets in the operating system's keyring, by name. Nothing secret is in our files.

Blocking: a keyring may wait on D-Bus or on a person who unlocks it, but never for longer than a
deadline. Each question is asked on a thread of its own, which is left behind when the service never
answers (a locked collection, a prompt that nobody sees).
"""

import base64
import binascii
import queue
import secrets
import threading
from collections.abc import Callable
from typing import ClassVar, TypeVar, cast

import keyring
from keyring.errors import KeyringError, NoKeyringError, PasswordDeleteError

from desk.domain.failures import QT_TRANSLATE_NOOP, Failure
from desk.vault.durable import disk_failure

KEY_BYTES = 32
DEADLINE_S = 10.0
"""How long the keyring may take for one answer, in seconds."""

T = TypeVar("T")


class KeyringMissing(Failure):
    """This machine has no keyring that stores secrets."""

    code: ClassVar[str] = "KEY-01"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "This machine has no keyring")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Keys and passwords are kept in one and nowhere else, so this was not begun."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure",
        "Have a Secret Service installed, on Debian, Ubuntu, UOS and Kylin with “sudo apt install "
        "gnome-keyring”; sign in to the desktop again, then try again.",
    )


class KeyringRefused(Failure):
    """The keyring is there and did not answer: locked, or its service failed."""

    code: ClassVar[str] = "KEY-02"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The keyring is locked or did not answer")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Keys and sign-in cannot be read. Nothing stored is lost."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Unlock the keyring, then try again.")


class KeyringSilent(KeyringRefused):
    """The keyring did not answer before its deadline."""

    code: ClassVar[str] = "KEY-06"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The keyring does not answer")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure",
        "Look for a window that asks for the keyring's password and answer it, then try again. If "
        "there is none, sign out of the desktop and in again.",
    )


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

    def __init__(self, service: str = "hall-desk", *, deadline_s: float | None = None) -> None:
        self._service = service
        self._deadline_s = deadline_s

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
        return self._ask(lambda: keyring.get_password(self._service, name))

    def keep_secret(self, name: str, value: str) -> None:
        """Store `value` under `name`; a keyring that does not keep it counts as missing."""

        def keep() -> None:
            keyring.set_password(self._service, name, value)
            if keyring.get_password(self._service, name) != value:
                raise KeyringMissing

        self._ask(keep)

    def rename_secret(self, name: str, other: str) -> None:
        """Rename the secret `name` to `other`."""
        kept = self.secret(name)
        if kept is not None:
            self.keep_secret(other, kept)
            self.forget_secret(name)

    def forget_secret(self, name: str) -> None:
        """Remove what is kept under `name`, if anything is."""

        def forget() -> None:
            if keyring.get_password(self._service, name) is not None:
                try:
                    keyring.delete_password(self._service, name)
                except PasswordDeleteError:
                    if keyring.get_password(self._service, name) is not None:
                        raise

        self._ask(forget)

    def _ask(self, question: Callable[[], T]) -> T:
        """Ask the keyring, for as long as its deadline allows."""
        answers: queue.SimpleQueue[tuple[T | None, BaseException | None]] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answers.put((question(), None))
            except BaseException as error:  # noqa: BLE001 — raised again in the calling thread
                answers.put((None, error))

        threading.Thread(target=ask, name="keyring", daemon=True).start()
        deadline_s = DEADLINE_S if self._deadline_s is None else self._deadline_s
        try:
            answer, error = answers.get(timeout=deadline_s)
        except queue.Empty:
            raise KeyringSilent from None
        if isinstance(error, NoKeyringError):
            raise KeyringMissing from None
        if isinstance(error, KeyringError):
            raise KeyringRefused from None  # the cause's text may quote what was to be kept
        if isinstance(error, OSError):
            raise disk_failure(error) from None  # a keyring in a file, on a disk that is full
        if error is not None:
            raise error
        return cast(T, answer)
