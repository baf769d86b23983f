"""A program's way to its hall: `open_hall_client` gives a `HallClient` for the hall's address."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from desk.domain.clock import Clock
from desk.hall.adapters import require_known
from desk.hall.client.addresses import addresses_of, is_server
from desk.hall.client.hall import HallClient
from desk.hall.enrolment import Role
from desk.hall.server_failures import HallServerWanted, WindowNotYours

if TYPE_CHECKING:
    from desk.vault.keys import Keys

__all__ = ["HallClient", "Role", "open_hall_client", "require_client"]


def open_hall_client(
    url: str,
    roles: Sequence[Role],
    window: str | None = None,
    *,
    clock: Clock | None = None,
    keys: "Callable[[], Keys] | None" = None,
) -> HallClient:
    """The way to the hall at `url`: ``https://HOST:PORT,…`` or ``sqlite:///PATH``; blocking.

    A server is asked with the credential of the first of `roles` that this machine is enrolled
    as. `window` is the window that asks, and `clock` what the hall goes by, where the hall is a
    file. `keys` opens the keyring. Raises `HallServerWanted` for a database's address,
    `NotEnrolled`, `KeyringMissing`, `KeyringRefused`, `HallKindUnknown`, and `WindowNotYours`
    when this machine is enrolled as another window.
    """
    if is_server(url):
        from desk.hall.client.credentials import credential_for
        from desk.hall.client.remote import RemoteHall

        credential = credential_for(url, roles, None if keys is None else keys())
        if window is not None and credential.window != window:
            raise WindowNotYours(own=credential.window or "–", window=window)
        return RemoteHall(url, credential)
    from desk.hall.client.embedded import EmbeddedHall

    require_client(url)
    return EmbeddedHall(url, window, clock, keys)


def require_client(url: str) -> None:
    """Raise unless programs can be given this address of a hall.

    `HallServerWanted` for a database's, `HallKindUnknown` for one of which nothing is known.
    """
    if is_server(url):
        addresses_of(url)
    elif require_known(url).kind != "sqlite":
        raise HallServerWanted
