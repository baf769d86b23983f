"""What the PostgreSQL server itself holds to, whoever connects: append-only history, news to
all who listen, and what the hall's own programs may do.

Their logins belong to one group (a role of the whole cluster, made once, without login)::

    hall_server    reads everything, adds events, moves tickets, sets up; rewrites no history

Windows, kiosks and displays need no login at the database where there is a hall's server.
"""

from typing import Any, Protocol

import psycopg
from psycopg import sql

GROUP = "hall_server"

FORMER = "hall_window", "hall_manager", "hall_reader"
"""Groups of earlier versions, in which every window had a login; they lose what they could do."""

ADDED_TO = ("event", "ticket", "appointment", "service", "window", "device", "enrolment")
"""Where rows are added."""

REMOVED_FROM = ("enrolment",)
"""Where rows are removed: a code that was used or is too old."""

MOVED = {
    "hall": ("seq", "day", "closed", "revision"),
    "ticket": (
        *("state", "service_code", "for_window", "window", "returned"),
        *("called_at", "calls", "serving_since", "served_s", "held_at"),
    ),
    "window": ("standing", "reason", "person", "serves", "direction"),
    "service": ("prefix", "name", "hint", "hours", "name_en", "hint_en"),
    "appointment": ("ticket_id",),
    "device": ("last_seen", "revoked_at", "changed"),
    "enrolment": ("tries",),
}
"""What changes: where a ticket stands, never whose it is or when it came."""


class Runs(Protocol):
    """Runs one statement; SQLAlchemy's connection does, with ``exec_driver_sql``."""

    def exec_driver_sql(self, statement: str) -> Any: ...


def channel_of(schema: str) -> str:
    """Where changes of the hall in this schema are told."""
    return f"hall_{schema}"


def make_schema(wire: psycopg.Connection[Any], schema: str) -> None:
    """Make the schema unless it is there."""
    there = wire.execute("SELECT to_regnamespace(%s)", (schema,)).fetchone()
    if there == (None,):
        wire.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(schema)))


def forbid_changes(connection: Runs, table: str) -> None:
    """From now on rows of `table` are only added, whoever tries: a trigger raises."""
    _run(
        connection,
        f"""
        CREATE OR REPLACE FUNCTION {table}_is_never_altered() RETURNS trigger
        LANGUAGE plpgsql AS $$ BEGIN
            RAISE restrict_violation USING MESSAGE = 'the history of a hall is never altered';
        END $$
        """,
        f"""
        CREATE OR REPLACE TRIGGER {table}_is_never_altered
        BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION {table}_is_never_altered()
        """,
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_is_never_altered",
    )


def announce(connection: Runs, table: str) -> None:
    """From now on the highest `seq` of every insert into `table` is told when it is committed."""
    _run(
        connection,
        f"""
        CREATE OR REPLACE FUNCTION {table}_is_told() RETURNS trigger
        LANGUAGE plpgsql AS $$ BEGIN
            PERFORM pg_notify('{channel_of("")}' || TG_TABLE_SCHEMA, max(seq)::text) FROM added;
            RETURN NULL;
        END $$
        """,
        f"""
        CREATE OR REPLACE TRIGGER {table}_is_told
        AFTER INSERT ON {table} REFERENCING NEW TABLE AS added
        FOR EACH STATEMENT EXECUTE FUNCTION {table}_is_told()
        """,
    )


def grant(connection: Runs) -> None:
    """Make the group if it is missing, and give it what it needs in this schema, no more.

    The user needs the right to make roles while it is missing.
    """
    schema = f'"{connection.exec_driver_sql("SELECT current_schema()").scalar_one()}"'
    former = "".join(
        f"""
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN
            REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {role};
        END IF;
        """
        for role in FORMER
    )
    added_to = ", ".join(f'"{table}"' for table in ADDED_TO)
    _run(
        connection,
        f"""
        DO $$ BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{GROUP}') THEN
                CREATE ROLE {GROUP} NOLOGIN;
            END IF;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
        END $$
        """,
        f"DO $$ BEGIN {former} END $$",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM PUBLIC, {GROUP}",
        f"GRANT USAGE ON SCHEMA {schema} TO {GROUP}",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {GROUP}",
        f"GRANT INSERT ON {added_to} TO {GROUP}",
        f"GRANT DELETE ON {', '.join(REMOVED_FROM)} TO {GROUP}",
        *(
            f'GRANT UPDATE ("{column}") ON "{table}" TO {GROUP}'
            for table, columns in MOVED.items()
            for column in columns
        ),
    )


def _run(connection: Runs, *statements: str) -> None:
    for statement in statements:
        connection.exec_driver_sql(statement)
