"""Where a line of Chinese and Latin text may break.

Han characters may part anywhere; a Latin word or a number stays whole while it fits on a line
of its own. Closing punctuation never begins a line and an opening bracket never ends one
(the rules of the W3C's "Requirements for Chinese Text Layout").
"""

from printing.fonts import Family, is_variation_selector, place

NEVER_FIRST = frozenset("，。、；：？！）》〉」』】〕”’…—·.,;:?!)]}%℃々")
NEVER_LAST = frozenset("（《〈「『【〔“‘([{¥￥#")


def is_word_part(character: str) -> bool:
    """Whether a character belongs to a Latin word or a number."""
    return (character.isascii() and (character.isalnum() or character in "-_/@'+*")) or (
        "\u00c0" <= character <= "\u024f"
    )


def may_break(before: str, after: str) -> bool:
    """Whether a line may end between two neighbours."""
    if after in NEVER_FIRST or is_variation_selector(after) or after == " ":
        return False
    if before in NEVER_LAST:
        return False
    return not (is_word_part(before) and is_word_part(after))


def wrapped(text: str, room: float, family: Family, tracking: float = 0.0) -> list[str]:
    """`text` as lines no wider than `room` (thousandths of the em).

    White space becomes single spaces. What has no place to break and is wider than a line is
    broken anywhere, so that nothing is ever cut off.
    """
    text = " ".join(text.split())
    lines: list[str] = []
    start = 0
    while start < len(text):
        end = _fitting(text, start, room, family, tracking)
        if end < len(text):
            cut = end
            while cut > start and not may_break(text[cut - 1], text[cut]):
                cut -= 1
            end = cut if cut > start else end
        lines.append(text[start:end].rstrip())
        start = end
        while start < len(text) and text[start] == " ":
            start += 1
    return lines


def _fitting(text: str, start: int, room: float, family: Family, tracking: float) -> int:
    """The end of the longest stretch from `start` that fits; at least one character."""
    total = 0.0
    for at in range(start, len(text)):
        character = text[at]
        if is_variation_selector(character):
            continue
        total += place(character, family)[1] + (tracking if at > start else 0.0)
        if total > room and at > start:
            return at
    return len(text)
