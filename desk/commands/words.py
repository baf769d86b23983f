"""What the command line says, in English or Chinese, without loading Qt.

The English in the source is the text that Qt's translation file ``hall-desk_zh_CN.ts`` knows;
the file is small, and it is only read for a line of Chinese.
"""

import locale
import os
from collections.abc import Mapping
from functools import cache

import resources
from desk.domain.failures import FactsShown, Failure

CONTEXT = "Commands"
"""The context of this package's lines in the translation files."""


def language(setting: str, environment: Mapping[str, str] = os.environ) -> str:
    """The setting when there is one, else that of the terminal: ``zh_CN`` or ``en``."""
    if setting:
        return setting
    spoken = next(
        (environment[n] for n in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(n)), ""
    )
    return "zh_CN" if locale.normalize(spoken).startswith("zh") else "en"


class CommandWords:
    """Lines of one language."""

    def __init__(self, spoken: str) -> None:
        self._chinese = spoken == "zh_CN"

    def say(self, text: str, **facts: object) -> str:
        """A line of this package with its ``{facts}`` filled in."""
        return self._said(CONTEXT, text).format(**facts)

    def sentence(self, failure: Failure) -> str:
        """What happened, what it means and what to do, without the failure's code."""
        title, *rest = (
            self._said("Failure", text).format_map(FactsShown(failure.facts))
            for text in (failure.title, failure.meaning, failure.next_step)
            if text
        )
        return "".join((title, "。", *rest)) if self._chinese else " ".join((f"{title}.", *rest))

    def _said(self, context: str, text: str) -> str:
        return _chinese().get((context, text), text) if self._chinese else text


@cache
def _chinese() -> dict[tuple[str, str], str]:
    from xml.etree import ElementTree

    file = resources.path("translations/hall-desk_zh_CN.ts")
    return {
        (context.findtext("name", ""), message.findtext("source", "")): translation
        for context in ElementTree.parse(file).getroot().iter("context")
        for message in context.iter("message")
        if (translation := message.findtext("translation"))
    }
