"""A folder as a printer: each paper becomes a PDF file in it."""

import asyncio
import re
import tempfile
from pathlib import Path

from desk.domain.failures import Failure
from desk.vault.durable import disk_failure, make_folder, write_durably

_UNFIT = re.compile(r"[^A-Za-z0-9._-]+")


class SaveAsPdf:
    """Saves papers in `folder`, which is made when it is missing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def name(self) -> str:
        """The folder's own name: a whole path may hold the name of a person."""
        return f"PDF · {self.folder.name}"

    async def print(self, title: str, pdf: bytes) -> str:
        """Save the paper whole under a name made of `title` and return its path.

        The same paper saved again is the same file; another one never replaces it. Raises
        `DiskFull` or `DiskRefused`.
        """
        return await asyncio.to_thread(self._save, title, pdf)

    async def trouble(self) -> Failure | None:
        """Why the folder takes no file now, or None."""
        return await asyncio.to_thread(self._look)

    def _look(self) -> Failure | None:
        try:
            make_folder(self.folder)
            with tempfile.TemporaryFile(dir=self.folder):
                return None
        except OSError as error:
            return disk_failure(error)
        except Failure as failure:
            return failure

    def _save(self, title: str, pdf: bytes) -> str:
        make_folder(self.folder)
        stem = _UNFIT.sub("-", title).strip("-.") or "paper"
        count = 1
        while True:
            path = self.folder / (f"{stem}.pdf" if count == 1 else f"{stem}-{count}.pdf")
            try:
                there = path.read_bytes() if path.exists() else None
            except OSError as error:
                raise disk_failure(error) from error
            if there is None:
                write_durably(path, pdf)
            if there is None or there == pdf:
                return str(path)
            count += 1
