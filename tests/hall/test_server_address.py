"""How a hall's server is reached: by whom, where, with which password, and how safely."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import keyring
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from keyring.backends import fail

from desk.hall import open_hall
from desk.hall.adapters.failures import (
    HallCertificateRefused,
    HallOverheard,
    HallPasswordInAddress,
    HallPasswordRefused,
)
from desk.hall.adapters.server import (
    forget_password,
    keep_password,
    password_for,
    read_address,
    server_of,
)
from desk.hall.failures import HallKindUnknown, HallUnreachable
from desk.vault.keys import KeyringMissing
from tests.hall.halls import fill_hall
from tests.postgres import OWNER, Cluster, running


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("postgresql://u@a/db", "u@a:5432/db"),
        ("postgresql://u@a:1,b:2/db", "u@a:1,b:2/db"),
        ("postgresql://u@a,b:2/db", "u@a:5432,b:2/db"),
        ("postgresql+psycopg://u@/db?host=a:5432&host=b:5433", "u@a:5432,b:5433/db"),
        ("postgresql://u@[::1]:55/db", "u@[::1]:55/db"),
        ("postgresql://u@[::1]:1,[fe80::2]:3/db", "u@[::1]:1,[fe80::2]:3/db"),
        ("postgresql://u@%2Fvar%2Frun/db", "u@/var/run:5432/db"),
        ("postgresql://u@/db?host=/var/run", "u@/var/run:5432/db"),
        ("postgresql://u@/db", "u@localhost:5432/db"),
        ("postgresql://w%40x@h/db?schema=nn01", "w@x@h:5432/db"),
    ],
)
def test_an_address_may_be_written_as_people_write_it(url: str, name: str) -> None:
    assert server_of(read_address(url)).name == f"postgresql://{name}"


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://u@h",
        "postgresql://u@h:x/db",
        "postgresql://u@h:1,i:x/db",
        "postgresql://u@a:b:c/db",
        "postgresql://u@h/db?options=-cx",
        "postgresql://u@h/db?schema=a'b",
    ],
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(HallKindUnknown):
        open_hall(url)


@pytest.mark.parametrize(
    "url", ["postgresql://u:secret@h/db", "postgresql://u@h/db?password=secret"]
)
def test_an_address_with_a_password_is_refused_without_quoting_it(url: str) -> None:
    with pytest.raises(HallPasswordInAddress) as told:
        open_hall(url)
    assert "secret" not in told.value.sentence
    assert "desk hall password" in told.value.sentence


@pytest.mark.parametrize("mode", ["disable", "allow", "prefer", "require", "verify-ca"])
def test_outside_this_machine_nothing_less_than_verified_tls_will_do(mode: str) -> None:
    for hosts in ("hall.example", "192.0.2.7", "127.0.0.1,192.0.2.7", "localhost.example"):
        with pytest.raises(HallOverheard, match=f"sslmode={mode}"):
            open_hall(f"postgresql://u@{hosts}/db?sslmode={mode}")
        usual = server_of(read_address(f"postgresql://u@{hosts}/db")).parameters()
        assert usual["sslmode"] == "verify-full"
        assert usual["sslrootcert"]
    for here in ("127.0.0.1", "127.9.9.9", "localhost", "[::1]", "%2Frun"):
        assert server_of(read_address(f"postgresql://u@{here}/db?sslmode={mode}")).hosts


def test_a_password_is_kept_under_its_address(shared_secrets: None) -> None:
    url = "postgresql://u@a,b/db"
    assert password_for(url) is None
    keep_password(url, "geheim")
    assert password_for(f"{url}?schema=x&sslmode=verify-full") == "geheim"
    assert password_for("postgresql://other@a,b/db") is None
    forget_password(url)
    assert password_for(url) is None
    with pytest.raises(HallKindUnknown):
        keep_password("sqlite:///x.db", "x")


def test_only_the_keyring_gives_the_password(
    server_url: str, cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_hall(server_url).close()
    right = cluster.passwords[OWNER]
    files = tmp_path / "pgpass"
    files.write_text(f"*:*:*:*:{right}\n")
    files.chmod(0o600)
    monkeypatch.setenv("PGPASSWORD", right)
    monkeypatch.setenv("PGPASSFILE", str(files))
    keep_password(server_url, "wrong")
    with pytest.raises(HallPasswordRefused, match=OWNER):
        open_hall(server_url)
    forget_password(server_url)
    with pytest.raises(HallPasswordRefused):
        open_hall(server_url)
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]
    with pytest.raises(KeyringMissing):
        open_hall(server_url)


def test_what_is_not_there_is_said(server_url: str, cluster: Cluster) -> None:
    missing = cluster.url("nowhere")
    keep_password(missing, cluster.passwords[OWNER])
    with pytest.raises(HallUnreachable, match='database "nowhere" does not exist'):
        open_hall(missing)
    with cluster.database() as name:
        empty = cluster.url(name)
        keep_password(empty, cluster.passwords[OWNER])
        with pytest.raises(HallUnreachable, match="no hall there"):
            open_hall(empty)
    with pytest.raises(HallUnreachable, match="Connection refused"):
        open_hall(f"postgresql://u@127.0.0.1:{_dead_port()}/db")
    with pytest.raises(HallUnreachable):
        open_hall("postgresql://u@hall.invalid/db")
    stranger = server_url.replace(OWNER, "nobody")
    with pytest.raises(HallPasswordRefused, match="nobody"):
        open_hall(stranger)


def test_the_host_that_takes_writes_is_found(server_url: str, cluster: Cluster) -> None:
    dead = f"127.0.0.1:{_dead_port()}"
    database = server_url.rpartition("/")[2]
    url = cluster.url(database, OWNER, dead, f"127.0.0.1:{cluster.port}")
    keep_password(url, cluster.passwords[OWNER])
    begun = time.monotonic()
    with open_hall(url) as queue:
        assert queue.take("A").number == "A001"
    assert time.monotonic() - begun < 2
    with cluster.connect() as owner:
        owner.execute(f"ALTER DATABASE {database} SET default_transaction_read_only = on")
    with pytest.raises(HallUnreachable, match="read-only"):
        open_hall(url)


def test_a_host_that_does_not_answer_costs_two_seconds(server_url: str, cluster: Cluster) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(5)
        mute = f"127.0.0.1:{silent.getsockname()[1]}"
        url = cluster.url(server_url.rpartition("/")[2], OWNER, mute, f"127.0.0.1:{cluster.port}")
        keep_password(url, cluster.passwords[OWNER])
        begun = time.monotonic()
        open_hall(url).close()
        assert time.monotonic() - begun < 4


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> "Authority":
    return Authority("the hall's", tmp_path_factory.mktemp("tls"))


@pytest.fixture(scope="module")
def far_server(authority: "Authority") -> Iterator[Cluster]:
    """A server on this machine's own address in the network, which wants TLS."""
    address = _own_address()
    files = {"ssl_key_file": "../key.pem", "ssl_cert_file": "../certificate.pem"}
    cluster = Cluster.make(hosts=(address,), settings={"ssl": "on", **files})
    try:
        _certify(cluster, authority, address)
        cluster.start()
        cluster.make_database("hall")
        yield cluster
    finally:
        cluster.remove()


