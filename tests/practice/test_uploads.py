"""Uploads over tus 1.0: what has arrived counts, what is damaged does not."""

import base64
import os
import socket
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from desk.practice.messages import digest_field
from tests.practice.material import TUS, append, create, metadata, page, upload
from tests.practice_region import PracticeRegion, new_key, sha256_hex


def standing(client: httpx.Client, path: str) -> httpx.Response:
    """Ask how much has arrived."""
    return client.head(path, headers=TUS)


def test_it_says_what_it_can_do(client: httpx.Client) -> None:
    told = client.options("/files").headers
    assert told["tus-version"] == "1.0.0"
    assert told["tus-extension"].split(",") == ["creation", "checksum", "termination", "expiration"]
    assert "sha-256" in told["tus-checksum-algorithm"].split(",")
    assert int(told["tus-max-size"]) > 2 * 1024**3


def test_a_file_arrives_in_pieces(client: httpx.Client) -> None:
    data = os.urandom(3000)
    path = create(client, data)
    assert standing(client, path).headers["upload-offset"] == "0"
    for start in (0, 1000, 2000):
        answer = append(client, path, data[start : start + 1000], start)
        assert (answer.status_code, answer.headers["upload-offset"]) == (204, str(start + 1000))
        assert parsedate_to_datetime(answer.headers["upload-expires"]).tzinfo
    told = standing(client, path).headers
    assert (told["upload-offset"], told["upload-length"]) == ("3000", "3000")
    assert told["repr-digest"] == digest_field(bytes.fromhex(sha256_hex(data)))


def test_a_file_that_is_not_whole_has_no_digest(client: httpx.Client) -> None:
    path = create(client, page())
    append(client, path, page()[:5])
    assert "repr-digest" not in standing(client, path).headers


def test_another_offset_is_refused_and_the_right_one_told(client: httpx.Client) -> None:
    path = create(client, page())
    append(client, path, page()[:5])
    refused = append(client, path, page()[:5], 0)
    assert (refused.status_code, refused.headers["upload-offset"]) == (409, "5")


def test_a_damaged_piece_does_not_count(client: httpx.Client) -> None:
    path = create(client, page())
    headers = {
        **TUS,
        "Content-Type": "application/offset+octet-stream",
        "Upload-Offset": "0",
        "Upload-Checksum": "sha-256 " + base64.b64encode(bytes(32)).decode(),
    }
    assert client.patch(path, content=page(), headers=headers).status_code == 460
    assert standing(client, path).headers["upload-offset"] == "0"
    headers["Upload-Checksum"] = "crc32 AAAA"
    assert client.patch(path, content=page(), headers=headers).status_code == 400
    del headers["Upload-Checksum"]
    headers["Content-Digest"] = digest_field(bytes(32))
    assert client.patch(path, content=page(), headers=headers).status_code == 400
    assert append(client, path, page()).status_code == 204


def test_more_than_announced_is_refused(client: httpx.Client) -> None:
    path = create(client, page())
    assert append(client, path, page() + b"more").status_code == 413
    assert standing(client, path).headers["upload-offset"] == "0"


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"Tus-Resumable": "0.2.2"}, 412),
        ({"Upload-Length": "many"}, 400),
        ({"Upload-Length": str(10**13)}, 413),
        ({"Upload-Metadata": ""}, 400),
        ({"Upload-Metadata": "sha256 %%%"}, 400),
        ({"Upload-Metadata": "sha256 QUJD"}, 400),
    ],
)
def test_a_file_is_announced_rightly(
    client: httpx.Client, change: dict[str, str], status: int
) -> None:
    headers = {**TUS, "Upload-Length": "5", "Upload-Metadata": metadata(b"12345")}
    assert client.post("/files", headers=headers | change).status_code == status


def test_a_place_for_a_file_is_made_once_for_a_key(client: httpx.Client) -> None:
    headers = {**TUS, **new_key(), "Upload-Length": "5", "Upload-Metadata": metadata(b"12345")}
    places = {client.post("/files", headers=headers).headers["location"] for _ in range(3)}
    assert len(places) == 1
    headers["Upload-Length"] = "6"
    assert client.post("/files", headers=headers).status_code == 422


