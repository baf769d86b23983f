"""Pages: what was seen is kept, what was changed can be taken back, what is done with is gone."""

import asyncio
import hashlib
import resource
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from desk.domain.visits import Material, MaterialState, Recipe
from desk.hall import HallQueue
from desk.processes import ProcessPool
from desk.scan.devices import Sharpness
from desk.scan.failures import FileDamaged, NoScanner, UnreadableFiles
from desk.scan.pictures import media_type
from desk.scan.watched import WatchedFolder
from desk.visit.failures import PageNotSaved, PagesTampered, StepNotReady
from tests.scan.papers import jpeg as encoded_jpeg
from tests.scan.papers import on_bed, text_page
from tests.visit.conftest import MakeWindow
from tests.visit.pages import SOCIAL_CARD, TRADER, jpeg, noise
from tests.visit.steps import matter_step
from tests.visit.window import Window


def form(window: Window) -> Material:
    return window.session.open_visit.material("02")


def digests(window: Window) -> list[str]:
    return [page.file.sha256 for page in form(window).pages]


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def inside(folder: Path) -> list[Path]:
    """The files that lie in the folder; what was done with lies in its subfolders."""
    return sorted(path for path in folder.iterdir() if path.is_file())


def stored(tmp_path: Path) -> int:
    return len(inside(tmp_path / "profile" / "files"))


@contextmanager
def room_for_files_of(size: int) -> Iterator[None]:
    """The kernel refuses every byte of a file beyond `size`, as a disk without space does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
async def laid(window: Window, hall: HallQueue, papers: list[Path]) -> Window:
    """Three pages lie in the form's slot."""
    await matter_step(window, hall, SOCIAL_CARD)
    await window.materials_step.take_files("02", papers)
    return window


async def test_pages_are_the_bytes_that_came(laid: Window, papers: list[Path]) -> None:
    assert digests(laid) == [sha256(path) for path in papers]
    assert form(laid).state is MaterialState.SCANNED
    assert form(laid).sheets == 3
    for page, path in zip(form(laid).pages, papers, strict=True):
        assert laid.files.read(page.file.sha256) == path.read_bytes()
        assert page.file.media_type == "image/jpeg"
        assert page.file.size == path.stat().st_size


async def test_a_change_is_taken_back_one_by_one_and_made_again(laid: Window) -> None:
    materials_step = laid.materials_step
    first, second, third = form(laid).pages
    await materials_step.rotate(second.id)
    turned = form(laid).pages
    assert turned[1].recipe.quarter_turns == (second.recipe.quarter_turns + 1) % 4
    await materials_step.move(third.id, 0)
    assert [page.id for page in form(laid).pages] == [third.id, first.id, second.id]
    await materials_step.delete(first.id)
    assert [page.id for page in form(laid).pages] == [third.id, second.id]

    await materials_step.undo("02")
    assert [page.id for page in form(laid).pages] == [third.id, first.id, second.id]
    await materials_step.undo("02")
    assert form(laid).pages == turned
    await materials_step.undo("02")
    assert form(laid).pages == (first, second, third)
    await materials_step.redo("02")
    await materials_step.redo("02")
    await materials_step.redo("02")
    await materials_step.redo("02")
    assert [page.id for page in form(laid).pages] == [third.id, second.id]


async def test_undoing_everything_empties_the_slot_and_stops_there(laid: Window) -> None:
    for _ in range(5):
        await laid.materials_step.undo("02")
    assert form(laid).pages == ()
    assert not form(laid).can_undo


async def test_after_a_change_what_was_undone_cannot_come_back(laid: Window) -> None:
    first, second, third = form(laid).pages
    await laid.materials_step.delete(third.id)
    await laid.materials_step.undo("02")
    await laid.materials_step.delete(first.id)
    await laid.materials_step.redo("02")
    assert form(laid).pages == (second, third)


async def test_undo_works_after_a_restart(open_window: MakeWindow, hall: HallQueue) -> None:
    window = await open_window()
    await matter_step(window, hall, SOCIAL_CARD)
    path = Path(window.files._folder).parent / "page.jpg"
    path.write_bytes(jpeg(1))
    await window.materials_step.take_files("02", [path])
    (page,) = form(window).pages
    await window.materials_step.delete(page.id)
    await window.close()

    again = await open_window()
    await again.call_step.restore()
    assert form(again).pages == ()
    await again.materials_step.undo("02")
    assert form(again).pages == (page,)
    assert again.files.read(page.file.sha256) == jpeg(1)


