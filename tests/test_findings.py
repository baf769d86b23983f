"""docs/findings.md names tests that exist: a finding whose test was renamed is a finding lost."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NAMED = re.findall(
    r"`(tests/[\w/]+\.py)(?:::(\w+))?`", (ROOT / "docs" / "findings.md").read_text("utf-8")
)
COMMANDS = re.findall(
    r"`python -m (tests\.[\w.]+)", (ROOT / "docs" / "findings.md").read_text("utf-8")
)


def test_every_test_that_is_named_exists() -> None:
    assert len(NAMED) > 60
    for file, test in NAMED:
        path = ROOT / file
        assert path.is_file(), file
        if test:
            assert re.search(rf"def {test}\(", path.read_text("utf-8")), f"{file}::{test}"


def test_every_command_that_is_named_exists() -> None:
    assert COMMANDS
    for module in COMMANDS:
        path = ROOT.joinpath(*module.split("."))
        assert (path / "__main__.py").is_file() or path.with_suffix(".py").is_file(), module