def test_an_upload_goes_on_after_the_region_was_killed(practice: PracticeRegion) -> None:
    client = practice.client()
    path = create(client, page())
    append(client, path, page()[:7])
    practice.kill()
    # as if it had been killed between writing bytes and counting them
    with (practice.folder / "files" / path.rsplit("/", 1)[1]).open("ab") as file:
        file.write(b"half a piece")
    practice.start()
    with practice.client() as again:
        assert standing(again, path).headers["upload-offset"] == "7"
        assert append(again, path, page()[7:], 7).status_code == 204
        digest = standing(again, path).headers["repr-digest"]
        assert digest == digest_field(bytes.fromhex(sha256_hex(page())))


def test_a_window_that_hangs_up_in_a_piece_may_send_it_again(practice: PracticeRegion) -> None:
    data = os.urandom(500_000)
    client = practice.client()
    path = create(client, data)
    address = urlsplit(practice.url)
    head = (
        f"PATCH {path} HTTP/1.1\r\nHost: {address.netloc}\r\n"
        f"Authorization: {client.headers['authorization']}\r\nTus-Resumable: 1.0.0\r\n"
        "Content-Type: application/offset+octet-stream\r\nUpload-Offset: 0\r\n"
        f"Content-Length: {len(data)}\r\n\r\n"
    )
    with socket.create_connection((address.hostname or "", address.port or 0)) as line:
        line.sendall(head.encode() + data[:300_000])
    assert standing(client, path).headers["upload-offset"] == "0"
    assert append(client, path, data).status_code == 204


def test_the_digest_is_that_of_the_bytes_on_disk(practice: PracticeRegion) -> None:
    client = practice.client()
    right = digest_field(bytes.fromhex(sha256_hex(page())))
    practice.fault(flip_byte=2)  # the second file, as soon as it is whole
    for place, same in ((1, True), (2, False), (3, True)):
        path = "/files/" + upload(client, page())["id"]
        assert (standing(client, path).headers["repr-digest"] == right) is same, place


def test_an_upload_without_a_case_expires(practice: PracticeRegion) -> None:
    client = practice.client()
    path = create(client, page())
    practice.fault(skew_clock_s=25 * 3600)
    with practice.client() as tomorrow:
        assert standing(tomorrow, path).status_code == 410
        assert append(tomorrow, path, page()).status_code == 410


def test_a_window_may_drop_an_upload(client: httpx.Client, region: PracticeRegion) -> None:
    path = create(client, page())
    stored = region.folder / "files" / path.rsplit("/", 1)[1]
    assert stored.exists()
    assert client.delete(path, headers=TUS).status_code == 204
    assert not stored.exists()
    assert standing(client, path).status_code == 404


def test_memory_stays_flat_whatever_the_size(practice: PracticeRegion, tmp_path: Path) -> None:
    size, piece = 256 * 1024**2, 1024**2
    client = practice.client()
    client.timeout = httpx.Timeout(120)
    upload(client, page())
    before = practice.memory_kb()
    headers = {**TUS, "Upload-Length": str(size), "Upload-Metadata": metadata(b"")}
    path = client.post("/files", headers=headers).headers["location"]
    headers = {
        **TUS,
        "Content-Type": "application/offset+octet-stream",
        "Upload-Offset": "0",
        "Content-Length": str(size),
    }
    pieces = (bytes(piece) for _ in range(size // piece))
    assert client.patch(path, content=pieces, headers=headers).status_code == 204
    assert standing(client, path).headers["upload-offset"] == str(size)
    assert practice.memory_kb() - before < 20 * 1024


def test_a_lost_database_costs_no_file_and_other_peoples_files_are_left(
    practice: PracticeRegion,
) -> None:
    with practice.client() as client:
        upload(client, page())
    practice.stop()
    files = practice.folder / "files"
    (files / "holiday.jpg").write_bytes(b"somebody's own")
    (files / ("ab" * 16)).write_bytes(b"what a crash left")
    practice.start()
    practice.stop()
    left = {path.name for path in files.iterdir()}
    assert "holiday.jpg" in left
    assert "ab" * 16 not in left
    for path in practice.folder.glob("region.sqlite*"):
        path.unlink()
    practice.start()
    assert {path.name for path in files.iterdir()} == left
