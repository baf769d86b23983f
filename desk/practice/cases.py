"""Cases: receiving them, accepting them, and their states."""

import sqlite3
from datetime import date, datetime, timedelta

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from desk.domain.deadlines import working_days_after
from desk.practice.calendar import region_calendar
from desk.practice.catalogue import PracticeCatalogue, read_cursor
from desk.practice.clock import RegionClock, moment_of, text_of
from desk.practice.database import PracticeDatabase, next_number
from desk.practice.decisions import Turn
from desk.practice.faults import FaultInjector
from desk.practice.files import Files
from desk.practice.idempotency import Change, IdempotencyKeys
from desk.practice.messages import decode, json_answer, read_body, tagged_answer
from desk.practice.oauth import Provider
from desk.practice.problems import RequestRefused
from desk.practice.validation import Validator
from desk.region.contract import (
    PROBLEM_INVALID_CASE,
    PROBLEM_LOCAL_NO_TAKEN,
    CaseAnswer,
    CaseList,
    CaseSubmission,
    FilePart,
    MaterialPart,
    MatterGuide,
    ProblemField,
    StoredFile,
)

REGION = "45-0100"
"""Guangxi, Nanning: how this region's case numbers begin."""

PAGE = 100
"""The most cases in one answer."""

_FOR_EVER = "9999"  # sorts after every time in the store
_DUE = "SELECT * FROM cases WHERE state = 'received' AND held_until <= ?"


