"""A window with nothing but an outbox, on a profile that outlives it."""

import asyncio
import json
import os
import signal
from collections.abc import Callable
from datetime import datetime
from multiprocessing.connection import Connection as PipeEnd
from pathlib import Path
from typing import Any

import keyring
from sqlalchemy import Column, Connection, MetaData, String, Table, insert, select

from desk.domain.clock import utc_now
from desk.outbox import tables
from desk.outbox.entries import Entry, FileRole, OutboxFile, RemoteFiles
from desk.outbox.store import OutboxStore
from desk.outbox.worker import Backoff, OutboxWorker
from desk.region.client import RegionClient
from desk.region.contract import CaseAnswer
from desk.region.tokens import REFRESH_TOKEN, Tokens
from desk.vault.database import open_database, reading
from desk.vault.files import FileVault
from desk.vault.keys import Keys
from desk.vault.memory import MemoryKeyring
from desk.vault.sealing import Sealer
from desk.worker_thread import WorkerThread
from tests.practice.material import LIANG, SOCIAL_CARD

KEY = bytes(range(32))
visits = MetaData()
visit = Table(
    "visit",
    visits,
    Column("id", String, primary_key=True),
    Column("draft", String),
    Column("case_no", String),
)
"""As much of a visit as an outbox needs: what to submit, and the answer to it."""


class Profile:
    """The files of one window; open it again and it is as it was."""

    def __init__(self, folder: Path, now: Callable[[], datetime] = utc_now) -> None:
        self.engine = open_database(folder / "window.db")
        self.folder = folder
        self.vault = FileVault(folder / "files", KEY)
        self.store = OutboxStore(self.engine, Sealer(KEY), now)
        with self.engine.begin() as connection:
            visits.create_all(connection)
            for table in (tables.entry, tables.upload):
                table.create(connection, checkfirst=True)

    def close(self) -> None:
        self.engine.dispose()

    def write(
        self,
        visit_id: str,
        holding: str,
        pages: list[bytes],
        *,
        tidy: bytes | None = None,
        supersedes: int | None = None,
        **changed: Any,
    ) -> Entry:
        """A replacement social security card, filled in and put into the outbox."""
        files = [self._keep(page, FileRole.PAGE) for page in pages]
        derived = self._keep(tidy, FileRole.TIDY) if tidy else None
        draft = {
            "matter": SOCIAL_CARD,
            "version": 1,
            "applicant": LIANG,
            "form": {"contact_name": "梁思源", "contact_phone": "13800138000", "reason": "遗失"},
            "holding": holding,
            "pages": [file.sha256 for file in files],
            "tidy": derived.sha256 if derived else None,
            "hall": "NN01",
            "window": "3",
            "visit": visit_id,
            "local_no": f"NN01-3-{visit_id.upper()}",
            "clerk": "gx-0371",
            **changed,
        }
        with self.engine.begin() as connection:
            connection.execute(
                insert(visit).prefix_with("OR REPLACE").values(id=visit_id, draft=json.dumps(draft))
            )
            return self.store.enqueue_case(
                connection,
                visit_id,
                [*files, *([derived] if derived else [])],
                supersedes=supersedes,
                person="weili",
            )

    def case_no(self, visit_id: str) -> str | None:
        """What the visit knows of its case."""
        with reading(self.engine) as connection:
            found = connection.scalar(select(visit.c.case_no).where(visit.c.id == visit_id))
        return None if found is None else str(found)

    def build(self, connection: Connection, entry: Entry, files: RemoteFiles) -> bytes:
        text = connection.scalar(select(visit.c.draft).where(visit.c.id == entry.visit_id))
        draft = json.loads(text or "")

        def part(sha256: str) -> dict[str, Any]:
            file = files[sha256]
            return {"id": file.id, "sha256": file.sha256, "sheets": file.sheets}

        material: dict[str, Any] = {"code": "02", "files": [part(one) for one in draft["pages"]]}
        if draft["tidy"]:
            material["tidy"] = part(draft["tidy"])
        materials = [{"code": "01", "holding": draft.pop("holding")}, material]
        del draft["pages"], draft["tidy"]
        return json.dumps({**draft, "materials": materials}).encode()

    def acknowledged(self, connection: Connection, entry: Entry, answer: CaseAnswer) -> None:
        connection.execute(
            visit.update().where(visit.c.id == entry.visit_id).values(case_no=answer.case_no)
        )

    def _keep(self, data: bytes, role: FileRole) -> OutboxFile:
        stored = self.vault.put(data)
        return OutboxFile(stored.sha256, stored.size, 1, "image/jpeg", role)


class Window:
    """An outbox at work on a profile; made on a running loop."""

    def __init__(
        self,
        profile: Profile,
        url: str,
        refresh_token: str,
        *,
        observer: Callable[[str], None] = lambda _step: None,
        backoff: Backoff | None = None,
    ) -> None:
        self.worker_thread = WorkerThread("window")
        self.profile = profile
        keys = Keys("hall-desk-test")
        keys.keep_secret(REFRESH_TOKEN, refresh_token)
        self.client = RegionClient(url, Tokens(keys, self.worker_thread), deadline_s=10.0)
        self.worker = OutboxWorker(
            profile.store,
            self.client,
            profile.vault,
            self.worker_thread,
            build=profile.build,
            acknowledged=profile.acknowledged,
            observer=observer,
            backoff=backoff or Backoff(first_s=0.05, longest_s=0.2),
        )

    async def settle(self, seconds: float = 30.0) -> None:
        """Work until nothing is on its way any longer."""
        async with asyncio.timeout(seconds):
            await self.worker.recover()
            while self.profile.store.summary().pending:
                if not await self.worker.step():
                    await asyncio.sleep(0.02)

    async def close(self) -> None:
        await self.client.close()
        self.worker_thread.close()


def work_until_killed(
    folder: Path, url: str, refresh_token: str, kill_at: int, told: PipeEnd
) -> None:
    """Work the outbox off, but die by SIGKILL at the step of that place; for a process."""
    keyring.set_keyring(MemoryKeyring())
    heard = 0

    def observe(step: str) -> None:
        nonlocal heard
        if heard == kill_at:
            told.send(step)
            os.kill(os.getpid(), signal.SIGKILL)
        heard += 1

    async def work() -> None:
        profile = Profile(folder)
        window = Window(profile, url, refresh_token, observer=observe)
        await window.settle()
        await window.close()
        profile.close()

    asyncio.run(work())
