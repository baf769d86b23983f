"""The one command, as a shell starts it."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desk.cli import main

HEAVY = ("PySide6", "sqlalchemy", "httpx", "cv2", "numpy", "reportlab", "alembic", "keyring")


def desk(*words: str, home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``desk`` with these words and nothing of this machine's settings."""
    return subprocess.run(
        [sys.executable, "-m", "desk", *words],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env=os.environ
        | {"XDG_CONFIG_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
        | environment,
    )


def test_help_names_every_command_and_loads_nothing_heavy(tmp_path: Path) -> None:
    asked = (
        "import sys; from desk.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    ).stdout
    assert told.endswith("[]\n"), told
    for command in ("window", "demo", "practice"):
        assert command in told


def test_help_costs_little_more_than_python_itself(tmp_path: Path) -> None:
    def seconds(*words: str) -> float:
        begun = time.perf_counter()
        subprocess.run([sys.executable, *words], capture_output=True, check=True)
        return time.perf_counter() - begun

    pairs = [(seconds("-c", ""), seconds("-m", "desk", "--help")) for _ in range(4)]
    assert min(ours - bare for bare, ours in pairs) < 0.5


def test_a_misspelt_setting_ends_with_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('regoin_url = "https://region"')
    told = desk("--settings", str(file), home=tmp_path)
    assert told.returncode == 1
    assert "regoin_url" in told.stderr
    assert str(file) in told.stderr
    assert "Traceback" not in told.stderr


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("demo", "--visits", "0"), "--visits"),
        (("demo", "--visits", "many"), "--visits"),
        (("demo", "--size", "large"), "--size"),
        (("demo", "--language", "fr"), "--language"),
        (("queue",), "queue"),
    ],
)
def test_wrong_usage_is_named_and_exits_with_2(
    words: tuple[str, ...], named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert named in capsys.readouterr().err


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("hall-desk 0.")


def test_scanners_names_what_sane_sees(tmp_path: Path) -> None:
    (tmp_path / "dll.conf").write_text("test\n", encoding="ascii")
    told = desk("scanners", home=tmp_path, SANE_CONFIG_DIR=str(tmp_path))
    assert told.stdout.splitlines()[0] == "sane:test:0\tNoname frontend-tester"

    (tmp_path / "dll.conf").write_text("", encoding="ascii")
    told = desk("scanners", home=tmp_path, SANE_CONFIG_DIR=str(tmp_path))
    assert (told.returncode, told.stdout) == (1, "")
    assert "SCN-01" in told.stderr


def test_the_catalogue_names_guides_that_cannot_be_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from desk.region.catalogue import Catalogue
    from desk.region.contract import MatterChanges
    from desk.region.kept_out import KeptOut
    from desk.visit.database import open_window_database

    assert main(["catalogue", "--profile", str(tmp_path)]) == 1
    assert "There is no catalogue" in capsys.readouterr().err
    engine = open_window_database(tmp_path / "window.db")
    wrong = [KeptOut("Q1", "取水许可", "", "fee_fen")]
    Catalogue(engine).apply(MatterChanges("2", more=False), wrong=wrong)
    assert main(["catalogue", "--profile", str(tmp_path)]) == 0
    first, line = capsys.readouterr().out.splitlines()
    assert first == "0 matters, 1 guides kept out"
    assert line.split("\t")[1:] == ["Q1", "取水许可", "cannot be chosen", "fee_fen"]
    assert main(["catalogue", "--profile", str(tmp_path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["kept_out"][0]["code"] == "Q1"
    engine.dispose()
