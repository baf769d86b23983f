"""A window killed at any step of a scan from a folder: nothing lost, twice, or somebody else's."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from desk.hall import HallQueue
from desk.processes import ProcessPool
from desk.scan.watched import WatchedFolder
from desk.visit.import_questions import Doubt, FileDecision, LeftBefore
from tests.visit.conftest import MakeWindow
from tests.visit.killed_scanning import MATERIAL, SHADES
from tests.visit.pages import LIANG, SOCIAL_CARD, jpeg
from tests.visit.window import Window

STEPS = 66
"""About as many as a scan has; `test_the_steps_are_as_many_as_are_tried` counts them."""

PAGES = [hashlib.sha256(jpeg(shade)).hexdigest() for shade in SHADES]


class Scene:
    """A scan folder, and a window that was killed while it scanned from it."""

    def __init__(self, place: Path, hall_url: str, make: MakeWindow, pool: ProcessPool) -> None:
        self._place = place
        self._hall_url = hall_url
        self._make = make
        self._pool = pool
        self.folder = place / "scans"
        self.folder.mkdir()

    def scan_and_die(self, step: int) -> str:
        """Scan in a process that is killed at this step; returns what it said."""
        program = [sys.executable, "-m", "tests.visit.killed_scanning"]
        given = [str(self._place / "profile"), self._hall_url, str(self.folder), str(step)]
        dead = subprocess.run([*program, *given], check=False, capture_output=True, timeout=120)
        assert dead.returncode == -9, dead.stderr.decode()
        return dead.stdout.decode()

    async def reopened(self) -> Window:
        """The window opened again on the same profile."""
        device = WatchedFolder(self.folder, self._pool, still_s=0.02)
        window = await self._make(device=device)
        window.files.clear_unfinished()
        window.retention.sweep()
        await window.call_step.restore()
        await window.session.settled()
        return window

    def lay_out_the_rest(self) -> None:
        """Killed before the papers came, or while they came: they come now."""
        for number, shade in enumerate(SHADES):
            if PAGES[number] not in self.kept():
                (self.folder / f"{number}.jpg").write_bytes(jpeg(shade))

    def lying(self) -> list[Path]:
        """The files that lie in the folder itself."""
        return [path for path in self.folder.iterdir() if path.is_file()]

    def kept(self) -> list[str]:
        """The digests of all files in the folder and below it, sorted."""
        files = (path for path in self.folder.rglob("*") if path.is_file())
        return sorted(hashlib.sha256(path.read_bytes()).hexdigest() for path in files)


@pytest.fixture
def scene(
    tmp_path: Path, hall_url: str, open_window: MakeWindow, process_pool: ProcessPool
) -> Scene:
    """A folder in which nothing lies yet."""
    return Scene(tmp_path, hall_url, open_window, process_pool)


class Asked:
    """A clerk who hears what is asked and decides always the same."""

    def __init__(self, decision: FileDecision) -> None:
        self.doubts: list[Doubt] = []
        self._decision = decision

    async def __call__(self, doubt: Doubt) -> FileDecision:
        self.doubts.append(doubt)
        return self._decision


def pages(window: Window) -> list[str]:
    visit = window.session.open_visit
    return [page.file.sha256 for page in visit.material(MATERIAL).pages]


async def at_the_checklist(window: Window) -> None:
    """Wherever the kill came, the visit goes on to where papers are scanned."""
    if window.session.visit is None:
        await window.call_step.call_next()
    if window.session.open_visit.applicant is None:
        await window.identify_step.identify(*LIANG)
    if window.session.open_visit.matter is None:
        await window.matter_step.choose(SOCIAL_CARD)
    await window.session.settled()


@pytest.mark.parametrize("step", range(1, STEPS, 6))
async def test_the_visit_goes_on_with_all_its_pages_and_none_twice(
    step: int, scene: Scene, hall: HallQueue
) -> None:
    hall.take("C")
    scene.scan_and_die(step)
    window = await scene.reopened()
    await at_the_checklist(window)
    scene.lay_out_the_rest()
    lying = await window.materials_step.what_lies()
    assert lying is not None
    assert lying.own + lying.before + len(pages(window)) == len(PAGES)
    assert lying.before == 0 or not pages(window)  # they came before anybody had looked

    clerk = Asked(FileDecision.TAKE)
    if lying.own or lying.before:
        await window.materials_step.scan(MATERIAL, decide=clerk)
    assert pages(window) == PAGES
    assert scene.kept() == sorted(PAGES)
    assert scene.lying() == []
    assert all(isinstance(doubt, LeftBefore) for doubt in clerk.doubts)


@pytest.mark.parametrize("step", range(4, STEPS, 6))
async def test_the_next_citizen_gets_no_page_without_a_choice(
    step: int, scene: Scene, hall: HallQueue
) -> None:
    hall.take("C")
    scene.scan_and_die(step)
    window = await scene.reopened()
    if window.session.visit is not None:
        await window.call_step.no_show()
    hall.take("C")
    scene.lay_out_the_rest()
    await at_the_checklist(window)

    clerk = Asked(FileDecision.LEAVE)
    left = scene.lying()
    if left:
        await window.materials_step.scan(MATERIAL, decide=clerk)
        assert len(clerk.doubts) == 1
        assert isinstance(clerk.doubts[0], LeftBefore)
        assert clerk.doubts[0].count == len(left)
    assert pages(window) == []
    assert scene.kept() == sorted(PAGES)


def test_the_steps_are_as_many_as_are_tried(scene: Scene, hall: HallQueue) -> None:
    hall.take("C")
    assert abs(int(scene.scan_and_die(10_000)) - STEPS) <= 10
