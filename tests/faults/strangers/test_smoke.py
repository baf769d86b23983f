"""A short form of ``python -m tests.faults.strangers``: one file of each kind and some more."""

import random

import pytest

from tests.faults.strangers.trial import KINDS, Trial, files


@pytest.mark.skipif("sys.platform != 'linux'", reason="limits that Linux sets")
async def test_files_that_attack_stay_within_their_limits() -> None:
    trial = Trial(patience=0.1)
    try:
        outcome = await trial.run(files(len(KINDS) + 12, 7, KINDS))
    finally:
        trial.close()
    print("\n".join(outcome.lines()))
    assert outcome.beyond == []
    assert outcome.files == len(KINDS) + 12


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_same_seed_makes_the_same_file(kind: str) -> None:
    make = KINDS[kind][0]
    if "bomb" not in kind:
        assert make(random.Random(3)) == make(random.Random(3))
