"""Page files come back byte for byte, or not at all."""

import hashlib
import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desk.vault.durable import UNFINISHED
from desk.vault.files import FRAME, FileVault
from desk.vault.sealing import Tampered
from tests.vault.conftest import KEY

HEADER, SEALED = 20, FRAME + 16
NAME = "覃𠅤".encode()


@pytest.mark.parametrize("size", [0, 1, FRAME - 1, FRAME, FRAME + 1, 3 * FRAME])
def test_bytes_come_back_whole_and_from_any_offset(vault: FileVault, size: int) -> None:
    data = os.urandom(size)
    stored = vault.put(io.BytesIO(data))
    assert stored.sha256 == hashlib.sha256(data).hexdigest()
    assert (stored.size, vault.size(stored.sha256)) == (size, size)
    assert vault.read(stored.sha256) == data
    for start in {0, size // 2, max(size - 1, 0), size}:
        assert b"".join(vault.stream(stored.sha256, start)) == data[start:]
    with pytest.raises(ValueError, match="outside"):
        list(vault.stream(stored.sha256, size + 1))


def test_storing_twice_keeps_one_file_and_deleting_twice_is_fine(vault: FileVault) -> None:
    stored = vault.put(b"a page")
    assert vault.put(b"a page") == stored
    assert len(files(vault)) == 1
    vault.delete(stored.sha256)
    vault.delete(stored.sha256)
    assert not vault.has(stored.sha256)
    with pytest.raises(KeyError):
        vault.read(stored.sha256)


class Dribble(io.RawIOBase):
    """A device that gives a few bytes at a time."""

    def __init__(self, data: bytes) -> None:
        self._rest = io.BytesIO(data)

    def read(self, size: int = -1, /) -> bytes:
        return self._rest.read(min(size, 70_001))


def test_a_stream_that_gives_little_at_a_time_is_stored_the_same(vault: FileVault) -> None:
    data = os.urandom(2 * FRAME + 5)
    assert vault.read(vault.put(Dribble(data)).sha256) == data  # type: ignore[arg-type]


def test_neither_text_nor_digest_of_a_page_can_be_found_in_the_folder(vault: FileVault) -> None:
    stored = vault.put(NAME * 40_000)
    (file,) = files(vault)
    for planted in (NAME, stored.sha256.encode(), bytes.fromhex(stored.sha256)):
        assert planted not in file.read_bytes()
        assert planted.hex() not in file.name
        assert planted not in file.name.encode()


def flip(at: int) -> Callable[[bytes], bytes]:
    return lambda sealed: sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]


def exchange_frames(sealed: bytes) -> bytes:
    first, second = HEADER + SEALED, HEADER + 2 * SEALED
    return sealed[:HEADER] + sealed[first:second] + sealed[HEADER:first] + sealed[second:]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(flip(0), id="magic"),
        pytest.param(flip(10), id="file id"),
        pytest.param(flip(HEADER + 5), id="first frame"),
        pytest.param(flip(HEADER + SEALED + 5), id="middle frame"),
        pytest.param(flip(-1 % (HEADER + 2 * SEALED + 26)), id="last frame"),
        pytest.param(exchange_frames, id="frames exchanged"),
        pytest.param(lambda sealed: sealed[: HEADER + 2 * SEALED], id="cut at a frame"),
        pytest.param(lambda sealed: sealed[:-1], id="cut by a byte"),
        pytest.param(lambda sealed: sealed[:HEADER], id="only the header left"),
        pytest.param(lambda sealed: b"", id="emptied"),
        pytest.param(lambda sealed: sealed + sealed[HEADER : HEADER + SEALED], id="frame added"),
        pytest.param(lambda sealed: sealed + b"x", id="byte added"),
    ],
)
def test_any_change_of_a_stored_file_is_noticed(
    vault: FileVault, change: Callable[[bytes], bytes]
) -> None:
    stored = vault.put(os.urandom(2 * FRAME + 10))
    (file,) = files(vault)
    file.write_bytes(change(file.read_bytes()))
    with pytest.raises(Tampered):
        vault.read(stored.sha256)


