"""``desk audit``: who did what at this window, from the log of acts in its profile.

It only reads, also while the window runs, and needs neither key nor keyring: nothing in the log
is personal but the clerks' ids. docs/audit.md lists the acts and the fields.
"""

import json
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, ClassVar

from desk.domain.clock import CHINA
from desk.domain.failures import QT_TRANSLATE_NOOP, Failure

FIELDS = ("id", "at", "kind", "clerk", "visit", "ticket", "number", "count", "reason")


class NoAuditLog(Failure):
    """There is no window's database, or it is of a version that kept no acts."""

    code: ClassVar[str] = "AUD-01"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "There is no log of acts in {profile}")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Nothing was read.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Name the folder of the window’s data with --profile."
    )


class AuditUnreadable(Failure):
    """The database is there and could not be read."""

    code: ClassVar[str] = "AUD-02"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The log of acts could not be read")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "SQLite says: {why}.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Leave the file as it is and give the code to support."
    )


def audit(profile: Path, *, since: date | None, clerk: str, as_json: bool) -> int:
    """Print the acts of the window whose data lie in `profile`, oldest first.

    `since` is a day in China's time zone, `clerk` the id of a clerk. Raises `NoAuditLog`,
    `AuditUnreadable`.
    """
    for act in _acts(profile, since, clerk):
        sys.stdout.write(f"{json.dumps(act, ensure_ascii=False) if as_json else _line(act)}\n")
    return 0


def _acts(profile: Path, since: date | None, clerk: str) -> Iterator[dict[str, Any]]:
    database = profile / "window.db"
    if not database.is_file():
        raise NoAuditLog(profile=str(profile))
    wanted = "SELECT id, at, kind, clerk, visit_id, ticket, number, count, reason FROM act"
    asked: list[str] = []
    values: list[str] = []
    if since is not None:
        midnight = datetime.combine(since, time(), CHINA).astimezone(UTC)
        asked.append("at >= ?")
        values.append(midnight.strftime("%Y-%m-%dT%H:%M:%S"))
    if clerk:
        asked.append("clerk = ?")
        values.append(clerk)
    if asked:
        wanted += f" WHERE {' AND '.join(asked)}"
    try:
        with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as base:
            if not base.execute("SELECT 1 FROM sqlite_master WHERE name = 'act'").fetchone():
                raise NoAuditLog(profile=str(profile))
            for row in base.execute(f"{wanted} ORDER BY id", values):
                yield dict(zip(FIELDS, row, strict=True))
    except sqlite3.Error as error:
        raise AuditUnreadable(why=str(error)) from error


def _line(act: dict[str, Any]) -> str:
    at = datetime.fromisoformat(act["at"]).astimezone(CHINA)
    count = "" if act["count"] is None else f"×{act['count']}"
    words = (
        f"{at:%Y-%m-%d %H:%M:%S}",
        f"{act['clerk'] or '-':12}",
        f"{act['kind']:16}",
        f"{act['ticket'] or '-':6}",
        act["number"],
        count,
        act["reason"],
    )
    return "  ".join(word for word in words if word).rstrip()
