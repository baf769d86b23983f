"""Counted things in the clerk's language: one page, two pages.

A class, because lupdate reads plural forms from ``self.tr`` only: the same words in
`QCoreApplication.translate` lose their forms, or are not found at all.
"""

from PySide6.QtCore import QObject


class Counts(QObject):
    """Each method returns a counted phrase."""

    def pages(self, count: int) -> str:
        """``3 pages``."""
        return self.tr("%n page(s)", "", count)

    def originals(self, count: int) -> str:
        """``1 original``."""
        return self.tr("%n original(s)", "", count)

    def copies(self, count: int) -> str:
        """``2 copies``."""
        return self.tr("%n copy(ies)", "", count)

    def at_least_characters(self, count: int) -> str:
        """``at least 2 characters``."""
        return self.tr("At least %n character(s)", "", count)

    def at_most_characters(self, count: int) -> str:
        """``at most 50 characters``."""
        return self.tr("At most %n character(s)", "", count)

    def at_least_chosen(self, count: int) -> str:
        """``choose at least one``."""
        return self.tr("Choose at least %n", "", count)

    def at_most_chosen(self, count: int) -> str:
        """``choose at most three``."""
        return self.tr("Choose at most %n", "", count)

    def files_agreed(self, count: int) -> str:
        """``7 files, every digest agreed``."""
        return self.tr("%n file(s), every digest agreed", "", count)

    def sent_back(self, count: int) -> str:
        """``Sent back: 3 things to correct``."""
        return self.tr("The platform refused it: %n thing(s) to correct", "", count)

    def to_correct(self, count: int) -> str:
        """``The platform wants 3 things corrected``."""
        return self.tr("The platform wants %n thing(s) corrected", "", count)

    def not_reached(self, count: int) -> str:
        """``not reached, 2 attempts``."""
        return self.tr("not reached, %n attempt(s)", "", count)

    def waiting_since(self, count: int, since: str) -> str:
        """``3 things wait to be sent since 09:14``."""
        return self.tr("%n thing(s) wait to be sent since {time}", "", count).format(time=since)

    def pages_kept(self, count: int) -> str:
        """``The 6 pages are there, order and promises as before``."""
        return self.tr("All %n page(s) are there; order and promises as before", "", count)

    def written_once(self, count: int) -> str:
        """``All 3 written at once``."""
        return self.tr("All %n thing(s) at once", "", count)


counts = Counts()