async def test_a_page_that_is_not_there_is_said_so(laid: Window) -> None:
    with pytest.raises(KeyError):
        await laid.materials_step.rotate("no such page")
    with pytest.raises(KeyError):
        await laid.materials_step.undo("no such material")


async def test_one_bad_file_is_named_and_the_rest_go_on(
    window: Window, hall: HallQueue, papers: list[Path]
) -> None:
    await matter_step(window, hall, SOCIAL_CARD)
    papers[1].write_bytes(papers[1].read_bytes()[:300])
    with pytest.raises(FileDamaged, match=r"2\.jpg"):
        await window.materials_step.take_files("02", papers)
    assert digests(window) == [sha256(papers[0]), sha256(papers[2])]

    papers[2].unlink()
    with pytest.raises(UnreadableFiles, match=r"2\.jpg, 3\.jpg"):
        await window.materials_step.take_files("02", papers)


async def test_a_page_is_drawn_and_its_facts_are_told(laid: Window) -> None:
    page = form(laid).pages[0]
    assert media_type(await laid.materials_step.picture(page.id, 0, 100)) == "image/jpeg"
    facts = await laid.materials_step.facts(page.id)
    assert facts.agreed
    assert facts.sharpness is Sharpness.UNKNOWN
    assert facts.digest.replace(" ", "") == page.file.sha256[:8]
    assert (facts.cut_percent, facts.correctable) == (0.0, False)


async def test_a_page_is_shown_whole_and_corrected_again(window: Window, hall: HallQueue) -> None:
    await matter_step(window, hall, SOCIAL_CARD)
    path = Path(window.files._folder).parent / "askew.jpg"
    path.write_bytes(encoded_jpeg(on_bed(text_page(), 1.4)))
    await window.materials_step.take_files("02", [path])
    (page,) = form(window).pages
    assert page.recipe.angle_deg == pytest.approx(-1.4, abs=0.2)
    assert page.recipe.crops
    facts = await window.materials_step.facts(page.id)
    assert facts.correctable
    assert facts.cut_percent == pytest.approx(100 * (1 - 1240 * 1754 / (1380 * 1894)), abs=2.0)

    await window.materials_step.rotate(page.id)
    await window.materials_step.switch_whole(page.id)
    assert form(window).pages[0].recipe == Recipe(quarter_turns=1)
    assert (await window.materials_step.facts(page.id)).correctable
    await window.materials_step.undo("02")
    assert form(window).pages[0].recipe == replace(page.recipe, quarter_turns=1)
    await window.materials_step.redo("02")
    await window.materials_step.switch_whole(page.id)
    assert form(window).pages[0].recipe == replace(page.recipe, quarter_turns=1)


async def test_a_page_without_any_correction_gets_no_new_version(laid: Window) -> None:
    (before, *_) = form(laid).pages
    await laid.materials_step.switch_whole(before.id)
    assert form(laid).pages[0] == before
    await laid.materials_step.undo("02")
    assert len(form(laid).pages) == 2  # the last change was the third page's coming


async def test_a_page_changed_on_the_disk_is_not_shown(laid: Window, tmp_path: Path) -> None:
    page = form(laid).pages[0]
    for file in inside(tmp_path / "profile" / "files"):
        file.write_bytes(file.read_bytes()[:-1] + b"x")
    with pytest.raises(PagesTampered):
        await laid.materials_step.picture(page.id, 0, 100)
    assert not (await laid.materials_step.facts(page.id)).agreed


