"""Reads what a storm left, with none of the window's code: SQLite and files alone."""

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.faults.window.ledger import Laid, Ledger, Person, person_of


@dataclass(slots=True)
class Verdict:
    """What was counted, and in words what is wrong; a sound storm has nothing wrong."""

    cases: int = 0
    pages: int = 0
    foreign: int = 0
    lost: int = 0
    twice: int = 0
    stuck: int = 0
    unrecorded: int = 0
    unaccounted: int = 0
    told_short: int = 0
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        counts = (
            f"{self.cases} cases with {self.pages} pages: {self.foreign} pages in another's case, "
            f"{self.lost} lost, {self.twice} twice, {self.stuck} stuck, "
            f"{self.unrecorded} papers without a record, {self.unaccounted} files unaccounted for, "
            f"{self.told_short} cases short of pages by a clerk who was told"
        )
        return "\n".join([counts, *(f"  wrong: {line}" for line in self.wrong[:40])])


@dataclass(frozen=True, slots=True)
class Places:
    """Where everything of one storm lies."""

    region: Path
    hall: Path
    profile: Path
    glass: Path
    tray: Path
    ledger: Path
    seed: int


def judge(places: Places, careless: frozenset[str], *, settled: bool = True) -> Verdict:
    """Compare what the region, the hall, the profile and the folders hold with the ledger.

    `careless` are tickets whose clerk did not count pages; `settled` says that all that was
    under way has been brought to its end.
    """
    ledger = Ledger(places.ledger)
    laid, lines = ledger.laid(), list(ledger.lines())
    verdict = Verdict(stuck=sum("stuck" in line for line in lines))
    verdict.wrong += [f"stuck: {line['stuck']}" for line in lines if "stuck" in line]
    people = {
        person.number: person
        for ticket in {one.ticket for one in laid.values()} | set(_tickets(places.hall))
        for person in [person_of(ticket, places.seed)]
    }
    asked = {str(line["ticket"]) for line in lines if "asked" in line}
    _judge_cases(places, verdict, _Known(laid, people, careless, asked))
    _judge_papers(places, verdict, settled)
    _judge_folders(places, verdict, laid)
    if settled:
        _judge_ends(places, verdict)
    return verdict


def _rows(path: Path, question: str) -> list[sqlite3.Row]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        return connection.execute(question).fetchall()


def _tickets(hall: Path) -> dict[str, str]:
    return {row["number"]: row["state"] for row in _rows(hall, "SELECT * FROM ticket")}


def _cases(region: Path) -> Iterator[tuple[sqlite3.Row, dict[str, Any]]]:
    for row in _rows(region / "region.sqlite", "SELECT * FROM cases"):
        yield row, json.loads(row["submission"])


@dataclass(frozen=True, slots=True)
class _Known:
    """What the ledger says: the pages by digest, the people by number, whose clerk was how."""

    laid: dict[str, Laid]
    people: dict[str, Person]
    careless: frozenset[str]
    asked: set[str]


def _judge_cases(places: Places, verdict: Verdict, known: _Known) -> None:
    of_ticket: Counter[str] = Counter()
    numbers: Counter[str] = Counter()
    for row, case in _cases(places.region):
        verdict.cases += 1
        numbers[row["local_no"]] += 1
        person = known.people.get(case["applicant"]["number"])
        if person is None:
            verdict.wrong.append(f"{row['case_no']} is of nobody who came")
            continue
        of_ticket[person.ticket] += 1
        if case["form"].get("contact_phone") != person.phone:
            verdict.foreign += 1
            verdict.wrong.append(f"{row['case_no']} has another one's telephone")
        there = _pages(places, verdict, known, person, case)
        for (code, page), count in there.items():
            if count > 1:
                verdict.twice += count - 1
                verdict.wrong.append(f"{person.ticket}: page {code}-{page} is there {count} times")
        told = person.ticket in known.careless and person.ticket in known.asked
        _judge_missing(verdict, person, there, told=told)
    for what, counted in (("cases of", of_ticket), ("cases numbered", numbers)):
        for one, count in counted.items():
            if count > 1:
                verdict.twice += count - 1
                verdict.wrong.append(f"there are {count} {what} {one}")


