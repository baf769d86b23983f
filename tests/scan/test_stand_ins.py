"""What the archive leaves out of OpenCV's wheel is never called by imaging."""

import os
import subprocess
import sys
from pathlib import Path

import cv2
import pytest

from installer.libraries import stood_in_for, write_stand_in

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="OpenCV's wheel for Linux only")

IMAGING = ("test_imaging.py", "test_straighten.py")
SOLVED = "import cv2, numpy as np; cv2.solve(np.eye(200), np.ones((200, 1)))"


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a process whose OpenCV finds the stand-ins, as in the archive."""
    folder = tmp_path_factory.mktemp("stand-ins")
    for library, functions in stood_in_for(Path(cv2.__file__).parents[1]):
        assert functions
        write_stand_in(library.name, functions, folder / library.name)
    preloaded = ":".join(map(str, folder.iterdir()))
    return {**os.environ, "LD_PRELOAD": preloaded}


def test_a_stand_in_says_what_is_missing_and_ends_the_process(
    environment: dict[str, str],
) -> None:
    done = run("-c", SOLVED, environment=environment)
    assert done.returncode < 0
    assert done.stderr.strip() == "dgesv_ is not packed"


def test_imaging_calls_none_of_them(environment: dict[str, str]) -> None:
    tests = [str(Path(__file__).with_name(name)) for name in IMAGING]
    words = ("-m", "pytest", "-n0", "-p", "no:cacheprovider", *tests)
    done = run(*words, environment=environment)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    assert " passed" in done.stdout


def run(*words: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run Python in this environment."""
    return subprocess.run(
        [sys.executable, *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=400,
        env=environment,
    )
