"""README.zh.md is the twin of README.md: the same commands, pages and pictures."""

import re

from desk.qt.language_files import ROOT

ENGLISH = (ROOT / "README.md").read_text("utf-8")
CHINESE = (ROOT / "README.zh.md").read_text("utf-8")
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:!?()]|[,;:!?()][\u4e00-\u9fff]")


def commands(text: str) -> list[str]:
    """The commands that a reader may type, up to their remarks and what is named in a language."""
    indented = re.findall(r"^    (\S.*)$", text, re.MULTILINE)
    in_tables = re.findall(r"`(\.venv/bin/python -m [^`]+)`", text)
    return [re.split(r"\s{2,}#| --floor", line)[0].strip() for line in (*indented, *in_tables)]


def test_both_readmes_have_the_same_commands_in_the_same_order() -> None:
    assert commands(CHINESE) == commands(ENGLISH)
    assert len(commands(ENGLISH)) > 25


def test_both_readmes_have_the_same_sections_and_link_to_the_same_pages() -> None:
    def levels(text: str) -> list[str]:
        return re.findall(r"^(#+) ", text, re.MULTILINE)

    def links(text: str) -> set[str]:
        return set(re.findall(r"\]\((?!README)([^)]+)\)", text))

    assert levels(CHINESE) == levels(ENGLISH)
    assert links(CHINESE) == links(ENGLISH)


def test_the_chinese_readme_has_full_width_punctuation() -> None:
    text = re.sub(r"`[^`]*`|\]\([^)]*\)", "", CHINESE)
    assert HALF_WIDTH.findall(text) == []
