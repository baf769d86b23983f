"""Makes the font files in ``resources/fonts`` from their makers' files.

    python -m printing.build_fonts SOURCES [--into resources/fonts]

SOURCES holds the faces as their makers publish them (npm ``@expo-google-fonts/noto-sans-sc``,
``noto-serif-sc`` and ``noto-sans-kr`` 0.4.3, ``noto-sans-yi`` 0.4.2, ``jetbrains-mono`` 0.4.1;
Debian ``fonts-hanazono`` 20170904). Most are taken as they are. Four are reduced:

* Noto Serif SC Bold to what titles use (GB 2312) and to what Noto Sans SC lacks of it;
* HanaMinA to what none of the other faces has. It is renamed, because its maker reserves the
  name under the OFL; the Hanazono licence, which allows changes, goes with it;
* Noto Sans KR to the syllables of Hangul, Noto Sans Yi to Yi's.

``coverage.txt`` says which code points they have together, so that this is known before a paper is
drawn.
"""

import argparse
import shutil
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from printing.coverage import write_ranges
from printing.fonts import FAMILIES

AS_THEY_ARE = {
    "NotoSansSC_400Regular.ttf": "NotoSansSC-Regular.ttf",
    "NotoSansSC_700Bold.ttf": "NotoSansSC-Bold.ttf",
    "JetBrainsMono_400Regular.ttf": "JetBrainsMono-Regular.ttf",
    "JetBrainsMono_700Bold.ttf": "JetBrainsMono-Bold.ttf",
    "HanaMinB.ttf": "HanaMinB.ttf",
}
SERIF, HANA_A = "NotoSerifSC_700Bold.ttf", "HanaMinA.ttf"
SCRIPTS = {
    "NotoSansKR_400Regular.ttf": ("NotoSansKR-Regular.ttf", range(0xAC00, 0xD7A4)),
    "NotoSansYi_400Regular.ttf": ("NotoSansYi-Regular.ttf", range(0xA000, 0xA4C7)),
}
"""Scripts without shaping: a glyph for each character."""
RARE_FAMILY = "Hall Desk Rare"


def title_characters() -> set[int]:
    """What a title is set from: printable ASCII and every character of GB 2312."""
    found = set(range(0x20, 0x7F))
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            text = bytes((row, cell)).decode("gb2312", errors="ignore")
            found.update(map(ord, text))
    return found


def covered(path: Path) -> set[int]:
    """The code points for which this font file has a glyph."""
    with TTFont(path, lazy=True) as font:
        return set(font.getBestCmap())


def reduce(source: Path, target: Path, keep: set[int], family: str | None = None) -> None:
    """Write `source` with the glyphs of `keep` only, under the name `family` when given."""
    options = Options(
        name_IDs=["*"],
        name_languages=["*"],
        layout_features=[],
        hinting=False,
        notdef_outline=True,
        recalc_timestamp=False,
        drop_tables=["BASE", "FFTM", "GDEF", "GPOS", "GSUB", "prop", "vhea", "vmtx", "STAT"],
    )
    with TTFont(source, recalcTimestamp=False) as font:
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=keep)
        subsetter.subset(font)
        if family is not None:
            rename(font, family)
        font.save(target)


def rename(font: TTFont, family: str) -> None:
    """Give every name that a person is shown the new family, in every language."""
    names = {1: family, 3: f"{family} 1", 4: family, 6: family.replace(" ", "")}
    for record in list(font["name"].names):
        if record.nameID in names:
            record.string = names[record.nameID]


def is_private(code: int) -> bool:
    """Whether a code point belongs to no character: only the font would define its meaning."""
    return 0xE000 <= code <= 0xF8FF or code >= 0xF0000


def main(words: list[str]) -> int:
    """Read the command line and make every font file."""
    parser = argparse.ArgumentParser(prog="python -m printing.build_fonts")
    parser.add_argument("sources", type=Path)
    parser.add_argument("--into", type=Path, default=Path("resources/fonts"))
    given = parser.parse_args(words)
    into: Path = given.into
    found = {path.name: path for path in sorted(given.sources.rglob("*.ttf"))}
    for name, target in AS_THEY_ARE.items():
        shutil.copyfile(found[name], into / target)
    sans = covered(into / "NotoSansSC-Regular.ttf")
    serif = covered(found[SERIF])
    reduce(found[SERIF], into / "NotoSerifSC-Bold.ttf", title_characters() | (serif - sans))
    others = sans | serif | covered(into / "HanaMinB.ttf")
    left = {code for code in covered(found[HANA_A]) - others if not is_private(code)}
    reduce(found[HANA_A], into / "HallDeskRare.ttf", left, RARE_FAMILY)
    for name, (target, codes) in SCRIPTS.items():
        reduce(found[name], into / target, covered(found[name]) & set(codes))
    (into / "coverage.txt").write_text(coverage_of(into), "ascii")
    return 0


def coverage_of(folder: Path) -> str:
    """The text of ``coverage.txt``: what every family of papers can draw."""
    families = (map(folder.joinpath, (f"{name}.ttf" for name in one.faces)) for one in FAMILIES)
    sets = [set().union(*map(covered, paths)) for paths in families]
    return write_ranges(set.intersection(*sets))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
