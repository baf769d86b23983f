"""Rows of the outbox's tables as entries and uploads; what is sealed, and for which place."""

from typing import Any

from sqlalchemy import Row

from desk.outbox.entries import Entry, EntryKind, EntryRefusal, EntryState, EntryUpload, OutboxFile
from desk.vault.sealing import Sealer


def body_context(key: str) -> str:
    """The place of an entry's body."""
    return f"outbox_entry.body:{key}"


def refusal_context(key: str) -> str:
    """The place of the words with which an entry was refused."""
    return f"outbox_entry.refusal:{key}"


def file_context(key: str) -> str:
    """The place of an upload's file."""
    return f"outbox_upload.file:{key}"


class EntryRows:
    """Opens what the rows hold."""

    def __init__(self, sealer: Sealer) -> None:
        self.sealer = sealer

    def entry(self, row: Row[Any]) -> Entry:
        """A row of ``outbox_entry``."""
        return Entry(
            id=row.id,
            key=row.key,
            kind=EntryKind(row.kind),
            visit_id=row.visit_id,
            state=EntryState(row.state),
            created_at=row.created_at,
            promised_at=row.promised_at,
            not_before=row.not_before,
            attempts=row.attempts,
            trouble=row.trouble,
            case_no=row.case_no,
            supersedes=row.supersedes,
            refusal=self._refusal(row),
            settled_at=row.settled_at,
        )

    def upload(self, row: Row[Any]) -> EntryUpload:
        """A row of ``outbox_upload``."""
        return EntryUpload(
            id=row.id,
            key=row.key,
            file=self.sealer.open_json(row.file, file_context(row.key), OutboxFile),
            url=row.url,
            remote_id=row.remote_id,
        )

    def _refusal(self, row: Row[Any]) -> EntryRefusal | None:
        if row.refusal is None:
            return None
        return self.sealer.open_json(row.refusal, refusal_context(row.key), EntryRefusal)
