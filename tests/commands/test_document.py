"""docs/hall-commands.md says what the command does: every option, every field."""

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desk.commands import hall as hall_words
from desk.hall import sqlite_url
from tests.commands.conftest import Desk

DOCUMENT = (Path(__file__).parents[2] / "docs" / "hall-commands.md").read_text(encoding="utf-8")


def actions() -> dict[str, argparse.ArgumentParser]:
    """Every action of ``desk hall`` with its parser."""
    commands = argparse.ArgumentParser().add_subparsers()
    hall_words.add_to(commands, whole=True)
    return next(_choices(commands.choices["hall"]))


def _choices(parser: argparse.ArgumentParser) -> Iterator[dict[str, argparse.ArgumentParser]]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield action.choices


def usage(name: str, parser: argparse.ArgumentParser, shared: set[str]) -> str:
    """How the action is written, without the options that all share."""
    words = ["desk hall", name]
    for action in parser._actions:
        flag = action.option_strings[-1] if action.option_strings else ""
        if flag in shared:
            continue
        shown = " ".join(filter(None, (flag, "" if action.nargs == 0 else _value(action))))
        optional = action.nargs == "?" if not flag else not action.required
        words.append(f"[{shown}]" if optional else shown)
    return " ".join(words)


def _value(action: argparse.Action) -> str:
    return str(action.metavar or action.dest.upper())


def options(parser: argparse.ArgumentParser) -> set[str]:
    return {flag for action in parser._actions for flag in action.option_strings[-1:]}


def test_every_action_and_option_is_written_down_as_it_is() -> None:
    parsers = actions()
    shared = set.intersection(*map(options, parsers.values()))
    wanted = {usage(name, parser, shared) for name, parser in parsers.items()}
    written = set(re.findall(r"^- `(desk hall .+)`$", DOCUMENT, re.MULTILINE))
    assert written == wanted
    for flag in shared - {"--help"}:
        assert f"| `{flag}" in DOCUMENT
    assert all(parser.description for parser in parsers.values())


def test_the_file_that_is_shown_sets_up_a_hall(desk: Desk, tmp_path: Path) -> None:
    (shown,) = re.findall(r"^```toml\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL)
    file = tmp_path / "hall.toml"
    file.write_text(shown, encoding="utf-8")
    url = sqlite_url(tmp_path / "new.db")
    assert desk("init", url, "--set-up", str(file)).status == 0
    assert desk("set-up", str(file), "--hall", url).status == 0
    told = desk("status", "--hall", url, "--json").data
    assert [service["code"] for service in told["services"]] == ["A", "B", "C"]


def example(name: str) -> Any:
    """The JSON document that is shown under this name."""
    (found,) = re.findall(rf"^```json {name}\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL)
    return json.loads(found)


def shape(value: Any) -> Any:
    """A document without its values: the names of its fields, and the first of its rows."""
    if isinstance(value, dict):
        return {name: shape(inner) for name, inner in value.items()}
    return [shape(value[0])] if isinstance(value, list) and value else None


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ticket", ("take", "A")),
        ("appointment", ("book", "A", "--at", "2031-11-25 10:50")),
        ("window", ("pause", "--window", "3", "--reason", "午休")),
        ("status", ("status",)),
        ("error", ("call", "--window", "3")),
        ("event", ("events", "--since", "2")),
        ("day", ("close-day",)),
        ("enrol", ("enrol", "--window", "3")),
    ],
)
def test_answers_have_the_fields_that_are_written_down(
    hall: Desk, name: str, words: tuple[str, ...]
) -> None:
    hall("take", "A")
    hall("take", "B")
    hall("call", "--window", "3")
    assert shape(hall(*words).data) == shape(example(name))
