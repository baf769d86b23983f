"""Counted things in the clerk's language: one page, two pages.

A class, because lupdate reads plural forms from ``self.tr`` only: the same words in
`QCoreApplication.translate` lose their forms, or are not found at all.
"""

from PySide6.QtCore import QObject


class Counts(QObject):
    """Each method says so many of something."""

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


counts = Counts()
