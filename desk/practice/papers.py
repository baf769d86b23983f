"""What windows printed for a case: makes a forged paper visible."""

import re
import sqlite3

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from desk.practice.cases import PracticeCases
from desk.practice.clock import RegionClock, moment_of, text_of
from desk.practice.database import PracticeDatabase
from desk.practice.idempotency import Change, IdempotencyKeys
from desk.practice.messages import decode, json_answer, read_body
from desk.practice.oauth import Provider
from desk.practice.problems import RequestRefused
from desk.region.contract import PaperAnswer, PaperList, PaperRecord, ProblemField


class Papers:
    """The endpoints under ``/cases/{no}/papers``."""

    def __init__(
        self,
        database: PracticeDatabase,
        provider: Provider,
        keys: IdempotencyKeys,
        cases: PracticeCases,
        clock: RegionClock,
    ) -> None:
        self._database = database
        self._provider = provider
        self._keys = keys
        self._cases = cases
        self._clock = clock

    async def record(self, request: Request) -> Response:
        """``POST /cases/{no}/papers``."""
        clerk = await self._provider.signed_in(request)
        body = await read_body(request)
        paper = decode(request, body, PaperRecord)

        def examine() -> Change:
            case_no = self._cases.row(request.path_params["no"])["case_no"]
            _check(paper)
            answer = PaperAnswer(paper.number, paper.kind, paper.sha256, self._clock.now())

            def change(connection: sqlite3.Connection) -> Response:
                connection.execute(
                    "INSERT INTO papers (case_no, number, kind, sha256, recorded_at, clerk)"
                    " VALUES (?, ?, ?, ?, ?, ?)",
                    (
                        case_no,
                        paper.number,
                        paper.kind,
                        paper.sha256,
                        text_of(answer.recorded_at),
                        clerk.id,
                    ),
                )
                return json_answer(answer, 201)

            return change

        return await self._keys.once(request, body, examine)

    async def listed(self, request: Request) -> Response:
        """``GET /cases/{no}/papers``."""
        await self._provider.signed_in(request)

        def look() -> PaperList:
            return PaperList(self.of(self._cases.row(request.path_params["no"])["case_no"]))

        return json_answer(await run_in_threadpool(look))

    def of(self, case_no: str) -> tuple[PaperAnswer, ...]:
        """The papers recorded for a case, oldest first."""
        with self._database.look() as connection:
            rows = connection.execute(
                "SELECT * FROM papers WHERE case_no = ? ORDER BY id", (case_no,)
            ).fetchall()
        return tuple(
            PaperAnswer(row["number"], row["kind"], row["sha256"], moment_of(row["recorded_at"]))
            for row in rows
        )


def _check(paper: PaperRecord) -> None:
    faults = []
    if not paper.number:
        faults.append(ProblemField("/number", "请填写文书编号。"))
    if not paper.kind:
        faults.append(ProblemField("/kind", "请填写文书种类。"))
    if not re.fullmatch(r"[0-9a-f]{64}", paper.sha256):
        faults.append(ProblemField("/sha256", "应为 64 位十六进制 SHA-256。"))
    if faults:
        raise RequestRefused(422, "文书登记内容有误。", errors=tuple(faults))
