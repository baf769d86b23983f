"""A keyring in a file, for tests in which a window is killed and opened again.

Chosen by ``PYTHON_KEYRING_BACKEND=tests.system.file_keyring.FileKeyring``; the file is named by
``KEYRING_FILE``.
"""

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError


class FileKeyring(KeyringBackend):
    """Keeps secrets readable in one JSON file, renamed into place at every change."""

    priority = -10  # never chosen unless named

    def get_password(self, service: str, username: str) -> str | None:
        return self._kept().get(f"{service}/{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._keep(self._kept() | {f"{service}/{username}": password})

    def delete_password(self, service: str, username: str) -> None:
        kept = self._kept()
        if kept.pop(f"{service}/{username}", None) is None:
            raise PasswordDeleteError(username)
        self._keep(kept)

    def _kept(self) -> dict[str, str]:
        path = _file()
        kept: dict[str, str] = json.loads(path.read_text("utf-8")) if path.exists() else {}
        return kept

    def _keep(self, kept: dict[str, str]) -> None:
        beside = _file().with_suffix(".part")
        beside.write_text(json.dumps(kept), "utf-8")
        beside.replace(_file())


def _file() -> Path:
    return Path(os.environ["KEYRING_FILE"])
