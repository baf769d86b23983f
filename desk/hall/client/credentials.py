"""What a device keeps of its enrolment: its secret and the server's certificate, in the keyring.

One PC may be several devices, a window and a display for instance, so each role has its own.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from desk.hall.client.addresses import addresses_of, name_of
from desk.hall.client.connection import Connection, ConnectionBroken, NotConnected, make_context
from desk.hall.enrolment import (
    EnrolAnswer,
    EnrolRequest,
    Role,
    client_proof,
    code_id,
    code_key,
    open_answer,
)
from desk.hall.failures import HallUnreachable
from desk.hall.server.problems import decode_problem
from desk.hall.server_failures import NotEnrolled, ServerNotProven

if TYPE_CHECKING:
    from desk.vault.keys import Keys

ANYBODY = (Role.MANAGER, Role.SCRIPT, Role.WINDOW, Role.KIOSK, Role.DISPLAY)
"""Every role, the one that may do most first."""


class Credential(msgspec.Struct, frozen=True):
    """A device of the hall, as the server knows it; `secret` and `fingerprint` are told nobody."""

    device: str
    secret: str
    role: Role
    window: str | None
    name: str
    hall: str
    hall_name: str
    fingerprint: bytes

    def __repr__(self) -> str:
        return f"Credential({self.role.value} {self.name})"


async def enrol(url: str, code: str) -> Credential:
    """Become a device of the hall whose server is at `url`; nothing is kept yet.

    Raises `HallKindUnknown`, `EnrolmentRefused`, `ServerNotProven`, `HallUnreachable`.
    """
    import asyncio
    import secrets

    addresses = addresses_of(url)
    key = await asyncio.to_thread(code_key, code)
    nonce = secrets.token_bytes(32)
    connection = await _reach(addresses)
    try:
        seen = connection.fingerprint
        asked = EnrolRequest(code_id(code), nonce, client_proof(key, seen, nonce))
        answer = await connection.exchange("POST", "/v1/enrol", {}, msgspec.json.encode(asked))
    except ConnectionBroken as error:
        raise HallUnreachable(reason=str(error)) from error
    finally:
        connection.close()
    if answer.status != 200:
        raise decode_problem(answer.body, answer.status)
    try:
        sealed = msgspec.json.decode(answer.body, type=EnrolAnswer)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise ServerNotProven from error
    told = open_answer(key, seen, nonce, sealed)
    return Credential(
        told.device,
        told.credential,
        told.role,
        told.window,
        told.name,
        told.hall,
        told.hall_name,
        seen,
    )


def require_keyring(url: str, keys: "Keys | None" = None) -> None:
    """Make sure that a credential for the server at `url` could be kept here; blocking.

    Raises `KeyringMissing`, `KeyringRefused`, `HallKindUnknown`.
    """
    (keys or _keyring()).secret(_name(addresses_of(url)[0], Role.WINDOW))


def keep_credential(url: str, credential: Credential, keys: "Keys | None" = None) -> None:
    """Keep a credential for the server at `url` in the keyring; blocking.

    Raises `KeyringMissing`, `KeyringRefused`.
    """
    encoded = msgspec.json.encode(credential).decode()
    for address in addresses_of(url):
        (keys or _keyring()).keep_secret(_name(address, credential.role), encoded)


def credential_for(
    url: str, roles: Sequence[Role] = ANYBODY, keys: "Keys | None" = None
) -> Credential:
    """The credential for the server at `url` in the first of the roles that there is; blocking.

    Raises `NotEnrolled`, `KeyringMissing`, `KeyringRefused`.
    """
    addresses = addresses_of(url)
    keyring = keys or _keyring()
    for role in roles:
        for address in addresses:
            kept = keyring.secret(_name(address, role))
            if kept is not None:
                try:
                    return msgspec.json.decode(kept, type=Credential)
                except msgspec.MsgspecError:
                    continue
    raise NotEnrolled(server=name_of(addresses[0]))


def forget_credential(url: str, role: Role, keys: "Keys | None" = None) -> None:
    """Remove a credential from the keyring; blocking."""
    for address in addresses_of(url):
        (keys or _keyring()).forget_secret(_name(address, role))


async def _reach(addresses: Sequence[tuple[str, int]]) -> Connection:
    context, reason = make_context(), ""
    for address in addresses:
        try:
            return await Connection.open(address, context, None)
        except NotConnected as error:
            reason = str(error)
    raise HallUnreachable(reason=reason)


def _name(address: tuple[str, int], role: Role) -> str:
    return f"hall-server {name_of(address)} {role.value}"


def _keyring() -> "Keys":
    from desk.vault.keys import Keys  # slow to load

    return Keys()
