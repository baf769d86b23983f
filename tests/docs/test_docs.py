"""The pages that are made from the code are what the code makes, and codes keep their meaning."""

import re
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import pytest

from desk.domain.failures import Failure
from desk.kiosk.services import FOLDER as KIOSK_FOLDER
from desk.kiosk.services import PROFILE, open_store
from desk.machine import Machine
from desk.settings import Settings
from tests.docs.failure_list import CODE, PAGE, CodesWrong, failure_classes, failure_page
from tests.docs.schemas import FOLDER, SCHEMAS, snapshot, tables_of

AGAIN = "run python -m tests.docs"
ROWS = re.compile(r"^\| (\w+-\d+) \|.*\| `([\w.]+)` \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def page() -> str:
    """The page as it is checked in."""
    return PAGE.read_text("utf-8")


def test_the_page_of_failures_is_what_the_sources_make(page: str) -> None:
    assert failure_page(page) == page, AGAIN


def test_every_failure_stands_in_the_page_in_both_languages(page: str) -> None:
    named = {name for _, name in ROWS.findall(page)}
    for kind in failure_classes():
        if kind.code != Failure.code:
            assert f"{kind.__module__}.{kind.__name__}" in named
    assert len(named) > 150
    assert "…<br>" not in page, "a failure without a Chinese sentence"


def test_a_code_means_one_failure_and_has_the_form_that_support_knows() -> None:
    own = [kind.code for kind in failure_classes() if "code" in vars(kind)]
    assert [code for code, times in Counter(own).items() if times > 1] == []
    assert [code for code in own if not CODE.fullmatch(code)] == []


def test_a_code_that_vanished_is_told_until_it_is_retired(page: str) -> None:
    lost = "| ABC-77 | **Gone**<br>Lost. | **没了** | `desk.gone.Gone` |"
    before = page.replace("| AUD-01 |", f"{lost}\n| AUD-01 |")
    with pytest.raises(CodesWrong, match="--retire ABC-77"):
        failure_page(before)
    after = failure_page(before, ["ABC-77"])
    assert lost in after.partition("## Retired codes")[2]
    assert failure_page(after) == after


def test_a_retired_code_is_never_given_again(page: str) -> None:
    retired = page.partition("## Retired codes")[0] + "## Retired codes\n\n| AUD-01 | **Old** |\n"
    with pytest.raises(CodesWrong, match="AUD-01"):
        failure_page(retired)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_what_the_migrations_make(name: str, tmp_path: Path) -> None:
    assert snapshot(name, tmp_path) == (FOLDER / name).read_text("utf-8"), AGAIN


def test_a_kiosk_keeps_the_tables_of_a_window(tmp_path: Path, own_keyring: None) -> None:
    with ExitStack() as stack:
        open_store(Settings(profile=tmp_path), stack, Machine())
    found = tables_of(tmp_path / KIOSK_FOLDER / PROFILE.database)
    assert (FOLDER / "window.sql").read_text("utf-8").endswith(f"\n\n{found}")


def test_no_schema_stands_there_that_nobody_makes() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(SCHEMAS)
