"""The small parts that every screen is made of."""

from desk.ui.widgets.buttons import ActionButton, KeyHint, PrimaryButton, SecondaryButton
from desk.ui.widgets.cards import Card, Mark
from desk.ui.widgets.facts import Facts, LoadBar, WindowTile
from desk.ui.widgets.fields import FieldRow
from desk.ui.widgets.focus import FocusRing
from desk.ui.widgets.keys import KeyCap, key_words
from desk.ui.widgets.labels import BigNumber, Chip, Dot, ElidedLabel, Ground, Label, RichLabel, Rule
from desk.ui.widgets.notice import NoticeStrip, NoticeWords
from desk.ui.widgets.timeline import Timeline

__all__ = [
    "ActionButton",
    "BigNumber",
    "Card",
    "Chip",
    "Dot",
    "ElidedLabel",
    "Facts",
    "FieldRow",
    "FocusRing",
    "Ground",
    "KeyCap",
    "KeyHint",
    "Label",
    "LoadBar",
    "Mark",
    "NoticeStrip",
    "NoticeWords",
    "PrimaryButton",
    "RichLabel",
    "Rule",
    "SecondaryButton",
    "Timeline",
    "WindowTile",
    "key_words",
]
