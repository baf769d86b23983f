"""A profile whose parts do not belong together is left exactly as it is, and said in words."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import keyring
import pytest
from alembic import command
from alembic.config import Config

from desk.domain.clock import local_time, utc_now
from desk.domain.failures import Failure
from desk.vault.database import DatabaseBroken, open_database
from desk.vault.keys import KeyBroken, Keys
from desk.vault.lock import LOCK_FILE, ProfileInUse
from desk.vault.marks import A_MINUTE, MARK_FILE
from desk.vault.memory import MemoryKeyring
from desk.vault.profile import Names, Profile, open_profile
from desk.vault.proof import PROOF_FILE, KeyOfAnotherProfile, prove_key
from desk.vault.sealing import Sealer, derive_key
from desk.vault.trouble import ProfileDecision, ways_on
from desk.visit.database import MIGRATIONS, open_window_database
from desk.visit.receipts import next_local_number

NAMES = Names(key="profile", database="window.db")
Change = Callable[[Path], object]


def opened(
    folder: Path, decision: ProfileDecision | None = None, now: datetime | None = None
) -> Profile:
    return open_profile(folder, NAMES, open_window_database, now or local_time(utc_now()), decision)


def give_number(profile: Profile, window: str = "3") -> int:
    """Give the next receipt number of the day, as a submission does; returns its sequence."""
    with profile.engine.begin() as connection:
        today = local_time(utc_now()).date()
        number = next_local_number(connection, "NN01", window, today, profile.marks)
    return int(number.split("-")[3])


@pytest.fixture
def folder(tmp_path: Path, own_keyring: None) -> Path:
    """A profile that was used: two pages, three numbers, closed in order."""
    profile = opened(tmp_path / "profile")
    profile.files.put(b"page 1")
    profile.files.put(b"page 2")
    assert [give_number(profile) for _ in range(3)] == [1, 2, 3]
    profile.close()
    return tmp_path / "profile"


def everything(folder: Path) -> dict[str, bytes | None]:
    """All that lies in and beside the folder, but the lock."""
    return {
        str(path.relative_to(folder.parent)): path.read_bytes() if path.is_file() else None
        for path in folder.parent.rglob("*")
        if path.name != LOCK_FILE
    }


def kept_secrets() -> dict[tuple[str, str], str]:
    ring = keyring.get_keyring()
    assert isinstance(ring, MemoryKeyring)
    return dict(ring._kept)


def remove(*names: str) -> Change:
    def change(folder: Path) -> None:
        for name in names:
            path = folder / name
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    return change


def put(name: str, data: bytes) -> Change:
    return lambda folder: (folder / name).write_bytes(data)


def empty_keyring(_folder: Path) -> None:
    keyring.set_keyring(MemoryKeyring())


def another_key(_folder: Path) -> None:
    keyring.set_keyring(MemoryKeyring())
    Keys().key(NAMES.key)


def broken_key(_folder: Path) -> None:
    Keys().keep_secret(NAMES.key, "no key")


def another_profile(*names: str) -> Change:
    """Parts of a profile that was made under the same key somewhere else."""

    def change(folder: Path) -> None:
        other = folder.parent / "other"
        made = opened(other)
        made.files.put(b"somebody else's page")
        made.close()
        for name in names:
            remove(name)(folder)
            (other / name).rename(folder / name)
        shutil.rmtree(other)

    return change


def older(*names: str) -> Change:
    """Parts as they were before today's work went on."""

    def change(folder: Path) -> None:
        before = folder.parent / "before"
        shutil.copytree(folder, before)
        later = opened(folder)
        give_number(later)
        later.close()
        for name in names:
            remove(name)(folder)
            (before / name).rename(folder / name)
        shutil.rmtree(before)

    return change


