"""The command line in this process, on a sample hall."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import keyring
import pytest

from desk.cli import main
from desk.hall import create_hall, sample, sqlite_url
from desk.vault.memory import MemoryKeyring


@dataclass(frozen=True, slots=True)
class Told:
    """How a command ended and what it said."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The one JSON document that was answered."""
        return json.loads(self.out)

    @property
    def ticket(self) -> Any:
        return self.data["ticket"]


Desk = Callable[..., Told]


@pytest.fixture(autouse=True)
def nobodys_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings of this machine, and a terminal that speaks English."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "HALL_DESK_HALL_URL", "HALL_DESK_WINDOW"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample hall to copy, which is quicker than to make it again."""
    file = tmp_path_factory.mktemp("sample") / "hall.db"
    create_hall(sqlite_url(file), sample.CODE, sample.NAME, sample.SERVICES, sample.WINDOWS)
    return file


@pytest.fixture
def url(tmp_path: Path, sample_file: Path) -> str:
    """A sample hall in a file."""
    return sqlite_url(Path(shutil.copy(sample_file, tmp_path / "hall.db")))


@pytest.fixture
def desk(capsys: pytest.CaptureFixture[str]) -> Desk:
    """Run ``desk hall`` with these words, on no hall in particular."""

    def run(*words: str) -> Told:
        try:
            status = main(["hall", *words])
        except SystemExit as ended:
            status = int(ended.code or 0)
        told = capsys.readouterr()
        return Told(status, told.out, told.err)

    return run


@pytest.fixture
def hall(desk: Desk, url: str) -> Desk:
    """Run ``desk hall`` with these words on the sample hall, answering in JSON."""
    return lambda *words: desk("--hall", url, "--json", "--person", "weili", *words)


@pytest.fixture
def memory_keyring() -> Iterator[None]:
    """A keyring that forgets."""
    before = keyring.get_keyring()
    keyring.set_keyring(MemoryKeyring())
    yield
    keyring.set_keyring(before)
