"""Who may see how much of a name or a number.

On paper an identity number keeps its last four places; on the clerk's screen its first and
last four. An organisation's credit code is public and is shown whole.
"""

from desk.domain.matters import ApplicantKind

_KEPT = 4


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
