"""What is said when a ticket is called, as names of clips, and the same in letters.

In Chinese 「请 A024 号到 3 号窗口」: 请, the number spelt, 号, 到, the window, 号窗口. A ticket's
number is read digit by digit, 一 as *yī*. A window from 10 to 99 is read as the number on its
sign, 十二号窗口: spelt, 一二号窗口 would be heard as windows one *and* two. A longer one is spelt,
as rooms are. In English the window is always spelt: "Ticket A zero two four, please go to window
one two". Letters carry their English names in both.
"""

import logging
import string
import unicodedata
from collections.abc import Mapping
from typing import Final, Literal

log = logging.getLogger(__name__)

VoiceLanguage = Literal["zh", "en"]
"""A language that announcements are spoken in; also the name of its folder of clips."""

CHIME: Final = "chime"
"""The clip that is heard before the words, so that people look up."""

LETTERS: Final = {f"letter-{letter.lower()}": letter for letter in string.ascii_uppercase}
"""The clips of letters, which every language shares."""

WORDS: Final[Mapping[VoiceLanguage, Mapping[str, str]]] = {
    "zh": {
        "please": "请",
        "number": "号",
        "to": "到",
        "window": "号窗口",
        "ten": "十",
        **{f"digit-{value}": character for value, character in enumerate("零一二三四五六七八九")},
        **LETTERS,
    },
    "en": {
        "ticket": "Ticket",
        "please-go-to-window": "please go to window",
        "digit-0": "zero",
        "digit-1": "one",
        "digit-2": "two",
        "digit-3": "three",
        "digit-4": "four",
        "digit-5": "five",
        "digit-6": "six",
        "digit-7": "seven",
        "digit-8": "eight",
        "digit-9": "nine",
        **LETTERS,
    },
}
"""Every clip that holds words, and the words."""


def announcement(number: str, window: str, language: VoiceLanguage = "zh") -> tuple[str, ...]:
    """Name the clips that call ticket `number` to `window`, in the order in which they are heard.

    Characters that have no clip are left out and logged. When nothing of the window can be said,
    only the number is called; when nothing of the number can be said, nothing is.
    """
    ticket = _spelt(number)
    if not ticket:
        return ()
    if language == "en":
        place = _spelt(window)
        return ("ticket", *ticket, *(("please-go-to-window", *place) if place else ()))
    place = _counted(window) or _spelt(window)
    return ("please", *ticket, "number", *(("to", *place, "window") if place else ()))


def sentence(number: str, window: str, language: VoiceLanguage = "zh") -> str:
    """The announcement in writing, for a reader of text and for people: 请 A 零二四号到三号窗口."""
    names = announcement(number, window, language)
    apart = language != "zh"
    words = (
        f" {WORDS[language][name]} " if apart or name in LETTERS else WORDS[language][name]
        for name in names
    )
    return " ".join("".join(words).split())


def _spelt(text: str) -> tuple[str, ...]:
    """One clip for each letter and digit; full-width ones are letters and digits too."""
    clips = []
    for character in unicodedata.normalize("NFKC", text).upper():
        if character in string.digits:
            clips.append(f"digit-{character}")
        elif character in string.ascii_uppercase:
            clips.append(f"letter-{character.lower()}")
        elif not character.isspace():
            log.warning("no clip says %r: it is left out of the announcement", character)
    return tuple(clips)


def _counted(window: str) -> tuple[str, ...]:
    """A number from 10 to 99 as it is counted in Chinese; nothing for any other code."""
    code = unicodedata.normalize("NFKC", window).strip()
    if len(code) != 2 or code[0] not in "123456789" or code[1] not in string.digits:
        return ()
    tens = () if code[0] == "1" else (f"digit-{code[0]}",)
    ones = () if code[1] == "0" else (f"digit-{code[1]}",)
    return (*tens, "ten", *ones)
