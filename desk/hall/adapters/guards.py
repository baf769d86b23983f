"""What the PostgreSQL server itself holds to, whoever connects: append-only history, news to
all who listen, and what each kind of user may do.

Users belong to one of three groups (roles of the whole cluster, made once, without login)::

    hall_window    calls, takes and moves tickets; kiosks and scripts too
    hall_manager   sets up services and windows besides
    hall_reader    only looks: displays, statistics
"""

from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import Connection

GROUPS = WINDOW, MANAGER, READER = "hall_window", "hall_manager", "hall_reader"

ADDED_TO = ("event", "ticket", "appointment")
"""Where windows add rows; nobody removes any."""

MOVED = {
    "hall": ("seq", "day", "closed"),
    "ticket": (
        *("state", "row", "service_code", "for_window", "window", "returned"),
        *("called_at", "calls", "serving_since", "served_s"),
    ),
    "window": ("standing", "reason", "person"),
    "appointment": ("ticket_id",),
}
"""What windows change: where a ticket stands, never whose it is or when it came."""

SET_UP = ("service", "window")
"""What managers set up."""


def channel_of(schema: str) -> str:
    """Where changes of the hall in this schema are told."""
    return f"hall_{schema}"


def make_schema(wire: psycopg.Connection[Any], schema: str) -> None:
    """Make the schema unless it is there."""
    there = wire.execute("SELECT to_regnamespace(%s)", (schema,)).fetchone()
    if there == (None,):
        wire.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(schema)))


def forbid_changes(connection: Connection, table: str) -> None:
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


def announce(connection: Connection, table: str) -> None:
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


def grant_roles(connection: Connection) -> None:
    """Make the groups that are missing and give each what it needs in this schema, no more.

    The user needs the right to make roles while one of them is missing.
    """
    schema = f'"{connection.exec_driver_sql("SELECT current_schema()").scalar_one()}"'
    everybody = ", ".join(GROUPS)
    _run(
        connection,
        *(
            f"""
            DO $$ BEGIN
                IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN
                    CREATE ROLE {role} NOLOGIN;
                END IF;
            EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
            END $$
            """
            for role in GROUPS
        ),
        f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM PUBLIC, {everybody}",
        f"GRANT USAGE ON SCHEMA {schema} TO {everybody}",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {everybody}",
        f"GRANT INSERT ON {', '.join(ADDED_TO)} TO {WINDOW}, {MANAGER}",
        *(
            f'GRANT UPDATE ("{column}") ON "{table}" TO {WINDOW}, {MANAGER}'
            for table, columns in MOVED.items()
            for column in columns
        ),
        *(f'GRANT INSERT, UPDATE, DELETE ON "{table}" TO {MANAGER}' for table in SET_UP),
        f"GRANT UPDATE (name, utc_offset_min, revision) ON hall TO {MANAGER}",
    )


def _run(connection: Connection, *statements: str) -> None:
    for statement in statements:
        connection.exec_driver_sql(statement)
