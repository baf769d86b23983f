"""The window's copy of the region's catalogue of matters: synchronised, and searched offline."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import ClassVar

import msgspec
from sqlalchemy import Connection, Engine, delete, func, select, text
from sqlalchemy.dialects.sqlite import insert

from desk.domain.clock import utc_now
from desk.domain.failures import QT_TRANSLATE_NOOP, Failure
from desk.domain.form_rules import FormUnusable
from desk.domain.forms import rules_of, rules_unread
from desk.domain.matters import ApplicantKind, MaterialSpec, Matter, MatterLine, Requirement
from desk.processes import ProcessPool
from desk.region import checks, kept_out
from desk.region.client import RegionClient
from desk.region.contract import MaterialGuide, MatterChanges, MatterGuide
from desk.region.kept_out import KeptOut
from desk.region.problems import RegionAnswerBroken, RegionFailure
from desk.region.readings import VERSION, Reading, pairs, readings
from desk.region.search import CREATE_INDEX, find
from desk.region.tables import INDEX_NAME, catalogue, matters
from desk.vault.database import reading
from desk.worker_thread import WorkerThread

log = logging.getLogger(__name__)

FOLLOW_EVERY_S = 300.0
"""How often the catalogue is asked for changes, in seconds."""

_KNOWN_KINDS = frozenset(ApplicantKind)


class MatterUnknown(Failure):
    """The window's catalogue has no matter of this code."""

    code: ClassVar[str] = "CAT-01"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "There is no matter with the code {matter}")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "It was never in the catalogue, or the region has withdrawn it."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Search for the matter by its name.")


class GuidesKeptOut(Failure):
    """Guides that cannot be used; `count` of them, and what is wrong with the first one."""

    code: ClassVar[str] = "CAT-02"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "{count} matters of the platform could not be taken in ({reason})"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure",
        "They cannot be chosen here, or only as they were before. All others are up to date.",
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Go on; tell support the words in brackets."
    )


