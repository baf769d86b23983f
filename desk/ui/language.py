"""The clerk's language: English in the source, Chinese (the default) in a translation file.

``python -m desk.ui.language`` reads every source string into resources/translations and
compiles the files that the program loads; it needs PySide6's lupdate and lrelease.
"""

import argparse
import os
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

import resources
from desk.domain.failures import Failure

LANGUAGES = ("zh_CN", "en")
"""Chinese is whole; English is the source, its file only holds plural forms."""

ROOT = Path(__file__).resolve().parents[2]
_SOURCES = ("desk", "printing")


def speak(app: QCoreApplication, language: str) -> None:
    """Load the translations of `language` and make it the locale of dates and numbers.

    Raises FileNotFoundError for a language that is not shipped.
    """
    QLocale.setDefault(QLocale(language))
    folder = resources.path("translations")
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.setParent(None)
    qt = QTranslator(app)
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if qt.load(f"qtbase_{language}", qt_folder):
        app.installTranslator(qt)
    ours = QTranslator(app)
    if not ours.load(f"hall-desk_{language}", str(folder)):
        raise FileNotFoundError(f"no translation file for {language}")
    app.installTranslator(ours)


@dataclass(frozen=True, slots=True)
class FailureWords:
    """A failure in the clerk's language."""

    title: str
    meaning: str
    next_step: str
    code: str


def failure_words(failure: Failure) -> FailureWords:
    """What happened, what it means and what to do, with the failure's facts filled in."""
    shown = _Shown(failure.facts)

    def said(text: str) -> str:
        return QCoreApplication.translate("Failure", text).format_map(shown) if text else ""

    return FailureWords(
        said(failure.title), said(failure.meaning), said(failure.next_step), failure.code
    )


class _Shown(dict[str, str | int]):
    """A fact that is missing shows its own name, so that the rest can still be read."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def source_files() -> list[Path]:
    """Every Python file whose strings people see, in a fixed order."""
    return sorted(path for folder in _SOURCES for path in (ROOT / folder).rglob("*.py"))


def extract(folder: Path) -> None:
    """Bring the .ts files in `folder` up to date with the sources."""
    # one tool run for each language: English keeps plural forms only
    for language in LANGUAGES:
        plural = ["-pluralonly"] if language == "en" else []
        _tool(
            "lupdate",
            *(str(path.relative_to(ROOT)) for path in source_files()),
            "-silent",
            "-no-obsolete",
            "-locations",
            "none",
            "-source-language",
            "en",
            *("-target-language", language),
            *plural,
            "-ts",
            str(folder / f"hall-desk_{language}.ts"),
        )


def compile_all(folder: Path, out: Path) -> None:
    """Compile the .ts files in `folder` to .qm files in `out`; unfinished strings are left out."""
    for language in LANGUAGES:
        name = f"hall-desk_{language}"
        _tool("lrelease", "-silent", str(folder / f"{name}.ts"), "-qm", str(out / f"{name}.qm"))


def _tool(name: str, *words: str) -> None:
    path = Path(sysconfig.get_path("scripts")) / f"pyside6-{name}"
    # the sources are UTF-8 whatever the machine's locale
    environment = {**os.environ, "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}
    subprocess.run([path, *words], check=True, cwd=ROOT, env=environment)


def main() -> int:
    """Extract, then compile."""
    argparse.ArgumentParser(prog="python -m desk.ui.language", description=__doc__).parse_args()
    folder = ROOT / "resources" / "translations"
    extract(folder)
    compile_all(folder, folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
