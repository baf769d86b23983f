"""A hall of an earlier version goes on after its upgrade, with all that was in it."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from desk.domain.tickets import TicketState
from desk.hall import open_hall, schema, sqlite_url, upgrade_hall
from desk.hall.adapters import require_known
from desk.hall.adapters.migrating import engine_for
from tests.hall.halls import MORNING, Clock

HALL = """
INSERT INTO hall (id, code, name, utc_offset_min, seq, day, revision)
    VALUES (1, 'NN01', '南宁市民中心', 480, 5, '2026-11-24', 0);
INSERT INTO service (code, prefix, name, place) VALUES ('A', 'A', '企业开办', 0);
INSERT INTO window (code, place) VALUES ('1', 0), ('2', 1);
INSERT INTO ticket (id, day, prefix, sequence, number, service_code, priority, state, arrived,
                    taken_at, called_at, calls, window, served_s, row)
    VALUES ('one', '2026-11-24', 'A', 1, 'A001', 'A', 'normal', 'on_hold', 1,
            '2026-11-24T00:50:00.000000Z', '2026-11-24T00:52:00.000000Z', 1, '1', 60, 'normal'),
           ('two', '2026-11-24', 'A', 2, 'A002', 'A', 'normal', 'waiting', 2,
            '2026-11-24T00:51:00.000000Z', NULL, 0, NULL, 0, 'normal');
INSERT INTO event (seq, ticket_id, number, service_code, priority, move, window, at)
    VALUES (1, 'one', 'A001', 'A', 'normal', 'taken', NULL, '2026-11-24T00:50:00.000000Z'),
           (2, 'two', 'A002', 'A', 'normal', 'taken', NULL, '2026-11-24T00:51:00.000000Z'),
           (3, 'one', 'A001', 'A', 'normal', 'called', '1', '2026-11-24T00:52:00.000000Z'),
           (4, 'one', 'A001', 'A', 'normal', 'serving', '1', '2026-11-24T00:53:00.000000Z'),
           (5, 'one', 'A001', 'A', 'normal', 'held', '1', '2026-11-24T00:54:00.000000Z');
"""


def test_who_is_on_hold_stays_so_and_numbers_go_on(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "hall.db")
    engine = engine_for(require_known(url), make=True)
    with engine.begin() as connection:
        _make_0003(connection)
    upgrade_hall(url)
    with open_hall(url, clock=Clock(MORNING)) as queue:
        (held,) = queue.snapshot("1").on_hold
        assert held.held_at is not None
        assert f"{held.held_at:%H:%M}" == "00:54"
        assert queue.project() == queue.standings()
        assert [ticket.number for ticket in queue.snapshot("2").queue] == ["A002"]
        assert queue.take("A").number == "A003"
        assert queue.resume("one", "1", "weili").state is TicketState.SERVING
        assert queue.project() == queue.standings()


def _make_0003(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "0003")
    for statement in HALL.split(";\n"):
        if statement.strip():
            connection.execute(text(statement))
