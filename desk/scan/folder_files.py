"""What lies in a watched folder: its regular files, seen without following a link."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desk.scan.failures import ScanFolderMissing, ScanFolderUnreadable
from desk.scan.names import natural_key, readable_name

UNFINISHED = (".part", ".partial", ".tmp", ".temp", ".crdownload", ".download", ".filepart")
"""Endings that copying programs give to files that they have not finished."""

NO_PAGES = {"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"}
"""Names, in lower case, of what desktops leave in every folder."""

LOCKS = (".lock", ".lck", ".lnk", ".url")
PAGE_ENDINGS = (".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".tif", ".tiff", ".pdf", ".bmp", ".heic")
"""Endings by which an empty file is known as a page that has not come yet."""

_HIDDEN = 0x2 | 0x4  # FILE_ATTRIBUTE_HIDDEN, FILE_ATTRIBUTE_SYSTEM
_LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class FolderFile:
    """A regular file as it was seen; `name` is the file system's own, `changed_ns` its mtime.

    Two that are equal are the same file with the same content: it was neither replaced nor
    written to in between. `inode` is cut to 63 bits, which databases hold.
    """

    name: str
    device: int
    inode: int
    size: int
    changed_ns: int

    @classmethod
    def of(cls, name: str, found: os.stat_result) -> "FolderFile":
        """The file of this name with this status."""
        inode = found.st_ino & _LARGEST
        return cls(name, found.st_dev, inode, found.st_size, found.st_mtime_ns)

    @property
    def shown(self) -> str:
        """The name as people can read it."""
        return readable_name(self.name)


@dataclass(frozen=True, slots=True)
class FolderListing:
    """One look at the folder.

    `files` may become pages, in natural order of their names (`desk.scan.names.natural_key`).
    `unfinished` are those that a copying program marks as such. `links` are names of symbolic
    links, which are never followed.
    """

    files: tuple[FolderFile, ...] = ()
    unfinished: tuple[FolderFile, ...] = ()
    links: tuple[str, ...] = ()


def look_into(folder: Path) -> FolderListing:
    """List the folder. Raises `ScanFolderMissing` or `ScanFolderUnreadable`.

    The folder itself may be a link. An entry that vanishes meanwhile, or that is neither a
    file nor a link (a pipe, a device, a subfolder), is passed over.
    """
    files: list[FolderFile] = []
    unfinished: list[FolderFile] = []
    links: list[str] = []
    try:
        for name, found in _entries(folder):
            if stat.S_ISLNK(found.st_mode):
                links.append(name)
            elif stat.S_ISREG(found.st_mode):
                file = FolderFile.of(name, found)
                (unfinished if _is_unfinished(name) else files).append(file)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ScanFolderMissing(folder=readable_path(folder)) from error
    except OSError as error:
        raise folder_failure(folder, error) from error
    files.sort(key=lambda file: natural_key(file.name))
    return FolderListing(tuple(files), tuple(unfinished), tuple(sorted(links)))


def folder_failure(folder: Path, error: OSError) -> ScanFolderUnreadable:
    """Why the folder cannot be used, in the system's words."""
    return ScanFolderUnreadable(folder=readable_path(folder), detail=error.strerror or "")


def readable_path(path: Path) -> str:
    """A path as people can read it."""
    return str(Path(*(part if part == path.anchor else readable_name(part) for part in path.parts)))


def _entries(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if _is_no_page(entry.name):
                continue
            try:
                # the entry's own status has neither device nor inode on Windows
                found = os.lstat(entry.path)
            except OSError:
                continue  # it vanished, or may not be read
            if getattr(found, "st_file_attributes", 0) & _HIDDEN:
                continue
            if found.st_size == 0 and not _looks_like_a_page(entry.name):
                continue
            yield entry.name, found


def _is_no_page(name: str) -> bool:
    small = name.lower()
    return name.startswith((".", "~")) or small in NO_PAGES or small.endswith(LOCKS)


def _is_unfinished(name: str) -> bool:
    return name.lower().endswith(UNFINISHED)


def _looks_like_a_page(name: str) -> bool:
    return name.lower().endswith((*PAGE_ENDINGS, *UNFINISHED))
