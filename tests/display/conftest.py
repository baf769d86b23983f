"""The application that tests of the display share."""

from tests.qt.fixtures import english, nothing_left_behind, qapp

__all__ = ["english", "nothing_left_behind", "qapp"]
