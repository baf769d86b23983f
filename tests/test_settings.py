"""Settings: what is laid over what, and how a fault in them is told."""

from pathlib import Path

import pytest

from desk.settings import Settings, SettingsBroken, load, settings_file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A settings file as a technician writes it."""
    path = tmp_path / "settings.toml"
    path.write_text('hall_url = "sqlite:///hall.db"\nwindow = "5"\nscan_folder = "/scans"\n')
    return path


def test_the_command_line_wins_over_the_environment_and_that_over_the_file(file: Path) -> None:
    environment = {"HALL_DESK_WINDOW": "6", "HALL_DESK_HALL": "NN02", "PATH": "/bin"}
    settings = load(file, environment, {"window": "7", "language": None})
    assert settings.window == "7"
    assert settings.hall == "NN02"
    assert settings.scan_folder == Path("/scans")
    assert settings.language == "zh_CN"
    assert load(file, environment).window == "6"
    assert load(file, {}).window == "5"


def test_a_window_that_was_told_nothing_has_its_defaults(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert tmp_path in settings_file().parents
    assert load(None, {}) == Settings()


def test_the_usual_file_is_read_when_it_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text('window = "8"\n')
    assert load(None, {}).window == "8"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('windw = "5"', "windw"),
        ("window = 5", "window"),
        ("window = \n", "line 1"),
        ('window = "三"\nhall = = 1\n', "line 2"),
    ],
)
def test_a_fault_in_the_file_names_the_file_and_the_place(
    tmp_path: Path, text: str, named: str
) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(text)
    with pytest.raises(SettingsBroken) as told:
        load(path, {})
    assert str(path) in told.value.sentence
    assert named in told.value.sentence


def test_a_file_that_was_named_must_exist_and_be_text(tmp_path: Path) -> None:
    with pytest.raises(SettingsBroken, match=r"none\.toml"):
        load(tmp_path / "none.toml", {})
    garbled = tmp_path / "garbled.toml"
    garbled.write_bytes(b"window = '\xff\xfe'")
    with pytest.raises(SettingsBroken, match=r"garbled\.toml"):
        load(garbled, {})


def test_a_language_that_is_not_spoken_is_refused_by_its_place(file: Path) -> None:
    with pytest.raises(SettingsBroken) as told:
        load(file, {"HALL_DESK_LANGUAGE": "fr"})
    assert "HALL_DESK_LANGUAGE" in told.value.sentence
    assert "language" in told.value.sentence