def unplugged(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()  # the place where the drive was mounted


def unsigned(folder: Path) -> None:
    for path in (folder / "files").glob("profile-*"):
        path.rmdir()


CASES: dict[str, tuple[Change, str, str]] = {
    "database missing": (remove("window.db"), "PRF-04", "window.db"),
    "database and its log missing": (remove("window.db", "profile.mark"), "PRF-04", "window.db"),
    "database empty": (put("window.db", b""), "PRF-04", "window.db"),
    "database damaged": (put("window.db", b"\0" * 4096), "DBS-02", ""),
    "database of another profile": (another_profile("window.db"), "PRF-05", "window.db"),
    "database older": (older("window.db"), "PRF-06", "window.db"),
    "everything older": (older("window.db", MARK_FILE), "PRF-06", "window.db"),
    "mark older": (older(MARK_FILE), "PRF-06", MARK_FILE),
    "mark missing": (remove(MARK_FILE), "PRF-04", MARK_FILE),
    "mark of another profile": (another_profile(MARK_FILE), "PRF-05", MARK_FILE),
    "mark damaged": (put(MARK_FILE, b"\1" * 90), "PRF-05", MARK_FILE),
    "proof missing": (remove(PROOF_FILE), "PRF-04", PROOF_FILE),
    "files missing": (remove("files"), "PRF-04", "files"),
    "files restored without their folders": (unsigned, "PRF-04", "files"),
    "files of another profile": (another_profile("files"), "PRF-05", "files"),
    "only files restored": (remove("window.db", MARK_FILE, PROOF_FILE), "PRF-04", PROOF_FILE),
    "key missing": (empty_keyring, "KEY-05", ""),
    "key of another profile": (another_key, "KEY-04", ""),
    "key broken": (broken_key, "KEY-03", ""),
    "folder gone": (shutil.rmtree, "PRF-03", ""),
    "drive gone": (unplugged, "PRF-03", ""),
}


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest, folder: Path) -> Iterator[tuple[Path, str, str]]:
    change, code, part = CASES[request.param]
    before = keyring.get_keyring()
    change(folder)
    yield folder, code, part
    keyring.set_keyring(before)


def test_it_is_said_and_nothing_is_touched(case: tuple[Path, str, str]) -> None:
    folder, code, part = case
    before, secrets = everything(folder), kept_secrets()
    for _ in range(2):
        with pytest.raises(Failure) as caught:
            opened(folder)
        assert caught.value.code == code
        assert caught.value.facts.get("part", "") == part
        assert ways_on(caught.value)
    assert everything(folder) == before
    assert kept_secrets() == secrets


def test_a_new_profile_begins_only_beside_the_old_one(case: tuple[Path, str, str]) -> None:
    folder, _, _ = case
    before = {path: data for path, data in everything(folder).items() if data is not None}
    new = opened(
        folder, ProfileDecision.BEGIN_ANEW, now=local_time(utc_now()).replace(hour=10, minute=30)
    )
    assert give_number(new) > 3  # a number of the day is not given twice
    new.close()
    after = everything(folder)
    kept = {data for path, data in after.items() if ".aside-" in path}
    assert set(before.values()) <= kept
    opened(folder).close()


@pytest.mark.parametrize(
    "name", [name for name, (_, code, part) in CASES.items() if code in ("PRF-04", "PRF-06")]
)
def test_a_person_may_go_on_with_what_is_there(folder: Path, name: str) -> None:
    change, _, part = CASES[name]
    change(folder)
    with pytest.raises(Failure) as caught:
        opened(folder)
    if ProfileDecision.ACCEPT not in ways_on(caught.value):
        assert part in ("window.db", PROOF_FILE)
        return
    if name == "only files restored":
        with pytest.raises(Failure):
            opened(folder, ProfileDecision.ACCEPT)
        return
    profile = opened(folder, ProfileDecision.ACCEPT)
    assert give_number(profile) > (4 if name.endswith(" older") else 3)
    profile.close()
    opened(folder).close()


def test_a_profile_that_was_never_there_is_made(tmp_path: Path, own_keyring: None) -> None:
    profile = opened(tmp_path / "profile")
    assert profile.new
    assert give_number(profile) == 1
    profile.close()
    again = opened(tmp_path / "profile")
    assert not again.new
    assert give_number(again) == 2
    with pytest.raises(ProfileInUse):
        opened(tmp_path / "profile")
    again.close()