def test_a_server_elsewhere_is_believed_by_its_certificate_alone(
    far_server: Cluster, authority: "Authority", shared_secrets: None, tmp_path: Path
) -> None:
    keep_password(far_server.url("hall"), far_server.passwords[OWNER])
    right = far_server.url("hall", sslrootcert=str(authority.file))
    fill_hall(right)
    with open_hall(right) as queue:
        assert queue.take("A").number == "A001"
        query = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
        assert queue._database.rows(query) == [(True,)]

    another = Authority("another", tmp_path)
    for url in (
        far_server.url("hall"),  # what the system trusts
        far_server.url("hall", sslrootcert=str(another.file)),
        far_server.url("hall", sslrootcert=str(tmp_path / "missing.pem")),
    ):
        with pytest.raises(HallCertificateRefused, match="certificate"):
            open_hall(url)


def test_a_server_of_another_name_is_not_believed(
    far_server: Cluster, authority: "Authority", shared_secrets: None
) -> None:
    keep_password(far_server.url("hall"), far_server.passwords[OWNER])
    far_server.stop()
    _certify(far_server, authority, "192.0.2.99")
    far_server.start()
    try:
        with pytest.raises(HallCertificateRefused, match=r"192\.0\.2\.99"):
            open_hall(far_server.url("hall", sslrootcert=str(authority.file)))
    finally:
        far_server.stop()
        _certify(far_server, authority, _own_address())
        far_server.start()


def test_a_server_elsewhere_without_tls_gets_no_password(
    shared_secrets: None, authority: "Authority"
) -> None:
    with running(hosts=(_own_address(),)) as cluster:
        url = cluster.url("postgres", sslrootcert=str(authority.file))
        keep_password(url, cluster.passwords[OWNER])
        with pytest.raises(HallCertificateRefused, match="SSL"):
            open_hall(url)


class Authority:
    """Somebody who certifies servers; `file` is its own certificate."""

    def __init__(self, name: str, folder: Path) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        self.file = folder / "authority.pem"
        self.file.write_text(self._sign(self._name, self._key.public_key(), None))

    def certify(self, host: str) -> tuple[str, str]:
        """A key and a certificate for a server at `host` (a name or an address)."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
        private = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        return private.decode(), self._sign(subject, key.public_key(), host)

    def _sign(self, subject: x509.Name, key: ec.EllipticCurvePublicKey, host: str | None) -> str:
        now = datetime.now(UTC)
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=1))
            .add_extension(x509.BasicConstraints(ca=host is None, path_length=None), critical=True)
        )
        if host is not None:
            builder = builder.add_extension(x509.SubjectAlternativeName([_san(host)]), False)
        signed = builder.sign(self._key, hashes.SHA256())
        return signed.public_bytes(serialization.Encoding.PEM).decode()


def _certify(cluster: Cluster, authority: Authority, host: str) -> None:
    key, certificate = authority.certify(host)
    cluster.give("key.pem", key)
    cluster.give("certificate.pem", certificate)


def _san(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _own_address() -> str:
    """An address of this machine that is not its loopback; without a network, its name, which
    counts as one."""
    told = subprocess.run(["hostname", "-I"], capture_output=True, text=True, check=False)
    return next((word for word in told.stdout.split() if ":" not in word), os.uname().nodename)


def _dead_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
