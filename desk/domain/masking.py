"""Who may see how much of a name or a number.

On paper an identity number keeps its last four places; on the clerk's screen its first and
last four. An organisation's credit code is public and is shown whole.
"""

import re

from desk.domain.matters import ApplicantKind

_KEPT = 4
_TWO_CHARACTER_SURNAME = re.compile(
    "欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|令狐|慕容|司徒|司空|夏侯|轩辕|端木|南宫|百里|长孙|宇文"
    "|独孤|赫连|澹台|公冶|宗政|濮阳|淳于|单于|太叔|申屠|仲孙|钟离|鲜于|闾丘|呼延|第五|万俟|闻人"
)


def number_on_paper(kind: ApplicantKind, number: str) -> str:
    """An applicant's number as a paper may carry it: ``**************204X``."""
    if kind is ApplicantKind.ORGANISATION:
        return number
    return _starred(number, 0)


def number_on_screen(kind: ApplicantKind, number: str) -> str:
    """An applicant's number as the clerk's screen shows it: ``4501**********204X``."""
    if kind is ApplicantKind.ORGANISATION:
        return number
    return _starred(number, _KEPT)


def _starred(number: str, first: int) -> str:
    """`number` with all but its `first` places and its last four hidden.

    One that is too short to hide anything that way is hidden whole.
    """
    hidden = len(number) - first - _KEPT
    if hidden < _KEPT:
        return "*" * len(number)
    return number[:first] + "*" * hidden + number[-_KEPT:]


def name_in_public(kind: str, name: str) -> str:
    """A person's name where anybody may read it: the family name and a star (梁*, 欧阳*).

    Of a name with a middle dot the part before the first dot stays. Names of organisations
    are public and stay whole.
    """
    if kind == ApplicantKind.ORGANISATION or not name:
        return name
    first, dot, _ = name.partition("\u00b7")
    if dot:
        return f"{first}\u00b7*"
    if len(name) > 2 and _TWO_CHARACTER_SURNAME.match(name):
        return f"{name[:2]}*"
    return f"{name[0]}*"
