"""The language of the screen: English in the source, the others in files.

``python -m desk.qt.language_files`` reads every source string into resources/translations and
compiles the files that the program loads; it needs PySide6's lupdate and lrelease.
"""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

import resources
from desk.domain.failures import FactsShown, Failure

LANGUAGES = ("zh_CN", "en", "za")
"""Chinese is whole; English is the source, its file only holds plural forms. Zhuang is kept by
hand: it holds what a source confirms, and says which."""

FALLBACK = {"za": "zh_CN"}
"""The language under one that is not complete; dates and numbers follow it, too."""

_translators: list[QTranslator] = []
"""Those that are installed: Qt does not own them. Asking Qt for them takes 13 ms at first."""


def speak(app: QCoreApplication, language: str) -> None:
    """Load the translations of `language` and make it the locale of dates and numbers.

    Raises FileNotFoundError for a language that is not shipped.
    """
    ground = FALLBACK.get(language, language)
    QLocale.setDefault(QLocale(ground))
    while _translators:
        app.removeTranslator(_translators.pop())
    qt = QTranslator()
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if qt.load(f"qtbase_{ground}", qt_folder):
        app.installTranslator(qt)
        _translators.append(qt)
    # Qt asks the translator that was installed last first
    for name in dict.fromkeys((ground, language)):
        ours = QTranslator()
        if not ours.load(f"hall-desk_{name}", str(resources.path("translations"))):
            raise FileNotFoundError(f"no translation file for {name}")
        app.installTranslator(ours)
        _translators.append(ours)


@dataclass(frozen=True, slots=True)
class FailureWords:
    """A failure in the clerk's language."""

    title: str
    meaning: str
    next_step: str
    code: str

    @property
    def text(self) -> str:
        """Meaning and next step as one paragraph; Chinese sentences need no blank between."""
        between = "" if QLocale().language() == QLocale.Language.Chinese else " "
        return between.join(part for part in (self.meaning, self.next_step) if part)


def failure_words(failure: Failure) -> FailureWords:
    """What happened, what it means and what to do, with the failure's facts filled in."""
    shown = FactsShown(failure.facts)

    def said(text: str) -> str:
        return QCoreApplication.translate("Failure", text).format_map(shown) if text else ""

    return FailureWords(
        said(failure.title), said(failure.meaning), said(failure.next_step), failure.code
    )