def _pages(
    places: Places, verdict: Verdict, known: _Known, person: Person, case: dict[str, Any]
) -> Counter[tuple[str, int]]:
    """The person's own pages in their case, by material and page; others are counted as wrong."""
    there: Counter[tuple[str, int]] = Counter()
    for material in case["materials"]:
        for file in material.get("files", ()):
            data = (places.region / "files" / file["id"]).read_bytes()
            page = known.laid.get(hashlib.sha256(data).hexdigest())
            verdict.pages += 1
            if page is None or page.number != person.number:
                verdict.foreign += 1
                whose = page.ticket if page else "nobody"
                verdict.wrong.append(f"{person.ticket}'s case holds a page of {whose}")
                continue
            there[page.material, page.page] += 1
            if page.material != material["code"]:
                verdict.wrong.append(f"{person.ticket}: a page lies in another material")
    return there


def _judge_missing(
    verdict: Verdict, person: Person, there: Counter[tuple[str, int]], *, told: bool
) -> None:
    """`told` says that the clerk does not count, and was told by the window."""
    wanted = {(code, n) for code, most in person.pages.items() for n in range(1, most + 1)}
    missing = wanted - set(there)
    if missing and told:
        verdict.told_short += 1
    elif missing:
        verdict.lost += len(missing)
        verdict.wrong.append(f"{person.ticket}'s case lacks {sorted(missing)}")


def _judge_papers(places: Places, verdict: Verdict, settled: bool) -> None:
    recorded = {
        row["sha256"] for row in _rows(places.region / "region.sqlite", "SELECT * FROM papers")
    }
    printed = {
        hashlib.sha256(path.read_bytes()).hexdigest(): path.name
        for path in places.tray.glob("*.pdf")
    }
    for digest, name in printed.items():
        if settled and digest not in recorded:
            verdict.unrecorded += 1
            verdict.wrong.append(f"{name} has no record at the region")
    left = [path.name for path in places.tray.iterdir() if path.suffix != ".pdf"]
    if left:
        verdict.unaccounted += len(left)
        verdict.wrong.append(f"left among the papers: {left[:3]}")


def _judge_folders(places: Places, verdict: Verdict, laid: dict[str, Laid]) -> None:
    """Nothing that was laid in is gone from the folder, or from what was kept of it."""
    kept = {
        hashlib.sha256(path.read_bytes()).hexdigest()
        for path in places.glass.rglob("*")
        if path.is_file()
    }
    for digest, page in laid.items():
        if digest not in kept:
            verdict.unaccounted += 1
            verdict.wrong.append(f"the file {page.ticket}-{page.material}-{page.page} is gone")
    parts = [path.name for path in places.profile.rglob("*.part")]
    if parts:
        verdict.unaccounted += len(parts)
        verdict.wrong.append(f"left half-written in the profile: {parts[:3]}")


def _judge_ends(places: Places, verdict: Verdict) -> None:
    """Every visit was brought to its end, in the hall, in the window and at the region."""
    open_ = [n for n, state in _tickets(places.hall).items() if state in ("called", "serving")]
    database = places.profile / "window.db"
    standing = _rows(database, "SELECT ticket_number FROM visit WHERE closed_at IS NULL")
    for number in {*open_, *(row["ticket_number"] for row in standing)}:
        verdict.stuck += 1
        verdict.wrong.append(f"{number} was never brought to an end")
    waiting = _rows(database, "SELECT id, kind, state, trouble FROM outbox_entry")
    for row in waiting:
        if row["state"] not in ("acknowledged", "closed"):
            verdict.lost += row["kind"] == "case"
            verdict.unrecorded += row["kind"] != "case"
            verdict.wrong.append(f"outbox entry {row['id']} ({row['kind']}) is {row['state']}")
    at_region = {row["local_no"]: row["case_no"] for row, _ in _cases(places.region)}
    known = _rows(database, "SELECT local_no, case_no FROM visit WHERE local_no IS NOT NULL")
    for row in known:
        if at_region.get(row["local_no"]) != row["case_no"]:
            verdict.lost += 1
            verdict.wrong.append(f"{row['local_no']} is {row['case_no']} here and another there")
    for number in set(at_region) - {row["local_no"] for row in known}:
        verdict.wrong.append(f"the region's case {number} is unknown here")
