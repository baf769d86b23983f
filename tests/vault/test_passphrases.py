"""A clerk's passphrase: right or wrong, how often, and for how long."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import keyring
import pytest

from desk.vault.keys import Keys
from desk.vault.memory import MemoryKeyring
from desk.vault.passphrases import (
    KnownClerk,
    PassphraseOver,
    Passphrases,
    PassphraseWeak,
    PassphraseWrong,
    TriesSpent,
)

WEI = KnownClerk("weili", "韦丽", "综合窗口")
CHEN = KnownClerk("chen", "陈晨", "综合窗口")
GOOD = "青山绿水 7"


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def kept(clock: Clock) -> Iterator[Passphrases]:
    before = keyring.get_keyring()
    keyring.set_keyring(MemoryKeyring())
    yield Passphrases(Keys("test"), clock, timedelta(days=3))
    keyring.set_keyring(before)


def test_only_who_proved_and_set_one_is_known(kept: Passphrases) -> None:
    kept.proved(WEI)
    assert kept.people() == ()
    with pytest.raises(PassphraseOver):
        kept.check(WEI.id, "")
    kept.set(WEI, GOOD)
    kept.proved(CHEN)
    kept.set(CHEN, "other phrase")
    assert kept.people() == (WEI, CHEN) or kept.people() == (CHEN, WEI)
    assert kept.check(WEI.id, GOOD) == WEI
    with pytest.raises(PassphraseWrong):
        kept.check(CHEN.id, GOOD)


def test_it_lies_nowhere_in_clear(kept: Passphrases) -> None:
    kept.proved(WEI)
    kept.set(WEI, GOOD)
    stored = keyring.get_password("test", f"clerk:{WEI.id}")
    assert stored is not None
    assert GOOD not in stored


@pytest.mark.parametrize(
    "phrase", ["", "12345", "123456", "654321", "aaaaaa", "abababab", "abcdefgh"]
)
def test_what_is_guessed_at_once_is_refused(kept: Passphrases, phrase: str) -> None:
    kept.proved(WEI)
    with pytest.raises(PassphraseWeak):
        kept.set(WEI, phrase)
    assert not kept.has(WEI.id)


def test_after_five_wrong_ones_the_wait_grows_also_after_a_restart(
    kept: Passphrases, clock: Clock
) -> None:
    kept.proved(WEI)
    kept.set(WEI, GOOD)
    for left in (4, 3, 2, 1):
        with pytest.raises(PassphraseWrong) as wrong:
            kept.check(WEI.id, "not it")
        assert wrong.value.facts == {"left": left}
    again = Passphrases(Keys("test"), clock, timedelta(days=3))
    for minutes in (1, 2, 4, 8, 16, 32, 60, 60):
        with pytest.raises(TriesSpent) as spent:
            again.check(WEI.id, "not it")
        assert spent.value.facts == {"minutes": minutes}
        clock.now += timedelta(minutes=minutes, seconds=-1)
        with pytest.raises(TriesSpent):
            again.check(WEI.id, GOOD)  # the right one waits, too
        clock.now += timedelta(seconds=1)
    assert again.check(WEI.id, GOOD) == WEI
    with pytest.raises(PassphraseWrong):
        again.check(WEI.id, "not it")


def test_it_is_enough_for_three_days_after_the_region_knew_the_clerk(
    kept: Passphrases, clock: Clock
) -> None:
    kept.proved(WEI)
    kept.set(WEI, GOOD)
    clock.now += timedelta(days=3)
    assert kept.check(WEI.id, GOOD) == WEI
    clock.now += timedelta(seconds=1)
    with pytest.raises(PassphraseOver):
        kept.check(WEI.id, GOOD)
    assert kept.people() == ()
    kept.proved(WEI)
    assert kept.check(WEI.id, GOOD) == WEI


def test_a_clock_that_is_set_back_prolongs_nothing(kept: Passphrases, clock: Clock) -> None:
    kept.proved(WEI)
    kept.set(WEI, GOOD)
    clock.now -= timedelta(days=2)
    with pytest.raises(PassphraseOver):
        kept.check(WEI.id, GOOD)


def test_a_record_that_cannot_be_read_lets_nobody_in(kept: Passphrases) -> None:
    kept.proved(WEI)
    kept.set(WEI, GOOD)
    keyring.set_password("test", f"clerk:{WEI.id}", "{broken")
    keyring.set_password("test", "clerks", "[1")
    assert kept.people() == ()
    with pytest.raises(PassphraseOver):
        kept.check(WEI.id, GOOD)
