"""The application that tests of the display share."""

from tests.qt.fixtures import english, nothing_left_behind, qapp
from tests.visit.conftest import hall, hall_url, own_keyring

__all__ = ["english", "hall", "hall_url", "nothing_left_behind", "own_keyring", "qapp"]
