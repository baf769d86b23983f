"""Dates, money, numbers and digests as papers write them.

Times are the region's, shown in China's one time zone.
"""

from datetime import date, datetime

from desk.domain.clock import local_time


def moment_in_words(moment: datetime) -> str:
    """A time as ``2026 年 11 月 24 日 10:46``."""
    shown = local_time(moment)
    return f"{day_in_words(shown.date())} {shown:%H:%M}"


def day_in_words(day: date) -> str:
    """A day as ``2026 年 11 月 24 日``."""
    return f"{day.year} 年 {day.month} 月 {day.day} 日"


def until_in_words(day: date, today: date, *, estimated: bool = False) -> str:
    """The last day of a term, itself included: ``12 月 4 日（含）前``.

    The year is said when it is not today's; 预计 when the calendar of that year is not known.
    """
    year = f"{day.year} 年 " if day.year != today.year else ""
    return f"{'预计 ' if estimated else ''}{year}{day.month} 月 {day.day} 日（含）前"


def fee_in_words(fen: int) -> str:
    """A fee given in fen: ``不收费``, ``20 元``, ``12.50 元``."""
    if fen == 0:
        return "不收费"
    yuan, rest = divmod(fen, 100)
    return f"{yuan:,}.{rest:02d} 元" if rest else f"{yuan:,} 元"


def wait_in_words(seconds: int) -> str:
    """An expected wait in whole minutes, never less than one: ``约 9 分钟``."""
    return f"约 {max(1, -(-seconds // 60))} 分钟"


def short_digest(sha256: str) -> str:
    """The first eight digits of a digest, in two groups: ``9f3a 61c0``."""
    return f"{sha256[:4]} {sha256[4:8]}"
