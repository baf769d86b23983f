"""A program's way to its hall: `open_hall_client` gives a `HallClient` for the hall's address."""

from collections.abc import Sequence

from desk.hall.client.addresses import is_server
from desk.hall.client.hall import HallClient
from desk.hall.enrolment import Role

__all__ = ["HallClient", "open_hall_client"]


def open_hall_client(url: str, roles: Sequence[Role], window: str | None = None) -> HallClient:
    """The way to the hall at `url`: ``https://HOST:PORT,…`` or ``sqlite:///PATH``; blocking.

    A server is asked with the credential of the first of `roles` that this machine is enrolled
    as. `window` is the window that asks, where the hall is a file. Raises `HallServerWanted`
    for a database's address, `NotEnrolled`, `KeyringMissing`, `KeyringRefused`,
    `HallKindUnknown`.
    """
    if is_server(url):
        from desk.hall.client.credentials import credential_for
        from desk.hall.client.remote import RemoteHall

        return RemoteHall(url, credential_for(url, roles))
    from desk.hall.adapters import require_known
    from desk.hall.client.embedded import EmbeddedHall
    from desk.hall.server_failures import HallServerWanted

    if require_known(url).kind != "sqlite":
        raise HallServerWanted
    return EmbeddedHall(url, window)
