"""A keyring in a file of the test's own: what a restarted window finds again.

The file is named by ``HALL_DESK_TEST_KEYRING``; give the class by ``PYTHON_KEYRING_BACKEND``.
"""

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError


class FileKeyring(KeyringBackend):
    """Keeps secrets in one JSON file, in clear: for tests only."""

    priority = -20

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._path = Path(os.environ["HALL_DESK_TEST_KEYRING"])

    def _kept(self) -> dict[str, str]:
        if not self._path.exists():
            return {}
        kept: dict[str, str] = json.loads(self._path.read_text())
        return kept

    def _keep(self, kept: dict[str, str]) -> None:
        beside = self._path.with_suffix(".part")
        beside.write_text(json.dumps(kept))
        beside.replace(self._path)

    def get_password(self, service: str, username: str) -> str | None:
        return self._kept().get(f"{service}/{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._keep({**self._kept(), f"{service}/{username}": password})

    def delete_password(self, service: str, username: str) -> None:
        kept = self._kept()
        if kept.pop(f"{service}/{username}", None) is None:
            raise PasswordDeleteError(username)
        self._keep(kept)
