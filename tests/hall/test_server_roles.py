"""What each kind of user may do with a hall on a server: the server itself holds to it."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest

from desk.domain.tickets import Priority, Service, Ticket, TicketState, Window
from desk.hall import HallQueue, open_hall, upgrade_hall
from desk.hall.adapters import guards
from desk.hall.adapters.device_store import Device, DeviceStore, OpenCode
from desk.hall.adapters.failures import HallForbidden
from desk.hall.adapters.server import keep_password
from desk.hall.enrolment import Role
from desk.hall.file_failures import HallMissing
from desk.hall.requests import Requester, TakeTicket
from tests.hall.halls import MORNING, Clock, fill_hall
from tests.postgres import OWNER, Cluster, running

CLERK = "weili"
LOGINS = {"a_server": "hall_server", "a_stranger": None}


@pytest.fixture(scope="module")
def logins(cluster: Cluster, hall_template: str) -> Iterator[None]:
    """A user in the group that a hall's making leaves behind, and one in none."""
    for login, group in LOGINS.items():
        cluster.make_login(login, group)
    yield
    with closing(cluster.connect()) as owner:
        for login in LOGINS:
            owner.execute(f"DROP ROLE {login}")


class Users:
    """Everybody who may come to the hall of this test."""

    def __init__(self, cluster: Cluster, url: str, clock: Clock) -> None:
        self._cluster = cluster
        self._url = url
        self._clock = clock

    def queue(self, login: str) -> HallQueue:
        """The hall as this user reaches it."""
        url = self._url.replace(f"{OWNER}@", f"{login}@")
        keep_password(url, self._cluster.passwords[login])
        return open_hall(url, clock=self._clock)

    def plain(self, login: str) -> psycopg.Connection[Any]:
        """A connection past our program, with which this user tries everything."""
        return self._cluster.connect(self._url.rpartition("/")[2], login)


@pytest.fixture
def users(cluster: Cluster, server_url: str, clock: Clock, logins: None) -> Users:
    return Users(cluster, server_url, clock)


def test_a_server_can_do_all_that_is_done_in_a_hall(users: Users, clock: Clock) -> None:
    with users.queue("a_server") as queue:
        done = {"close"} | _a_day(queue, clock)
        assert queue.project() == queue.standings()
    asked = {name for name in dir(HallQueue) if not name.startswith("_")}
    assert done == asked, "this test is to do everything that a queue can"


def _a_day(queue: HallQueue, clock: Clock) -> set[str]:
    """Do everything once; returns what was done."""
    done = set()

    def do(name: str, *words: Any, **named: Any) -> Any:
        done.add(name)
        return getattr(queue, name)(*words, **named)

    def called() -> Ticket:
        do("take", "A", Priority.NORMAL)
        ticket: Ticket = do("call_next", "3", CLERK)
        return ticket

    ticket = called()
    do("recall", ticket.id, "3", CLERK)
    do("at_window", "3")
    do("serve", ticket.id, "3", CLERK)
    do("send_back", ticket.id, "3", CLERK)
    ticket = called()
    do("no_show", ticket.id, "3", CLERK)
    do("return_to_row", ticket.number)
    do("cancel", ticket.id)
    ticket = called()
    do("serve", ticket.id, "3", CLERK)
    do("hold", ticket.id, "3", CLERK)
    do("resume", ticket.id, "3", CLERK)
    do("transfer", ticket.id, "3", CLERK, to_service="B", to_window="3")
    do("ahead", ticket.id)
    do("expected_wait_of", ticket.id)
    do("call", ticket.number, "3", CLERK, command="one")
    do("done", "one")
    do("serve", ticket.id, "3", CLERK)
    assert do("finish", ticket.id, "3", CLERK).state is TicketState.SERVED
    booked = do("book", "A", MORNING + timedelta(minutes=5))
    do("appointments")
    do("check_in", booked.code)
    do("pause_window", "3", CLERK, "lunch")
    do("close_window", "3", CLERK)
    do("open_window", "3", CLERK)
    do("ticket", ticket.id)
    do("find", ticket.number)
    do("snapshot", "3")
    do("events_since", 0)
    list(do("ticket_events"))
    do("given_only_by", CLERK)
    do("statistics")
    do("history", MORNING.date(), MORNING.date())
    for look in ("services", "windows", "overview", "seq", "project", "standings"):
        do(look)
    _a_manager(do, clock)
    return done


