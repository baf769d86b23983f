"""The short form of ``python -m tests.faults.pages``."""

import pytest

from tests.faults.pages.__main__ import run


@pytest.mark.parametrize("kind", ["scans", "pictures", "documents", "damaged"])
def test_generated_files_lose_nothing(kind: str) -> None:
    report = run(kind, files=48, seed=2026)
    assert report.wrong == []
    assert sum(report.counts.values()) >= 12
