"""The region's catalogue of matters: guides, their changes in order, and what is gone."""

import json
import sqlite3
from importlib.resources import files
from typing import Any

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

import resources
from desk.practice.database import PracticeDatabase, next_number
from desk.practice.messages import json_answer, tagged_answer
from desk.practice.oauth import Provider
from desk.practice.problems import RequestRefused
from desk.region.contract import MatterChanges, MatterGuide

PAGE = 200
"""The most changes in one answer."""


def sample(name: str) -> Any:
    """A file of the sample data, decoded."""
    file = files(resources) / "sample" / name
    return json.loads(file.read_text(encoding="utf-8"))


class PracticeCatalogue:
    """The guides, and the endpoints under ``/matters``."""

    def __init__(self, database: PracticeDatabase, provider: Provider) -> None:
        self._database = database
        self._provider = provider

    def seed(self) -> None:
        """Insert the sample matters, once."""
        guides = msgspec.convert(sample("matters.json")["matters"], list[MatterGuide])
        with self._database.change() as connection:
            if not connection.execute("SELECT 1 FROM matters").fetchone():
                for guide in guides:
                    put_guide(connection, guide.code, guide)

    async def changes(self, request: Request) -> Response:
        """``GET /matters?since=``."""
        await self._provider.signed_in(request)
        since = read_cursor(request)
        return json_answer(await run_in_threadpool(self._changes, since))

    def _changes(self, since: int) -> MatterChanges:
        with self._database.look() as connection:
            rows = connection.execute(
                "SELECT * FROM matters WHERE seq > ? ORDER BY seq LIMIT ?", (since, PAGE + 1)
            ).fetchall()
        told = rows[:PAGE]
        return MatterChanges(
            cursor=str(told[-1]["seq"] if told else since),
            more=len(rows) > PAGE,
            changed=tuple(_guide(row) for row in told if row["guide"] is not None),
            gone=tuple(row["code"] for row in told if row["guide"] is None),
        )

    async def one(self, request: Request) -> Response:
        """``GET /matters/{code}``."""
        await self._provider.signed_in(request)
        guide = await run_in_threadpool(self.find, request.path_params["code"])
        if guide is None:
            raise RequestRefused(404, "没有这个事项。")
        return tagged_answer(request, guide)

    def find(self, code: str) -> MatterGuide | None:
        """The guide in force; None when there is none or it is gone."""
        with self._database.look() as connection:
            row = connection.execute(
                "SELECT * FROM matters WHERE code = ? AND guide IS NOT NULL", (code,)
            ).fetchone()
        return _guide(row) if row else None

    def put(self, code: str, guide: MatterGuide | None) -> None:
        """Change a guide, or remove it with None: a training switch."""
        with self._database.change() as connection:
            put_guide(connection, code, guide)


def put_guide(connection: sqlite3.Connection, code: str, guide: MatterGuide | None) -> None:
    """Store a guide, or its removal, as the catalogue's newest change."""
    connection.execute(
        "INSERT OR REPLACE INTO matters VALUES (?, ?, ?)",
        (code, next_number(connection, "matters"), guide and msgspec.json.encode(guide)),
    )


def read_cursor(request: Request) -> int:
    """The number in ``since``; 0 without one.

    Raises `RequestRefused` 400 for what was never told.
    """
    text = request.query_params.get("since", "")
    if not text:
        return 0
    if not (text.isascii() and text.isdigit() and len(text) <= 15):
        raise RequestRefused(400, "since 须为上一次得到的 cursor。")
    return int(text)


def _guide(row: sqlite3.Row) -> MatterGuide:
    return msgspec.json.decode(row["guide"], type=MatterGuide)