def _a_manager(do: Callable[..., Any], clock: Clock) -> None:
    """Days, and how the hall is set up."""
    clock.pass_by(days=1)
    do("take", "A")
    do("close_day", CLERK)
    do("reopen", CLERK)
    clock.pass_by(days=60)
    do("set_day", (MORNING + timedelta(days=61)).date(), CLERK)
    do("arrange", [Service("E", "E", "公积金")], [Window("9", serves=(("E", 0),))], "chief")
    do("carry_out", [(TakeTicket(service="E"), Requester())])
    assert do("changes_since", 0, look=True).events[0].seq == 1
    with do("looking") as (state, _):
        assert state.windows


def test_a_server_lets_devices_in_and_out(users: Users, server_url: str) -> None:
    users.queue("a_server").close()  # whose password the keyring has from now on
    store = DeviceStore(server_url.replace(f"{OWNER}@", "a_server@"))
    now = datetime.now(UTC)
    store.open_code(OpenCode("ABCD", bytes(32), Role.WINDOW, "3", "3", "the tests", now))
    code = store.code("ABCD")
    assert code is not None
    store.count_try(code.id)
    assert store.use_code(code)
    assert not store.use_code(code)
    store.forget_codes(now)
    store.enrol(Device("d", "hash", Role.WINDOW, "3", "3", now, "the tests"))
    store.note_seen([("d", now)])
    assert store.revoke("d", now)
    assert [device.revoked_at for device in store.devices()] == [now]
    assert store.version() == 2
    store.close()


def test_who_is_in_no_group_sees_nothing(users: Users) -> None:
    with pytest.raises(HallForbidden):
        users.queue("a_stranger")


REWRITING = ("UPDATE event SET person = 'x'", "DELETE FROM event", "TRUNCATE event CASCADE")

TAMPERING = (
    "DELETE FROM ticket",
    "UPDATE ticket SET number = 'A999'",
    "UPDATE ticket SET taken_at = '2000'",
    "UPDATE ticket SET priority = 'priority'",
    "DELETE FROM appointment",
    "UPDATE hall SET code = 'X'",
    "DELETE FROM hall",
    "UPDATE alembic_version SET version_num = '0'",
    "DROP TABLE event",
    "ALTER TABLE event DISABLE TRIGGER ALL",
    "CREATE TABLE mine (x int)",
)


def test_nobody_rewrites_the_history(users: Users) -> None:
    with users.queue("a_server") as queue:
        queue.take("A")
        for login in LOGINS:
            with closing(users.plain(login)) as plain:
                for statement in REWRITING:
                    with pytest.raises(psycopg.errors.InsufficientPrivilege):
                        plain.execute(statement)
        # whom no missing right stops, the trigger does
        with closing(users.plain(OWNER)) as plain:
            for statement in REWRITING:
                with pytest.raises(psycopg.errors.RestrictViolation, match="never altered"):
                    plain.execute(statement)
        assert len(queue.events_since(0)) == 1


def test_a_server_changes_nothing_but_where_tickets_stand(users: Users) -> None:
    with closing(users.plain("a_server")) as plain:
        for statement in TAMPERING:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                plain.execute(statement)


def test_the_triggers_cannot_be_told_to_rest(users: Users) -> None:
    with users.queue("a_server") as queue:
        queue.take("A")
    with closing(users.plain(OWNER)) as owner:
        owner.execute("SET session_replication_role = replica")
        with pytest.raises(psycopg.errors.RestrictViolation):
            owner.execute("DELETE FROM event")


def test_the_group_is_made_once_for_all_halls_of_a_server(
    cluster: Cluster, server_url: str, users: Users
) -> None:
    upgrade_hall(server_url)  # grants again
    with users.queue("a_server") as queue:
        assert queue.take("A").number == "A001"
    with cluster.database() as name:
        another = cluster.url(name)
        keep_password(another, cluster.passwords[OWNER])
        fill_hall(another)


def test_the_right_to_make_the_group_is_needed_for_a_servers_first_hall(
    shared_secrets: None,
) -> None:
    with running() as fresh:
        fresh.make_login("a_beginner")
        fresh.make_database("hall")
        with closing(fresh.connect("hall")) as owner:
            owner.execute("ALTER SCHEMA public OWNER TO a_beginner")
            url = fresh.url("hall", "a_beginner")
            keep_password(url, fresh.passwords["a_beginner"])
            with pytest.raises(HallForbidden, match="permission denied to create role"):
                fill_hall(url)
            with pytest.raises(HallMissing, match="no hall there"):
                open_hall(url)
            owner.execute(f"CREATE ROLE {guards.GROUP}")
        fill_hall(url)
        with open_hall(url) as queue:
            assert queue.seq() == 0
