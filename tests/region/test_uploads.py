"""Files on their way to the region: whole, broken off, gone on with, altered."""

import asyncio
import hashlib
import random
import tracemalloc
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from itertools import repeat

import pytest

from desk.domain.failures import Failure
from desk.region.client import RegionClient, new_key
from desk.region.problems import (
    AnswerLost,
    BodyAltered,
    DigestDiffers,
    RegionAnswerBroken,
    RegionFailure,
    RegionUnreachable,
)
from desk.region.tokens import Tokens
from desk.region.uploads import UploadFile, upload
from tests.practice_region import PracticeRegion
from tests.region.conftest import ClientTo
from tests.region.files import page_file
from tests.region.strange_server import StrangeServer, answer

MIB = 1024 * 1024


def noise(size: int) -> bytes:
    return random.Random(size).randbytes(size)


@pytest.mark.parametrize("size", [0, 1, MIB - 1, MIB, 3 * MIB + 17, 9 * MIB])
async def test_a_file_arrives_whole(client: RegionClient, size: int) -> None:
    file, heard = page_file(noise(size)), list[tuple[int, int]]()
    stored = await upload(client, file, on_progress=lambda sent, whole: heard.append((sent, whole)))
    assert (stored.sha256, stored.size) == (file.sha256, size)
    assert heard == sorted(heard)
    assert heard[0] == (0, size)
    assert heard[-1] == (size, size)


class Urls:
    """Keeps the latest address of an upload, as an outbox does."""

    def __init__(self) -> None:
        self.latest: str | None = None
        self.count = 0
        self.known = asyncio.Event()

    async def keep(self, url: str) -> None:
        self.latest = url
        self.count += 1
        self.known.set()


