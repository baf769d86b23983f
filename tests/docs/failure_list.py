"""docs/failures.md: every failure with its code, its words in two languages and its class.

The page is also the memory of codes: one that stands in it and in no class any more was either
lost by mistake or retired on purpose, and a retired one is never given to another failure.
"""

import importlib
import re
from collections import defaultdict
from collections.abc import Collection, Iterator

from desk.domain.failures import Failure
from desk.qt.language_files import ROOT, messages, source_files

PAGE = ROOT / "docs" / "failures.md"
CODE = re.compile(r"[A-Z]{3}-\d\d")
_ROW = re.compile(r"^\| (\w+-\d+) \|.*$", re.MULTILINE)
_RETIRED = "## Retired codes"
_NOT_IMPORTED = {"migrations", "__main__.py"}
"""Modules that only run inside of Alembic, and those that run when they are imported."""

HEAD = """\
# Failures

What a person may be told when something goes wrong: what happened, what it means for the citizen
at the window, what to do next. Support searches for the code; it keeps its meaning for ever.
`{name}` stands for a fact that the program fills in.

This page is made by `python -m tests.docs` from the subclasses of
`desk.domain.failures.Failure` and from `resources/translations/hall-desk_zh_CN.ts`. A code whose
class was removed on purpose is retired by `python -m tests.docs --retire ABC-00`.
"""

ENDING = """\
These were given to failures that no version makes any more. They are never given again.
"""


class CodesWrong(Exception):
    """The codes of the sources and of the page contradict each other; says which."""


def failure_classes() -> list[type[Failure]]:
    """Every failure of the sources, sorted by code and name; imports all of them."""
    for path in source_files():
        parts = path.relative_to(ROOT).parts
        if not _NOT_IMPORTED.intersection(parts):
            importlib.import_module(".".join(parts).removesuffix(".py").removesuffix(".__init__"))
    ours = (kind for kind in _below(Failure) if kind.__module__.startswith(("desk.", "printing")))
    return sorted({Failure, *ours}, key=lambda kind: (kind.code, kind.__name__))


def failure_page(before: str, retire: Collection[str] = ()) -> str:
    """The page as the sources make it; `before` is the page as it was, for its memory of codes.

    `retire` names codes that no class has any more, on purpose. Raises `CodesWrong` for a code
    that vanished without being named, and for a retired code that a class has.
    """
    kinds = failure_classes()
    now = {kind.code for kind in kinds}
    active, _, ended = before.partition(_RETIRED)
    retired = {match[1]: match[0] for match in _ROW.finditer(ended)}
    for match in _ROW.finditer(active):
        code = match[1]
        if code not in now:
            if code not in retire:
                raise CodesWrong(
                    f"{code} stands in docs/failures.md and no class has it; if that is meant: "
                    f"python -m tests.docs --retire {code}"
                )
            retired[code] = match[0]
    if again := sorted(now & set(retired)):
        raise CodesWrong(f"retired codes are never given again: {', '.join(again)}")
    chinese = {
        message.source: message.forms[0]
        for message in messages(ROOT / "resources" / "translations" / "hall-desk_zh_CN.ts")
        if message.context == "Failure"
    }
    said = [kind for kind in kinds if _is_said(kind)]
    ending = [_RETIRED, "", ENDING, *_table([retired[code] for code in sorted(retired)])]
    return "\n".join(
        [
            HEAD,
            "## The tree",
            "",
            *_tree(kinds),
            "",
            "## The codes",
            "",
            *_table([_row(kind, chinese) for kind in said]),
            "",
            *(ending if retired else ()),
        ]
    ).replace("\n\n\n", "\n\n")


def _below(kind: type[Failure]) -> Iterator[type[Failure]]:
    for sub in kind.__subclasses__():
        yield sub
        yield from _below(sub)


def _is_said(kind: type[Failure]) -> bool:
    """Whether people are shown this one: a base without a code of its own is only inherited."""
    return "code" in vars(kind) or kind.code != Failure.code


def _tree(kinds: list[type[Failure]]) -> list[str]:
    """The classes below their bases; those without any are counted by module and code."""
    lines = ["```text", f"{'Failure':40}{Failure.code}  desk.domain.failures"]
    below: dict[type, list[type[Failure]]] = defaultdict(list)
    for kind in kinds:
        below[kind.__bases__[0]].append(kind)
    leaves: dict[tuple[str, str], list[type[Failure]]] = defaultdict(list)
    bases = []
    for kind in below[Failure]:
        if below[kind]:
            bases.append(kind)
        else:
            leaves[kind.code[:3], kind.__module__].append(kind)

    def add(kind: type[Failure], depth: int) -> None:
        code = kind.code if "code" in vars(kind) else "—"
        lines.append(f"{'    ' * depth + kind.__name__:40}{code:8}{kind.__module__}".rstrip())
        for sub in below[kind]:
            add(sub, depth + 1)

    for kind in bases:
        add(kind, 1)
    for (prefix, module), them in leaves.items():
        count = "1 class" if len(them) == 1 else f"{len(them)} classes"
        lines.append(f"{f'    {count}':40}{f'{prefix}-…':8}{module}")
    return [*lines, "```"]


def _table(rows: list[str]) -> list[str]:
    head = ["| code | English | 中文 | class |", "| --- | --- | --- | --- |"]
    return [*head, *rows] if rows else []


def _row(kind: type[Failure], chinese: dict[str, str]) -> str:
    texts = [text for text in (kind.title, kind.meaning, kind.next_step) if text]
    english = "<br>".join(texts)
    translated = "<br>".join(chinese.get(text, "…") for text in texts)
    name = f"`{kind.__module__}.{kind.__name__}`"
    return f"| {kind.code} | {_cell(english)} | {_cell(translated)} | {name} |"


def _cell(text: str) -> str:
    title, _, rest = text.partition("<br>")
    return f"**{title}**{'<br>' * bool(rest)}{rest}".replace("|", "\\|").replace("\n", " ")
