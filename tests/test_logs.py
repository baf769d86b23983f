"""Diagnostic logs: bounded, private, and without anything of a citizen."""

import asyncio
import logging
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from desk import logs
from desk.cli import main
from desk.scan.failures import UnreadableFile

NAME, NUMBER, PHONE, FILE = "梁思源", "45010219900101204X", "13978800001", "梁思源的房产证.pdf"
PLANTED = (NAME, NUMBER, PHONE, FILE)


def read(folder: Path) -> str:
    files = sorted((folder / "logs").iterdir())
    return "".join(path.read_text("utf-8") for path in files)


def clean(folder: Path) -> str:
    said = read(folder)
    for planted in PLANTED:
        assert planted not in said
    return said


def test_what_is_said_is_kept_and_nothing_of_a_citizen(tmp_path: Path) -> None:
    log = logging.getLogger("desk.somewhere")
    with logs.logging_to(tmp_path, "window") as path:
        assert logs.current_log() == path
        log.info("%d pages came", 3)
        log.warning("%s", UnreadableFile(name=FILE))
        log.warning("not opened: %s", Path("/scans") / FILE)
        log.warning("not opened: %s", FileNotFoundError(2, "no such file", FILE))
        log.warning("somebody typed %s and %s", NUMBER, PHONE)
        try:
            try:
                raise ValueError(NAME)
            except ValueError as inner:
                raise KeyError(NUMBER) from inner
        except KeyError:
            log.exception("a command failed")
    assert logs.current_log() is None
    said = clean(tmp_path)
    assert "3 pages came" in said
    assert f"[{UnreadableFile.code}] UnreadableFile" in said
    assert "FileNotFoundError ENOENT" in said
    assert "Traceback of KeyError" in said
    assert "Traceback of ValueError" in said
    assert "test_logs.py" in said
    log.info("after it")
    assert "after it" not in read(tmp_path)


def test_other_handlers_still_get_what_was_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with logs.logging_to(tmp_path, "window"):
        logging.getLogger("desk.x").warning("%s", UnreadableFile(name=FILE))
    assert FILE in caplog.text


def test_the_files_are_the_users_alone_and_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logs, "SIZE", 2_000)
    before = os.umask(0)
    try:
        with logs.logging_to(tmp_path, "window"):
            for number in range(400):
                logging.getLogger("desk.x").info("line %d of many that fill a file", number)
    finally:
        os.umask(before)
    folder = tmp_path / "logs"
    assert folder.stat().st_mode & 0o777 == 0o700
    files = list(folder.glob("window.log*"))
    assert len(files) == logs.KEPT
    for path in folder.iterdir():
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.stat().st_size <= 2_200


def test_of_other_packages_only_warnings_are_kept(tmp_path: Path) -> None:
    with logs.logging_to(tmp_path, "window"):
        logging.getLogger("httpx").info("GET /cases/45-0100")
        logging.getLogger("httpx").warning("a warning of httpx")
    said = read(tmp_path)
    assert "45-0100" not in said
    assert "a warning of httpx" in said


def test_what_nobody_caught_lands_there(tmp_path: Path) -> None:
    async def work(loop: asyncio.AbstractEventLoop) -> None:
        loop.call_soon(lambda: 1 / 0)
        await asyncio.sleep(0.01)

    def fail() -> None:
        raise RuntimeError(NAME)

    with logs.logging_to(tmp_path, "kiosk"):
        thread = threading.Thread(target=fail, name="a worker")
        thread.start()
        thread.join()
        loop = asyncio.new_event_loop()
        logs.watch_loop(loop)
        loop.run_until_complete(work(loop))
        loop.close()
    said = clean(tmp_path)
    assert "a worker ended unforeseen" in said
    assert "Traceback of RuntimeError" in said
    assert "Traceback of ZeroDivisionError" in said


def test_a_program_that_ends_unforeseen_leaves_where(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from desk import logs\n"
        "with logs.logging_to(Path(sys.argv[1]), 'display'):\n"
        f"    sys.excepthook(ValueError, ValueError('{NAME}'), None)\n"
        "    import ctypes; ctypes.string_at(0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, check=False
    )
    assert done.returncode != 0
    said = clean(tmp_path)
    assert "the program ended unforeseen" in said
    assert "Segmentation fault" in said


def test_a_folder_that_cannot_be_written_keeps_no_program_from_running(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be")
    with logs.logging_to(tmp_path, "window"):
        logging.getLogger("desk.x").info("said to nobody")
    assert logs.current_log() is None


def test_the_version_says_where_the_logs_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    told = capsys.readouterr().out
    assert told.startswith("hall-desk 0.")
    assert "logs: " in told
