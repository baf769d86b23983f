"""What the vault's tests share: a keyring of their own, and a vault with a known key."""

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest

from desk.vault.files import FileVault
from desk.vault.memory import MemoryKeyring

KEY = bytes(range(32))


@pytest.fixture
def memory_keyring() -> Iterator[MemoryKeyring]:
    before = keyring.get_keyring()
    mine = MemoryKeyring()
    keyring.set_keyring(mine)
    yield mine
    keyring.set_keyring(before)


@pytest.fixture
def vault(tmp_path: Path) -> FileVault:
    return FileVault(tmp_path / "files", KEY)
