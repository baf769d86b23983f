"""A keyring that lives in memory: for the demo and for tests, where nothing must stay behind."""

from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError


class MemoryKeyring(KeyringBackend):
    """Keeps secrets until the process ends; give it to `keyring.set_keyring` once."""

    priority = -10  # below keyring's own null backend: never chosen unless set on purpose

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self._kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        try:
            del self._kept[service, username]
        except KeyError:
            raise PasswordDeleteError(username) from None
