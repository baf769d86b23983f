"""Every check and test, in one command: ``python -m tests.check`` (what CI runs).

Linters first, because they are quick; the tests last. A step that fails does not hide the next
one; the last lines name those that did. Words after the command go to pytest alone:
``./run test tests/hall -k racing``. Branch coverage costs a third more time and is asked for:
``./run test -n 2 --dist loadfile --cov --cov-report=term:skip-covered``.
"""

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent

CHECKS: dict[str, Sequence[str | Path]] = {
    "style": [BIN / "ruff", "check", "."],
    "format": [BIN / "ruff", "format", "--check", "."],
    "imports": [BIN / "lint-imports"],
    "types": [BIN / "mypy"],
}
PYTEST = (sys.executable, "-m", "pytest")
# Tests of one file share what is dear to make, so they go to one worker; the longest files come
# first (tests/conftest.py), not those of the most tests. A worker that crashes ends the run:
# restarted, it would wait for ever for its next file.
ALL_TESTS = (
    "-n",
    "2",
    "--dist",
    "loadfile",
    "--no-loadscope-reorder",
    "--max-worker-restart=0",
    "--durations=15",
)


def main(words: list[str]) -> int:
    """Run all steps; returns 0 when none failed."""
    if words:
        return subprocess.run([*PYTEST, *words], cwd=ROOT, check=False).returncode
    told = []
    failed = False
    for name, command in {**CHECKS, "tests": [*PYTEST, *ALL_TESTS]}.items():
        print(f"\n-- {name}", flush=True)
        begun = time.monotonic()
        status = subprocess.run(command, cwd=ROOT, check=False).returncode
        seconds = time.monotonic() - begun
        told.append(f"{name:8} {seconds:5.0f} s  {f'FAILED ({status})' if status else 'passed'}")
        failed = failed or bool(status)
    print("", *told, sep="\n")
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
