"""A PostgreSQL cluster of the tests' own: made, started and gone again with the tests.

`initdb` and `pg_ctl` are Debian's (package ``postgresql``, 15 or later); the cluster that the
package may have set up for the machine is never touched. PostgreSQL refuses to run as root, so
for root it runs as the system's user ``postgres``. A watchdog stops the cluster and removes its
folder as soon as the process that started it is gone, however it went.
"""

import hashlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import keyring
import psycopg
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError
from psycopg import sql

OWNER = "hall_owner"
"""The cluster's superuser."""

START_S = 30
"""How long a start or a stop may take, in seconds."""

QUICK = {"fsync": "off", "full_page_writes": "off"}
"""For tests that pull no plug: nothing is forced to the disk."""

WATCHDOG = 'read -r _; "$0" stop -D "$1/data" -m immediate -s >/dev/null 2>&1; rm -rf "$1"'


def programs() -> Path:
    """The folder of the newest PostgreSQL's programs on this machine."""
    found = sorted(
        (path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")),
        key=lambda path: int(path.parent.name),
    )
    if found:
        return found[-1]
    initdb = shutil.which("initdb")
    if initdb is None:
        raise FileNotFoundError("PostgreSQL's initdb; Debian has it in the package postgresql")
    return Path(initdb).resolve().parent


class Cluster:
    """One server on a free port of this machine; made by `make`, or copied from another.

    `hosts` are the addresses that it listens on besides its socket in `folder`; `settings` are
    lines of ``postgresql.conf``. Passwords (SCRAM) are random and in `passwords` by user.
    """

    def __init__(self, folder: Path, passwords: dict[str, str]) -> None:
        self.folder = folder
        self.passwords = passwords
        self.port = 0
        self._hosts: Sequence[str] = ()
        self._watchdog: subprocess.Popen[bytes] | None = None

    @classmethod
    def make(
        cls,
        *,
        durable: bool = False,
        hosts: Sequence[str] = ("127.0.0.1",),
        settings: Mapping[str, str] | None = None,
    ) -> "Cluster":
        """Make a cluster in a new temporary folder; it does not run yet."""
        cluster = cls(_new_folder(), {OWNER: secrets.token_urlsafe(12)})
        cluster._watch()
        secret = cluster.folder / "password"
        cluster.give("password", cluster.passwords[OWNER])
        cluster.run(
            "initdb",
            *("--pgdata", cluster.data, "--username", OWNER, "--pwfile", secret),
            *("--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C.UTF-8"),
            *("--no-sync", "--no-instructions"),
        )
        secret.unlink()
        cluster.give("data/pg_hba.conf", "\n".join(_WHO_MAY_CONNECT))
        cluster.set_up(hosts, {**({} if durable else QUICK), **(settings or {})})
        return cluster

    @property
    def data(self) -> Path:
        """The data directory."""
        return self.folder / "data"

    def set_up(self, hosts: Sequence[str], settings: Mapping[str, str]) -> None:
        """Write the settings, with a free port; they hold from the next start on."""
        self._hosts = hosts
        self.port = _free_port(hosts)
        lines = {
            "listen_addresses": ",".join(hosts),
            "port": str(self.port),
            "unix_socket_directories": str(self.folder),
            "max_connections": "200",
            "log_min_messages": "log",
            **settings,
        }
        conf = "".join(f"{name} = '{value}'\n" for name, value in lines.items())
        self.give("data/postgresql.auto.conf", conf)

    def start(self) -> None:
        """Start it and wait until it serves."""
        log = self.folder / "log"
        self.run("pg_ctl", "start", "-D", self.data, "-l", log, "-w", "-s", "-t", str(START_S))

    def stop(self, how: str = "fast") -> None:
        """Stop it: `how` is smart, fast or immediate (as if the plug was pulled)."""
        self.run("pg_ctl", "stop", "-D", self.data, "-m", how, "-w", "-s", "-t", str(START_S))

    def promote(self) -> None:
        """Make a standby the primary; returns when it takes writes."""
        self.run("pg_ctl", "promote", "-D", self.data, "-w", "-s", "-t", str(START_S))

    def standby(self, name: str, settings: Mapping[str, str] | None = None) -> "Cluster":
        """A standby that streams from this running primary as `name`; it does not run yet."""
        other = Cluster(_new_folder(), self.passwords)
        other._watch()
        self.run(
            "pg_basebackup",
            *("-D", other.data, "-h", self.folder, "-p", str(self.port), "-U", OWNER),
            *("-X", "stream", "-c", "fast", "--no-sync"),
        )
        source = self.as_source(name)
        other.set_up(self._hosts, {"primary_conninfo": source, **(settings or {})})
        other.give("data/standby.signal", "")
        return other

    def as_source(self, name: str) -> str:
        """The ``primary_conninfo`` of a standby that streams from this server as `name`."""
        return (
            f"host={self.folder} port={self.port} user={OWNER} "
            f"password={self.passwords[OWNER]} application_name={name}"
        )

    def remove(self) -> None:
        """Stop it, running or not, and remove every trace of it."""
        if self._watchdog is not None and self._watchdog.stdin is not None:
            self._watchdog.stdin.close()
            self._watchdog.wait(START_S)
            self._watchdog = None

    def url(self, database: str, user: str = OWNER, *hosts: str, **query: str) -> str:
        """The address of a hall's queue in `database`; `hosts` are written as given."""
        where = ",".join(hosts) or f"{self._hosts[0]}:{self.port}"
        words = "&".join(f"{name}={value}" for name, value in query.items())
        return f"postgresql://{user}@{where}/{database}{'?' * bool(words)}{words}"

    def connect(self, database: str = "postgres", user: str = OWNER) -> psycopg.Connection[Any]:
        """A plain connection through the socket; every statement is a transaction."""
        return psycopg.connect(
            host=str(self.folder),
            port=self.port,
            user=user,
            dbname=database,
            password=self.passwords[user],
            autocommit=True,
        )

    def make_database(self, name: str, template: str | None = None) -> None:
        """Make a database, empty or as a copy of another."""
        words = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
            sql.Identifier(name), sql.Identifier(template or "template0")
        )
        with self.connect() as connection:
            connection.execute(words)

    def drop_database(self, name: str) -> None:
        """Remove a database and whoever is connected to it."""
        words = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        with self.connect() as connection:
            connection.execute(words)

    @contextmanager
    def database(self, template: str | None = None) -> Iterator[str]:
        """A database for one test, by its name."""
        name = f"test_{secrets.token_hex(6)}"
        self.make_database(name, template)
        try:
            yield name
        finally:
            self.drop_database(name)

    def make_login(self, name: str, group: str | None = None) -> None:
        """Make a user who may log in with a random password, in `group`."""
        self.passwords[name] = secrets.token_urlsafe(12)
        words = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(
            sql.Identifier(name), sql.Literal(self.passwords[name])
        )
        if group is not None:
            words += sql.SQL(" IN ROLE {}").format(sql.Identifier(group))
        with self.connect() as connection:
            connection.execute(words)

    def give(self, name: str, content: str) -> Path:
        """Put a file into the cluster's folder, readable for the server alone."""
        path = self.folder / name
        path.write_text(content, encoding="utf-8")
        path.chmod(0o600)
        if os.geteuid() == 0:
            shutil.chown(path, "postgres", "postgres")
        return path

    def run(self, program: str, *words: str | Path) -> None:
        """Run one of PostgreSQL's programs; what it says of a failure is in the error."""
        done = subprocess.run(
            [programs() / program, *words],
            cwd=self.folder,
            env={**os.environ, "PGPASSWORD": self.passwords[OWNER], "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            **_unprivileged(),
        )
        if done.returncode:
            log = self.folder / "log"
            told = log.read_text(encoding="utf-8")[-2000:] if log.exists() else ""
            raise RuntimeError(f"{program}: {done.stdout.decode()}\n{told}")

    def _watch(self) -> None:
        self._watchdog = subprocess.Popen(
            ["/bin/sh", "-c", WATCHDOG, programs() / "pg_ctl", self.folder],
            cwd="/",
            stdin=subprocess.PIPE,
            start_new_session=True,  # the key that interrupts the tests does not reach it
            **_unprivileged(),
        )


@contextmanager
def running(**how: Any) -> Iterator[Cluster]:
    """A cluster as `Cluster.make` makes it, running; removed at the end."""
    cluster = Cluster.make(**how)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.remove()


class FileKeyring(KeyringBackend):
    """A keyring in a folder, one file a secret: processes that a test starts share it.

    `share` chooses it for this process and, through the environment, for its children.
    """

    priority = -10  # never chosen unless set on purpose

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def _path(self, service: str, username: str) -> Path:
        name = hashlib.sha256(f"{service} {username}".encode()).hexdigest()
        return Path(os.environ["HALL_DESK_TEST_KEYRING"]) / name

    def get_password(self, service: str, username: str) -> str | None:
        path = self._path(service, username)
        return path.read_text(encoding="utf-8") if path.exists() else None

    def set_password(self, service: str, username: str, password: str) -> None:
        self._path(service, username).write_text(password, encoding="utf-8")

    def delete_password(self, service: str, username: str) -> None:
        try:
            self._path(service, username).unlink()
        except FileNotFoundError:
            raise PasswordDeleteError(username) from None


@contextmanager
def shared_keyring(folder: Path) -> Iterator[None]:
    """A keyring in `folder` for this process and all that it starts."""
    given = {
        "PYTHON_KEYRING_BACKEND": f"{__name__}.{FileKeyring.__name__}",
        "HALL_DESK_TEST_KEYRING": str(folder),
    }
    before = keyring.get_keyring()
    kept = {name: os.environ.get(name) for name in given}
    os.environ.update(given)
    keyring.set_keyring(FileKeyring())
    yield
    keyring.set_keyring(before)
    for name, value in kept.items():
        if value is None:
            del os.environ[name]
        else:
            os.environ[name] = value


_WHO_MAY_CONNECT = [
    "local all,replication all scram-sha-256",
    "host all,replication all all scram-sha-256",
]


def _unprivileged() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    return {"user": "postgres", "group": "postgres", "extra_groups": []}


def _new_folder() -> Path:
    # not pytest's: the system's user postgres cannot look into a folder of root's
    folder = Path(tempfile.mkdtemp(prefix="hall-desk-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    return folder


def _free_port(hosts: Sequence[str]) -> int:
    with socket.socket() as probe:
        probe.bind((hosts[0] if hosts else "127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


if __name__ == "__main__":  # a cluster to try things on, until Enter or Ctrl-C
    with running(durable="--durable" in sys.argv) as tried:
        print(tried.url("postgres"), tried.passwords[OWNER], flush=True)
        sys.stdin.readline()
