"""The application that tests of widgets share."""

from tests.qt.fixtures import english, nothing_left_behind, qapp

__all__ = ["english", "nothing_left_behind", "qapp"]
