"""Names and numbers with most of them hidden, for public pages, papers and screens."""

from desk.domain.matters import ApplicantKind

_TWO_CHARACTER_SURNAMES = frozenset(
    (
        "欧阳",
        "上官",
        "司马",
        "诸葛",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "令狐",
        "慕容",
        "司徒",
        "司空",
        "夏侯",
        "轩辕",
        "端木",
        "南宫",
        "百里",
        "长孙",
        "宇文",
        "独孤",
        "赫连",
        "澹台",
        "公冶",
        "宗政",
        "濮阳",
        "淳于",
        "单于",
        "太叔",
        "申屠",
        "仲孙",
        "钟离",
        "鲜于",
        "闾丘",
        "呼延",
        "第五",
        "万俟",
        "闻人",
    )
)


def mask_name(name: str, kind: str = ApplicantKind.PERSON) -> str:
    """A person's name as public pages show it: the family name, then a star (梁*, 欧阳*).

    Of a name with a middle dot the part before the first dot stays. Names of organisations
    are public and stay whole.
    """
    if kind == ApplicantKind.ORGANISATION or not name:
        return name
    first, dot, _ = name.partition("\u00b7")
    if dot:
        return f"{first}\u00b7*"
    if len(name) > 2 and name[:2] in _TWO_CHARACTER_SURNAMES:
        return f"{name[:2]}*"
    return f"{name[0]}*"


def mask_number_on_paper(number: str) -> str:
    """An identity number as papers show it: all but the last four hidden."""
    return "*" * max(0, len(number) - 4) + number[-4:]


def mask_number_on_screen(number: str) -> str:
    """An identity number as the clerk's screen shows it: the first and last four in clear."""
    if len(number) <= 8:
        return "*" * len(number)
    return number[:4] + "*" * (len(number) - 8) + number[-4:]
