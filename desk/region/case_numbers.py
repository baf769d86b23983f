"""Which of a case's two numbers is used in requests to the region.

A region may number its cases in a form that an identity number has too: 450100 for the place,
20261128 for the day, four digits. Such a number is kept, shown and printed as it came, but never
put into an address, where it cannot be distinguished from a person's. The contract also accepts the
window's own local number, which is never personal: it is used instead.
"""

from desk.domain.personal import holds_personal_number


def looks_personal(case_no: str) -> bool:
    """Whether a case number of the region looks like a personal number."""
    return holds_personal_number(case_no)


def number_for_address(case_no: str, local_no: str) -> str:
    """The case number, or the local number where that one looks like a person's."""
    return local_no if looks_personal(case_no) else case_no
