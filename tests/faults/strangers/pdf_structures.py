"""PDF files that attack by how they are put together: each function makes one kind."""

import random
import zlib

from tests.faults.strangers.pdf_writing import CATALOG, page, pdf, stream


def filter_chain(random: random.Random) -> bytes:
    """Filters in long rows, of one kind or mixed."""
    names = [
        b"/FlateDecode",
        b"/ASCIIHexDecode",
        b"/ASCII85Decode",
        b"/LZWDecode",
        b"/RunLengthDecode",
    ]
    chain = b"".join(random.choice(names) for _ in range(random.choice([3, 50, 2000])))
    keys = b"/Filter[" + chain + b"]"
    objects = [
        CATALOG,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        stream(random.randbytes(2000), keys),
    ]
    return pdf(objects)


def huge_box(random: random.Random) -> bytes:
    """Page boxes beyond every paper, upside down, empty, without end, not numbers."""
    boxes = [
        b"0 0 1e30 1e30",
        b"0 0 14400000 14400000",
        b"-1e9 -1e9 1e9 1e9",
        b"0 0 0 0",
        b"595 842 0 0",
        b"0 0 1e-9 1e-9",
        b"0 0 1 100000000",
        b"0 0 nan nan",
        b"0 0 (a) (b)",
        b"0 0 595",
        b"",
        b"0 0 99999999999999999999999 5",
        b"0 0 5 0 R 5 0 R",
    ]
    unit = random.choice(
        [b"", b"/UserUnit 1e6", b"/UserUnit 75000", b"/Rotate 45", b"/Rotate 2147483647"]
    )
    content = b"0 0 100000 100000 re f " * random.choice([1, 500])
    return page(content, b"", b"842", box=random.choice(boxes), keys=unit)


def deep_tree(random: random.Random) -> bytes:
    """A tree of pages, thousands of nodes deep."""
    depth = random.choice([100, 3000, 20_000])
    objects = [CATALOG]
    for level in range(depth):
        parent = b"/Parent %d 0 R" % (level + 1) if level else b""
        objects.append(b"<</Type/Pages/Kids[%d 0 R]/Count 1%s>>" % (level + 3, parent))
    objects.append(b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 595 842]>>" % (depth + 1))
    return pdf(objects)


def circle_tree(random: random.Random) -> bytes:
    """Pages that are their own parents or children, and counts that lie."""
    shapes: list[list[bytes]] = [
        [CATALOG, b"<</Type/Pages/Kids[2 0 R]/Count 1>>"],
        [
            CATALOG,
            b"<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>",
            b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 9>>",
        ],
        [CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 2147483647>>", b"<</Type/Page/Parent 3 0 R>>"],
        [
            CATALOG,
            b"<</Type/Pages/Kids[3 0 R]/Count -5>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox 3 0 R>>",
        ],
        [b"<</Type/Catalog/Pages 1 0 R>>"],
        [CATALOG, b"<</Type/Pages/Parent 2 0 R/Kids 2 0 R/Count 2 0 R>>"],
        [
            CATALOG,
            b"<</Type/Pages/Kids[" + b"3 0 R " * 100_000 + b"]/Count 100000>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        ],
    ]
    return pdf(random.choice(shapes))


def broken_xref(random: random.Random) -> bytes:
    """Cross-references that go in a circle, point anywhere, or count to billions."""
    good = page(b"0 0 1 1 re f", b"")
    place = good.rindex(b"startxref")
    kind = random.randrange(6)
    if kind == 0:
        prev = b"/Prev %d" % good.index(b"xref\n")
        return pdf([CATALOG, b"<</Type/Pages/Kids[]/Count 0>>"], trailer=prev)
    if kind == 1:
        return good[:place] + b"startxref\n%d\n%%%%EOF" % random.choice([0, 5, 2**31, 2**63, place])
    if kind == 2:
        return good.replace(b"0 5\n", b"0 4294967295\n")
    if kind == 3:
        return good.replace(
            b"/Root 1 0 R", b"/Root 1 0 R/Prev %d/XRefStm %d" % (place - 60, place - 90)
        )
    if kind == 4:
        return good[: random.randrange(20, len(good))]
    chain = good
    for _ in range(random.choice([10, 2000])):
        start = len(chain)
        before = chain.rindex(b"startxref\n") + 10
        previous = int(chain[before : chain.index(b"\n", before)])
        chain += b"xref\n0 0\ntrailer\n<</Size 5/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (
            previous,
            start,
        )
    return chain


def object_streams(random: random.Random) -> bytes:
    """Streams of objects that hold each other, or a million objects."""
    count = random.choice([10, 1_000_000])
    inside = b" ".join(b"%d 0" % number for number in range(10, 10 + min(count, 50_000)))
    body = zlib.compress(inside + b" null" * 100)
    keys = b"/Type/ObjStm/N %d/First %d/Extends 3 0 R/Filter/FlateDecode" % (count, len(inside))
    entries = b"".join(
        b"\x02\x00\x03\x00" if number == 3 else b"\x01\x00\x0f\x00" for number in range(5)
    )
    file = b"%PDF-1.5\n1 0 obj\n" + CATALOG + b"\nendobj\n"
    place = len(file)
    file += b"3 0 obj\n" + stream(body, keys) + b"\nendobj\n"
    xref = len(file)
    rows = (
        b"\x01"
        + (9).to_bytes(2, "big")
        + b"\0"
        + b"\x01"
        + place.to_bytes(2, "big")
        + b"\0"
        + entries
    )
    table = b"/Type/XRef/Size 6/W[1 2 1]/Index[1 1 3 1 4 4]/Root 1 0 R/Prev %d" % xref
    return file + b"4 0 obj\n" + stream(rows, table) + b"\nendobj\nstartxref\n%d\n%%%%EOF" % xref


def deep_values(random: random.Random) -> bytes:
    """Arrays and dictionaries nested a hundred thousand deep, names and strings without end."""
    depth = random.choice([600, 100_000])
    value = random.choice(
        [
            b"[" * depth + b"]" * depth,
            b"<</A" * depth + b"1" + b">>" * depth,
            b"(" * depth,
            b"/" + b"A" * 500_000,
        ]
    )
    return page(b"", b"/A " + value)
