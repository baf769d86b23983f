"""A hall on a server, as the tests of the hall have it."""

from tests.hall.conftest import hall_template, server_url, shared_secrets

__all__ = ["hall_template", "server_url", "shared_secrets"]
