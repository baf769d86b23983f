"""Finding matters by what a clerk types: characters, pinyin, initials, English, or a code.

Each kind of match is one small query that stops early, so that a letter typed costs milliseconds
however many matters there are; the results are sorted here.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, column, select, table, text

from desk.domain.matters import MatterLine
from desk.region.readings import pairs, plain
from desk.region.syllables import ways
from desk.region.tables import INDEX_NAME, matters

CANDIDATES = 100
"""How many matches of one kind are looked at."""

MAX_TYPED = 80
"""Only so many characters of the typed text are used."""

_CODE_FROM = 4  # shorter than this, digits and letters are no beginning of a code
_TOP = "\U0010ffff"  # sorts after every character
_SHOWN = [one for one in matters.c if one.name != "guide"]
_WORDS = table(INDEX_NAME, column("rowid"))
_RUN = re.compile(r"[a-z0-9]+|[^a-z0-9]+")

CREATE_INDEX = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {INDEX_NAME} USING fts5"
    "(signs, pairs, pinyin, initials, english, tokenize = 'ascii')"
)
"""`signs` has the name sign by sign, `pairs`, `pinyin` and `initials` its neighbours chained."""


@dataclass(frozen=True, slots=True)
class Query:
    """The parsed query: `whole` without gaps, `runs` of letters or of characters."""

    whole: str
    runs: tuple[str, ...]

    @classmethod
    def of(cls, typed: str) -> "Query":
        """Parse the typed text."""
        folded = unicodedata.normalize("NFKC", typed).lower().replace("ü", "v")[:MAX_TYPED]
        words = ("".join(s if s.isalnum() else " " for s in folded)).split()
        return cls(plain(folded), tuple(run for word in words for run in _RUN.findall(word)))


def find(connection: Connection, typed: str, limit: int) -> list[MatterLine]:
    """The best matches for what was typed, best first; none when nothing was typed."""
    query = Query.of(typed)
    if not query.runs:
        return []
    found: dict[int, Row[Any]] = {}
    for look in (_by_code, _by_beginning, _by_close_words, _by_loose_words):
        # each finds better matches than the next: further ones could not be listed
        if len(found) < limit:
            found |= {row.id: row for row in look(connection, query)}
    best = sorted(found.values(), key=lambda row: _place(query.whole, row))
    return [
        MatterLine(row.code, row.name, row.name_en, row.authority, row.kind, row.promised_days)
        for row in best[:limit]
    ]


def _by_code(connection: Connection, query: Query) -> list[Row[Any]]:
    if len(query.whole) < _CODE_FROM or not query.whole.isascii():
        return []
    return _range(connection, "code", query.whole.upper())


def _by_beginning(connection: Connection, query: Query) -> list[Row[Any]]:
    columns = ["plain"] + ["pinyin", "initials"] * query.whole.isascii()
    return [row for column in columns for row in _range(connection, column, query.whole)]


def _range(connection: Connection, column: str, beginning: str) -> list[Row[Any]]:
    statement = select(*_SHOWN).where(
        matters.c[column] >= beginning, matters.c[column] < beginning + _TOP
    )
    return list(connection.execute(statement.order_by(matters.c[column]).limit(CANDIDATES)))


def _by_close_words(connection: Connection, query: Query) -> list[Row[Any]]:
    return _by_words(connection, [_close(run) for run in query.runs])


def _by_loose_words(connection: Connection, query: Query) -> list[Row[Any]]:
    if all(run.isascii() for run in query.runs):
        return []  # letters have no looser reading
    return _by_words(connection, [_loose(run) for run in query.runs])


def _by_words(connection: Connection, expressions: list[str]) -> list[Row[Any]]:
    wanted = [one for one in expressions if one]
    if not wanted:
        return []
    ids = select(_WORDS.c.rowid).where(text(f"{INDEX_NAME} MATCH :words")).limit(CANDIDATES)
    statement = select(*_SHOWN).where(matters.c.id.in_(ids))
    return list(connection.execute(statement, {"words": " AND ".join(wanted)}))


def _close(run: str) -> str:
    """A run as it stands, in the index's own words; empty when it is too short to look for."""
    if not run.isascii():
        return _phrase("pairs", pairs(run)) if len(run) > 1 else _phrase("signs", [run])
    if len(run) == 1:
        return ""
    ways_to_read = [
        _phrase("pinyin", pairs(way) or list(way), unfinished=True) for way in ways(run)
    ]
    return f"({' OR '.join([*ways_to_read, _phrase('initials', pairs(run)), _english(run)])})"


def _loose(run: str) -> str:
    """A run with gaps: 食品许可 also means 食品经营许可."""
    if run.isascii():
        return _close(run)
    return " AND ".join(_phrase("signs", [sign]) for sign in dict.fromkeys(run))


def _english(run: str) -> str:
    return _phrase("english", [run], unfinished=True)


def _phrase(column: str, words: list[str], *, unfinished: bool = False) -> str:
    """Words that follow each other, in FTS5's language; all of them are letters and digits."""
    return f'{column} : "{" ".join(words)}"' + " *" * unfinished


def _place(whole: str, row: Row[Any]) -> tuple[int, int, int, str]:
    """The sort key of a match: how it matches, then the shorter name, then the earlier match."""
    ways_to_match = (
        (row.plain == whole or row.code == whole.upper(), 0),
        (row.plain.startswith(whole) or row.code.startswith(whole.upper()), 0),
        (row.initials.startswith(whole) or row.pinyin.startswith(whole), 0),
        (whole in row.plain, row.plain.find(whole)),
        (whole in row.initials, row.initials.find(whole)),
        (whole in row.pinyin, row.pinyin.find(whole)),
    )
    for rank, (matches, position) in enumerate(ways_to_match):
        if matches:
            return rank, len(row.plain), position, row.code
    return len(ways_to_match), len(row.plain), 0, row.code
