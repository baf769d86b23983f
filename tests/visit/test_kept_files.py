"""Files of ours outside the profile go when it was promised, and nobody else's with them."""

import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from desk.domain.visits import Step
from desk.hall import HallQueue
from desk.processes import ProcessPool
from desk.scan import kept_aside
from desk.scan.failures import UnreadableFile
from desk.scan.folder_files import look_into
from desk.scan.watched import WatchedFolder
from desk.vault.old_profiles import set_asides
from desk.visit.audit_log import AuditKind
from desk.visit.import_questions import Doubt, FileDecision
from desk.visit.kept_files import KeptFiles, KeptPlace
from printing.printers.save_as_pdf import SaveAsPdf
from tests.visit.conftest import MakeWindow
from tests.visit.pages import LIANG, TRADER, jpeg
from tests.visit.window import Window

TODAY = date(2026, 11, 28)
DAYS = {KeptPlace.ASIDE: 7, KeptPlace.REJECTED: 30, KeptPlace.SAVED: 30}


def after(days: int) -> date:
    return TODAY + timedelta(days=days)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def scans(tmp_path: Path) -> Path:
    folder = tmp_path / "scans"
    folder.mkdir()
    return folder


@pytest.fixture
def kept(window: Window) -> KeptFiles:
    return KeptFiles(window.store)


def put(kept: KeptFiles, folder: Path, name: str, place: KeptPlace = KeptPlace.ASIDE) -> Path:
    """A file of the scan folder is moved into its subfolder, as the window does it."""
    (folder / name).write_bytes(jpeg(7))
    (file,) = (one for one in look_into(folder).files if one.name == name)
    kept.expect(folder, [file], place)
    assert kept_aside.move(folder, file, place)
    return place.within(folder) / name


async def test_what_is_put_aside_and_what_is_rejected_goes_after_its_days(
    open_window: MakeWindow, hall: HallQueue, process_pool: ProcessPool, scans: Path
) -> None:
    window = await open_window(device=WatchedFolder(scans, process_pool, still_s=0.05))
    (scans / "of somebody before.jpg").write_bytes(jpeg(1))
    hall.take("A")
    await window.call_step.call_next()
    await window.identify_step.identify(*LIANG)
    await window.matter_step.choose(TRADER)
    await window.session.go(Step.MATERIALS)

    async def aside(_doubt: Doubt) -> FileDecision:
        return FileDecision.ASIDE

    async def take(_doubt: Doubt) -> FileDecision:
        return FileDecision.TAKE

    await window.materials_step.scan("01", decide=aside)
    (scans / "no page.txt").write_bytes(b"no page at all, again")
    with pytest.raises(UnreadableFile):
        await window.materials_step.scan("01", decide=take)
    stranger = scans / "aside" / "list of the technician.jpg"
    stranger.write_bytes(jpeg(1))
    os.utime(stranger, ns=(1, 1))
    rejected = scans / "rejected"

    def lying() -> tuple[list[str], list[str]]:
        there = ((scans / place) for place in ("aside", "rejected"))
        aside, rejected = (sorted(path.name for path in one.iterdir()) for one in there)
        return aside, rejected

    ours, broken = lying()
    assert stranger.name in ours
    assert len(ours) >= 2
    assert broken == ["no page.txt"]
    (rejected / "tool.exe").write_bytes(b"a technician's")
    for days in (0, 6):
        await window.materials_step.intake.sweep(after(days), DAYS)
        assert lying() == (ours, [*broken, "tool.exe"])
    await window.materials_step.intake.sweep(after(7), DAYS)
    assert lying() == ([stranger.name], [*broken, "tool.exe"])
    await window.materials_step.intake.sweep(after(30), DAYS)
    assert lying() == ([stranger.name], ["tool.exe"])
    acts = [act.count for act in window.store.acts.acts() if act.kind == AuditKind.FILES_PURGED]
    assert acts == [len(ours) - 1, 1]


def test_days_are_counted_from_a_sure_day_and_not_from_a_clock(
    kept: KeptFiles, scans: Path
) -> None:
    """Put aside while the PC's clock stood years back: it stays its days all the same."""
    path = put(kept, scans, "a.jpg")
    os.utime(path, ns=(1, 1))
    path = put(kept, scans, "b.jpg")
    kept.sweep(after(0), DAYS)
    kept.sweep(after(6), DAYS)
    assert path.exists()
    kept.sweep(after(7), DAYS)
    assert not path.exists()


def test_a_file_that_was_changed_or_replaced_is_nobodys_to_remove(
    kept: KeptFiles, scans: Path
) -> None:
    path = put(kept, scans, "a.jpg")
    path.write_bytes(b"what somebody put there instead")
    for days in (0, 7, 40):
        assert kept.sweep(after(days), DAYS) == 0
    assert path.exists()


