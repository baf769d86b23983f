"""PDF files written by hand: objects, streams, one page, and zero bytes without end."""

import zlib
from collections.abc import Sequence

CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
A4 = b"0 0 595 842"


def pdf(objects: Sequence[bytes], *, version: bytes = b"1.7", trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; the first one is its catalogue."""
    file, places = b"%PDF-" + version + b"\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return file + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R%s>>\n"
        b"startxref\n%d\n%%%%EOF\n"
    ) % (size, table, size, trailer, len(file))


def stream(data: bytes, keys: bytes = b"") -> bytes:
    """A stream object."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (keys, len(data), data)


def page(
    content: bytes, resources: bytes, *more: bytes, box: bytes = A4, keys: bytes = b""
) -> bytes:
    """One page that draws `content`; further objects are numbered from 5."""
    return pdf(
        [
            CATALOG,
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<<%s>>%s>>"
            % (box, resources, keys),
            stream(content),
            *more,
        ]
    )


def bomb(size: int, times: int = 1) -> bytes:
    """So many zero bytes, packed by Flate `times` times."""
    packer = zlib.compressobj(9)
    block = bytes(1 << 20)
    data = b"".join(packer.compress(block) for _ in range(size >> 20)) + packer.flush()
    for _ in range(times - 1):
        data = zlib.compress(data, 9)
    return data
