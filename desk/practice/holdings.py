"""What the region already holds of an applicant, asked with the applicant's consent."""

import sqlite3
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from desk.practice.catalogue import PracticeCatalogue, sample
from desk.practice.clock import RegionClock, text_of
from desk.practice.database import PracticeDatabase
from desk.practice.idempotency import Change, IdempotencyKeys
from desk.practice.messages import decode, json_answer, read_body
from desk.practice.oauth import Provider
from desk.practice.problems import RequestRefused
from desk.region.contract import (
    HeldMaterial,
    HoldingsAnswer,
    HoldingsQuery,
    MaterialGuide,
    MatterGuide,
)


class Holdings:
    """The endpoint ``/holdings/query`` over the sample people's documents."""

    def __init__(
        self,
        database: PracticeDatabase,
        provider: Provider,
        keys: IdempotencyKeys,
        catalogue: PracticeCatalogue,
        clock: RegionClock,
    ) -> None:
        self._database = database
        self._provider = provider
        self._keys = keys
        self._catalogue = catalogue
        self._clock = clock

    def seed(self) -> None:
        """Insert the sample people's holdings, once."""
        people = sample("people.json")
        with self._database.change() as connection:
            if connection.execute("SELECT 1 FROM holdings").fetchone():
                return
            for source in people["unreachable_sources"]:
                connection.execute("INSERT INTO closed_sources VALUES (?)", (source,))
            held = [(one["number"], what) for one in people["people"] for what in one["holdings"]]
            for place, (number, what) in enumerate(held, 1):
                connection.execute(
                    "INSERT INTO holdings VALUES (?, ?, ?, ?)",
                    (f"gx-hold-{place:04d}", number, what["name"], what.get("valid_until")),
                )

    async def query(self, request: Request) -> Response:
        """``POST /holdings/query``; every query is logged with its consent."""
        clerk = await self._provider.signed_in(request)
        body = await read_body(request)
        query = decode(request, body, HoldingsQuery)

        def examine() -> Change:
            if not query.consent:
                raise RequestRefused(403, "查询需要申请人同意。")
            guide = self._catalogue.find(query.matter)
            if guide is None:
                raise RequestRefused(404, "没有这个事项。")
            return lambda connection: self._answer(connection, clerk.id, query, guide)

        return await self._keys.once(request, body, examine)

    def _answer(
        self, connection: sqlite3.Connection, clerk: str, query: HoldingsQuery, guide: MatterGuide
    ) -> Response:
        now = self._clock.now()
        number = query.applicant.number
        connection.execute(
            "INSERT INTO consents (at, clerk, number, matter, consent) VALUES (?, ?, ?, ?, ?)",
            (text_of(now), clerk, number, query.matter, query.consent),
        )
        asked = [material for material in guide.materials if material.source != "applicant"]
        held = tuple(_held(connection, number, material, now.date()) for material in asked)
        return json_answer(HoldingsAnswer(held))


def _held(
    connection: sqlite3.Connection, number: str, material: MaterialGuide, today: date
) -> HeldMaterial:
    closed = connection.execute(
        "SELECT 1 FROM closed_sources WHERE source = ?", (material.source,)
    ).fetchone()
    if closed:
        return HeldMaterial(material.code, "unreachable")
    row = connection.execute(
        "SELECT * FROM holdings WHERE number = ? AND name IN (?, ?)"
        " AND (valid_until IS NULL OR valid_until >= ?)",
        (number, *document_names(material), today.isoformat()),
    ).fetchone()
    if row is None:
        return HeldMaterial(material.code, "not_held")
    until = date.fromisoformat(row["valid_until"]) if row["valid_until"] else None
    return HeldMaterial(material.code, "held", row["id"], row["name"], until)


def document_names(material: MaterialGuide) -> tuple[str, str]:
    """Names under which a document of this material may be held."""
    return material.name, material.source.partition(":")[2]
