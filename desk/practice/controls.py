"""What only a practice region has: a summary of what it stores, and switches to misbehave.

Every call carries the key that the server printed when it started.
"""

import hmac
import sqlite3
from datetime import datetime

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from desk.practice.cases import PracticeCases, file_parts, submission_of
from desk.practice.catalogue import PracticeCatalogue
from desk.practice.clock import RegionClock
from desk.practice.decisions import Turn
from desk.practice.faults import Fault, FaultInjector
from desk.practice.files import Files, StoredUpload
from desk.practice.messages import decode, json_answer, read_body
from desk.practice.oauth import Provider
from desk.practice.papers import Papers
from desk.practice.problems import RequestRefused
from desk.practice.recorder import Recorder
from desk.region.contract import MatterGuide, Message, PaperAnswer

KEY_HEADER = "X-Practice-Key"


class SummaryFile(Message, frozen=True, omit_defaults=True):
    """A file of a case: digest, size and sheets from the stored bytes.

    `part` is ``page`` or ``tidy``; `stated` is the digest that the window submitted.
    """

    id: str
    material: str
    part: str
    sha256: str
    stated: str
    size: int
    sheets: int
    media_type: str


class SummaryCase(Message, frozen=True, omit_defaults=True):
    """A case with its files and papers."""

    case_no: str
    local_no: str
    state: str
    matter: str
    received_at: datetime
    files: tuple[SummaryFile, ...]
    papers: tuple[PaperAnswer, ...]


class RegionSummary(Message, frozen=True, omit_defaults=True):
    """Everything that reached the region; cases in the order in which they came."""

    cases: tuple[SummaryCase, ...]


class Controls:
    """The endpoints under ``/practice``."""

    def __init__(
        self,
        *,
        key: str,
        provider: Provider,
        catalogue: PracticeCatalogue,
        files: Files,
        cases: PracticeCases,
        papers: Papers,
        weather: FaultInjector,
        clock: RegionClock,
        recorder: Recorder,
    ) -> None:
        self._key = key
        self._provider = provider
        self._catalogue = catalogue
        self._files = files
        self._cases = cases
        self._papers = papers
        self._weather = weather
        self._clock = clock
        self._recorder = recorder
        self._to_flip: set[int] = set()

    def _check(self, request: Request) -> None:
        given = request.headers.get(KEY_HEADER, "")
        if not hmac.compare_digest(given.encode(), self._key.encode()):
            raise RequestRefused(403)

    async def summary(self, request: Request) -> Response:
        """``GET /practice/summary``."""
        self._check(request)
        return json_answer(await run_in_threadpool(self._summary))

    def _summary(self) -> RegionSummary:
        rows = sorted(self._cases.rows(), key=lambda row: str(row["case_no"]))
        return RegionSummary(tuple(self._case(row) for row in rows))

    async def faults(self, request: Request) -> Response:
        """``GET /practice/faults``: what still waits."""
        self._check(request)
        return json_answer(self._weather.waiting())

    async def add_fault(self, request: Request) -> Response:
        """``POST /practice/faults``."""
        self._check(request)
        fault = decode(request, await read_body(request), Fault)
        await run_in_threadpool(self.begin, fault)
        return json_answer(self._weather.waiting(), 201)

    def begin(self, fault: Fault) -> None:
        """Put a fault in force."""
        if fault.skew_clock_s is not None:
            self._clock.skew_s = fault.skew_clock_s
        elif fault.flip_byte is not None:
            upload = self._files.at(fault.flip_byte)
            if upload is not None and upload.whole:
                self._files.flip_byte(upload.id)
            else:
                self._to_flip.add(fault.flip_byte)
        else:
            self._weather.add(fault)

    def on_whole(self, upload: StoredUpload) -> None:
        """Flip a byte in a file that became whole, when a fault waits for it."""
        if upload.place in self._to_flip:
            self._to_flip.discard(upload.place)
            self._files.flip_byte(upload.id)

    async def clear_faults(self, request: Request) -> Response:
        """``DELETE /practice/faults``: no faults, a right clock, nothing held any more."""
        self._check(request)
        self._weather.clear()
        self._to_flip.clear()
        self._clock.skew_s = 0.0
        await run_in_threadpool(self._cases.release)
        return Response(status_code=204)

    async def put_matter(self, request: Request) -> Response:
        """``PUT /practice/matters/{code}``: a new version of a guide, or a new guide."""
        self._check(request)
        guide = decode(request, await read_body(request), MatterGuide)
        if guide.code != request.path_params["code"]:
            raise RequestRefused(409)
        await run_in_threadpool(self._catalogue.put, guide.code, guide)
        return json_answer(guide)

    async def drop_matter(self, request: Request) -> Response:
        """``DELETE /practice/matters/{code}``: the matter is gone."""
        self._check(request)
        await run_in_threadpool(self._catalogue.put, request.path_params["code"], None)
        return Response(status_code=204)

    async def turn_case(self, request: Request) -> Response:
        """``POST /practice/cases/{no}/turn``: a department decides about a received case."""
        self._check(request)
        turn = decode(request, await read_body(request), Turn)
        number = request.path_params["no"]
        return json_answer(await run_in_threadpool(self._cases.turn, number, turn))

    async def end_tokens(self, request: Request) -> Response:
        """``DELETE /practice/tokens``: everybody must sign in anew."""
        self._check(request)
        await run_in_threadpool(self._provider.end_all)
        return Response(status_code=204)

    async def exchanges(self, request: Request) -> Response:
        """``GET /practice/exchanges``: requests and answers, when the server records them."""
        self._check(request)
        return Response(
            msgspec.json.encode(self._recorder.exchanges()), media_type="application/json"
        )

    async def forget_exchanges(self, request: Request) -> Response:
        """``DELETE /practice/exchanges``: record anew from here."""
        self._check(request)
        self._recorder.forget()
        return Response(status_code=204)

    def _case(self, row: sqlite3.Row) -> SummaryCase:
        answer = self._cases.answer(row)
        stored = {file.id: file for file in answer.files}
        files = []
        for material in submission_of(row).materials:
            for part in file_parts((material,)):
                upload, file = self._files.find(part.id), stored[part.id]
                files.append(
                    SummaryFile(
                        id=part.id,
                        material=material.code,
                        part="tidy" if part is material.tidy else "page",
                        sha256=file.sha256,
                        stated=part.sha256,
                        size=file.size,
                        sheets=file.sheets,
                        media_type=upload.media_type if upload else "",
                    )
                )
        return SummaryCase(
            case_no=answer.case_no,
            local_no=answer.local_no,
            state=answer.state,
            matter=answer.matter,
            received_at=answer.received_at,
            files=tuple(files),
            papers=self._papers.of(answer.case_no),
        )
