"""Whose a file is: by when it was seen first, and by who stood at the window then."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from desk.hall import HallQueue
from desk.scan.folder_files import FolderFile
from desk.visit.arrivals import Arrivals, Came
from tests.visit.steps import called
from tests.visit.window import Window

FOLDER = "folder:/scans"


def file(name: str, inode: int, size: int = 100, changed_ns: int = 1) -> FolderFile:
    return FolderFile(name, 1, inode, size, changed_ns)


@pytest.fixture
def arrivals(window: Window) -> Arrivals:
    return Arrivals(window.store)


def came(arrivals: Arrivals, visit: str | None, *files: FolderFile) -> dict[str, Came]:
    noted = arrivals.note(FOLDER, files, visit)
    return {one.file.name: one.came for one in noted}


def test_what_lay_there_at_the_first_look_came_before(arrivals: Arrivals) -> None:
    arrivals.stand("a")
    assert came(arrivals, "a", file("1", 1)) == {"1": Came.BEFORE}
    assert came(arrivals, "a", file("1", 1), file("2", 2)) == {"1": Came.BEFORE, "2": Came.NOW}


def test_a_restart_forgets_neither(arrivals: Arrivals, window: Window) -> None:
    arrivals.stand("a")
    came(arrivals, "a", file("1", 1))
    came(arrivals, "a", file("1", 1), file("2", 2))
    again = Arrivals(window.store)
    again.stand("a")  # as the visit is restored
    seen = came(again, "a", file("1", 1), file("2", 2), file("3", 3))
    assert seen == {"1": Came.BEFORE, "2": Came.NOW, "3": Came.NOW}


def test_after_a_restart_somebody_else_gets_nothing(arrivals: Arrivals, window: Window) -> None:
    arrivals.stand("a")
    came(arrivals, "a")
    came(arrivals, "a", file("1", 1))
    again = Arrivals(window.store)
    again.stand("b")
    assert came(again, "b", file("1", 1), file("2", 2)) == {"1": Came.BEFORE, "2": Came.BEFORE}


def test_what_came_while_the_folder_could_not_be_looked_at_is_nobodys(arrivals: Arrivals) -> None:
    arrivals.stand("a")
    came(arrivals, "a")
    arrivals.stand("b")  # the share is away all the time that b stands here
    arrivals.stand("a")
    assert came(arrivals, "a", file("1", 1)) == {"1": Came.BEFORE}


@pytest.mark.parametrize("before", ["a", None])
def test_a_look_that_ends_when_somebody_else_stands_here_gives_them_nothing(
    arrivals: Arrivals, before: str | None
) -> None:
    arrivals.stand(before)
    came(arrivals, before)
    arrivals.stand("b")  # the look that began before has taken long
    assert came(arrivals, before, file("1", 1)) == {}
    assert came(arrivals, "b", file("1", 1)) == {"1": Came.BEFORE}
    assert came(arrivals, "b", file("1", 1), file("2", 2)) == {"1": Came.BEFORE, "2": Came.NOW}


def test_a_file_that_still_grows_stays_whose_it_was(arrivals: Arrivals) -> None:
    arrivals.stand("a")
    came(arrivals, "a")
    came(arrivals, "a", file("1", 1, 100, 1))
    arrivals.stand("b")
    assert came(arrivals, "b", file("1", 1, 900, 2)) == {"1": Came.BEFORE}


def test_a_file_that_is_renamed_stays_whose_it_was(arrivals: Arrivals) -> None:
    """Begun under the name of a copying program while another citizen was here."""
    arrivals.stand("a")
    came(arrivals, "a")
    came(arrivals, "a", file("1.part", 7, 50, 1))
    arrivals.stand("b")
    came(arrivals, "b", file("1.part", 7, 60, 2))
    assert came(arrivals, "b", file("1.jpg", 7, 90, 3)) == {"1.jpg": Came.BEFORE}


def test_a_share_that_comes_back_with_other_inodes_brings_no_new_files(arrivals: Arrivals) -> None:
    arrivals.stand("a")
    came(arrivals, "a")
    came(arrivals, "a", file("1", 1, 100, 5))
    arrivals.stand("b")
    came(arrivals, "b", file("1", 1, 100, 5))
    came(arrivals, "b")  # an empty mount point
    assert came(arrivals, "b", file("1", 99, 100, 5)) == {"1": Came.BEFORE}


def test_a_name_that_is_used_again_is_a_new_file(arrivals: Arrivals) -> None:
    arrivals.stand("a")
    came(arrivals, "a", file("scan.jpg", 1, 100, 1))
    assert came(arrivals, "a", file("scan.jpg", 2, 120, 9)) == {"scan.jpg": Came.NOW}


async def test_a_taken_file_that_lies_there_still_is_known_and_no_other_is(
    arrivals: Arrivals, window: Window, hall: HallQueue
) -> None:
    visit = await called(window, hall)
    await window.session.settled()  # who stands there is written down by the window, too
    arrivals.stand(visit.id)
    came(arrivals, visit.id)
    one = file("scan.jpg", 1, 100, 1)
    came(arrivals, visit.id, one)
    arrivals.took_again(FOLDER, one, visit.id)
    assert came(arrivals, visit.id, one) == {"scan.jpg": Came.TAKEN}
    arrivals.stand("b")
    assert came(arrivals, "b", one) == {"scan.jpg": Came.TAKEN}
    # the same name, size and even time, as a disk with coarse times has it: another page
    assert came(arrivals, "b", replace(one, inode=2)) == {"scan.jpg": Came.NOW}
    assert arrivals.was_taken(FOLDER, one)
    assert arrivals.taken_for(visit.id) == 1


def test_a_taken_file_that_somebody_moves_back_is_not_swallowed(arrivals: Arrivals) -> None:
    arrivals.stand("a")
    came(arrivals, "a")
    one = file("scan.jpg", 1)
    came(arrivals, "a", one)
    arrivals.took_again(FOLDER, one, "a")
    came(arrivals, "a")  # moved into taken
    assert came(arrivals, "a", one) == {"scan.jpg": Came.NOW}


def test_no_name_is_kept_in_clear(arrivals: Arrivals, window: Window) -> None:
    arrivals.stand("a")
    came(arrivals, "a", file("梁思源身份证.jpg", 1), file("\udcc9\udced.jpg", 2))
    with window.engine.connect() as connection:
        rows = connection.execute(text("SELECT * FROM folder_file")).all()
    assert len(rows) == 2
    assert "梁" not in str(rows)


def test_what_was_seen_long_ago_is_forgotten(arrivals: Arrivals, window: Window) -> None:
    arrivals.stand("a")
    came(arrivals, "a", file("1", 1))
    today = window.store.now().date()
    arrivals.forget_old(today + timedelta(days=6))
    assert arrivals.note(FOLDER, (file("1", 1),), "a")
    with window.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM folder_file")).scalar() == 1
    arrivals.forget_old(today + timedelta(days=9))
    with window.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM folder_file")).scalar() == 0
