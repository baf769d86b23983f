"""Chinese is whole and current: every string that people see, the failures of all rooms too."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

import resources
from desk.domain.failures import QT_TRANSLATE_NOOP, Failure
from desk.qt.language import LANGUAGES, failure_words, speak
from desk.qt.language_files import compile_all, extract, messages, source_files
from desk.qt.words import minutes, promise

TRANSLATIONS = resources.path("translations")
FIELD = re.compile(r"\{[a-z_]*\}|%n|</?(?:b|em)>")


def literals() -> Iterator[tuple[str, str]]:
    """Every marked string of the sources, as (context, text), read without lupdate."""
    for path in source_files():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for top in tree.body:
            inside = top.name if isinstance(top, ast.ClassDef) else ""
            for node in ast.walk(top):
                if isinstance(node, ast.Call):
                    yield from _marked(node, inside)


def _marked(call: ast.Call, inside: str) -> Iterator[tuple[str, str]]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    name = call.func.id if isinstance(call.func, ast.Name) else name
    texts = [word.value if isinstance(word, ast.Constant) else None for word in call.args]
    if name == "tr" and texts and isinstance(texts[0], str):
        yield inside, texts[0]
    elif name in ("translate", "QT_TRANSLATE_NOOP") and len(texts) > 1:
        context, text = texts[:2]
        if isinstance(context, str) and isinstance(text, str):
            yield context, text


HALF_WIDTH = re.compile(r"[\u4e00-\u9fff”}][,;:!?()]|[,;:!?()][\u4e00-\u9fff“]")


def test_chinese_has_full_width_punctuation() -> None:
    """Beside a Chinese character no comma, colon, bracket or their like of ASCII."""
    texts = [
        form
        for message in messages(TRANSLATIONS / "hall-desk_zh_CN.ts")
        for form in message.forms
        if re.search("[\u4e00-\u9fff]", form)
    ]
    assert len(texts) > 1000
    found = [text for text in texts if HALF_WIDTH.search(FIELD.sub("字", text))]
    assert found == []


def test_every_string_of_the_sources_has_a_finished_chinese_translation() -> None:
    chinese = {
        (message.context, message.source): message
        for message in messages(TRANSLATIONS / "hall-desk_zh_CN.ts")
    }
    marked = set(literals())
    assert len(marked) > 300
    assert ("Failure", "Something went wrong") in marked
    missing = [
        pair
        for pair in sorted(marked)
        if pair not in chinese or not chinese[pair].finished or not all(chinese[pair].forms)
    ]
    assert missing == []


def test_every_failure_says_what_to_do_in_words_that_are_marked() -> None:
    marked = {text for context, text in literals() if context == "Failure"}
    for kind in _kinds(Failure):
        if not kind.__module__.startswith(("desk.", "printing.")):
            continue
        for text in (kind.title, kind.meaning, kind.next_step):
            assert not text or text in marked, f"{kind.__name__}: {text!r} is not marked"


def _kinds(kind: type[Failure]) -> Iterator[type[Failure]]:
    for sub in kind.__subclasses__():
        yield sub
        yield from _kinds(sub)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_translation_has_the_fields_of_its_source(language: str) -> None:
    for message in messages(TRANSLATIONS / f"hall-desk_{language}.ts"):
        wanted = sorted(FIELD.findall(message.source))
        for form in message.forms if message.finished else ():
            assert sorted(FIELD.findall(form)) == wanted, message.source


def test_what_is_checked_in_is_what_the_sources_and_the_tools_make(tmp_path: Path) -> None:
    for name in (f"hall-desk_{language}.ts" for language in LANGUAGES):
        (tmp_path / name).write_bytes((TRANSLATIONS / name).read_bytes())
    extract(tmp_path)
    compile_all(tmp_path, tmp_path)
    for path in sorted(tmp_path.iterdir()):
        checked_in = (TRANSLATIONS / path.name).read_bytes()
        assert path.read_bytes() == checked_in, f"{path.name}: run python -m desk.qt.language_files"


def test_english_counts_one_and_many(qapp: QApplication, english: None) -> None:
    speak(qapp, "en")
    assert promise(1) == "Promised in 1 working day"
    assert promise(8) == "Promised in 8 working days"


def test_chinese_is_spoken_and_english_comes_back(qapp: QApplication, english: None) -> None:
    speak(qapp, "zh_CN")
    assert minutes(540) == "9 分"
    assert promise(8) == "承诺 8 个工作日"
    speak(qapp, "en")
    assert minutes(540) == "9 min"


def test_a_language_that_is_not_shipped_is_refused(qapp: QApplication, english: None) -> None:
    with pytest.raises(FileNotFoundError):
        speak(qapp, "xx")


class Sample(Failure):
    """With the words of the base and a fact."""

    code: ClassVar[str] = "TST-02"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "There is no ticket {number} today")


def test_a_failure_is_told_in_chinese_with_its_facts(qapp: QApplication, english: None) -> None:
    speak(qapp, "zh_CN")
    words = failure_words(Sample(number="A024"))
    assert words.title == "今天没有 A024 这张票"
    assert words.code == "TST-02"
    assert words.text == words.meaning + words.next_step


def test_a_fact_that_is_missing_is_an_ellipsis(qapp: QApplication, english: None) -> None:
    speak(qapp, "en")
    assert failure_words(Sample()).title == "There is no ticket … today"


def test_unknown_text_is_shown_as_it_came(qapp: QApplication, english: None) -> None:
    speak(qapp, "zh_CN")
    assert QCoreApplication.translate("Failure", "not in any file") == "not in any file"
