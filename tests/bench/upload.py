"""Bringing a large file to the region, resumable, hashed and out of the encrypted vault.

    python -m tests.bench.upload --mib 200

The yardstick is curl sending the same bytes, unencrypted on disk, to the same practice region
in one PATCH. Rounds alternate. Our memory is read while it runs: it must stay flat whatever the
size. The aim is 60 % of curl's rate.
"""

import argparse
import asyncio
import base64
import hashlib
import os
import statistics
import subprocess
import tempfile
import threading
import time
from pathlib import Path

import httpx
import keyring

from desk.region.client import RegionClient
from desk.region.tokens import Tokens
from desk.region.uploads import UploadFile, upload
from desk.vault.files import FileVault
from desk.vault.keys import Keys
from desk.vault.memory import MemoryKeyring
from desk.worker_thread import WorkerThread
from tests.practice_region import PracticeRegion

MIB = 1024 * 1024
NOTHING = hashlib.sha256(b"").hexdigest()


class Memory:
    """The most memory this process has resident while it is watched, in MiB."""

    def __init__(self) -> None:
        self.start = self.most = _resident()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> "Memory":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(0.02):
            self.most = max(self.most, _resident())


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MIB


def by_curl(region: PracticeRegion, token: str, file: Path, sha256: str) -> float:
    """Seconds that curl takes for one PATCH with the whole file."""
    encoded = base64.b64encode(sha256.encode()).decode()
    headers = {"Authorization": f"Bearer {token}", "Tus-Resumable": "1.0.0"}
    made = httpx.post(
        f"{region.url}/files",
        headers={
            **headers,
            "Upload-Length": str(file.stat().st_size),
            "Upload-Metadata": f"sha256 {encoded}",
        },
    )
    sent = {
        **headers,
        "Upload-Offset": "0",
        "Content-Type": "application/offset+octet-stream",
        "Expect": "",
    }
    fields = [part for name, value in sent.items() for part in ("-H", f"{name}: {value}")]
    address = region.url + made.headers["location"]
    begun = time.perf_counter()
    subprocess.run(
        ["curl", "-sS", "-f", "-X", "PATCH", "-T", str(file), *fields, address],
        check=True,
    )
    return time.perf_counter() - begun


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mib", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    keyring.set_keyring(MemoryKeyring())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "pages"
        with file.open("wb") as written:
            for _ in range(given.mib):
                written.write(os.urandom(MIB))
        vault = FileVault(folder / "vault", os.urandom(32))
        with file.open("rb") as source:
            kept = vault.put(source)
        region = PracticeRegion(folder / "region")
        try:
            measure(region, vault, kept.sha256, file, given.rounds)
        finally:
            region.stop()


def measure(region: PracticeRegion, vault: FileVault, sha256: str, file: Path, rounds: int) -> None:
    """Upload in turn by curl and by us."""
    size = file.stat().st_size
    ours = UploadFile(sha256, size, 1, "image/jpeg", lambda start: vault.stream(sha256, start))
    token = region.sign_in()["access_token"]

    async def once(source: UploadFile) -> None:
        worker_thread = WorkerThread("keys")
        tokens = Tokens(Keys(), worker_thread)
        tokens.access = token
        client = RegionClient(region.url, tokens)
        await upload(client, source)
        await client.close()
        worker_thread.close()

    asyncio.run(once(UploadFile(NOTHING, 0, 1, "image/jpeg", lambda _: ())))
    curl_s, ours_s, grown = [], [], 0.0
    for _ in range(rounds):
        curl_s.append(by_curl(region, token, file, sha256))
        with Memory() as memory:
            begun = time.perf_counter()
            asyncio.run(once(ours))
            ours_s.append(time.perf_counter() - begun)
        grown = max(grown, memory.most - memory.start)
    theirs, mine = statistics.median(curl_s), statistics.median(ours_s)
    print(f"curl {size / MIB / theirs:.0f} MiB/s, ours {size / MIB / mine:.0f} MiB/s")
    print(f"ours is {theirs / mine:.0%} of curl; memory grew by {grown:.0f} MiB at most")


if __name__ == "__main__":
    main()
