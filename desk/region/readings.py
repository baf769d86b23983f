"""What a matter can be found by: the characters of its name, their pinyin, their initials.

Computing pinyin takes a large dictionary and holds the interpreter while it is loaded: `readings`
is meant for a process pool.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from desk.processes import remote

VERSION = 1
"""Incremented whenever the same name gives other words, so that an index is rebuilt."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A name made searchable.

    `plain` is its letters, characters and digits alone, in lower case; `syllables` has the
    pinyin of each of them without tones, v for ü; a letter or digit stands for itself.
    """

    plain: str
    syllables: tuple[str, ...]

    @property
    def pinyin(self) -> str:
        """All syllables in one."""
        return "".join(self.syllables)

    @property
    def initials(self) -> str:
        """The first letters of the syllables."""
        return "".join(one[0] for one in self.syllables)


def plain(text: str) -> str:
    """`text` as it is compared: half-width, lower case, only letters, characters and digits."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return "".join(sign for sign in folded if sign.isalnum())


@remote(deadline_s=120)
def readings(names: list[str]) -> list[Reading]:
    """The reading of each name, by the phrase dictionary of pypinyin."""
    from pypinyin import Style, lazy_pinyin

    found = []
    for name in names:
        letters = plain(name)
        # a run of characters without a reading is split, so that each has one syllable
        spoken = lazy_pinyin(letters, style=Style.NORMAL, v_to_u=False, errors=_each)  # type: ignore[arg-type]
        found.append(Reading(letters, tuple(_ascii(one) for one in spoken)))
    return found


def _each(signs: str) -> list[str]:
    return list(signs)


def _ascii(syllable: str) -> str:
    """A syllable in plain letters; a sign that has no reading stands for itself."""
    bare = unicodedata.normalize("NFD", syllable.replace("ü", "v"))
    return "".join(sign for sign in bare if not unicodedata.combining(sign)) or syllable


def pairs(parts: Sequence[str]) -> list[str]:
    """Neighbours joined: ``abc`` → ``ab``, ``bc``.

    A run of the original is then a phrase of a few long words, which an index finds faster
    than a phrase of many short ones.
    """
    return [one + other for one, other in pairwise(parts)]
