"""Keys live in the keyring, and a machine without one is told so instead of losing data."""

import errno
import threading
import time
from collections.abc import Callable

import keyring
import pytest
from keyring.backends import fail, null
from keyring.errors import KeyringLocked

from desk.vault.durable import DiskFull
from desk.vault.keys import KeyBroken, KeyringMissing, KeyringRefused, KeyringSilent, Keys
from desk.vault.memory import MemoryKeyring


def test_a_key_is_made_once_and_then_stays(memory_keyring: MemoryKeyring) -> None:
    first = Keys("a").key("vault")
    assert len(first) == 32
    assert Keys("a").key("vault") == first
    assert Keys("a").key("other") != first
    assert Keys("b").key("vault") != first


def test_secrets_are_kept_and_forgotten(memory_keyring: MemoryKeyring) -> None:
    keys = Keys("a")
    assert keys.secret("token") is None
    keys.keep_secret("token", "s3cret")
    assert keys.secret("token") == "s3cret"
    keys.forget_secret("token")
    keys.forget_secret("token")
    assert keys.secret("token") is None


def test_a_machine_without_a_keyring_is_told(memory_keyring: MemoryKeyring) -> None:
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]
    with pytest.raises(KeyringMissing):
        Keys("a").key("vault")
    with pytest.raises(KeyringMissing):
        Keys("a").secret("token")


def test_a_keyring_that_swallows_a_key_counts_as_missing(memory_keyring: MemoryKeyring) -> None:
    keyring.set_keyring(null.Keyring())  # type: ignore[no-untyped-call]
    with pytest.raises(KeyringMissing):
        Keys("a").key("vault")


class LockedKeyring(MemoryKeyring):
    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked(f"{service} {username}")


def test_a_locked_keyring_is_told_without_quoting_it(memory_keyring: MemoryKeyring) -> None:
    keyring.set_keyring(LockedKeyring())
    with pytest.raises(KeyringRefused) as caught:
        Keys("a").key("vault")
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("kept", ["not base64 !", "c2hvcnQ="])
def test_a_broken_key_is_never_replaced(memory_keyring: MemoryKeyring, kept: str) -> None:
    Keys("a").keep_secret("vault", kept)
    with pytest.raises(KeyBroken, match="vault"):
        Keys("a").key("vault")
    assert Keys("a").secret("vault") == kept


def test_the_memory_keyring_is_never_chosen_by_itself() -> None:
    assert MemoryKeyring.priority < min(fail.Keyring.priority, null.Keyring.priority)


class SilentKeyring(MemoryKeyring):
    """A service that takes a question and never answers, as a locked one may."""

    def __init__(self) -> None:
        super().__init__()
        self.answers = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.answers.wait(30)
        return super().get_password(service, username)


def test_a_keyring_that_never_answers_is_waited_for_no_longer_than_its_deadline(
    memory_keyring: MemoryKeyring,
) -> None:
    silent = SilentKeyring()
    keyring.set_keyring(silent)
    begun = time.monotonic()
    asks: tuple[Callable[[Keys], object], ...] = (
        lambda keys: keys.key("vault"),
        lambda keys: keys.secret("token"),
        lambda keys: keys.keep_secret("token", "1"),
        lambda keys: keys.forget_secret("token"),
    )
    for ask in asks:
        with pytest.raises(KeyringSilent):
            ask(Keys("a", deadline_s=0.1))
    assert time.monotonic() - begun < 2
    silent.answers.set()
    assert len(Keys("a").key("vault")) == 32, "once it answers, it is asked again"


def test_a_machine_without_a_keyring_is_told_what_to_install() -> None:
    assert "apt install gnome-keyring" in KeyringMissing().sentence


def test_a_keyring_in_a_file_on_a_full_disk_is_said(memory_keyring: MemoryKeyring) -> None:
    class Full(MemoryKeyring):
        def set_password(self, service: str, username: str, password: str) -> None:
            raise OSError(errno.EFBIG, "File too large")

    keyring.set_keyring(Full())
    with pytest.raises(DiskFull):
        Keys("a").key("vault")
