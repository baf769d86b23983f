"""Proof that a key is the one under which a profile was written.

A keyring that was emptied silently returns a new key; everything stored before would then look
damaged. A small sealed file distinguishes the two before anything is changed.
"""

from pathlib import Path
from typing import ClassVar

from desk.domain.failures import QT_TRANSLATE_NOOP, Failure
from desk.vault.durable import disk_failure, write_durably
from desk.vault.sealing import Sealer, Tampered

PROOF_FILE = "key.proof"
_WORDS = b"this profile was written under this key"


class KeyOfAnotherProfile(Failure):
    """The keyring's key is not the one of this profile; the profile was left as it is."""

    code: ClassVar[str] = "KEY-04"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The key in the keyring is not the key of this profile"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "What was stored at this window cannot be read with it. Nothing was changed."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Restore the keyring from a backup, or start with a new profile."
    )


def prove_key(profile: Path, sealer: Sealer) -> None:
    """Compare the key with the profile's proof, which is made the first time.

    Raises `KeyOfAnotherProfile`, `DiskFull` or `DiskRefused`.
    """
    proof = profile / PROOF_FILE
    try:
        sealed = proof.read_bytes()
    except FileNotFoundError:
        write_durably(proof, sealer.seal(_WORDS, PROOF_FILE))
        return
    except OSError as error:
        raise disk_failure(error) from error
    try:
        sealer.open(sealed, PROOF_FILE)
    except Tampered:
        raise KeyOfAnotherProfile from None
