"""Which clips a call is made of."""

import logging

import pytest

from desk.voice.phrases import WORDS, announcement, sentence


def test_a_ticket_is_spelt_and_sent_to_its_window() -> None:
    assert announcement("A024", "3") == (
        *("please", "letter-a", "digit-0", "digit-2", "digit-4", "number"),
        *("to", "digit-3", "window"),
    )
    assert sentence("A024", "3") == "请 A 零二四号到三号窗口"
    assert sentence("A024", "3", "en") == "Ticket A zero two four please go to window three"


@pytest.mark.parametrize(
    ("window", "said"),
    [
        ("1", "一"),
        ("10", "十"),
        ("12", "十二"),
        ("20", "二十"),
        ("35", "三十五"),
        ("05", "零五"),
        ("105", "一零五"),
        ("120", "一二零"),
        ("A3", " A 三"),
        ("VIP", " V I P "),
        ("３", "三"),
    ],
)
def test_a_window_is_said_as_its_sign_is_read(window: str, said: str) -> None:
    assert sentence("B001", window) == f"请 B 零零一号到{said}号窗口"


def test_numbers_of_any_look_are_read_alike() -> None:
    assert announcement(" ａ０２４ ", "3") == announcement("A024", "3")
    assert announcement("a024", "3") == announcement("A024", "3")


def test_what_has_no_clip_is_left_out_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert announcement("A-02Ω", "3") == announcement("A02", "3")
    assert "'-'" in caplog.text
    assert "'Ω'" in caplog.text
    assert sentence("A024", "综合") == "请 A 零二四号"
    assert sentence("A024", "综合3") == "请 A 零二四号到三号窗口"
    assert sentence("A024", "", "en") == "Ticket A zero two four"
    assert announcement("特", "3") == ()
    assert announcement("", "") == ()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_call_is_made_of_clips_that_exist(language: str) -> None:
    for window in map(str, range(1, 130)):
        for name in announcement("QWERTYUIOPASDFGHJKLZXCVBNM0123456789", window, language):  # type: ignore[arg-type]
            assert name in WORDS[language]  # type: ignore[index]