class Catalogue:
    """The matters in the window's database. Calls block: they belong on a worker thread."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def cursor(self) -> str:
        """The cursor of the last change that was taken in; empty before the first."""
        with reading(self._engine) as connection:
            return connection.scalar(select(catalogue.c.cursor)) or ""

    def count(self) -> int:
        """How many matters there are."""
        with reading(self._engine) as connection:
            return connection.scalar(select(func.count()).select_from(matters)) or 0

    def apply(
        self,
        changes: MatterChanges,
        spoken: list[Reading] | None = None,
        wrong: Sequence[KeptOut] = (),
    ) -> list[KeptOut]:
        """Apply a page of changes and its cursor, all or nothing.

        `wrong` are guides that cannot be used: they are recorded, and those that were not known are
        returned. `spoken` has the readings of the changed names in their order, then of the wrong
        ones'; without it they are computed here. The same page may be applied again.
        """
        if spoken is None:
            spoken = readings(_names(changes.changed, wrong))
        split = len(changes.changed)
        with self._engine.begin() as connection:
            _make_index(connection)
            _drop(connection, [*changes.gone, *(guide.code for guide in changes.changed)])
            _lay_in(connection, changes.changed, spoken[:split])
            told = kept_out.known(connection)
            kept_out.forget(connection, [*changes.gone, *(one.code for one in changes.changed)])
            kept_out.note(connection, wrong, spoken[split:], utc_now())
            row = {"id": 1, "cursor": changes.cursor, "words": VERSION}
            statement = insert(catalogue).values(row)
            connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=row))
        return [one for one in wrong if (one.code, one.reason) not in told]

    def search(self, typed: str, limit: int = 50) -> list[MatterLine]:
        """The matters that match the typed text, best first.

        Characters of the name (also with gaps), pinyin (also unfinished), initials, words of
        the English name, or the beginning of a code; several of them apart by spaces. Matters
        whose guide cannot be used are among them, and say so.
        """
        if self._index_is_old():
            self._make_anew()
        with reading(self._engine) as connection:
            if connection.scalar(select(catalogue.c.words)) is None:
                return []
            return kept_out.among(connection, typed, find(connection, typed, limit))

    def matter(self, code: str) -> Matter:
        """The guide in force as the window uses it. Raises `MatterUnknown`."""
        with reading(self._engine) as connection:
            kept = connection.scalar(select(matters.c.guide).where(matters.c.code == code))
        if kept is None:
            raise MatterUnknown(matter=code)
        guide = msgspec.json.decode(kept, type=MatterGuide)
        with suppress(FormUnusable):
            rules_of(guide.form)  # cached, so that showing the form does not wait for it
        return matter_of(guide)

    def _index_is_old(self) -> bool:
        with reading(self._engine) as connection:
            return connection.scalar(select(catalogue.c.words)) not in (None, VERSION)

    def _make_anew(self) -> None:
        """Rebuild the index after an update of the program changed its words."""
        with self._engine.begin() as connection:
            kept = connection.scalars(select(matters.c.guide)).all()
            guides = [msgspec.json.decode(one, type=MatterGuide) for one in kept]
            connection.execute(text(f"DROP TABLE IF EXISTS {INDEX_NAME}"))
            _make_index(connection)
            connection.execute(delete(matters))
            _lay_in(connection, guides, readings([one.name for one in guides]))
            connection.execute(catalogue.update().values(words=VERSION))


def _make_index(connection: Connection) -> None:
    connection.execute(text(CREATE_INDEX))


def _drop(connection: Connection, codes: list[str]) -> None:
    gone = connection.scalars(
        delete(matters).where(matters.c.code.in_(codes)).returning(matters.c.id)
    ).all()
    if gone:
        connection.execute(
            text(f"DELETE FROM {INDEX_NAME} WHERE rowid = :id"), [{"id": one} for one in gone]
        )


def _lay_in(
    connection: Connection, guides: Sequence[MatterGuide], spoken: Sequence[Reading]
) -> None:
    """Insert guides that are not there yet; the last of several with one code counts."""
    latest = {guide.code: (guide, said) for guide, said in zip(guides, spoken, strict=True)}
    if not latest:
        return
    last = connection.scalar(select(func.max(matters.c.id))) or 0
    rows = list(enumerate(latest.values(), last + 1))
    connection.execute(insert(matters), [_row(place, *one) for place, one in rows])
    connection.execute(
        text(
            f"INSERT INTO {INDEX_NAME} (rowid, signs, pairs, pinyin, initials, english)"
            " VALUES (:id, :signs, :pairs, :pinyin, :initials, :english)"
        ),
        [_words(place, *one) for place, one in rows],
    )


def _row(place: int, guide: MatterGuide, said: Reading) -> dict[str, object]:
    return {
        "id": place,
        "code": guide.code,
        "name": guide.name,
        "name_en": guide.name_en,
        "authority": guide.authority,
        "kind": guide.kind,
        "promised_days": guide.promised_days,
        "plain": said.plain,
        "pinyin": said.pinyin,
        "initials": said.initials,
        "guide": msgspec.json.encode(guide),
    }


def _words(place: int, guide: MatterGuide, said: Reading) -> dict[str, object]:
    return {
        "id": place,
        "signs": " ".join(said.plain),
        "pairs": " ".join(pairs(said.plain)),
        # the last syllable may stand alone: it is found as the beginning of a word
        "pinyin": " ".join([*pairs(said.syllables), *said.syllables[-1:]]),
        "initials": " ".join(pairs(said.initials)),
        "english": guide.name_en.lower(),
    }


def matter_of(guide: MatterGuide) -> Matter:
    """A guide as the window uses it.

    Kinds of applicants that this version does not know are left out; a requirement that it
    does not know counts as required.
    """
    return Matter(
        code=guide.code,
        version=guide.version,
        name=guide.name,
        name_en=guide.name_en,
        authority=guide.authority,
        authority_code=guide.authority_code,
        kind=guide.kind,
        applicants=tuple(ApplicantKind(one) for one in guide.applicants if one in _KNOWN_KINDS),
        legal_days=guide.legal_days,
        promised_days=guide.promised_days,
        fee_fen=guide.fee_fen,
        result=guide.result,
        materials=tuple(map(_spec_of, guide.materials)),
        form=guide.form,
    )


def _spec_of(guide: MaterialGuide) -> MaterialSpec:
    may_follow = guide.required == Requirement.MAY_FOLLOW
    return MaterialSpec(
        code=guide.code,
        name=guide.name,
        form=guide.form,
        copies=guide.copies,
        required=Requirement.MAY_FOLLOW if may_follow else Requirement.REQUIRED,
        source=guide.source,
        follow_within_days=guide.follow_within_days,
    )


def _sound(guides: Sequence[MatterGuide]) -> tuple[list[MatterGuide], list[KeptOut]]:
    """As `checks.sound`; logs the guides with rules that only the platform checks."""
    kept, wrong = checks.sound(guides)
    for guide in kept:
        unread = rules_unread(guide.form)
        if unread:
            log.warning("only the platform checks %d rules of %s's form", unread, guide.code)
    return kept, [kept_out.kept_out_of(*one) for one in wrong]


def _names(guides: Sequence[MatterGuide], wrong: Sequence[KeptOut]) -> list[str]:
    return [guide.name for guide in guides] + [one.name for one in wrong]


def _keep_quiet(_failure: Failure) -> None:
    pass


async def sync(
    client: RegionClient,
    kept: Catalogue,
    worker_thread: WorkerThread,
    process_pool: ProcessPool | None = None,
    on_kept_out: Callable[[Failure], None] = _keep_quiet,
) -> int:
    """Fetch and apply all changes of the region; returns how many there were.

    With a `process_pool` the readings are computed there. `on_kept_out` is called with a
    `GuidesKeptOut` for guides that cannot be used, once for each. Pages that were applied stay when
    a later one fails. Raises `RegionFailure`.
    """
    cursor, count = await worker_thread.run(kept.cursor), 0
    while True:
        page, unread = await client.matters_since(cursor)
        if page.more and page.cursor == cursor:
            raise RegionAnswerBroken(reason="a cursor that stands still")
        sound, unusable = await worker_thread.run(_sound, page.changed)
        wrong = [*unread, *unusable]
        if wrong:  # what was known of these matters stays in force
            page = msgspec.structs.replace(page, changed=tuple(sound))
        changed = len(page.changed) + len(page.gone)
        if changed or wrong or page.cursor != cursor:
            names = _names(page.changed, wrong)
            spoken = await process_pool.run(readings, names) if process_pool and names else None
            new = await worker_thread.run(kept.apply, page, spoken, wrong)
            for one in new:
                log.warning("the guide of %s was left out: %s", one.code, one.reason)
            if new:
                on_kept_out(GuidesKeptOut(count=len(new), reason=new[0].reason))
        cursor, count = page.cursor, count + changed
        if not page.more:
            return count


async def follow(
    client: RegionClient,
    kept: Catalogue,
    worker_thread: WorkerThread,
    process_pool: ProcessPool | None = None,
    *,
    every_s: float = FOLLOW_EVERY_S,
    on_changes: Callable[[int], None] = lambda _count: None,
    on_kept_out: Callable[[Failure], None] = _keep_quiet,
) -> None:
    """Keep the catalogue up to date until cancelled.

    While the region is unreachable it tries again, after the time that a busy region asked for;
    `on_changes` is called with the number of changes, `on_kept_out` as in `sync`. Raises a
    `Failure` only when the window's own disk fails.
    """
    while True:
        pause = every_s
        try:
            count = await sync(client, kept, worker_thread, process_pool, on_kept_out)
        except RegionFailure as failure:
            log.info("the catalogue stays as it is: %s", failure)
            pause = failure.retry_after_s or every_s
        else:
            if count:
                on_changes(count)
        await asyncio.sleep(pause)