def test_one_that_got_a_number_on_a_share_with_other_inodes_is_known(
    kept: KeptFiles, scans: Path
) -> None:
    first = put(kept, scans, "a.jpg")
    again = put(kept, scans, "a.jpg")
    numbered = first.with_name("a (2).jpg")
    assert again.exists()
    copy = numbered.with_name("copy")  # another inode under the same name, size and time
    copy.write_bytes(numbered.read_bytes())
    told = numbered.stat()
    os.utime(copy, ns=(told.st_atime_ns, told.st_mtime_ns))
    copy.replace(numbered)
    kept.sweep(after(0), DAYS)
    assert kept.sweep(after(7), DAYS) == 2


def test_a_kill_between_the_note_and_the_move_loses_nothing(kept: KeptFiles, scans: Path) -> None:
    (scans / "a.jpg").write_bytes(jpeg(1))
    kept.expect(scans, look_into(scans).files, KeptPlace.ASIDE)
    for days in (0, 7, 40):
        assert kept.sweep(after(days), DAYS) == 0
    assert (scans / "a.jpg").exists()


def test_a_share_that_is_away_has_its_turn_when_it_is_back(
    kept: KeptFiles, window: Window, scans: Path
) -> None:
    """Also after the settings name another folder: the window knows where files of ours are."""
    path = put(kept, scans, "a.jpg")
    kept.sweep(after(0), DAYS)
    away = scans.rename(scans.with_name("unplugged"))
    scans.mkdir()
    assert kept.sweep(after(100), DAYS) == 0
    scans.rmdir()
    away.rename(scans)
    assert KeptFiles(window.store).sweep(after(101), DAYS) == 1
    assert not path.exists()


def test_what_was_taken_goes_the_next_day_whatever_device_is_chosen(
    window: Window, kept: KeptFiles, scans: Path
) -> None:
    (scans / "a.jpg").write_bytes(jpeg(1))
    (file,) = look_into(scans).files
    arrivals, device = window.materials_step.intake.arrivals, f"folder:{scans}"
    kept.know(scans)
    arrivals.took_again(device, file, "a visit")
    kept_aside.move(scans, file, "taken", TODAY.isoformat())
    for _ in range(2):
        arrivals.forget_old(after(0))
    assert kept.sweep(after(0), DAYS, arrivals.was_taken) == 0
    arrivals.forget_old(after(30))  # the window was closed for weeks, or the share was away
    assert kept.sweep(after(30), DAYS, arrivals.was_taken) == 1
    assert not list(scans.rglob("*.jpg"))


async def test_papers_saved_as_pdf_go_after_their_days(kept: KeptFiles, tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    printer = SaveAsPdf(papers, kept.saved)
    path = Path(await printer.print("notice-45-0100-20261128-000001", b"%PDF-1.4 a notice"))
    assert await printer.print("notice-45-0100-20261128-000001", b"%PDF-1.4 a notice") == str(path)
    (papers / "holiday.pdf").write_bytes(b"%PDF-1.4 somebody's")
    for_ever = DAYS | {KeptPlace.SAVED: 0}
    kept.sweep(after(0), DAYS)
    assert kept.sweep(after(400), for_ever) == 0
    assert kept.sweep(after(29), DAYS) == 0
    assert path.name in names_in(papers)
    assert kept.sweep(after(30), DAYS) == 1
    assert names_in(papers) == ["holiday.pdf"]


def test_a_profile_that_was_moved_aside_goes_after_its_days(
    kept: KeptFiles, tmp_path: Path
) -> None:
    profile = tmp_path / "desk"
    aside = tmp_path / "desk.aside-20261101-080000"
    (aside / "files" / "profile-ab").mkdir(parents=True)
    for name in ("window.db", "window.db-wal", "profile.mark", "key.proof", f"files/{'a' * 64}"):
        (aside / name).write_bytes(b"sealed")
    note = aside / "why.txt"
    note.write_text("a technician's")
    (tmp_path / "desk.aside-notes").mkdir()
    assert set_asides(profile) == [aside]
    for days in (0, 89):
        assert kept.sweep_profiles(profile, after(days), 90) == 0
        assert (aside / "window.db").exists()
    assert kept.sweep_profiles(profile, after(90), 90) == 5
    assert [path.name for path in aside.iterdir()] == [note.name]
    assert (tmp_path / "desk.aside-notes").exists()


def test_neither_names_nor_paths_are_kept_in_clear(kept: KeptFiles, tmp_path: Path) -> None:
    folder = tmp_path / "扫描 梁思源"
    folder.mkdir()
    put(kept, folder, "梁思源身份证.jpg")
    for path in tmp_path.rglob("window.db*"):
        assert "梁思源".encode() not in path.read_bytes()


def test_the_number_of_a_move_is_told_from_a_name() -> None:
    assert kept_aside.without_number("a (2).jpg") == "a.jpg"
    assert kept_aside.without_number("a (2)") == "a"
    assert kept_aside.without_number("a(2).jpg") == "a(2).jpg"
    assert kept_aside.without_number("a (2) b.jpg") == "a (2) b.jpg"
