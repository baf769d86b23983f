"""One name has one form, however it was typed, pasted or read; what no name has is named."""

import shutil
import subprocess
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.domain.identity import IdentityRule, check_name, normal_name
from desk.domain.matters import ApplicantKind
from desk.domain.names import NameChange, TidyName, refused_character, tidy_name

ORGANISATION = ApplicantKind.ORGANISATION


@pytest.mark.parametrize(
    ("typed", "name", "changes"),
    [
        ("\u963f\u535c\u675c\u62c9\uff0e\u4e70\u4e70\u63d0", "阿卜杜拉·买买提", ["dot"]),
        ("阿卜杜拉 · 买买提", "阿卜杜拉·买买提", ["dot"]),
        ("阿卜杜拉··买买提", "阿卜杜拉·买买提", ["dot"]),
        ("阿卜杜拉.买买提", "阿卜杜拉·买买提", ["dot"]),
        ("\ufeff张三", "张三", ["invisible"]),
        ("张\u200b三", "张三", ["invisible"]),
        ("\u202e张三\u202c", "张三", ["invisible"]),
        ("张\u2028三", "张三", ["invisible"]),
        ("张\u00ad\u2060\u3164三", "张三", ["invisible"]),
        ("张\U000e0101三\ufe00", "张三", ["invisible"]),
        ("Lu\u0308 Xia\u030co\u0301", "Lü Xiǎó", ["standard"]),
        ("  张　三 ", "张三", ["blanks"]),
        ("欧阳  修", "欧阳修", ["blanks"]),
        ("Ａｎｎａ  ＳＭＩＴＨ", "Anna SMITH", ["width", "blanks"]),
        ("Ｊ．Smith", "J.Smith", ["width", "dot"]),
        ("⽅⼩明", "方小明", ["standard"]),
        ("\ue81e\ue831", "\u9fb4\U000215d7", ["standard"]),
        ("张\u200b·\u3000三", "张·三", ["invisible", "dot"]),
        ("ᠪᠠᠶᠠᠷ\u180eᠠ", "ᠪᠠᠶᠠᠷ\u180eᠠ", []),
        ("བསོད་ནམས", "བསོད་ནམས", []),
        ("ئابدۇرېھىم", "ئابدۇرېھىم", []),
        ("ꆈꌠ", "ꆈꌠ", []),
        ("김철수", "김철수", []),
        ("Vangz Siujgyau", "Vangz Siujgyau", []),
        ("韦䶮𠅤\U00031350\U000323b0", "韦䶮𠅤\U00031350\U000323b0", []),
    ],
)
def test_the_form_of_a_name_and_what_is_said_of_it(
    typed: str, name: str, changes: list[str]
) -> None:
    assert tidy_name(typed) == TidyName(name, tuple(NameChange(change) for change in changes))
    assert check_name(name) is None


def test_every_dot_of_a_name_is_one_dot() -> None:
    for (
        dot
    ) in "\u00b7\u2022\u2027\u2219\u22c5\u30fb\uff65\uff0e\u2024\ufe52\u0387\u25cf\u318d\u2e33":
        for typed in (
            f"马合木提{dot}吐尔逊",
            f"马合木提 {dot} 吐尔逊",
            f"马合木提{dot}{dot}吐尔逊",
        ):
            assert normal_name(typed) == "马合木提·吐尔逊", f"U+{ord(dot):04X}"


def test_every_format_character_is_left_out_and_every_control_character_refused() -> None:
    for code in range(0x110000):
        character = chr(code)
        category = unicodedata.category(character)
        if category in ("Cf", "Zl", "Zp") and not 0x180B <= code <= 0x180F:
            assert normal_name(f"张{character}三") == "张三", f"U+{code:04X}"
        if category in ("Cc", "Cs"):
            assert refused_character(normal_name(f"张{character}三")) == character, f"U+{code:04X}"


@pytest.mark.parametrize(
    ("typed", "rule", "character"),
    [
        ("·", IdentityRule.CHARACTERS, "·"),
        ("...", IdentityRule.CHARACTERS, "."),
        ("张·", IdentityRule.DOT, "·"),
        ("·买买提", IdentityRule.DOT, "·"),
        ("张\ue000", IdentityRule.CHARACTERS, "\ue000"),
        ("张\U000f0000", IdentityRule.CHARACTERS, "\U000f0000"),
        ("张\ufffd", IdentityRule.CHARACTERS, "\ufffd"),
        ("张\u25a1", IdentityRule.CHARACTERS, "\u25a1"),
        ("张〓", IdentityRule.CHARACTERS, "〓"),
        ("张\U0001f600", IdentityRule.CHARACTERS, "\U0001f600"),
        ("张\U0002fffe", IdentityRule.CHARACTERS, "\U0002fffe"),
        ("张\uffff", IdentityRule.CHARACTERS, "\uffff"),
        ("张\u0378", IdentityRule.CHARACTERS, "\u0378"),
        ("\u200b", IdentityRule.MISSING, ""),
    ],
)
def test_what_no_name_has_is_refused_and_named(
    typed: str, rule: IdentityRule, character: str
) -> None:
    fault = check_name(normal_name(typed))
    assert fault is not None
    assert (fault.rule, fault.character) == (rule, character)


def test_an_organisations_name_keeps_its_blanks_and_points() -> None:
    for name in ("A.O.史密斯（中国）热水器有限公司", "南宁 3.5 工坊", "R&D 中心"):
        assert normal_name(name, ORGANISATION) == name
        assert check_name(name, ORGANISATION) is None
    assert normal_name("邕江\u200b食品　 公司 ", ORGANISATION) == "邕江食品 公司"


@given(st.text(max_size=30))
def test_a_tidy_name_is_tidy(typed: str) -> None:
    once = tidy_name(typed)
    assert tidy_name(once.name) == TidyName(once.name)
    assert unicodedata.is_normalized("NFC", once.name)
    assert once.name == once.name.strip()


def test_private_characters_of_gb_18030_are_what_other_implementations_say() -> None:
    places = [bytes((0xFE, low)) for low in (*range(0x50, 0x7F), *range(0x80, 0xA1))]
    meant = [tidy_name(chr(0xE815 + place)).name for place in range(80)]
    assert len(places) == 80
    for place, raw in enumerate(places):
        python = raw.decode("gb18030")  # maps those without a character of their day as in 2000
        assert meant[place] == (python if ord(python) < 0xE000 else meant[place])
        assert python == meant[place] or ord(python) == 0xE815 + place
    if iconv := shutil.which("iconv"):
        told = subprocess.run(
            [iconv, "-f", "GB18030", "-t", "UTF-8"],
            input=b"".join(places),
            capture_output=True,
            check=True,
        )
        # newer ones leave those private that the standard of 2022 leaves so
        for place, said in enumerate(told.stdout.decode()):
            assert said in (meant[place], chr(0xE815 + place))
        assert sum(map(str.__eq__, told.stdout.decode(), meant)) >= 74
