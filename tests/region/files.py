"""Files that tests upload."""

from collections.abc import Iterator

from desk.region.uploads import UploadFile
from tests.practice_region import sha256_hex

FRAME = 1024 * 1024


def page_file(data: bytes, *, sha256: str = "", media_type: str = "image/jpeg") -> UploadFile:
    """These bytes as a file to upload, read in frames as the vault gives them."""

    def read(start: int) -> Iterator[bytes]:
        for place in range(start, len(data), FRAME):
            yield data[place : place + FRAME]

    return UploadFile(sha256 or sha256_hex(data), len(data), 1, media_type, read)
