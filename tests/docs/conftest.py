from tests.visit.conftest import own_keyring

__all__ = ["own_keyring"]
