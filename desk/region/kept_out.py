"""Matters whose guide cannot be used here: kept by name, so that a search can say why.

A guide comes once, with the page of changes in which it changed. So a guide that was kept out is
recorded until a usable one comes or the matter is gone. Nothing here is personal.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, delete, insert, select

from desk.domain.matters import MatterLine
from desk.region import checks
from desk.region.contract import MatterGuide
from desk.region.plain_text import plain as shown
from desk.region.problems import RegionAnswerUnusable
from desk.region.readings import Reading
from desk.region.search import Query
from desk.region.tables import matter_kept_out, matters

_LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class KeptOut:
    """A guide that was not taken in, and why: `reason` names a field and quotes nothing of it."""

    code: str
    name: str
    name_en: str
    reason: str


class _Named(msgspec.Struct):
    code: Any = ""
    name: Any = ""
    name_en: Any = ""


def read_guides(
    raw: Iterable[msgspec.Raw],
) -> tuple[tuple[MatterGuide, ...], list[KeptOut]]:
    """The guides that have the contract's shape, and the others by name.

    Raises `msgspec.DecodeError` for what is no JSON.
    """
    guides, unread = [], []
    for one in raw:
        try:
            guides.append(msgspec.json.decode(one, type=MatterGuide))
        except msgspec.ValidationError as error:
            at = str(error).rpartition(" - at ")[2].strip("`$.")  # a path, of the contract's names
            where = f" ({at})" if at.isascii() and " " not in at and len(at) < 60 else ""
            unread.append(_named(one, f"not a MatterGuide{where}"))
    return tuple(guides), unread


def _named(raw: msgspec.Raw, reason: str) -> KeptOut:
    try:
        said = msgspec.json.decode(raw, type=_Named)
    except msgspec.ValidationError:
        said = _Named()
    return _safe(_text(said.code), _text(said.name), _text(said.name_en), reason)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def kept_out_of(guide: MatterGuide, wrong: RegionAnswerUnusable) -> KeptOut:
    """A guide that has the contract's shape and cannot be used."""
    return _safe(guide.code, guide.name, guide.name_en, str(wrong.facts.get("reason", "")))


def _safe(code: str, name: str, name_en: str, reason: str) -> KeptOut:
    return KeptOut(
        _line_of(code, checks.LONGEST_CODE),
        _line_of(name, checks.LONGEST_LINE),
        _line_of(name_en, checks.LONGEST_LINE),
        _line_of(reason, _LONGEST_REASON),
    )


def _line_of(text: str, longest: int) -> str:
    return shown(text, longest).replace("\n", " ")


def note(
    connection: Connection, wrong: Collection[KeptOut], spoken: Sequence[Reading], at: datetime
) -> None:
    """Record what was kept out, each with its name's reading.

    Earlier records keep their date.
    """
    for one, said in zip(wrong, spoken, strict=True):
        known = select(matter_kept_out.c.since).where(matter_kept_out.c.code == one.code)
        since = connection.scalar(known) or at
        forget(connection, [one.code])
        connection.execute(
            insert(matter_kept_out).values(
                code=one.code,
                name=one.name,
                name_en=one.name_en,
                reason=one.reason,
                since=since,
                plain=said.plain,
                pinyin=said.pinyin,
                initials=said.initials,
            )
        )


def forget(connection: Connection, codes: Collection[str]) -> None:
    """A guide that can be used has come, or the matter is gone."""
    if codes:
        gone = delete(matter_kept_out).where(matter_kept_out.c.code.in_(list(codes)))
        connection.execute(gone)


def known(connection: Connection) -> set[tuple[str, str]]:
    """Code and reason of each recorded guide."""
    rows = connection.execute(select(matter_kept_out.c.code, matter_kept_out.c.reason))
    return {(row.code, row.reason) for row in rows}


def among(connection: Connection, typed: str, found: Sequence[MatterLine]) -> list[MatterLine]:
    """The found matters, marked where the guide cannot be used or is an older one."""
    rows = connection.execute(select(matter_kept_out)).all()
    if not rows:
        return list(found)
    query, here = Query.of(typed), {row.code: row for row in rows}
    lines = [
        replace(line, kept_out=here[line.code].reason, older=True) if line.code in here else line
        for line in found
    ]
    in_force = set(connection.scalars(select(matters.c.code).where(matters.c.code.in_(list(here)))))
    others = [row for row in rows if row.code not in in_force and _answers(query, row)]
    first = [_line(row) for row in others if row.plain.startswith(query.whole)]
    last = [_line(row) for row in others if not row.plain.startswith(query.whole)]
    return [*first, *lines, *last]


def _line(row: Row[Any]) -> MatterLine:
    return MatterLine(row.code, row.name or row.code, row.name_en, "", "", 0, kept_out=row.reason)


def _answers(query: Query, row: Row[Any]) -> bool:
    """Whether a name matches the typed text; a simpler rule than the index's."""
    texts = (row.plain, row.pinyin, row.initials, row.name_en.lower(), row.code.lower())
    if not query.runs:
        return False
    whole = any(query.whole in text for text in texts)
    apart = all(any(run in text for text in texts) for run in query.runs)
    signs = not query.whole.isascii() and all(sign in row.plain for sign in query.whole)
    return whole or apart or signs