class PracticeCases:
    """The cases of one region, and the endpoints under ``/cases``."""

    def __init__(
        self,
        *,
        database: PracticeDatabase,
        provider: Provider,
        keys: IdempotencyKeys,
        files: Files,
        catalogue: PracticeCatalogue,
        weather: FaultInjector,
        clock: RegionClock,
    ) -> None:
        self._database = database
        self._provider = provider
        self._keys = keys
        self._files = files
        self._catalogue = catalogue
        self._weather = weather
        self._clock = clock
        self._validator = Validator(database, files)

    async def submit(self, request: Request) -> Response:
        """``POST /cases``: all faults in one 422, or the case with its number."""
        clerk = await self._provider.signed_in(request)
        body = await read_body(request)
        case = decode(request, body, CaseSubmission)

        def examine() -> Change:
            now = self._clock.now()
            guide = self._catalogue.find(case.matter)
            faults = self._validator.faults(case, guide, now.date())
            if guide is None or faults:
                raise RequestRefused(
                    422,
                    f"共有 {len(faults)} 处需要更正，已一次性列出。",
                    kind=PROBLEM_INVALID_CASE,
                    errors=faults,
                )
            known = guide
            stored = self._reports(case)  # read outside the transaction: files may be large
            return lambda connection: self._take_in(
                connection, case, guide=known, stored=stored, clerk=clerk.id, now=now
            )

        return await self._keys.once(request, body, examine)

    def _take_in(
        self,
        connection: sqlite3.Connection,
        case: CaseSubmission,
        *,
        guide: MatterGuide,
        stored: tuple[StoredFile, ...],
        clerk: str,
        now: datetime,
    ) -> Response:
        known = connection.execute(
            "SELECT case_no FROM cases WHERE local_no = ?", (case.local_no,)
        ).fetchone()
        if known:
            raise RequestRefused(
                409,
                f"窗口编号 {case.local_no} 已有办件。",
                kind=PROBLEM_LOCAL_NO_TAKEN,
                instance=f"/cases/{known['case_no']}",
            )
        day = f"{now:%Y%m%d}"
        case_no = f"{REGION}-{day}-{next_number(connection, 'case ' + day):06d}"
        connection.execute(
            "INSERT INTO cases (case_no, local_no, seq, state, matter, submission, clerk,"
            " received_at, held_until, promised_days, legal_days)"
            " VALUES (?, ?, ?, 'received', ?, ?, ?, ?, ?, ?, ?)",
            (
                case_no,
                case.local_no,
                next_number(connection, "cases"),
                case.matter,
                msgspec.json.encode(case),
                clerk,
                text_of(now),
                self._held_until(now),
                guide.promised_days,
                guide.legal_days,
            ),
        )
        for file in file_parts(case.materials):
            taken = connection.execute(
                "UPDATE files SET case_no = ?1 WHERE id = ?2 AND (case_no IS NULL OR case_no = ?1)",
                (case_no, file.id),
            )
            if taken.rowcount != 1:  # it went into another case while this one was examined
                raise RequestRefused(409, "文件已属于另一个办件，请重新上传。")
        _accept_due(connection, now)
        row = connection.execute("SELECT * FROM cases WHERE case_no = ?", (case_no,)).fetchone()
        return json_answer(_answer(row, stored), 201, {"Location": f"/cases/{case_no}"})

    def _held_until(self, now: datetime) -> str:
        """When a new case is accepted: now, unless a fault keeps it ``received``."""
        hold = self._weather.take("POST", "/cases", lambda fault: fault.hold_received)
        if hold is None:
            return text_of(now)
        return _FOR_EVER if hold.hold_s is None else text_of(now + timedelta(seconds=hold.hold_s))

    def accept_due(self) -> None:
        """Accept the cases whose time of being held is over."""
        now = self._clock.now()
        with self._database.look() as connection:
            due = connection.execute(_DUE, (text_of(now),)).fetchone()
        if due:
            with self._database.change() as connection:
                _accept_due(connection, now)

    def release(self) -> None:
        """Accept every case that is still held."""
        with self._database.change() as connection:
            now = self._clock.now()
            connection.execute(
                "UPDATE cases SET held_until = ? WHERE state = 'received'", (text_of(now),)
            )
            _accept_due(connection, now)

    async def one(self, request: Request) -> Response:
        """``GET /cases/{no}``, by case number or local number."""
        await self._provider.signed_in(request)
        return tagged_answer(request, await run_in_threadpool(self.find, request.path_params["no"]))

    def find(self, number: str) -> CaseAnswer:
        """A case by either number, its digests from the bytes on disk.

        Raises `RequestRefused` 404.
        """
        return self.answer(self.row(number))

    def row(self, number: str) -> sqlite3.Row:
        """The stored case with this case or local number. Raises `RequestRefused` 404."""
        self.accept_due()
        with self._database.look() as connection:
            row: sqlite3.Row | None = connection.execute(
                "SELECT * FROM cases WHERE case_no = ? OR local_no = ?", (number, number)
            ).fetchone()
        if row is None:
            raise RequestRefused(404, "没有这个办件。")
        return row

    async def changes(self, request: Request) -> Response:
        """``GET /cases?since=``."""
        await self._provider.signed_in(request)
        since = read_cursor(request)
        return json_answer(await run_in_threadpool(self._changes, since))

    def _changes(self, since: int) -> CaseList:
        rows = self.rows(since, PAGE + 1)
        told = rows[:PAGE]
        return CaseList(
            cursor=str(told[-1]["seq"] if told else since),
            more=len(rows) > PAGE,
            cases=tuple(self.answer(row) for row in told),
        )

    def rows(self, since: int = 0, limit: int = -1) -> list[sqlite3.Row]:
        """Stored cases that changed after `since`, in the order of their changes."""
        self.accept_due()
        with self._database.look() as connection:
            return connection.execute(
                "SELECT * FROM cases WHERE seq > ? ORDER BY seq LIMIT ?", (since, limit)
            ).fetchall()

    def answer(self, row: sqlite3.Row) -> CaseAnswer:
        """A stored case as an answer; reads its files from disk."""
        answer = _answer(row, self._reports(submission_of(row)))
        with self._database.look() as connection:
            turn = connection.execute(
                "SELECT reason, errors FROM turns WHERE case_no = ?", (answer.case_no,)
            ).fetchone()
        if turn is None:
            return answer
        errors = msgspec.json.decode(turn["errors"], type=tuple[ProblemField, ...])
        return msgspec.structs.replace(answer, reason=turn["reason"], errors=errors)

    # corrections

    def turn(self, case_no: str, turn: Turn) -> CaseAnswer:
        """A department decides: the case needs correction, is refused, closed or accepted."""
        with self._database.change() as connection:
            row = connection.execute(
                "UPDATE cases SET state = ?, seq = ?, held_until = ? WHERE case_no = ? RETURNING *",
                (turn.state, next_number(connection, "cases"), _FOR_EVER, case_no),
            ).fetchone()
            if row is None:
                raise RequestRefused(404, "没有这个办件。")
            connection.execute("DELETE FROM turns WHERE case_no = ?", (case_no,))
            if turn.reason or turn.errors:
                connection.execute(
                    "INSERT INTO turns VALUES (?, ?, ?)",
                    (case_no, turn.reason, msgspec.json.encode(turn.errors)),
                )
        return self.find(case_no)

    async def supplement(self, request: Request) -> Response:
        """``POST /cases/{no}/supplements``: the whole case as it should be, examined anew."""
        await self._provider.signed_in(request)
        body = await read_body(request)
        case = decode(request, body, CaseSubmission)
        number = request.path_params["no"]

        def examine() -> Change:
            now = self._clock.now()
            row = self.row(number)
            if row["state"] != "correction_needed":
                raise RequestRefused(409, "这个办件现在不需要补正。")
            if case.local_no != row["local_no"]:
                raise RequestRefused(409, "窗口编号与原办件不一致。")
            guide = self._catalogue.find(case.matter)
            faults = self._validator.faults(case, guide, now.date(), own=row["case_no"])
            if guide is None or faults:
                raise RequestRefused(
                    422,
                    f"共有 {len(faults)} 处需要更正，已一次性列出。",
                    kind=PROBLEM_INVALID_CASE,
                    errors=faults,
                )
            stored = self._reports(case)
            return lambda connection: self._corrected(connection, row["case_no"], case, stored, now)

        return await self._keys.once(request, body, examine)

    def _corrected(
        self,
        connection: sqlite3.Connection,
        case_no: str,
        case: CaseSubmission,
        stored: tuple[StoredFile, ...],
        now: datetime,
    ) -> Response:
        connection.execute(
            "UPDATE cases SET state = 'received', submission = ?, matter = ?, seq = ?,"
            " held_until = ? WHERE case_no = ?",
            (
                msgspec.json.encode(case),
                case.matter,
                next_number(connection, "cases"),
                text_of(now),
                case_no,
            ),
        )
        for file in file_parts(case.materials):
            taken = connection.execute(
                "UPDATE files SET case_no = ?1 WHERE id = ?2 AND (case_no IS NULL OR case_no = ?1)",
                (case_no, file.id),
            )
            if taken.rowcount != 1:
                raise RequestRefused(409, "文件已属于另一个办件，请重新上传。")
        connection.execute("DELETE FROM turns WHERE case_no = ?", (case_no,))
        _accept_due(connection, now)
        row = connection.execute("SELECT * FROM cases WHERE case_no = ?", (case_no,)).fetchone()
        return json_answer(_answer(row, stored))

    def _reports(self, case: CaseSubmission) -> tuple[StoredFile, ...]:
        return tuple(self._files.report(file.id) for file in file_parts(case.materials))