@asynccontextmanager
async def cutting_proxy(url: str, cuts: Iterator[int]) -> AsyncIterator[str]:
    """Passes connections on to `url` and resets each after so many bytes from the window."""
    host, port = url.removeprefix("http://").split(":")

    async def passing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        up_reader, up_writer = await asyncio.open_connection(host, int(port))
        left = next(cuts, 1 << 60)

        async def back() -> None:
            while data := await up_reader.read(65536):
                writer.write(data)
                await writer.drain()

        answering = asyncio.create_task(back())
        try:
            while left > 0 and (data := await reader.read(min(65536, left))):
                left -= len(data)
                up_writer.write(data)
                await up_writer.drain()
        except OSError:
            pass
        finally:
            answering.cancel()
            up_writer.close()
            writer.transport.abort()

    server = await asyncio.start_server(passing, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()  # and no wait: a client still holds its connection


@pytest.mark.parametrize("seed", range(5))
async def test_a_link_that_breaks_anywhere_only_costs_the_piece(
    signed_in: PracticeRegion, client_to: ClientTo, seed: int
) -> None:
    chance = random.Random(seed)
    cuts = [chance.randrange(1, 4 * MIB) for _ in range(12)]
    file, urls, key = page_file(noise(6 * MIB + seed)), Urls(), new_key()
    async with cutting_proxy(signed_in.url, iter(cuts)) as url:
        for _ in range(len(cuts) + 1):
            client = client_to(url)  # a window that was started anew
            try:
                stored = await upload(client, file, url=urls.latest, key=key, on_url=urls.keep)
                break
            except RegionUnreachable:
                await client.close()
    assert stored.sha256 == file.sha256
    assert urls.count == 1


async def test_memory_does_not_grow_with_the_file(client: RegionClient) -> None:
    frame, count = noise(MIB), 40

    def read(start: int) -> Iterator[bytes]:
        yield from repeat(frame, count - start // MIB)

    digest = hashlib.sha256()
    for _ in range(count):
        digest.update(frame)
    file = UploadFile(digest.hexdigest(), count * MIB, 1, "application/pdf", read)
    await upload(client, page_file(b"whatever is loaded late is loaded now"))
    tracemalloc.start()
    try:
        assert (await upload(client, file)).sha256 == file.sha256
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 20 * MIB


async def test_an_upload_goes_on_after_the_region_was_killed(
    client: RegionClient, signed_in: PracticeRegion
) -> None:
    file, urls, asked = page_file(noise(4 * MIB)), Urls(), list[int]()
    signed_in.fault(path="/files/", method="PATCH", delay_ms=0, drop_after_work=True)
    with pytest.raises(AnswerLost):
        await upload(client, file, on_url=urls.keep)
    signed_in.kill()
    with pytest.raises(RegionUnreachable):
        await upload(client, file, url=urls.latest)
    signed_in.start()

    def read(start: int) -> Iterator[bytes]:
        asked.append(start)
        yield from file.read(start)

    again = UploadFile(file.sha256, file.size, 1, file.media_type, read)
    stored = await upload(client, again, url=urls.latest, on_url=urls.keep)
    assert stored.sha256 == file.sha256
    assert asked == [MIB]  # the first piece had arrived and was not sent again
    assert urls.count == 1


async def test_an_upload_that_the_region_dropped_begins_anew(
    client: RegionClient, signed_in: PracticeRegion
) -> None:
    file, urls, key = page_file(noise(MIB)), Urls(), new_key()
    await upload(client, file, key=key, on_url=urls.keep)
    dropped = urls.latest
    assert dropped
    await client.call("DELETE", dropped, headers={"Tus-Resumable": "1.0.0"})
    stored = await upload(client, file, url=dropped, key=key, on_url=urls.keep)
    assert stored.sha256 == file.sha256
    assert urls.latest != dropped
    # the window died before it kept the address: the key leads to the dropped upload first
    stored = await upload(client, file, key=key, on_url=urls.keep)
    assert stored.sha256 == file.sha256


async def test_a_creation_whose_answer_was_lost_leaves_no_orphan(
    client: RegionClient, signed_in: PracticeRegion
) -> None:
    file, key = page_file(noise(MIB)), new_key()
    signed_in.fault(path="/files", method="POST", drop_after_work=True)
    with pytest.raises(AnswerLost):
        await upload(client, file, key=key)
    await upload(client, file, key=key)
    assert len(list((signed_in.folder / "files").iterdir())) == 1


async def test_a_byte_that_changed_at_the_region_stops_the_file(
    client: RegionClient, signed_in: PracticeRegion
) -> None:
    signed_in.fault(flip_byte=1)
    with pytest.raises(DigestDiffers) as told:
        await upload(client, page_file(noise(2 * MIB)))
    assert not told.value.passing


async def test_a_region_that_states_another_digest_stops_the_file(
    client: RegionClient, signed_in: PracticeRegion
) -> None:
    file, urls = page_file(noise(1000)), Urls()
    await upload(client, file, on_url=urls.keep)
    signed_in.fault(path="/files/", method="HEAD", wrong_digest=True, count=None)
    with pytest.raises(DigestDiffers):
        await upload(client, file, url=urls.latest)


async def test_a_file_that_changed_here_stops(client: RegionClient) -> None:
    with pytest.raises(DigestDiffers):
        await upload(client, page_file(noise(MIB), sha256="ab" * 32))


async def test_a_file_that_lost_its_end_here_stops(client: RegionClient) -> None:
    whole = page_file(noise(2 * MIB))
    cut = UploadFile(whole.sha256, whole.size + 1, 1, whole.media_type, whole.read)
    with pytest.raises(DigestDiffers):
        await upload(client, cut)


async def test_what_the_vault_says_comes_through(client: RegionClient) -> None:
    class Tampered(Failure):
        pass

    def read(_start: int) -> Iterator[bytes]:
        yield bytes(MIB)
        raise Tampered()

    with pytest.raises(Tampered):
        await upload(client, UploadFile("ab" * 32, 3 * MIB, 1, "image/jpeg", read))


async def test_a_piece_that_is_refused_again_and_again_is_given_up(
    client: RegionClient, signed_in: PracticeRegion
) -> None:
    signed_in.fault(path="/files/", method="PATCH", status=460, count=None)
    with pytest.raises(BodyAltered) as told:
        await upload(client, page_file(noise(MIB)))
    assert told.value.passing


async def test_a_piece_that_is_refused_once_is_sent_again(
    client: RegionClient, signed_in: PracticeRegion
) -> None:
    signed_in.fault(path="/files/", method="PATCH", status=460)
    file = page_file(noise(3 * MIB))
    assert (await upload(client, file)).sha256 == file.sha256


async def test_two_uploads_of_one_file_settle_by_the_regions_count(client: RegionClient) -> None:
    file, urls = page_file(noise(5 * MIB)), Urls()
    first = asyncio.create_task(upload(client, file, on_url=urls.keep))
    await urls.known.wait()
    results = await asyncio.gather(
        first, upload(client, file, url=urls.latest), return_exceptions=True
    )
    whole = [one for one in results if not isinstance(one, BaseException)]
    assert whole
    assert all(isinstance(one, RegionFailure) for one in results if one not in whole)


async def test_an_address_at_another_host_is_left_alone(client: RegionClient) -> None:
    file, urls = page_file(noise(10)), Urls()
    await upload(client, file, url="http://127.0.0.1:9/files/1", on_url=urls.keep)
    assert urls.latest
    assert client.wire.is_ours(urls.latest)


async def test_a_region_that_sends_our_files_elsewhere_is_not_obeyed(
    strange: StrangeServer, client_to: ClientTo, tokens: Tokens
) -> None:
    tokens.access = "secret"
    strange.always(answer(status=201, headers={"Location": "http://127.0.0.1:9/files/1"}))
    with pytest.raises(RegionAnswerBroken, match="Location"):
        await upload(client_to(strange.url), page_file(noise(10)))
