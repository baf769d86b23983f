"""Splitting typed letters into the syllables of Hanyu Pinyin, without tones; v stands for ü."""

from functools import lru_cache

_FINALS = {
    "": "a ai an ang ao e ei en eng er o ou",
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "f": "a an ang ei en eng o ou u",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "k": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo v ve",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "n": "a ai an ang ao e ei en eng i ia ian iang iao ie in ing iu ong ou u uan un uo v ve",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "r": "an ang ao e en eng i ong ou u ua uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "t": "a ai an ang ao e ei eng i ian iao ie ing ong ou u uan ui un uo",
    "w": "a ai an ang ei en eng o u",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "y": "a an ang ao e i in ing o ong ou u uan ue un",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
}
SYLLABLES = frozenset(
    initial + final for initial, finals in _FINALS.items() for final in finals.split()
)
_STARTS = frozenset(one[:end] for one in SYLLABLES for end in range(1, len(one) + 1))
_LONGEST = max(map(len, SYLLABLES))

MAX_WAYS = 6
"""Letters that can be split in many ways are split in this many."""


@lru_cache(maxsize=512)
def ways(letters: str) -> tuple[tuple[str, ...], ...]:
    """The ways to read `letters` as syllables, of which the last may be unfinished.

    Long syllables first: ``xian`` is one syllable before it is two. At most `MAX_WAYS`; none
    when the letters are no pinyin.
    """
    found: list[tuple[str, ...]] = []
    dead: set[int] = set()

    def split(start: int, before: tuple[str, ...]) -> bool:
        if start in dead:
            return False
        rest, alive = letters[start:], False
        if rest in _STARTS:
            found.append((*before, rest))
            alive = True
        for length in range(min(_LONGEST, len(rest) - 1), 0, -1):
            if len(found) >= MAX_WAYS:
                return True
            if rest[:length] in SYLLABLES:
                alive |= split(start + length, (*before, rest[:length]))
        if not alive:
            dead.add(start)
        return alive

    split(0, ())
    return tuple(found[:MAX_WAYS])
