"""Every change at most once: Idempotency-Key, as the IETF draft of that name describes it.

The first answer is stored in the transaction that makes the change; the same key and body get it
again, another body under the same key is refused, and while the first request still runs, a second
one is answered with 409.
"""

import hashlib
import json
import re
import sqlite3
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from desk.practice.database import PracticeDatabase
from desk.practice.faults import FaultInjector
from desk.practice.problems import RequestRefused, problem_answer
from desk.region.contract import PROBLEM_KEY_MISSING, PROBLEM_KEY_REUSED, PROBLEM_KEY_RUNNING

REPLAYED = "Idempotency-Replayed"
"""Header that marks a repeated answer."""

Change = Callable[[sqlite3.Connection], Response]
"""Makes the change inside the given transaction and returns the answer to it."""

_ANYBODY = ""
_KEY = re.compile(r'"?([\x21\x23-\x7e]{8,128})"?')
_KEPT_HEADERS = ("content-type", "location", "upload-expires", "tus-resumable")
_SETTLED = frozenset({200, 201, 204, 409, 422})
"""Statuses that are final for this body; others (not found yet) are computed again."""


class IdempotencyKeys:
    """The keys that have been answered, and those being worked on."""

    def __init__(self, database: PracticeDatabase, weather: FaultInjector) -> None:
        self._database = database
        self._weather = weather
        self._running: set[tuple[str, str]] = set()

    async def once(self, request: Request, body: bytes, examine: Callable[[], Change]) -> Response:
        """Answer a change exactly once, whoever is signed in.

        Keys are the program's and not a clerk's: a case that one clerk submitted is sent again
        after a change of shift by another one's tokens.

        `examine` runs on a worker thread outside the transaction (it may read large files and
        raise `RequestRefused`) and returns the change itself. Raises `RequestRefused` 400 without
        a key, 422 when the key came with another body before, 409 while it is being worked on.
        """
        match = _KEY.fullmatch(request.headers.get("idempotency-key", ""))
        if not match:
            raise RequestRefused(400, "办理变更须带 Idempotency-Key。", kind=PROBLEM_KEY_MISSING)
        running = (_ANYBODY, match[1])
        if running in self._running:
            raise RequestRefused(
                409, "同一请求正在办理。", kind=PROBLEM_KEY_RUNNING, headers={"Retry-After": "1"}
            )
        self._running.add(running)
        try:
            await self._weather.work_slowly(request)
            mark = hashlib.sha256(
                f"{request.method}\n{request.url.path}\n".encode() + body
            ).hexdigest()
            return await run_in_threadpool(self._settle, _ANYBODY, match[1], mark, examine)
        finally:
            self._running.discard(running)

    def unkeyed(self, examine: Callable[[], Change]) -> Response:
        """Make a change that came without a key, for the calls that need none."""
        change = examine()
        with self._database.change() as connection:
            return change(connection)

    def _settle(
        self, clerk: str, key: str, fingerprint: str, examine: Callable[[], Change]
    ) -> Response:
        with self._database.look() as connection:
            first = connection.execute(
                "SELECT * FROM answers WHERE clerk = ? AND key = ?", (clerk, key)
            ).fetchone()
        if first:
            return _again(first, fingerprint)
        try:
            change = examine()
            with self._database.change() as connection:
                answer = change(connection)
                self._keep(connection, clerk, key, fingerprint, answer)
        except RequestRefused as refusal:
            answer = problem_answer(refusal)
            with self._database.change() as connection:
                self._keep(connection, clerk, key, fingerprint, answer)
        return answer

    def _keep(
        self,
        connection: sqlite3.Connection,
        clerk: str,
        key: str,
        fingerprint: str,
        answer: Response,
    ) -> None:
        if answer.status_code not in _SETTLED:
            return
        headers = {name: answer.headers[name] for name in _KEPT_HEADERS if name in answer.headers}
        connection.execute(
            "INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?)",
            (
                clerk,
                key,
                fingerprint,
                answer.status_code,
                json.dumps(headers),
                bytes(answer.body),
            ),
        )


def _again(first: sqlite3.Row, fingerprint: str) -> Response:
    if first["fingerprint"] != fingerprint:
        raise RequestRefused(
            422,
            "这个 Idempotency-Key 已用于另一项内容，请换用新的。",
            kind=PROBLEM_KEY_REUSED,
            title="请求标识重复使用",
        )
    headers = {**json.loads(first["headers"]), REPLAYED: "true"}
    return Response(first["body"], first["status"], headers=headers)
