"""Translation files: read the sources' strings into them, and compile what the program loads."""

import argparse
import os
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from desk.qt.language import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
_SOURCES = ("desk", "printing")
UNFINISHED = {"type": "unfinished"}


def source_files() -> list[Path]:
    """Every Python file whose strings people see, in a fixed order."""
    return sorted(path for folder in _SOURCES for path in (ROOT / folder).rglob("*.py"))


def extract(folder: Path) -> None:
    """Bring the .ts files in `folder` up to date with the sources."""
    chinese = folder / "hall-desk_zh_CN.ts"
    _tool(
        "lupdate",
        *(str(path.relative_to(ROOT)) for path in source_files()),
        *("-silent", "-no-obsolete", "-locations", "none"),
        *("-source-language", "en", "-target-language", "zh_CN"),
        *("-ts", str(chinese)),
    )
    _keep_plurals(chinese, folder / "hall-desk_en.ts")


def _keep_plurals(whole: Path, english: Path) -> None:
    """Copy every string of `whole` that counts (``%n``) into `english`, with two forms each.

    lupdate's own way to do this overlooks `QCoreApplication.translate` in Python.
    """
    known = {(m.context, m.source): m for m in messages(english)} if english.exists() else {}
    root = ElementTree.Element("TS", version="2.1", language="en", sourcelanguage="en")
    contexts: dict[str, ElementTree.Element] = {}
    for message in messages(whole):
        if "%n" not in message.source:
            continue
        if message.context not in contexts:
            contexts[message.context] = ElementTree.SubElement(root, "context")
            ElementTree.SubElement(contexts[message.context], "name").text = message.context
        one = ElementTree.SubElement(contexts[message.context], "message", numerus="yes")
        ElementTree.SubElement(one, "source").text = message.source
        before = known.get((message.context, message.source))
        kept = before is not None and before.finished
        translation = ElementTree.SubElement(one, "translation", {} if kept else UNFINISHED)
        for form in before.forms if before and kept else ("", ""):
            ElementTree.SubElement(translation, "numerusform").text = form
    ElementTree.indent(root, "    ")
    text = ElementTree.tostring(root, encoding="unicode")
    written = english.with_suffix(".new")
    written.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n', "utf-8")
    written.replace(english)


@dataclass(frozen=True, slots=True)
class TranslatedMessage:
    """One string of a .ts file; `forms` are its translations, one for each plural form."""

    context: str
    source: str
    forms: tuple[str, ...]
    finished: bool


def messages(path: Path) -> list[TranslatedMessage]:
    """Every string of the .ts file at `path`, in its order."""
    found = []
    for context in ElementTree.parse(path).getroot().iter("context"):
        for one in context.iter("message"):
            translation = one.find("translation")
            assert translation is not None
            plural = [form.text or "" for form in translation.iter("numerusform")]
            forms = tuple(plural or [translation.text or ""])
            name, source = context.findtext("name", ""), one.findtext("source", "")
            found.append(TranslatedMessage(name, source, forms, not translation.get("type")))
    return found


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
    """Extract, then compile, in resources/translations."""
    argparse.ArgumentParser(
        prog="python -m desk.qt.language_files", description=__doc__
    ).parse_args()
    folder = ROOT / "resources" / "translations"
    extract(folder)
    compile_all(folder, folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
