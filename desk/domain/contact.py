"""How an applicant can be reached: found in what was typed into the form of their matter."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

_NAMES = ("phone", "mobile", "telephone", "tel", "cell", "电话", "手机", "联系方式")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_NUMBER = re.compile(r"[0-9+()（）\- ]{7,24}")


def contact_of(form: Mapping[str, Any]) -> str:
    """The telephone number in a form; empty when it has none.

    A field whose name speaks of a telephone comes first, the contact's before any other; else
    a value that is a mobile number.
    """
    fields = list(_flat(form))
    named = [(name, text) for name, text in fields if any(one in name.lower() for one in _NAMES)]
    named.sort(key=lambda field: "contact" not in field[0].lower() and "联系" not in field[0])
    for _, text in named:
        if _NUMBER.fullmatch(text.strip()):
            return text.strip()
    return next((text.strip() for _, text in fields if _MOBILE.fullmatch(text.strip())), "")


def _flat(form: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in form.items():
        if isinstance(value, str):
            yield name, value
        elif isinstance(value, Mapping):
            yield from _flat(value)


def contact_on_screen(number: str) -> str:
    """A telephone number with its middle hidden: ``138****2210``.

    One too short to hide four places that way is hidden whole.
    """
    first, last = 3, 4
    hidden = len(number) - first - last
    if hidden < 4:
        return "*" * len(number)
    return number[:first] + "*" * hidden + number[-last:]
