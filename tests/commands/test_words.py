"""How commands are given and answered: options, settings, languages, exit codes of usage."""

from pathlib import Path

import pytest

from desk.commands.words import language
from desk.hall import open_hall
from tests.commands.conftest import Desk


def test_shared_options_stand_before_or_behind_the_action(desk: Desk, url: str) -> None:
    assert desk("--hall", url, "--window", "3", "--json", "call").ticket is None
    assert desk("call", "--json", "--hall", url, "--window", "3").ticket is None
    assert desk("--hall", "sqlite:////nowhere.db", "status", "--hall", url).status == 0


def test_hall_and_window_may_come_from_the_settings(
    desk: Desk, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(f'hall_url = "{url}"\nwindow = "5"\nlanguage = "zh_CN"\n', encoding="utf-8")
    desk("take", "A", "--settings", str(file))
    told = desk("call", "--settings", str(file))
    assert told.out == "请 A001 到 5 号窗口\n"
    told = desk("finish", "A001", "--settings", str(file), "--window", "6", "--language", "en")
    assert told.status == 3, "who names a window acts as that one, whatever the ticket's"
    monkeypatch.setenv("HALL_DESK_HALL_URL", url)
    assert desk("finish", "A001").out == "A001 is finished\n"


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ((), "ACTION"),
        (("dance",), "dance"),
        (("take",), "SERVICE"),
        (("take", "A", "B"), "B"),
        (("take", "A", "--person", ""), "--person"),
        (("take", "A", "--person", "x" * 65), "--person"),
        (("take", "A\n"), "SERVICE"),
        (("take", "A", "--prio"), "--prio"),
        (("call", "\udcff", "--window", "3"), "NUMBER"),
        (("book", "A"), "--at"),
        (("book", "A", "--at", "tomorrow"), "tomorrow"),
        (("book", "A", "--at", "2026-11-25"), "--at"),
        (("book", "A", "--at", "2026-11-25 10:50", "--code", "12"), "--code"),
        (("check-in",), "CODE"),
        (("check-in", "１２３４５６"), "six digits"),
        (("transfer", "A001"), "--to-service"),
        (("return",), "NUMBER"),
        (("stats", "--day", "yesterday"), "--day"),
        (("events", "--since", "x"), "--since"),
        (("simulate", "--days", "0"), "--days"),
        (("call",), "--window"),
    ],
)
def test_wrong_usage_exits_with_2_and_names_what_is_wrong(
    desk: Desk, url: str, words: tuple[str, ...], named: str
) -> None:
    told = desk("--hall", url, *words) if words else desk()
    assert told.status == 2
    assert named in told.err
    assert told.out == ""
    with open_hall(url) as queue:
        assert queue.seq() == 0


def test_without_a_hall_nothing_can_be_done(desk: Desk) -> None:
    told = desk("status", "--json")
    assert (told.status, told.data["error"]["code"]) == (2, "CMD-04")
    assert "--hall" in told.err


def test_broken_settings_are_wrong_usage(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("windoe = 3", encoding="utf-8")
    told = desk("status", "--settings", str(file))
    assert told.status == 2
    assert "windoe" in told.err


def test_people_are_answered_in_a_line_of_their_language(desk: Desk, url: str) -> None:
    def said(*words: str, chinese: bool = True) -> str:
        told = desk("--hall", url, "--language", "zh_CN" if chinese else "en", *words)
        return told.out + told.err

    assert said("take", "A") == "A001（企业开办）：前面 0 人，约 0 分钟\n"
    assert said("take", "A", chinese=False).startswith("A002 (企业开办): 1 ahead, about ")
    assert said("call", "--window", "3") == "请 A001 到 3 号窗口\n"
    assert said("recall", "--window", "3") == "请 A001 到 3 号窗口，第 2 次\n"
    assert said("call", "--window", "99").startswith("[HAL-12] 本大厅没有")
    status = said("status").splitlines()
    assert status[0].startswith("南宁市民中心 ")
    assert "3 号窗口：已叫 A001" in status
    assert said("cancel", "A002") == "A002 已取消\n"
    assert said("call", "--window", "4") == "没有人等候\n"


@pytest.mark.parametrize(
    ("setting", "environment", "spoken"),
    [
        ("en", {"LANG": "zh_CN.UTF-8"}, "en"),
        ("", {"LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ("", {"LANG": "zh_CN.GB18030"}, "zh_CN"),
        ("", {"LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ("", {"LC_ALL": "", "LANG": "zh_CN"}, "zh_CN"),
        ("", {"LANG": "de_DE.UTF-8"}, "en"),
        ("", {}, "en"),
    ],
)
def test_the_language_is_the_settings_or_the_terminals(
    setting: str, environment: dict[str, str], spoken: str
) -> None:
    assert language(setting, environment) == spoken
