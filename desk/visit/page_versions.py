"""The pages of a material as a list of versions, so that every change can be undone.

A change adds a version; undoing goes back by one, also after a restart. A file stays in the
vault as long as some version refers to it.
"""

from collections.abc import Callable
from dataclasses import replace

import msgspec
from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from desk.domain.visits import Page, Recipe, Visit
from desk.scan.devices import Inspection
from desk.vault.database import reading
from desk.visit import tables
from desk.visit.audit_log import AuditKind
from desk.visit.failures import StepNotReady
from desk.visit.rows import Pages, pages_context
from desk.visit.store import VisitStore

Change = Callable[[Pages], Pages]


class KnownFile(msgspec.Struct, frozen=True):
    """What is known of a file in the vault; `inspection` is None for one that we derived."""

    sha256: str
    inspection: Inspection | None = None


class PageVersions:
    """The pages of this window's visits. Raises `AlreadySubmitted` as `VisitStore` does.

    Page ids that are not there raise KeyError.
    """

    def __init__(self, store: VisitStore) -> None:
        self._store = store
        self._rows = store.rows

    def lay_in(
        self,
        visit_id: str,
        matter: str,
        code: str,
        page: Page,
        inspection: Inspection,
        *,
        also: Callable[[Connection, Visit], None] = lambda _connection, _visit: None,
    ) -> Visit:
        """Add a page at the end of a material's slot; its bytes must be durable already.

        `also` is done in the same transaction. Raises `StepNotReady` when `matter` is no longer
        the one that is chosen.
        """

        def note(connection: Connection) -> None:
            self.know(connection, visit_id, KnownFile(page.file.sha256, inspection))
            also(connection, self._rows.load(connection, visit_id))

        return self._change(
            visit_id,
            code,
            lambda pages: (*pages, page),
            act=AuditKind.PAGE_IN,
            sheets=page.file.sheets,
            note=note,
            expected=matter,
        )

    def turn(self, visit_id: str, code: str, page_id: str, quarters: int) -> Visit:
        """Turn a page clockwise by quarter turns."""

        def turned(page: Page) -> Page:
            turns = (page.recipe.quarter_turns + quarters) % 4
            return replace(page, recipe=replace(page.recipe, quarter_turns=turns))

        return self._change(
            visit_id,
            code,
            lambda pages: tuple(
                turned(page) if page.id == page_id else page for page in _having(pages, page_id)
            ),
            act=AuditKind.PAGE_TURNED,
        )

    def switch_whole(self, visit_id: str, code: str, page_id: str, proposed: Recipe) -> Visit:
        """Show a corrected page whole, or correct a whole page again as imaging `proposed`.

        Quarter turns stay. Does nothing to a page for which nothing was proposed.
        """

        def switched(page: Page) -> Page:
            if page.recipe.corrects:
                return replace(page, recipe=page.recipe.uncorrected())
            turns = page.recipe.quarter_turns
            return replace(page, recipe=replace(proposed, quarter_turns=turns))

        return self._change(
            visit_id,
            code,
            lambda pages: tuple(
                switched(page) if page.id == page_id else page for page in _having(pages, page_id)
            ),
            act=AuditKind.PAGE_CORRECTION_SWITCHED,
        )

    def take_out(self, visit_id: str, code: str, page_id: str) -> Visit:
        """Delete a page from its slot; undoing brings it back."""
        return self._change(
            visit_id,
            code,
            lambda pages: tuple(page for page in _having(pages, page_id) if page.id != page_id),
            act=AuditKind.PAGE_OUT,
        )

    def move(self, visit_id: str, code: str, page_id: str, place: int) -> Visit:
        """Move a page to `place` (from 0); beyond the end means the end."""

        def moved(pages: Pages) -> Pages:
            rest = [page for page in _having(pages, page_id) if page.id != page_id]
            rest.insert(max(place, 0), next(page for page in pages if page.id == page_id))
            return tuple(rest)

        return self._change(visit_id, code, moved, act=AuditKind.PAGE_MOVED)

    def undo(self, visit_id: str, code: str) -> Visit:
        """Go back to the version before; does nothing at the first."""
        return self._step(visit_id, code, -1)

    def redo(self, visit_id: str, code: str) -> Visit:
        """Go forward again after `undo`; does nothing at the last version."""
        return self._step(visit_id, code, +1)

    def inspection(self, visit_id: str, sha256: str) -> Inspection | None:
        """The facts about a page file when it arrived."""
        lookup = self._rows.sealer.lookup(sha256)
        with reading(self._store.engine) as connection:
            blob = connection.execute(
                select(tables.page_file.c.known).where(
                    tables.page_file.c.visit_id == visit_id, tables.page_file.c.lookup == lookup
                )
            ).scalar()
        return self._opened(visit_id, lookup, blob).inspection if blob else None

    def know(self, connection: Connection, visit_id: str, file: KnownFile) -> None:
        """Record that a visit refers to a file of the vault."""
        lookup = self._rows.sealer.lookup(file.sha256)
        blob = self._rows.sealer.seal_json(file, _file_context(visit_id, lookup))
        connection.execute(
            insert(tables.page_file)
            .values(visit_id=visit_id, lookup=lookup, known=blob)
            .on_conflict_do_nothing()
        )

    def known_files(self, connection: Connection, visit_id: str | None = None) -> set[str]:
        """The digests of all files that a visit, or any visit, refers to."""
        return {file.sha256 for file in self._known(connection, visit_id)}

    def forget_old(self, connection: Connection, visit_id: str) -> set[str]:
        """Drop all versions but the current ones, and pages of matters that were not chosen.

        Files that we derived stay known. Returns digests of files that no visit needs now.
        """
        visit = self._rows.load(connection, visit_id)
        slot, line = tables.arrangement, tables.material
        current = (
            select(1)
            .where(
                line.c.visit_id == slot.c.visit_id,
                line.c.matter_code == slot.c.matter_code,
                line.c.code == slot.c.code,
                line.c.version == slot.c.version,
                line.c.matter_code == (visit.matter.code if visit.matter else ""),
            )
            .correlate(slot)
        )
        connection.execute(delete(slot).where(slot.c.visit_id == visit_id, ~current.exists()))
        connection.execute(
            update(line)
            .where(
                line.c.visit_id == visit_id,
                line.c.matter_code != (visit.matter.code if visit.matter else ""),
            )
            .values(version=0, holding=None)
        )
        kept = {page.file.sha256 for material in visit.materials for page in material.pages}
        found = self._known(connection, visit_id)
        return self.unknow(
            connection,
            visit_id,
            {file.sha256 for file in found if file.inspection and file.sha256 not in kept},
        )

    def unknow(self, connection: Connection, visit_id: str, digests: set[str]) -> set[str]:
        """A visit no longer refers to these files. Returns those that no visit needs now."""
        free = set()
        for digest in digests:
            lookup = self._rows.sealer.lookup(digest)
            connection.execute(
                delete(tables.page_file).where(
                    tables.page_file.c.visit_id == visit_id, tables.page_file.c.lookup == lookup
                )
            )
            still = select(1).where(tables.page_file.c.lookup == lookup)
            if connection.execute(still).first() is None:
                free.add(digest)
        return free

    def _known(self, connection: Connection, visit_id: str | None) -> list[KnownFile]:
        wanted = select(tables.page_file)
        if visit_id is not None:
            wanted = wanted.where(tables.page_file.c.visit_id == visit_id)
        return [
            self._opened(row.visit_id, row.lookup, row.known) for row in connection.execute(wanted)
        ]

    def _opened(self, visit_id: str, lookup: bytes, blob: bytes) -> KnownFile:
        return self._rows.sealer.open_json(blob, _file_context(visit_id, lookup), KnownFile)

    def _change(
        self,
        visit_id: str,
        code: str,
        change: Change,
        *,
        act: AuditKind,
        sheets: int = 1,
        note: Callable[[Connection], None] = lambda _: None,
        expected: str | None = None,
    ) -> Visit:
        with self._store.engine.begin() as connection:
            matter, version = self._slot(connection, visit_id, code)
            if expected not in (None, matter):
                raise StepNotReady
            before = self._rows.pages(connection, visit_id, matter, code, version)
            after = change(before)
            if after == before:
                return self._rows.load(connection, visit_id)
            note(connection)
            slot = tables.arrangement
            connection.execute(
                delete(slot).where(
                    slot.c.visit_id == visit_id,
                    slot.c.matter_code == matter,
                    slot.c.code == code,
                    slot.c.version > version,
                )
            )
            context = pages_context(visit_id, matter, code, version + 1)
            connection.execute(
                slot.insert().values(
                    visit_id=visit_id,
                    matter_code=matter,
                    code=code,
                    version=version + 1,
                    pages=self._rows.sealer.seal_json(after, context),
                )
            )
            visit = self._point(connection, visit_id, matter, code, version + 1)
            self._store.did(connection, visit, act, count=sheets, reason=code)
            return visit

    def _step(self, visit_id: str, code: str, by: int) -> Visit:
        with self._store.engine.begin() as connection:
            matter, version = self._slot(connection, visit_id, code)
            wanted = version + by
            there = (
                wanted == 0
                or connection.execute(
                    select(1).where(
                        tables.arrangement.c.visit_id == visit_id,
                        tables.arrangement.c.matter_code == matter,
                        tables.arrangement.c.code == code,
                        tables.arrangement.c.version == wanted,
                    )
                ).first()
            )
            if not there:
                return self._rows.load(connection, visit_id)
            visit = self._point(connection, visit_id, matter, code, wanted)
            act = AuditKind.PAGES_UNDONE if by < 0 else AuditKind.PAGES_REDONE
            self._store.did(connection, visit, act, reason=code)
            return visit

    def _slot(self, connection: Connection, visit_id: str, code: str) -> tuple[str, int]:
        visit = self._store.editable(connection, visit_id)
        if visit.matter is None:
            raise StepNotReady
        visit.material(code)
        version = connection.execute(
            select(tables.material.c.version).where(
                tables.material.c.visit_id == visit_id,
                tables.material.c.matter_code == visit.matter.code,
                tables.material.c.code == code,
            )
        ).scalar_one()
        return visit.matter.code, version

    def _point(
        self, connection: Connection, visit_id: str, matter: str, code: str, version: int
    ) -> Visit:
        self._rows.put_material(connection, visit_id, matter, code, version=version)
        return self._store.write(connection, visit_id)


def _having(pages: Pages, page_id: str) -> Pages:
    if all(page.id != page_id for page in pages):
        raise KeyError("no such page")
    return pages


def _file_context(visit_id: str, lookup: bytes) -> str:
    return f"page_file.known:{visit_id}:{lookup.hex()}"
