"""The same commands on a hall that lives on a server."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.hall import open_hall
from desk.hall.adapters import guards
from desk.hall.adapters.server import keep_password
from tests.commands.conftest import Desk
from tests.cut import CHANGED, Cut
from tests.postgres import OWNER, Cluster, shared_keyring


@pytest.fixture
def server_url(
    cluster: Cluster, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """An empty database, its owner's password given to the keyring by the command for it."""
    (tmp_path / "keyring").mkdir()
    with cluster.database() as name, shared_keyring(tmp_path / "keyring"):
        url = cluster.url(name)
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{cluster.passwords[OWNER]}\n"))
        assert desk("password", url).status == 0
        yield url


def test_a_hall_on_a_server_from_its_first_step_to_a_visit(
    desk: Desk,
    server_url: str,
    cluster: Cluster,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert desk("status", "--hall", server_url).status == 1, "there is no hall yet"
    assert desk("init", server_url, "--sample").status == 0
    assert desk("init", server_url, "--sample").status == 3

    cluster.make_login("window3", guards.GROUP)
    window = cluster.url(server_url.rpartition("/")[2], "window3")
    refused = desk("take", "A", "--hall", window)
    assert (refused.status, "HAL-52" in refused.err) == (4, True)
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{cluster.passwords['window3']}\n"))
    assert desk("password", window).status == 0

    at = ("--hall", window, "--window", "3", "--json")
    assert desk("take", "A", *at).ticket["number"] == "A001"
    assert desk("call", *at).ticket["number"] == "A001"
    assert desk("finish", *at).ticket["state"] == "served"
    booked = desk("book", "A", "--at", "2031-11-25 10:50", "--command-id", "one", *at)
    assert booked.data["appointment"]["slot"] == "2031-11-25T02:50:00Z"
    assert desk("book", "A", "--at", "2031-11-25 10:50", "--command-id", "one", *at).data == (
        booked.data
    )
    assert desk("status", *at).data["calls"][0]["number"] == "A001"
    assert len(desk("events", "--hall", window).out.splitlines()) == 5

    cluster.make_login("stranger")
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{cluster.passwords['stranger']}\n"))
    elsewhere = cluster.url(server_url.rpartition("/")[2], "stranger")
    assert desk("password", elsewhere).status == 0
    forbidden = desk("take", "A", "--hall", elsewhere, "--json")
    assert (forbidden.status, forbidden.data["error"]["code"]) == (3, "HAL-55")


def test_an_answer_that_is_lost_is_asked_for_again(
    desk: Desk, server_url: str, cluster: Cluster
) -> None:
    desk("init", server_url, "--sample")
    with Cut(cluster.port) as cut:
        far = cluster.url(server_url.rpartition("/")[2], OWNER, f"127.0.0.1:{cut.port}")
        keep_password(far, cluster.passwords[OWNER])
        cut.at = CHANGED
        told = desk("take", "A", "--hall", far, "--json")
        assert not cut.at, "the wire was cut"
        assert (told.status, told.ticket["number"]) == (0, "A001")
        cut.at = CHANGED
        told = desk("call", "--hall", far, "--window", "3", "--json")
        assert (told.status, told.ticket["number"]) == (0, "A001")
    with open_hall(server_url) as queue:
        assert [event.move for event in queue.events_since(0)] == ["taken", "called"]


def test_a_server_that_stays_away_is_told_with_what_may_have_been_done(
    desk: Desk, server_url: str, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk("init", server_url, "--sample")
    with Cut(cluster.port) as cut:
        far = cluster.url(server_url.rpartition("/")[2], OWNER, f"127.0.0.1:{cut.port}")
        keep_password(far, cluster.passwords[OWNER])
        cut.at, cut.stays = CHANGED, True
        monkeypatch.setattr("desk.commands.running.time.sleep", lambda _: cut.close())
        told = desk("take", "A", "--hall", far, "--json", "--command-id", "one")
        assert (told.status, told.data["error"]["code"]) == (4, "HAL-56")
    told = desk("take", "A", "--hall", server_url, "--json", "--command-id", "one")
    assert told.ticket["number"] == "A001"
