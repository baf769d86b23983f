"""The small parts that every screen is made of."""

from desk.qt.widgets.buttons import ActionButton, KeyHint, PrimaryButton, SecondaryButton
from desk.qt.widgets.cards import Card, CardMark
from desk.qt.widgets.facts import Facts, LoadBar, WindowTile
from desk.qt.widgets.fields import FieldRow
from desk.qt.widgets.focus import FocusRing
from desk.qt.widgets.keys import KeyCap, key_words
from desk.qt.widgets.labels import BigNumber, Chip, Dot, ElidedLabel, Ground, Label, RichLabel, Rule
from desk.qt.widgets.notice import NoticeStrip, NoticeWords
from desk.qt.widgets.timeline import Timeline

__all__ = [
    "ActionButton",
    "BigNumber",
    "Card",
    "CardMark",
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
