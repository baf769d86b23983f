"""The demo's journal: one line of JSON an event, written as it happens."""

import json
import logging
import threading
from pathlib import Path
from typing import TextIO

from desk.domain.clock import utc_now


class Journal:
    """Appends events to ``journal.jsonl``: time, visit, step, what. Flushed line by line."""

    def __init__(self, path: Path) -> None:
        self._file: TextIO = path.open("w", encoding="utf-8")
        self._lock = threading.Lock()

    def note(self, visit: int | None, step: str, what: str) -> None:
        """Write one event; `visit` counts from 1, None is the demo itself."""
        line = {
            "time": utc_now().isoformat(timespec="milliseconds"),
            "visit": visit,
            "step": step,
            "what": what,
        }
        with self._lock:
            if not self._file.closed:
                self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
                self._file.flush()

    def close(self) -> None:
        """Close the file; events after this are dropped."""
        with self._lock:
            self._file.close()


class ErrorCount(logging.Handler):
    """Counts what is logged as an error, and notes it in the journal."""

    def __init__(self, journal: Journal) -> None:
        super().__init__(logging.ERROR)
        self._journal = journal
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Count one record."""
        self.count += 1
        self._journal.note(None, "error", f"{record.name}: {record.getMessage()}")
