"""``python -m tests.faults.answers``: answers of a region, right and nearly right, believed or not.

For every kind of answer a sound one is made and some of its fields are replaced: by wrong
types, empty and endless texts, hidden characters, impossible numbers, days and zones. Whatever
passes `desk.region.checks` is then *used* as the window uses it: kept in a database, drawn on
papers, put into headers, found again. An answer that is believed and cannot be used is a
fault of ours; so is anything but a `RegionFailure` for the others.
"""

import argparse
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import msgspec

from desk.domain.clock import local_time
from desk.domain.codes import CASE_PAGE, read_code
from desk.domain.visits import Holding
from desk.region import checks
from desk.region.catalogue import Catalogue, matter_of
from desk.region.contract import (
    CaseAnswer,
    Clerk,
    DeviceAuthorization,
    Discovery,
    HoldingsAnswer,
    MatterGuide,
    Message,
    PaperAnswer,
    TokenAnswer,
)
from desk.region.error_answers import failure_of
from desk.region.problems import RegionFailure, RegionRefused
from desk.region.wire import HttpAnswer
from desk.visit.database import open_window_database
from printing import papers
from tests.printing.facts import NOTICE, RECEIPT

SHA = "ab" * 32
SOUND: dict[str, dict[str, Any]] = {
    "case": {
        "case_no": "45-0100-20261124-004417", "local_no": "NN01-3-20261124-0007-K",
        "state": "accepted", "matter": "m", "received_at": "2026-11-24T09:00:00+08:00",
        "accepted_at": "2026-11-24T09:00:05+08:00", "promised_by": "2026-12-04",
        "legal_by": "2026-12-08", "estimated": False, "reason": "",
        "files": [{"id": "f1", "sha256": SHA, "size": 3, "sheets": 1}], "errors": [],
    },
    "clerk": {"id": "gx-0371", "name": "韦丽", "role": "综合窗口"},
    "paper": {"number": "n", "kind": "notice", "sha256": SHA,
              "recorded_at": "2026-11-24T09:00:00+08:00"},
    "token": {"access_token": "abc.def", "token_type": "Bearer", "expires_in": 60,
              "refresh_token": "ghi"},
    "device": {
        "device_code": "d", "user_code": "BCDF-GHJK", "verification_uri": "https://r.example/d",
        "verification_uri_complete": "https://r.example/d?c=BCDF", "expires_in": 600, "interval": 1,
    },
    "discovery": {
        "region_code": "45", "region_name": "广西", "practice": True, "versions": ["1"],
        "features": [], "max_upload_size": 1000, "device_authorization_endpoint": "/d",
        "token_endpoint": "/t", "public_url": "https://r.example",
    },
    "holdings": {"held": [{"material": "01", "state": "held", "holding": "h1",
                           "name": "居民身份证", "valid_until": "2036-01-01"}]},
    "guide": {
        "code": "m", "version": 1, "name": "社会保障卡补领", "name_en": "Card",
        "authority": "人社局",
        "level": "市", "authority_code": "11", "kind": "行政许可", "applicants": ["person"],
        "legal_days": 10, "promised_days": 8, "fee_fen": 0, "visits": 1, "result": "卡",
        "form": {"type": "object", "properties": {}},
        "materials": [{"code": "01", "name": "身份证", "form": "original", "copies": 1,
                       "required": "required", "source": "applicant"}],
    },
    "page": {"cursor": "7", "more": False, "cases": []},
    "problem": {
        "type": "https://p.example/problems/invalid-case", "title": "t", "status": 422,
        "detail": "不行", "errors": [{"pointer": "/form/contact_phone", "detail": "少一位"}],
    },
}  # fmt: skip

NASTY: tuple[Any, ...] = (
    None, True, 0, -1, 1, 3.5, 2**31, 2**63, 10**30, [], {}, [None], ["x"], {"a": 1}, "", " ", "x",
    "9" * 5000, "A" * 41, "a\u0000b", "a\nb", "a\u202eb", "梁\u200b思源", "\u2028", "\ufeffx",
    "é" * 200_000, "<b>x</b>", "'; DROP TABLE visit; --", "../../etc", "A-1", "45-0100-1",
    "2026-11-24", "2026-11-24T09:00:00", "2026-11-24T09:00:00Z", "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00", "1926-01-01T00:00:00Z", "2026-02-30", "9999-12-31", "0001-01-01",
    "2999-01-01T00:00:00+08:00", "http://[::1", "ftp://x/y", "https://", "javascript:alert(1)",
    "https://r.example/" + "x" * 5000, "tok en", "tök", "a\r\nX-Evil: 1", "bearer", "mac",
    "\U0001f600", "䶮", "\U00020164", "\ud7ff", "\ue000", "待补正", "of-tomorrow", "accepted",
)  # fmt: skip

READERS: dict[str, tuple[type[Message], Callable[[Any], Any]]] = {
    "case": (CaseAnswer, checks.case),
    "clerk": (Clerk, checks.clerk),
    "paper": (PaperAnswer, checks.paper),
    "token": (TokenAnswer, checks.token),
    "device": (DeviceAuthorization, checks.device),
    "discovery": (Discovery, checks.discovery),
    "holdings": (HoldingsAnswer, checks.holdings),
    "guide": (MatterGuide, checks.guide),
}


