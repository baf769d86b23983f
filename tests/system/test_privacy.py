"""Whoever copies the profile or reads the logs learns nothing about any citizen."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.system.clerk import LIANG, PHONE
from tests.system.day import Day
from tests.system.window_process import ADDRESS, window_process

WHOLE_VISIT = (
    *("call", "identify", "choose", "scan", "to the form"),
    *("begin to type", "fill in", "submit", "wait for the answer", "hand over"),
)
BROKEN_OFF = ("call", "identify", "choose", "scan", "to the form", "begin to type")


def forms(words: str) -> Iterator[bytes]:
    """The ways in which a file may hold these words readable."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "gb18030"):
        yield words.encode(encoding)
    yield words.encode("unicode-escape")  # as JSON and Python's repr write it
    yield words.encode("utf-8").hex().encode()


def planted(pages: list[bytes], secrets: list[str]) -> dict[bytes, str]:
    """Everything that must not be found, and what it tells."""
    needles = {form: secret for secret in secrets for form in forms(secret)}
    needles |= {data[2000:2064]: "a page" for data in pages}
    return needles


def found(needles: dict[bytes, str], folder: Path) -> list[tuple[str, str]]:
    """File and secret of everything that a search through `folder` finds."""
    return [
        (str(path.relative_to(folder)), secret)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        for needle, secret in needles.items()
        if needle in path.read_bytes()
    ]


def test_a_search_through_the_profile_and_the_logs_finds_nobody(
    day: Day, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    for _ in range(2):
        day.take_ticket()
    logs = b""
    pages = []
    for acts in (WHOLE_VISIT, BROKEN_OFF):
        day.lay_on_the_glass("社会保障卡补领申请表")
        pages += [path.read_bytes() for path in day.glass.glob("*.jpg")]
        with window_process(day, *acts) as window:
            window.stands()
            window.stands()
        logs += window.log.read_bytes()
    assert b"DEBUG" in logs
    assert (day.profile / "window.db-wal").stat().st_size > 0

    needles = planted(pages, [*LIANG, PHONE, ADDRESS])
    assert found(needles, day.profile) == []
    assert found(needles, day.hall) == []
    assert found(needles, temporary) == []
    assert [secret for needle, secret in needles.items() if needle in logs] == []

    # The same search finds them where they are meant to be.
    assert {secret for _, secret in found(needles, day.region.folder)} >= {*LIANG, PHONE, "a page"}