def test_a_power_cut_is_no_older_copy(folder: Path) -> None:
    """The database is never closed in order, and each step stops between mark and commit."""
    for _ in range(3):
        profile = opened(folder)
        give_number(profile)
        with profile.engine.connect() as connection:
            connection.begin()
            profile.marks.move_on(connection)
            connection.rollback()  # the power goes off before the commit
        profile.engine.dispose()
        profile._lock.release()
    profile = opened(folder)
    assert give_number(profile) >= 7
    profile.close()


@pytest.mark.parametrize("made", ["key.proof", "profile.mark", "window.db", "row"])
def test_a_first_start_that_was_broken_off_goes_on(
    tmp_path: Path, own_keyring: None, monkeypatch: pytest.MonkeyPatch, made: str
) -> None:
    folder = tmp_path / "profile"

    def power_cut(*_: object) -> None:
        raise ZeroDivisionError

    place = {
        "key.proof": "desk.vault.profile.read_mark",
        "window.db": "desk.vault.profile.Marks.keep",
        "profile.mark": "desk.vault.profile.Marks.move_on",
        "row": "desk.vault.profile.Marks.arrived",
    }[made]
    with monkeypatch.context() as patch:
        patch.setattr(place, power_cut)
        with pytest.raises(ZeroDivisionError):
            opened(folder)
    opened(folder).close()
    opened(folder).close()


def test_a_profile_of_an_earlier_version_is_taken_over(tmp_path: Path, own_keyring: None) -> None:
    folder = tmp_path / "profile"
    folder.mkdir()
    prove_key(folder, Sealer(derive_key(Keys().key(NAMES.key), "columns")))
    engine = open_database(folder / "window.db")
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
    engine.dispose()
    taken_over = opened(folder)
    assert not taken_over.new
    page = taken_over.files.put(b"a page")
    taken_over.close()
    (folder / "window.db").unlink()
    with pytest.raises(Failure, match="PRF-04"):
        opened(folder)
    assert (folder / "files" / taken_over.files.name_of(page.sha256)).exists()


def test_of_an_earlier_version_too_no_page_goes_when_its_database_is_lost(
    tmp_path: Path, own_keyring: None
) -> None:
    folder = tmp_path / "profile"
    (folder / "files").mkdir(parents=True)
    (folder / "files" / ("a" * 64)).write_bytes(b"a page")
    prove_key(folder, Sealer(derive_key(Keys().key(NAMES.key), "columns")))
    before = everything(folder)
    with pytest.raises(Failure, match="PRF-04"):
        opened(folder)
    assert everything(folder) == before


def test_when_nobody_knows_what_was_given_numbers_begin_behind_what_can_have_been(
    folder: Path,
) -> None:
    (folder / MARK_FILE).unlink()
    (folder / "window.db").unlink()
    at = local_time(utc_now()).replace(hour=9, minute=59)
    new = opened(folder, ProfileDecision.BEGIN_ANEW, now=at)
    assert give_number(new) == 600 * A_MINUTE + 1
    with new.engine.begin() as connection:
        tomorrow = at.date() + timedelta(days=1)
        assert "-0001-" in next_local_number(connection, "NN01", "3", tomorrow, new.marks)
    new.close()


def test_a_folder_or_file_that_cannot_be_is_told(tmp_path: Path, own_keyring: None) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(Failure, match="DSK-02"):
        opened(tmp_path / "file")
    opened(tmp_path / "profile").close()
    shutil.rmtree(tmp_path / "profile" / "files")
    (tmp_path / "profile" / "files").write_text("no folder")
    with pytest.raises(Failure, match="DSK-02"):
        opened(tmp_path / "profile")


def test_what_others_keep_in_the_folder_stays_there(folder: Path) -> None:
    (folder / "kiosk").mkdir()
    (folder / "kiosk" / "kiosk.db").write_bytes(b"another program's")
    opened(folder, ProfileDecision.BEGIN_ANEW).close()
    assert (folder / "kiosk" / "kiosk.db").read_bytes() == b"another program's"


def test_each_kind_says_how_to_go_on() -> None:
    assert ways_on(Failure()) == ()
    assert ways_on(ProfileInUse()) == ()
    for failure in (DatabaseBroken(), KeyOfAnotherProfile(), KeyBroken(name="profile")):
        assert ways_on(failure) == (ProfileDecision.BEGIN_ANEW,)
