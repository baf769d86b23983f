"""The table that the manager takes away: a file for spreadsheets."""

import codecs
from collections.abc import Sequence
from pathlib import Path

from desk.domain.hall_statistics import DayStatistics
from desk.domain.hall_table import csv_of
from desk.figures.words import heading
from desk.vault.durable import write_durably


def save_table(file: Path, days: Sequence[DayStatistics]) -> None:
    """Write the days as CSV in UTF-8, with the mark by which spreadsheets know it.

    Raises `DiskFull` and `DiskRefused`; what lay there is still there then.
    """
    write_durably(file, codecs.BOM_UTF8 + csv_of(days, heading).encode())
