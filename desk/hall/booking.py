"""How an appointment is found by its holder's identity card.

No name and no identity number is kept: only a digest that nobody can make without the hall's
own secret (`holder_key`).
"""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk.vault.keys import Keys

HOLDER_KEY = "hall-appointments"
"""The name of the hall's secret in the keyring."""


HOLDER_KEY_FILE = "appointments.key"
"""The file that holds it at a hall's server, readable for its owner alone."""


def holder_digest(key: bytes, identity_number: str) -> str:
    """By what an appointment is found when its holder lays an identity card on the kiosk.

    `key` is the hall's own secret, from the keyring; without it the digest cannot be undone.
    """
    return hmac.digest(key, identity_number.strip().upper().encode(), hashlib.sha256).hex()


def kept_holder_key(folder: Path) -> bytes:
    """The key for `holder_digest` of a hall's server, in a file of its folder; made on first use.

    A key that this machine's keyring holds from before there was a server is taken over.
    Raises `KeyBroken`, `DiskFull`, `DiskRefused`.
    """
    from desk.vault.durable import disk_failure, write_durably
    from desk.vault.keys import KEY_BYTES, KeyBroken, KeyringMissing, KeyringRefused, Keys

    file = folder / HOLDER_KEY_FILE
    try:
        if not file.exists():
            try:
                key = Keys().known_key(HOLDER_KEY)
            except (KeyringMissing, KeyringRefused):  # a server's machine often has none
                key = None
            write_durably(file, (key or secrets.token_bytes(KEY_BYTES)).hex().encode())
        kept = bytes.fromhex(file.read_text("ascii"))
    except OSError as error:
        raise disk_failure(error) from error
    except ValueError as error:
        raise KeyBroken(name=HOLDER_KEY) from error
    if len(kept) != KEY_BYTES:
        raise KeyBroken(name=HOLDER_KEY)
    return kept


def holder_key(keys: "Callable[[], Keys] | None" = None) -> bytes:
    """The key for `holder_digest` from this machine's keyring, made on first use.

    `keys` opens the keyring; the system's by default.

    Machines that book and kiosks that check in find each other's holders only when their
    keyrings hold the same. Raises `KeyringMissing`, `KeyringRefused`, `KeyBroken`.
    """
    from desk.vault.keys import Keys  # a keyring is slow to load, and few need it

    return (keys or Keys)().key(HOLDER_KEY)
