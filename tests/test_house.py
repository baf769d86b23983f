"""The house is as CONTRIBUTING.md says: a new thing touches the files of its list, and no other.

Whatever names every step (or paper, device, printer) is a place where the next one is added, so
these places are counted here, and each must stand in the list.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import get_args

import pytest

from desk.domain.visits import Step
from printing.papers.facts import PaperFacts
from printing.queue import PaperKind

ROOT = Path(__file__).resolve().parent.parent
GUIDE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
SOURCES = {
    path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
    for folder in ("desk", "printing")
    for path in sorted((ROOT / folder).rglob("*.py"))
}


def listed(thing: str) -> tuple[set[str], list[str]]:
    """The files that exist for all of its kind, and the patterns of those that are its own."""
    table = GUIDE.split(f"**{thing}**", 1)[1].split("\n\n", 2)[1]
    cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("|")][2:]
    shared = {name for cell in cells for name in re.findall(r"`([^`]+)`", cell)}
    own = [name.strip() for cell in cells for name in re.sub(r"`[^`]+`", "", cell).split(",")]
    return shared, [name for name in own if name]


def naming_all(patterns: Iterable[str], outside: tuple[str, ...] = ()) -> set[str]:
    """The sources, but those `outside`, in which each of the patterns is found."""
    wanted = [re.compile(one, re.MULTILINE) for one in patterns]
    return {
        file
        for file, text in SOURCES.items()
        if not file.startswith(outside) and all(one.search(text) for one in wanted)
    }


def test_every_file_that_is_listed_exists() -> None:
    for thing in ("a step of the visit", "a scanning device", "a paper", "a printer"):
        shared, own = listed(thing)
        assert shared, thing
        assert own, thing
        for name in shared:
            assert (ROOT / name).is_file(), f"{thing}: {name}"


def test_a_step_touches_the_files_of_its_list() -> None:
    shared, own = listed("a step of the visit")
    found = naming_all(
        (rf"\bStep\.{step.name}\b|\b_?{step}_step\b|^    {step.name} = " for step in Step),
        ("desk/visit/steps/", "desk/clerk/steps/"),
    )
    assert found == shared
    for step in Step:
        for file in own_files(own, "weigh", step):
            assert (ROOT / file).is_file(), f"{step}: {file}"
        service = SOURCES[f"desk/visit/steps/{step}.py"]
        assert f"class {step.capitalize()}Step" in service


def own_files(patterns: list[str], sample: str, name: str) -> list[str]:
    """The files that one thing has to itself; a name without a folder lies beside the last."""
    files: list[str] = []
    for pattern in patterns:
        file = pattern.replace(sample, name)
        if "/" not in file:
            file = f"{files[-1].rsplit('/', 1)[0]}/{file}"
        files.append(file)
    return files


def test_a_paper_touches_the_files_of_its_list() -> None:
    shared, own = listed("a paper")
    facts = [one.__name__ for one in get_args(PaperFacts)]
    kinds = [rf"\bPaperKind\.{kind.name}\b|^    {kind.name} = " for kind in PaperKind]
    assert naming_all(rf"\b{name}\b" for name in facts) | naming_all(kinds) == shared
    assert len(facts) == len(PaperKind)
    for kind in PaperKind:
        for file in own_files(own[:1], "NAME", kind):
            assert (ROOT / file).is_file(), file
            assert "def render(" in SOURCES[file]


@pytest.mark.parametrize(
    ("thing", "folder", "own_word"),
    [
        ("a scanning device", "desk/scan/", r"-> AsyncGenerator\[ArrivedFile\]"),
        ("a printer", "printing/printers/", r"async def trouble\("),
    ],
)
def test_a_device_touches_the_files_of_its_list(thing: str, folder: str, own_word: str) -> None:
    shared, _ = listed(thing)
    drivers = [
        Path(file).stem
        for file, text in SOURCES.items()
        if file.startswith(folder) and re.search(own_word, text) and "(Protocol)" not in text
    ]
    assert len(drivers) >= 2, drivers
    own = tuple(f"{folder}{driver}.py" for driver in drivers)
    package = folder.rstrip("/").replace("/", ".")
    assert naming_all((rf"\b{package}\.{one}\b" for one in drivers), own) == shared


def test_no_class_has_the_name_of_another() -> None:
    """A name means one thing. Private ones are seen in their own file only."""
    found: Mapping[str, list[str]] = defaultdict(list)
    for file, text in SOURCES.items():
        if "/migrations/" in file:
            continue
        for node in ast.parse(text).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(file)
    assert {name: files for name, files in found.items() if len(files) > 1} == {}


def test_local_time_is_told_in_one_place() -> None:
    assert naming_all([r"\btimezone\("]) == {"desk/domain/clock.py"}


def test_programs_are_put_together_in_one_place_for_tests_too() -> None:
    tests = {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
        for path in sorted((ROOT / "tests").rglob("*.py"))
    }
    places = {"desk/clerk/services.py", "desk/clerk/stores.py", "desk/kiosk/services.py"}
    steps = [f"{step.capitalize()}Step" for step in Step]
    parts = [
        *steps,
        "VisitSession",
        "VisitStore",
        "AttentionCases",
        "KioskPresenter",
        "TicketIssuer",
    ]
    for name in parts:
        made = re.compile(rf"(?<!class )\b{name}\(")
        assert {
            file
            for file, text in {**SOURCES, **tests}.items()
            if made.search(text) and file not in places
        } == set(), name