@dataclass
class Tally:
    """What came of the answers; `wrong` are the ones that must not be."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        lines = [f"{name:24} {count:6}" for name, count in sorted(self.counts.items())]
        return "\n".join([*lines, f"{'wrong':24} {len(self.wrong):6}", *self.wrong[:20]])


def mutated(kind: str, dice: random.Random) -> bytes:
    """An answer of this kind with up to three of its fields replaced, anywhere inside."""
    told = deepcopy(SOUND[kind])
    for _ in range(dice.choice((0, 1, 1, 1, 2, 3))):
        place: Any = told
        while True:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            if not keys:
                break
            key = dice.choice(keys)
            inner = place[key]
            if isinstance(inner, dict | list) and inner and dice.random() < 0.6:
                place = inner
                continue
            if isinstance(place, dict) and dice.random() < 0.1:
                del place[key]
            else:
                place[key] = deepcopy(dice.choice(NASTY))
            break
    return json.dumps(told).encode()


class Uses:
    """What a window does with what it believes."""

    def __init__(self, folder: Path) -> None:
        self.engine = open_window_database(folder / "window.db")
        self.catalogue = Catalogue(self.engine)
        self._drawn: set[object] = set()

    def case(self, case: CaseAnswer) -> None:
        """Store it as it is stored, read its number from a paper, draw what can be drawn."""
        assert msgspec.json.decode(msgspec.json.encode(case), type=CaseAnswer) == case
        assert read_code(f"https://r.example/{CASE_PAGE}/{case.case_no}") is not None
        facts = replace(
            RECEIPT, local_no=case.local_no, case_no=case.case_no, received_at=case.received_at
        )
        self._draw(facts)
        if case.accepted_at and case.promised_by:
            self._draw(
                replace(
                    NOTICE,
                    case_no=case.case_no,
                    accepted_at=case.accepted_at,
                    promised_by=case.promised_by,
                    estimated=case.estimated,
                )
            )
        for moment in (case.received_at, case.accepted_at):
            if moment is not None:
                str(local_time(moment) + timedelta(days=1))  # raises beyond the calendar

    def clerk(self, clerk: Clerk) -> None:
        """The name stands on papers."""
        self._draw(replace(RECEIPT, clerk=clerk.name))

    def token(self, token: TokenAnswer) -> None:
        """It stands in a header and in the keyring."""
        httpx.Request("GET", "https://r.example", headers={"Authorization": token.access_token})

    def device(self, device: DeviceAuthorization) -> None:
        """Its address is opened by a telephone."""
        httpx.URL(device.verification_uri_complete or device.verification_uri)

    def discovery(self, told: Discovery) -> None:
        """Its address of public pages stands on papers."""
        self._draw(replace(NOTICE, public_url=told.public_url))

    def holdings(self, told: HoldingsAnswer) -> None:
        """What is held becomes a line of the checklist."""
        for one in told.held:
            Holding(one.holding, one.name, one.valid_until)

    def guide(self, guide: MatterGuide) -> None:
        """It is laid into the catalogue and found there."""
        from desk.region.contract import MatterChanges

        self.catalogue.apply(MatterChanges("1", False, changed=(guide,)))
        assert self.catalogue.matter(guide.code) == matter_of(guide)

    def paper(self, _paper: PaperAnswer) -> None:
        """It is only believed."""

    def _draw(self, facts: Any) -> None:
        if facts not in self._drawn:  # the same facts give the same bytes
            self._drawn.add(facts)
            assert papers.render(facts).startswith(b"%PDF")


def try_answers(count: int, seed: int, folder: Path) -> Tally:
    """`count` answers of all kinds."""
    dice, tally, uses = random.Random(seed), Tally(), Uses(folder)
    kinds = [*READERS, "problem"]
    for number in range(count):
        kind = kinds[number % len(kinds)]
        body = mutated(kind, dice)
        try:
            if kind == "problem":
                _problem(body, dice, tally)
                continue
            message, check = READERS[kind]
            answer = HttpAnswer(200, {"content-type": "application/json"}, body)
            try:
                believed = check(answer.read(message))
            except RegionFailure as failure:
                assert "{" not in failure.sentence  # noqa: PT017
                tally.counts[f"{kind}: not believed"] += 1
                continue
            getattr(uses, kind)(believed)
            tally.counts[f"{kind}: used"] += 1
        except Exception as error:  # noqa: BLE001 — whatever it is, it is counted
            tally.wrong.append(f"{kind}: {type(error).__name__}: {body[:300]!r}")
    uses.engine.dispose()
    return tally


def _problem(body: bytes, dice: random.Random, tally: Tally) -> None:
    status = dice.choice((400, 401, 403, 404, 408, 409, 413, 422, 423, 425, 429, 500, 503))
    again = dice.choice(("", "", "7", "soon", "Tue, 24 Nov 2026 09:00:00 GMT"))
    failure = failure_of(status, "application/problem+json", body, again)
    if status in (408, 423, 425, 429, 503) or status >= 500:
        assert failure.passing, f"{status} is for later"
    if isinstance(failure, RegionRefused):
        assert all(len(fault.detail) <= 1001 for fault in failure.faults)
    assert "{" not in failure.sentence
    tally.counts[f"problem: {failure.code}"] += 1


def main(words: list[str]) -> int:
    """Try so many answers; returns 1 when any was believed and could not be used."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.answers", description=__doc__)
    parser.add_argument("--count", type=int, default=6000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        tally = try_answers(given.count, given.seed, Path(folder))
    print(tally)
    return int(bool(tally.wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