def test_a_file_cannot_be_passed_off_as_another(vault: FileVault) -> None:
    mine, other = vault.put(b"mine"), vault.put(b"other")
    first, second = files(vault)
    swapped = first.read_bytes()
    second.replace(first)
    second.write_bytes(swapped)
    for stored in (mine, other):
        with pytest.raises(Tampered):
            next(vault.stream(stored.sha256))


def test_frames_of_two_files_cannot_be_mixed(vault: FileVault) -> None:
    stored = vault.put(os.urandom(2 * FRAME))
    (file,) = files(vault)
    other_vault = FileVault(file.parent.parent / "other", KEY)
    other_vault.put(os.urandom(2 * FRAME))
    (other,) = files(other_vault)
    ours, theirs = file.read_bytes(), other.read_bytes()
    file.write_bytes(theirs[: HEADER + SEALED] + ours[HEADER + SEALED :])
    with pytest.raises(Tampered):
        vault.read(stored.sha256)


def test_another_key_finds_nothing(vault: FileVault, tmp_path: Path) -> None:
    stored = vault.put(b"a page")
    assert not FileVault(tmp_path / "files", b"j" * 32).has(stored.sha256)


def test_a_source_that_fails_leaves_nothing_behind(vault: FileVault) -> None:
    class Unplugged(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell() >= FRAME:
                raise RuntimeError("unplugged")
            return super().read(size)

    with pytest.raises(RuntimeError):
        vault.put(Unplugged(os.urandom(2 * FRAME)))
    assert files(vault) == []


def test_what_a_crash_left_behind_is_cleared_and_the_known_stays(vault: FileVault) -> None:
    known, forgotten = vault.put(b"known"), vault.put(b"forgotten")
    (files(vault)[0].parent / f"abc{UNFINISHED}").write_bytes(b"half")
    vault.clear_unfinished()
    assert len(files(vault)) == 2
    assert vault.keep_only([known.sha256]) == 1
    assert vault.has(known.sha256)
    assert not vault.has(forgotten.sha256)


FULL_DISK = """
import io, resource, sys
from pathlib import Path
from desk.vault.durable import DiskFull
from desk.vault.files import FileVault

vault = FileVault(Path(sys.argv[1]), bytes(range(32)))
small = vault.put(b"before")
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    vault.put(io.BytesIO(b"x" * 3_000_000))
except DiskFull as full:
    assert vault.read(small.sha256) == b"before"
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    again = vault.put(b"x" * 3_000_000)
    print(full.code, len(list(Path(sys.argv[1]).iterdir())), vault.size(again.sha256))
"""


@pytest.mark.parametrize("room", [0, 10, 1_000_000, 2_500_000])
def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path, room: int) -> None:
    """The kernel refuses every byte beyond `room`, as a disk without space does."""
    assert run(FULL_DISK, tmp_path / "files", room) == "DSK-01 2 3000000"


FLAT_MEMORY = """
import os, resource, sys
from pathlib import Path
from desk.vault.files import FileVault

class Zeros:
    left = 200_000_000
    def read(self, size):
        piece = b"0" * min(size, self.left)
        self.left -= len(piece)
        return piece

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

vault = FileVault(Path(sys.argv[1]), bytes(range(32)))
vault.read(vault.put(b"0" * 3_000_000).sha256)
before = peak()
stored = vault.put(Zeros())
given = sum(len(piece) for piece in vault.stream(stored.sha256))
print(given, (peak() - before) // 1024 < 20)
"""


def test_two_hundred_megabytes_pass_in_flat_memory(tmp_path: Path) -> None:
    assert run(FLAT_MEMORY, tmp_path / "files") == "200000000 True"


def run(program: str, *words: object) -> str:
    command = [sys.executable, "-c", program, *map(str, words)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def files(vault: FileVault) -> list[Path]:
    return sorted(vault._folder.iterdir())
