"""``desk catalogue``: the matters that this window knows, and those whose guide it cannot use.

It only reads, also while the window runs, and needs neither key nor keyring: nothing in the
catalogue is personal.
"""

import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any, ClassVar

from desk.domain.failures import QT_TRANSLATE_NOOP, Failure


class NoCatalogue(Failure):
    """There is no window's database, or it cannot be read."""

    code: ClassVar[str] = "CAT-05"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "There is no catalogue in {profile}")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Nothing was read.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Name the folder of the window’s data with --profile."
    )


def catalogue(profile: Path, *, as_json: bool) -> int:
    """Print how many matters there are, and a line for each whose guide was kept out.

    The line says so if the older guide of a matter is still in force. Raises `NoCatalogue`.
    """
    count, cursor, wrong = _read(profile)
    if as_json:
        told = {"matters": count, "cursor": cursor, "kept_out": wrong}
        sys.stdout.write(f"{json.dumps(told, ensure_ascii=False)}\n")
        return 0
    sys.stdout.write(f"{count} matters, {len(wrong)} guides kept out\n")
    for one in wrong:
        older = "older guide in use" if one["older"] else "cannot be chosen"
        fields = (one["since"], one["code"], one["name"], older, one["reason"])
        sys.stdout.write("\t".join(fields) + "\n")
    return 0


def _read(profile: Path) -> tuple[int, str, list[dict[str, Any]]]:
    database = profile / "window.db"
    if not database.is_file():
        raise NoCatalogue(profile=str(profile))
    try:
        with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as base:
            (count,) = base.execute("SELECT count(*) FROM matters").fetchone()
            row = base.execute("SELECT cursor FROM catalogue").fetchone()
            rows = base.execute(
                "SELECT code, name, reason, since, code IN (SELECT code FROM matters)"
                " FROM matter_kept_out ORDER BY since, code"
            ).fetchall()
    except sqlite3.Error as error:
        raise NoCatalogue(profile=str(profile)) from error
    fields = ("code", "name", "reason", "since", "older")
    wrong = [dict(zip(fields, one, strict=True)) for one in rows]
    return count, row[0] if row else "", [{**one, "older": bool(one["older"])} for one in wrong]