async def test_no_scanner(window: Window, hall: HallQueue) -> None:
    await matter_step(window, hall, SOCIAL_CARD)
    with pytest.raises(NoScanner):
        await window.materials_step.scan("02")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a scanner, in which nothing lies yet."""
    place = tmp_path / "scans"
    place.mkdir()
    return place


async def scanning(
    window: Window, hall: HallQueue, matter: str, folder: Path, papers: list[Path]
) -> None:
    """A citizen has said what for, and their papers were scanned into the folder."""
    await matter_step(window, hall, matter)
    await window.session.settled()  # the folder was looked at when they were called
    for paper in papers:
        shutil.copy(paper, folder)


async def test_a_watched_folder_gives_its_files_and_lets_go_of_those_that_are_stored(
    open_window: MakeWindow,
    process_pool: ProcessPool,
    hall: HallQueue,
    folder: Path,
    papers: list[Path],
) -> None:
    window = await open_window(device=WatchedFolder(folder, process_pool, still_s=0.05))
    await scanning(window, hall, SOCIAL_CARD, folder, papers)
    wanted = [sha256(path) for path in inside(folder)]
    counts: list[int] = []
    await window.materials_step.scan("02", counts.append)
    assert digests(window) == wanted
    assert counts == [1, 2, 3]
    assert inside(folder) == []


async def test_a_full_disk_names_the_page_and_loses_none(
    open_window: MakeWindow,
    process_pool: ProcessPool,
    hall: HallQueue,
    folder: Path,
    papers: list[Path],
) -> None:
    """The disk is full from the second page on, then has room again."""
    window = await open_window(device=WatchedFolder(folder, process_pool, still_s=0.05))
    await scanning(window, hall, SOCIAL_CARD, folder, papers)
    first, second, third = inside(folder)
    second.write_bytes(noise(1_200))
    assert second.stat().st_size > 1_500_000
    wanted = [sha256(path) for path in (first, second, third)]
    with room_for_files_of(1_400_000), pytest.raises(PageNotSaved, match="Page 2"):
        await window.materials_step.scan("02")
    assert digests(window) == wanted[:1]
    assert inside(folder) == [second, third]

    await window.materials_step.scan("02")
    assert digests(window) == wanted


async def test_a_folder_that_gives_a_stored_file_again_does_not_double_the_page(
    open_window: MakeWindow,
    process_pool: ProcessPool,
    hall: HallQueue,
    folder: Path,
    papers: list[Path],
) -> None:
    """As when the window dies after storing a page and before the folder lets go of it."""
    window = await open_window(device=WatchedFolder(folder, process_pool, still_s=0.05))
    await scanning(window, hall, SOCIAL_CARD, folder, papers)
    kept = {path: path.read_bytes() for path in inside(folder)}
    await window.materials_step.scan("02")
    for path, data in kept.items():
        path.write_bytes(data)
    await window.materials_step.scan("02")
    assert form(window).sheets == 3
    assert inside(folder) == []


async def test_whoever_cancels_a_scan_keeps_what_was_seen(
    open_window: MakeWindow,
    process_pool: ProcessPool,
    hall: HallQueue,
    folder: Path,
    papers: list[Path],
) -> None:
    window = await open_window(device=WatchedFolder(folder, process_pool, still_s=0.05))
    await scanning(window, hall, SOCIAL_CARD, folder, papers)
    one_came = asyncio.Event()
    scan = asyncio.create_task(window.materials_step.scan("02", lambda _: one_came.set()))
    await one_came.wait()
    scan.cancel()
    with pytest.raises(asyncio.CancelledError):
        await scan
    await window.session.settled()
    shown = digests(window)
    left = [sha256(path) for path in inside(folder)]
    assert shown
    assert window.store.visit(window.session.open_visit.id).material("02").sheets == len(shown)
    assert set(left).isdisjoint(shown) or len(left) == 3 - len(shown) + 1


async def test_pages_do_not_fall_into_another_matter(
    open_window: MakeWindow,
    process_pool: ProcessPool,
    hall: HallQueue,
    folder: Path,
    papers: list[Path],
) -> None:
    window = await open_window(device=WatchedFolder(folder, process_pool, still_s=0.05))
    await scanning(window, hall, SOCIAL_CARD, folder, papers)
    scan = asyncio.create_task(window.materials_step.scan("02"))
    await asyncio.sleep(0)
    await window.matter_step.choose(TRADER)
    with pytest.raises(StepNotReady):
        await scan
    assert all(not material.pages for material in window.session.open_visit.materials)
    assert len(inside(folder)) == 3


async def test_what_no_version_refers_to_is_gone_at_the_next_start(
    open_window: MakeWindow, hall: HallQueue, papers: list[Path], tmp_path: Path
) -> None:
    window = await open_window()
    await matter_step(window, hall, SOCIAL_CARD)
    await window.materials_step.take_files("02", papers)
    await window.materials_step.undo("02")
    window.files.put(b"stored, and the window died before the book was told")
    assert stored(tmp_path) == 4
    assert window.retention.sweep() == 1
    assert stored(tmp_path) == 3  # the page that was undone can still come back
