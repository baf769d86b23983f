"""Names as they are stored: one form for one name, whatever it was typed, pasted or read with.

The same person must be found again, so invisible differences must not make two names. `tidy_name`
brings a name into its normal form and says what it changed; `refused_character` finds characters
that no name has; they are reported, never guessed at.

The normal form: NFC (Unicode Standard Annex #15); Kangxi radicals and the old private-use
characters of GB 18030 replaced by the characters that they mean; full-width letters and figures
made narrow; one kind of middle dot, U+00B7, without blanks around it; no blanks between Han
characters of a person's name; nothing invisible. Variation selectors are left out too: neither
an identity card nor GB 18030 has them. In Mongolian, whose letters take their form by theirs
(U+180B to U+180F), they stay.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from desk.domain.matters import ApplicantKind

DOT = "\u00b7"
"""The middle dot between the parts of a name, as it stands on identity cards."""

_DOTS = (
    "\u2022\u2027\u2219\u22c5\u25cf\u2e31\u2e33\u30fb\uff65\u318d\ua78f\u16eb\u1427"
    "\ufe52\u2024\uff0e"
)
_POINTS = "\ufe52\u2024\uff0e"  # between letters these are full stops

_GBK_PRIVATE = 0xE815
_GBK_MEANT = (
    "\u2e81\U00020087\U00020089\U000200cc\u2e84\u3473\u3447\u2e88\u2e8b\u9fb4"
    "\u359e\u361a\u360e\u2e8c\u2e97\u396e\u3918\u9fb5\u39cf\u39df"
    "\u3a73\u39d0\u9fb6\u9fb7\u3b4e\u3c6e\u3ce0\u2ea7\U000215d7\u9fb8"
    "\u2eaa\u4056\u415f\u2eae\u4337\u2eb3\u2eb6\u2eb7\U0002298f\u43b1"
    "\u43ac\u2ebb\u43dd\u44d6\u4661\u464c\u9fb9\u4723\u4729\u477c"
    "\u478d\u2eca\u4947\u497a\u497d\u4982\u4983\u4985\u4986\u499f"
    "\u499b\u49b7\u49b6\u9fba\U000241fe\u4ca3\u4c9f\u4ca0\u4ca1\u4c77"
    "\u4ca2\u4d13\u4d14\u4d15\u4d16\u4d17\u4d18\u4d19\u4dae\u9fbb"
)
"""What U+E815 to U+E864 mean: FE50 to FEA0 of GBK. Taken from glibc's charmap GB18030, which a test
compares; fourteen of them got a character of their own (U+9FB4 to U+9FBB, and six in plane 2) only
after GB 18030-2000.
"""
_MEANT: dict[int, str] = {_GBK_PRIVATE + place: meant for place, meant in enumerate(_GBK_MEANT)} | {
    0xE7C7: "\u1e3f",  # A8BC
    0xE7C8: "\u01f9",  # A8BF, in GBK
}

_FILLERS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
_MONGOLIAN_FORMS = "\u180b\u180c\u180d\u180e\u180f"
_HAN = "\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF10, 0xFF5B) if chr(code).isalnum()}
_BLANK = " \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_AROUND_DOT = re.compile(rf"[{_BLANK}]*{DOT}[{_BLANK}{DOT}]*")
_POINT_IN_HAN = re.compile(rf"(?<=[{_HAN}])\.(?=[{_HAN}])")
_BLANK_IN_HAN = re.compile(rf"(?<=[{_HAN}]) +(?=[{_HAN}])")
_LETTER_POINT = re.compile(rf"(?<=[A-Za-z])[{_POINTS}](?=[A-Za-z ]|$)")


class NameChange(StrEnum):
    """What was changed to bring a name into its normal form."""

    INVISIBLE = "invisible"
    DOT = "dot"
    BLANKS = "blanks"
    WIDTH = "width"
    STANDARD = "standard"


@dataclass(frozen=True, slots=True)
class TidyName:
    """A name in its normal form. `changes` is what was changed, in the order of `NameChange`."""

    name: str
    changes: tuple[NameChange, ...] = ()


def tidy_name(typed: str, kind: ApplicantKind = ApplicantKind.PERSON) -> TidyName:
    """The normal form of a name, and what was changed besides blanks around it."""
    person = kind is ApplicantKind.PERSON
    steps: tuple[tuple[NameChange, Callable[[str], str]], ...] = (
        (NameChange.INVISIBLE, without_invisible),
        (NameChange.STANDARD, _standard),
        (NameChange.WIDTH, _narrow),
        (NameChange.DOT, _dots_of_person if person else _dots),
        (NameChange.BLANKS, _close_blanks if person else _one_blank),
    )
    name = typed.strip()
    changes: list[NameChange] = []
    for change, step in steps:
        before, name = name, step(name)
        if name != before:
            changes.append(change)
    return TidyName(name.strip(), tuple(changes))


def without_invisible(text: str) -> str:
    """`text` without invisible characters: formats, selectors, fillers, marks of direction,
    separators of lines. Control characters stay: they are refused, not mended."""
    kept: list[str] = []
    for character in text:
        shapes = character in _MONGOLIAN_FORMS and bool(kept) and "\u1800" <= kept[-1] <= "\u18aa"
        if shapes or not _is_invisible(character):
            kept.append(character)
    return "".join(kept) if len(kept) != len(text) else text


def _is_invisible(character: str) -> bool:
    if character in _FILLERS or character in _MONGOLIAN_FORMS:
        return True
    code = ord(character)
    if 0xFE00 <= code <= 0xFE0F or 0xE0000 <= code <= 0xE0FFF:
        return True
    return unicodedata.category(character) in ("Cf", "Zl", "Zp")


def plain_text(typed: str) -> str:
    """Any text of a form as it is stored: NFC, and nothing invisible."""
    return unicodedata.normalize("NFC", without_invisible(typed))


def _standard(name: str) -> str:
    name = "".join(_meant(character) for character in name)
    return unicodedata.normalize("NFC", name)


def _meant(character: str) -> str:
    code = ord(character)
    if 0xE000 <= code <= 0xF8FF:
        return _MEANT.get(code, character)
    if 0x2E80 <= code <= 0x2FD5:  # radicals, where they are drawn as a whole character
        return unicodedata.normalize("NFKC", character)
    return character


def _narrow(name: str) -> str:
    return name.translate(_WIDE)


def _dots(name: str) -> str:
    name = _LETTER_POINT.sub(".", name)
    for dot in _DOTS:
        name = name.replace(dot, DOT)
    return _AROUND_DOT.sub(DOT, name) if DOT in name else name


def _dots_of_person(name: str) -> str:
    return _dots(_POINT_IN_HAN.sub(DOT, name))


def _one_blank(name: str) -> str:
    blanks = "".join(" " if unicodedata.category(c) == "Zs" else c for c in name)
    return re.sub(" {2,}", " ", blanks)


def _close_blanks(name: str) -> str:
    return _BLANK_IN_HAN.sub("", _one_blank(name))


def refused_character(name: str, kind: ApplicantKind = ApplicantKind.PERSON) -> str:
    """The first character of a name in its normal form that no name has, or an empty string.

    Letters of every script and every Han character are allowed, even if Python's tables lack them.
    Control characters, private use, code points that stand for nothing, and in a person's name
    symbols (the box and the geta mark that stand for a missing character among them) are not.
    """
    refused = next((c for c in name if _belongs_to_no_name(c, kind)), "")
    if not refused and not any(unicodedata.category(c)[0] in "LNC" for c in name):
        return name[:1]  # nothing but dots and marks
    return refused


def _belongs_to_no_name(character: str, kind: ApplicantKind) -> bool:
    category, code = unicodedata.category(character), ord(character)
    if category == "Cn":
        # Han characters younger than Python's tables lie in planes 2 and 3
        return not 0x20000 <= code <= 0x3FFFD or code & 0xFFFF >= 0xFFFE
    if category in ("Cc", "Cs", "Co", "Cf", "Zl", "Zp") or character == "\ufffd":
        return character not in _MONGOLIAN_FORMS
    person = kind is ApplicantKind.PERSON
    radical = 0x2E80 <= code <= 0x2FDF or 0x31C0 <= code <= 0x31EF
    return person and category in ("So", "Sm", "Sc") and not radical
