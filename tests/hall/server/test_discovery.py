"""A hall's server is found on the network when it announces itself, and not otherwise."""

import secrets

import pytest

from desk.hall.discovery import FoundServer, announced, found_servers, the_server
from desk.hall.server_failures import NoServerFound, SeveralServersFound

HERE = ["127.0.0.1"]


def test_a_server_that_announces_itself_is_found() -> None:
    code = f"T{secrets.token_hex(3)}"  # other tests may be about on this machine
    with announced(code, "南宁市民中心", "127.0.0.1", 8443, HERE):
        found = [one for one in found_servers(2.0, HERE) if one.hall == code]
    assert found == [FoundServer(code, "南宁市民中心", "https://127.0.0.1:8443")]


def test_one_of_several_halls_is_not_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    halls = [FoundServer("A", "甲", "https://a:8443"), FoundServer("B", "乙", "https://b:8443")]
    monkeypatch.setattr("desk.hall.discovery.found_servers", lambda *_: halls)
    with pytest.raises(SeveralServersFound):
        the_server()
    monkeypatch.setattr("desk.hall.discovery.found_servers", lambda *_: [halls[0]] * 2)
    assert the_server() == halls[0]
    monkeypatch.setattr("desk.hall.discovery.found_servers", lambda *_: [])
    with pytest.raises(NoServerFound):
        the_server()
