"""A folder as a printer: each paper becomes a PDF file in it.

Papers carry names and numbers, so each file is its owner's alone. The folder is too, if it is there
for papers: one that was made here, or in which nothing else lies. In a folder that is also used for
other things (a person's documents) only the papers are closed to others.
"""

import asyncio
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

import platformdirs

from desk.domain.failures import Failure
from desk.vault.durable import clear_unfinished, disk_failure, make_folder, write_durably
from desk.vault.private import close_to_others
from printing.queue import PaperKind

_UNFIT = re.compile(r"[^A-Za-z0-9._-]+")
_PAPERS = tuple(f"{kind}-*.pdf" for kind in PaperKind)
"""The names of our papers; see `desk.domain.codes` for what follows the kind."""

_PLACES_OF_PEOPLE = (
    platformdirs.user_documents_dir,
    platformdirs.user_desktop_dir,
    platformdirs.user_downloads_dir,
    platformdirs.user_pictures_dir,
)


class SaveAsPdf:
    """Saves papers in `folder`, which is made when it is missing.

    `saved` is called with each paper, on the thread that wrote it, so that papers can be removed
    after some days. If it raises, the paper counts as not saved.
    """

    def __init__(self, folder: Path, saved: Callable[[Path], None] = lambda _path: None) -> None:
        self.folder = folder
        self._saved = saved

    @property
    def name(self) -> str:
        """The folder's own name: a whole path may hold the name of a person."""
        return f"PDF · {self.folder.name}"

    async def print(self, title: str, pdf: bytes) -> str:
        """Save the paper whole under a name made of `title` and return its path.

        The same paper saved again is the same file; another one never replaces it. Raises
        `DiskFull` or `DiskRefused`.
        """
        return await asyncio.to_thread(self._save_and_tell, title, pdf)

    async def trouble(self) -> Failure | None:
        """Why the folder takes no file now, or None."""
        return await asyncio.to_thread(self._look)

    async def begin(self) -> None:
        """At the start: clear away what a crash left, and close old papers to others."""
        await asyncio.to_thread(self._begin)

    def _begin(self) -> None:
        if not self.folder.is_dir():
            return
        clear_unfinished(self.folder)
        if self._is_for_papers():
            close_to_others(self.folder, known=_PAPERS, deep=False)
        else:
            for pattern in _PAPERS:
                for path in self.folder.glob(pattern):
                    close_to_others(path, known=())

    def _is_for_papers(self) -> bool:
        people_use = (
            Path.home(),
            *(Path(place()) for place in _PLACES_OF_PEOPLE),
        )
        folder = self.folder.resolve()
        if any(folder == place or folder in place.parents for place in people_use):
            return False
        try:
            return all(any(path.match(pattern) for pattern in _PAPERS) for path in folder.iterdir())
        except OSError:
            return False

    def _look(self) -> Failure | None:
        try:
            make_folder(self.folder)
            with tempfile.TemporaryFile(dir=self.folder):
                return None
        except OSError as error:
            return disk_failure(error)
        except Failure as failure:
            return failure

    def _save_and_tell(self, title: str, pdf: bytes) -> str:
        path = self._save(title, pdf)
        self._saved(Path(path))
        return path

    def _save(self, title: str, pdf: bytes) -> str:
        make_folder(self.folder)
        stem = _UNFIT.sub("-", title).strip("-.") or "paper"
        count = 1
        while True:
            path = self.folder / (f"{stem}.pdf" if count == 1 else f"{stem}-{count}.pdf")
            try:
                write_durably(path, pdf, replace=False)
                return str(path)
            except FileExistsError:
                if _is(path, pdf):
                    return str(path)
            count += 1


def _is(path: Path, pdf: bytes) -> bool:
    """Whether this paper lies there already."""
    try:
        return path.is_file() and path.read_bytes() == pdf
    except OSError as error:
        raise disk_failure(error) from error
