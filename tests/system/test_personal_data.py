"""docs/personal-data.md is true: where a citizen's data lies, until when, and what removes it."""

import re
from datetime import timedelta
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import pytest
from sqlalchemy import LargeBinary, create_engine, inspect, text

import desk
from desk.clerk.services import kept_days
from desk.clerk.stores import PROFILE
from desk.domain.clock import local_time, utc_now
from desk.settings import Settings
from desk.vault.database import metadata
from tests.system.clerk import Clerk
from tests.system.day import Day

PAPER = "社会保障卡补领申请表"
DOCUMENT = Path(desk.__file__).parents[1] / "docs" / "personal-data.md"
GOES = ("until somebody takes it in", "the newest 1,000 count", "replaced from", "—", "see below")
"""What stands in the column “until” where no day does."""


class Line(NamedTuple):
    """A line of the table of files."""

    where: str
    holds: str
    until: str


def table(after: str) -> list[list[str]]:
    """The cells of the first table behind the line that begins with `after`."""
    rows: list[list[str]] = []
    there = False
    for line in DOCUMENT.read_text(encoding="utf-8").splitlines():
        there = there or line.startswith(after)
        if there and line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
        elif rows:
            break
    return rows[2:]


LINES = [Line(row[0].strip("`"), row[1], row[2]) for row in table("# ")]


def line_of(path: str) -> Line:
    """The line of the table that speaks of this file."""
    for line in LINES:
        if matches(path, line.where):
            return line
    raise AssertionError(f"the table does not know {path}")


def matches(path: str, wanted: str) -> bool:
    """As a shell does it: no star goes over a slash, but two of them do."""
    form = re.escape(wanted).replace(r"\*\*", ".+").replace(r"\*", "[^/]*")
    return re.fullmatch(form, path) is not None


def files(day: Day) -> list[str]:
    """Every file of the window, named as the table names them."""
    roots = {"PROFILE": day.profile, "SCANS": day.glass, "PAPERS": day.tray}
    aside = next(iter(day.profile.parent.glob("profile.aside-*")), None)
    if aside is not None:
        roots[f"PROFILE{aside.name.removeprefix('profile')}"] = aside
    return [
        f"{name}/{path.relative_to(root).as_posix()}"
        for name, root in roots.items()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    ]


async def serves(clerk: Clerk) -> None:
    await clerk.reaches_the_form()
    await clerk.fills_in()
    await clerk.submits()
    await clerk.sees("45-0100-")
    await clerk.hands_over()


def test_the_settings_are_those_of_the_table() -> None:
    named = re.findall(r"`(\w+_days)` \((\d+)", DOCUMENT.read_text(encoding="utf-8"))
    told = {name: int(days) for name, days in named}
    given = Settings()
    assert told == {
        name: getattr(given, name)
        for name in Settings.__struct_fields__
        if name.endswith("_days") and name != "offline_sign_in_days"  # a clerk's own
    }


def test_the_tables_of_the_database_are_those_of_the_document() -> None:
    told = {row[0].strip("`") for row in table("## Tables")}
    assert told == {
        name
        for name, one in metadata.tables.items()
        if any(isinstance(column.type, LargeBinary) for column in one.columns)
    }


def test_what_a_profile_holds_is_in_the_table() -> None:
    heads = {line.where.removeprefix("PROFILE/").split("/")[0] for line in LINES}
    for name in PROFILE.ours:
        assert any(matches(head.replace("*", "x"), name) for head in heads), name


async def sweeps_twice(clerk: Clerk) -> None:
    """The window's own errand tends, without anybody's doing."""
    engine = clerk.window.services.session.store.engine

    def swept() -> bool:
        with engine.connect() as connection:
            counted = text("SELECT count(*) FROM kept_file WHERE counted_from IS NULL")
            return bool(connection.scalar(counted) == 0)

    await clerk.waits("the files to be counted", swept)


def test_the_window_sweeps_by_itself(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desk.clerk.background.LOOK_AT_THE_DAY_S", 0.2)
    day.sign_in()
    day.take_ticket()
    day.lay_on_the_glass(PAPER)
    day.at_the_window(serves)
    (paper, *_) = day.tray.glob("*.pdf")
    day.at_the_window(sweeps_twice)
    engine = create_engine(f"sqlite:///{day.profile / 'window.db'}")
    with engine.begin() as connection:
        long_ago = {"day": (local_time(utc_now()).date() - timedelta(days=30)).isoformat()}
        connection.execute(text("UPDATE kept_file SET counted_from = :day"), long_ago)

    async def sees_that_it_is_gone(clerk: Clerk) -> None:
        await clerk.waits("the paper to go", lambda: not paper.exists())

    day.at_the_window(sees_that_it_is_gone)


def test_each_file_is_in_the_table_and_goes_when_it_says(day: Day) -> None:
    """A window that serves, has files put aside and rejected, and begins a new profile."""
    day.sign_in()
    day.take_ticket()
    day.lay_on_the_glass(PAPER)
    (day.glass / "list.txt").write_bytes(b"no page")
    day.profile.mkdir()
    earlier = day.profile.parent / "profile.aside-20260101-080000"
    (earlier / "files").mkdir(parents=True)
    for name in ("window.db", "profile.mark", f"files/{'a' * 64}"):
        (earlier / name).write_bytes(b"sealed")
    strange = day.profile / "files.aside" / "2026-01-01" / ("b" * 64)
    strange.parent.mkdir(parents=True)

    async def serves_and_leaves_things(clerk: Clerk) -> None:
        await serves(clerk)
        strange.write_bytes(b"sealed")

    day.at_the_window(serves_and_leaves_things)
    there = files(day)
    for path in there:
        line_of(path)
    roots = {PurePosixPath(path).parts[:2] for path in there}
    assert {("PROFILE", "files"), ("SCANS", "taken"), ("SCANS", "rejected")} <= roots
    assert any(path.startswith("PAPERS/") for path in there)

    async def time_goes_by(clerk: Clerk) -> None:
        services, now = clerk.window.services, utc_now()
        given, kept = services.settings, services.materials_step.intake.kept
        for days in (0, 400):
            then = now + timedelta(days=days)
            services.stores.retention.purge(then)
            services.stores.retention._files.drop_aside(then)
            today = local_time(then).date()
            await services.materials_step.intake.sweep(today, kept_days(given))
            kept.sweep_profiles(given.profile, today, given.old_profile_days)

    day.at_the_window(time_goes_by)
    for path in files(day):
        assert line_of(path).until.startswith(GOES), path
    sealed_left(day.profile / "window.db")


def sealed_left(database: Path) -> None:
    """Assert that nothing sealed is left of a case but its matter and the bare answer."""
    engine = create_engine(f"sqlite:///{database}")
    stays = {"visit.matter", "visit.answer", "kept_folder.path", "matters.guide", "profile.proof"}
    lookups = {"folder", "name", "lookup", "link", "applicant_lookup"}
    with engine.connect() as connection:
        assert inspect(engine).has_table("visit")
        for name, one in metadata.tables.items():
            for column in one.columns:
                plain = not isinstance(column.type, LargeBinary) or column.name in lookups
                if plain or f"{name}.{column.name}" in stays:
                    continue
                count = text(f"SELECT count({column.name}) FROM {name}")
                assert connection.scalar(count) == 0, f"{name}.{column.name}"
    engine.dispose()
