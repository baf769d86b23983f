"""How an appointment is found by its holder's identity card.

No name and no identity number is kept: only a digest that nobody can make without the hall's
own secret (`holder_key`).
"""

import hashlib
import hmac

HOLDER_KEY = "hall-appointments"
"""The name of the hall's secret in the keyring."""


def holder_digest(key: bytes, identity_number: str) -> str:
    """By what an appointment is found when its holder lays an identity card on the kiosk.

    `key` is the hall's own secret, from the keyring; without it the digest cannot be undone.
    """
    return hmac.digest(key, identity_number.strip().upper().encode(), hashlib.sha256).hex()


def holder_key() -> bytes:
    """The key for `holder_digest` from this machine's keyring, made on first use.

    Machines that book and kiosks that check in find each other's holders only when their
    keyrings hold the same. Raises `KeyringMissing`, `KeyringRefused`, `KeyBroken`.
    """
    from desk.vault.keys import Keys  # a keyring is slow to load, and few need it

    return Keys().key(HOLDER_KEY)
