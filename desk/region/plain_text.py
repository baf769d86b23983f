"""Text from outside that will be shown or printed: nothing in it may be invisible.

Control and format characters (Unicode categories Cc, Cf, Cs, Zl, Zp and the noncharacters) can
turn a line around, hide a part of it, or end it early. They are refused where a value is
believed (`is_plain`) and replaced where words are only passed on (`plain`).
"""

import re

_HIDDEN = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2"
    "\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufffe\uffff\U000110bd\U000110cd\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f]"
)
_LINES = re.compile(r"\r\n|\r|\u2028|\u2029|\u0085")
_HIDDEN_IN_LINES = re.compile(
    _HIDDEN.pattern.replace("\u0000-\u001f", "\u0000-\u0009\u000b-\u001f")
)


def is_plain(text: str, longest: int, shortest: int = 0) -> bool:
    """Whether `text` has a length within these bounds, in characters, and nothing hidden."""
    return shortest <= len(text) <= longest and _HIDDEN.search(text) is None


def plain(text: str, longest: int) -> str:
    """`text` with every hidden character replaced by a space and at most `longest` characters.

    Line breaks stay, all of one kind. What is cut off is marked by an ellipsis.
    """
    cut = len(text) > longest
    text = _LINES.sub("\n", text[:longest])
    text = _HIDDEN_IN_LINES.sub(" ", text).strip()
    return text + "…" if cut else text
