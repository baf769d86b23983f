"""The real command, started as other systems start it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desk.hall import open_hall

START = [sys.executable, "-m", "desk", "hall"]


def desk(*words: str, **how: Any) -> subprocess.CompletedProcess[bytes]:
    """Run ``desk hall`` to its end."""
    return subprocess.run([*START, *words], capture_output=True, timeout=60, check=False, **how)


def test_eight_windows_that_call_at_once_get_eight_numbers(url: str) -> None:
    with open_hall(url) as queue:
        numbers = {queue.take("A").number for _ in range(8)}
    script = "\n".join(
        f"{sys.executable} -m desk hall call --hall '{url}' --window {window} --json &"
        for window in range(1, 9)
    )
    told = subprocess.run(
        ["/bin/sh", "-c", f"{script}\nwait"], capture_output=True, timeout=60, check=True
    )
    called = [json.loads(line)["ticket"] for line in told.stdout.splitlines()]
    assert sorted(ticket["number"] for ticket in called) == sorted(numbers)
    assert {ticket["window"] for ticket in called} == set("12345678")


def test_events_are_followed_until_the_key_that_interrupts(url: str) -> None:
    follow = ("events", "--hall", url, "--since", "0", "--follow")
    with (
        open_hall(url) as queue,
        subprocess.Popen(
            # whoever runs the tests in the background may have them ignore the key
            ["env", "--default-signal=INT", *START, *follow],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as following,
    ):
        try:
            assert following.stdout is not None
            queue.take("A")
            first = json.loads(following.stdout.readline())
            assert (first["seq"], first["move"], first["number"]) == (1, "taken", "A001")
            queue.call_next("3", "weili")
            called = time.monotonic()
            second = json.loads(following.stdout.readline())
            assert (second["move"], second["window"]) == ("called", "3")
            assert time.monotonic() - called < 5
            following.send_signal(signal.SIGINT)
            _, err = following.communicate(timeout=10)
        finally:
            following.kill()
    assert following.returncode == 130
    assert err == b""


def test_a_reader_who_has_seen_enough_ends_it_quietly(url: str) -> None:
    with open_hall(url) as queue:
        for _ in range(300):
            queue.take("A")
    script = f"{sys.executable} -m desk hall events --hall '{url}' | head -n 1"
    told = subprocess.run(["/bin/sh", "-c", script], capture_output=True, timeout=60, check=True)
    assert json.loads(told.stdout)["number"] == "A001"
    assert told.stderr == b""


def test_json_is_utf8_whatever_the_terminal_speaks(url: str, tmp_path: Path) -> None:
    speaks = {**os.environ, "PYTHONIOENCODING": "gb18030", "LC_ALL": "zh_CN.GB18030"}
    told = desk("take", "A", "--hall", url, "--json", env=speaks)
    assert json.loads(told.stdout.decode("utf-8"))["ticket"]["service"]["name"] == "企业开办"
    told = desk("take", "A", "--hall", url, env=speaks)
    assert told.stdout.decode("gb18030").startswith("A002（企业开办）：前面 1 人")
    told = desk("take", "A", "--hall", url, env=speaks | {"PYTHONIOENCODING": "ascii"})
    assert (told.returncode, told.stdout[:9]) == (0, b"A003?????"), "done, whatever can be shown"


def test_a_command_costs_little_more_than_the_library_that_speaks_to_databases(url: str) -> None:
    def cpu_s(*words: str) -> float:
        before = os.times()
        subprocess.run([sys.executable, *words], capture_output=True, check=True)
        after = os.times()
        used = after.children_user + after.children_system
        return used - before.children_user - before.children_system

    def least(measure: Callable[[], float]) -> float:
        return min(measure() for _ in range(2))

    library = least(lambda: cpu_s("-c", "import sqlalchemy"))
    take = least(lambda: cpu_s("-m", "desk", "hall", "take", "A", "--json", "--hall", url))
    assert take < 2.5 * library + 0.05


def test_nothing_of_the_window_is_loaded(url: str) -> None:
    asked = (
        f"import sys; from desk.cli import main; main(['hall', 'take', 'A', '--hall', {url!r}])\n"
        "print([n for n in sys.modules if n.split('.')[0] in "
        "('PySide6', 'keyring', 'psycopg', 'alembic', 'httpx', 'numpy', 'cv2')])"
    )
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True)
    assert told.stdout.splitlines()[-1] == b"[]"
