"""A key that is not the profile's is told apart before anything is touched."""

from pathlib import Path

import pytest

from desk.vault.durable import DiskRefused
from desk.vault.proof import PROOF_FILE, KeyOfAnotherProfile, prove_key
from desk.vault.sealing import Sealer


def test_the_first_key_is_the_profiles_and_another_is_refused(tmp_path: Path) -> None:
    prove_key(tmp_path, Sealer(b"a" * 32))
    prove_key(tmp_path, Sealer(b"a" * 32))
    before = (tmp_path / PROOF_FILE).read_bytes()
    with pytest.raises(KeyOfAnotherProfile):
        prove_key(tmp_path, Sealer(b"b" * 32))
    assert (tmp_path / PROOF_FILE).read_bytes() == before


def test_a_proof_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / PROOF_FILE).mkdir()
    with pytest.raises(DiskRefused):
        prove_key(tmp_path, Sealer(b"a" * 32))
