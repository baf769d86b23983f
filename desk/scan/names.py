"""File names chosen by other programs: made readable, and sorted.

On Linux a name is bytes. Python carries those that are not UTF-8 as lone surrogates, which no log,
no JSON and no database accepts; `readable_name` makes what is shown and stored, and only the file
system gets the name itself.
"""

import os
import re
import unicodedata

LONGEST_SHOWN = 60
"""Characters of a name that are shown; the middle of a longer one is left out."""

NAMES_SHOWN = 3
"""How many names a sentence lists before it says that there are more."""

_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")}
_DIGITS |= {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_NUMBER = re.compile(r"\d+|[零〇一二两三四五六七八九十百千]+")

SortKey = tuple[tuple[int, int, str], ...]


def readable_name(name: str) -> str:
    """The name as people can read it: GBK decoded, invisible characters marked, not too long."""
    try:
        name.encode()
    except UnicodeEncodeError:
        name = _decoded(os.fsencode(name)) if os.name == "posix" else _replaced(name)
    shown = "".join("\ufffd" if unicodedata.category(c) in _UNSEEN else c for c in name)
    if len(shown) <= LONGEST_SHOWN:
        return shown
    half = (LONGEST_SHOWN - 1) // 2
    return f"{shown[:half]}…{shown[-half:]}"


def _decoded(raw: bytes) -> str:
    """Bytes that are not UTF-8: on Chinese systems they are GBK, which GB 18030 includes."""
    try:
        return raw.decode("gb18030")
    except UnicodeDecodeError:
        return raw.decode("utf-8", "replace")


def _replaced(name: str) -> str:
    return name.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def list_of_names(names: list[str]) -> str:
    """The first few names, and an ellipsis if there are more."""
    shown = ", ".join(names[:NAMES_SHOWN])
    return f"{shown} …" if len(names) > NAMES_SHOWN else shown


def natural_key(name: str) -> SortKey:
    """Sort key of a name, in natural order: ``scan2`` before ``scan10``, 第二页 before 第十页.

    Numbers are compared by their value, full-width and Chinese ones too; letters without
    regard to case; the ending last. Names that differ in nothing but leading zeros keep one
    order, the shorter first.
    """
    readable = unicodedata.normalize("NFKC", readable_name(name)).casefold()
    stem, dot, ending = readable.rpartition(".")
    if not dot:
        stem, ending = readable, ""
    return (*_parts(stem), (-1, 0, ""), *_parts(ending), (-1, len(name), name))


def _parts(text: str) -> SortKey:
    """The text as runs: numbers sort before letters, and the end of the text before both."""
    parts: list[tuple[int, int, str]] = []
    place = 0
    for found in _NUMBER.finditer(text):
        value = _value(found.group())
        if value is None:
            continue
        if found.start() > place:
            parts.append((1, 0, text[place : found.start()]))
        parts.append((0, value, ""))
        place = found.end()
    if place < len(text):
        parts.append((1, 0, text[place:]))
    return tuple(parts)


def _value(digits: str) -> int | None:
    """The number that a run of digits means; None when Chinese numerals make no number."""
    if digits[0].isdecimal():
        return int(digits)
    if not any(character in _TENS for character in digits):
        return int("".join(str(_DIGITS[character]) for character in digits))
    total, digit = 0, None
    for character in digits:
        if character in _TENS:
            total += (1 if digit is None else digit) * _TENS[character]
            digit = None
        elif character in "零〇":
            digit = None
        elif digit is None:
            digit = _DIGITS[character]
        else:
            return None
    return total + (digit or 0)
