"""What the pages for people name exists: files, modules, classes and the targets of links."""

import re
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

from desk.qt.language_files import ROOT
from tests.docs import screens

PAGES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")],
    key=lambda page: page.relative_to(ROOT).as_posix(),
)
TOPS = r"(?:desk|printing|resources|tests|docs)"
PATHS = re.compile(rf"`({TOPS}(?:/[\w.-]+)+/?)`")
NAMES = re.compile(r"`((?:desk|printing|tests)(?:\.\w+)+)(?:\(\))?`")
LINKS = re.compile(r"\]\((?!https?:|#)([^)#\s]+)(?:#[^)]*)?\)")
OF_HISTORY = {"CHANGELOG.md"}
"""Pages that also name what was there in earlier versions."""


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if page.name not in OF_HISTORY],
    ids=lambda page: page.name,
)
def test_what_a_page_names_exists(page: Path) -> None:
    text = page.read_text("utf-8")
    missing = [
        *(path for path in PATHS.findall(text) if not (ROOT / path).exists()),
        *(name for name in NAMES.findall(text) if not _there(name)),
        *(link for link in LINKS.findall(text) if not (page.parent / link).exists()),
    ]
    assert missing == []


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_pictures_that_are_kept_are_those_that_readme_shows(name: str) -> None:
    shown = re.findall(r"!\[[^\]]+\]\(docs/screens/([^)]+)\)", (ROOT / name).read_text("utf-8"))
    assert sorted(shown) == sorted(screens.KEPT)
    assert {path.name for path in screens.FOLDER.iterdir()} == set(screens.KEPT)


def _there(name: str) -> bool:
    """Whether a dotted name is a module, or something in one."""
    parts = name.split(".")
    for end in range(len(parts), 0, -1):
        module = ".".join(parts[:end])
        try:
            if find_spec(module) is None:
                continue
        except ModuleNotFoundError:
            continue
        thing: object = import_module(module) if parts[end:] else None
        for attribute in parts[end:]:
            if not hasattr(thing, attribute):
                return False
            thing = getattr(thing, attribute)
        return True
    return False