def _answer(row: sqlite3.Row, stored: tuple[StoredFile, ...]) -> CaseAnswer:
    return CaseAnswer(
        case_no=row["case_no"],
        local_no=row["local_no"],
        state=row["state"],
        matter=row["matter"],
        received_at=moment_of(row["received_at"]),
        accepted_at=moment_of(row["accepted_at"]) if row["accepted_at"] else None,
        promised_by=_day(row["promised_by"]),
        legal_by=_day(row["legal_by"]),
        estimated=bool(row["estimated"]),
        files=stored,
    )


def _accept_due(connection: sqlite3.Connection, now: datetime) -> None:
    """Accept what is due; the terms run from the day of acceptance."""
    for row in connection.execute(_DUE, (text_of(now),)).fetchall():
        accepted = moment_of(row["held_until"])
        promised = working_days_after(accepted.date(), row["promised_days"], region_calendar())
        legal = working_days_after(accepted.date(), row["legal_days"], region_calendar())
        connection.execute(
            "UPDATE cases SET state = 'accepted', seq = ?, accepted_at = ?, promised_by = ?,"
            " legal_by = ?, estimated = ? WHERE case_no = ?",
            (
                next_number(connection, "cases"),
                text_of(accepted),
                promised.day.isoformat(),
                legal.day.isoformat(),
                promised.estimated or legal.estimated,
                row["case_no"],
            ),
        )


def submission_of(row: sqlite3.Row) -> CaseSubmission:
    """What the window submitted."""
    return msgspec.json.decode(row["submission"], type=CaseSubmission)


def file_parts(materials: tuple[MaterialPart, ...]) -> list[FilePart]:
    """Every file of a case: for each material its page files, then its tidy PDF."""
    return [
        file
        for material in materials
        for file in (*material.files, *((material.tidy,) if material.tidy else ()))
    ]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
