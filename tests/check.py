"""Every check and test, in one command: ``python -m tests.check`` (what CI runs).

Linters first, because they are quick; the tests last, with branch coverage. Words after the
command go to pytest: ``./run test tests/hall -k racing``.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent

CHECKS = {
    "style": [BIN / "ruff", "check", "."],
    "format": [BIN / "ruff", "format", "--check", "."],
    "imports": [BIN / "lint-imports"],
    "types": [BIN / "mypy"],
}


def main(words: list[str]) -> int:
    """Run all; returns the first exit status that is not 0."""
    if not words:
        for name, command in CHECKS.items():
            print(f"-- {name}", flush=True)
            status = subprocess.run(command, cwd=ROOT, check=False).returncode
            if status:
                print(f"{name} failed", file=sys.stderr)
                return status
    print("-- tests", flush=True)
    command = [
        sys.executable,
        "-m",
        "pytest",
        *(words or ["-n", "2", "--cov", "--cov-report=term"]),
    ]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
