"""Picture files that attack: bombs of pixels, of sheets, of tags, and slow packings."""

import io
import random
import struct
import zlib
from collections.abc import Callable

from PIL import Image

from tests.faults.strangers.pdf_writing import bomb


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_bomb(random: random.Random) -> bytes:
    """A PNG of millions to billions of pixels out of a few kilobytes."""
    side = random.choice([9_000, 12_000, 40_000, 2_147_483_647])
    depth, colour = random.choice([(1, 0), (8, 0), (8, 2), (16, 6), (8, 3)])
    head = struct.pack(">IIBBBBB", side, side, depth, colour, 0, 0, random.choice([0, 1]))
    palette = _chunk(b"PLTE", bytes(3)) if colour == 3 else b""
    data = bomb(random.choice([1 << 22, 1 << 28]), 1)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + palette
        + _chunk(b"IDAT", data)
        + _chunk(b"IEND", b"")
    )


def png_extras(random: random.Random) -> bytes:
    """A small PNG with bombs in what stands beside the pixels: text, profile, EXIF."""
    small = io.BytesIO()
    Image.new("RGB", (40, 60)).save(small, "PNG")
    good = small.getvalue()
    packed = bomb(1 << random.choice([22, 28]), 1)
    extra = random.choice(
        [
            _chunk(b"zTXt", b"k\0\0" + packed),
            _chunk(b"iTXt", b"k\0\1\0\0\0" + packed),
            _chunk(b"iCCP", b"k\0\0" + packed),
            _chunk(b"eXIf", tiff_circle(random)),
            _chunk(b"tEXt", b"k\0" + bytes(1 << 20)) * random.choice([1, 60]),
            _chunk(b"acTL", struct.pack(">II", 2**31 - 1, 0)),
            _chunk(b"pHYs", struct.pack(">IIB", 2**32 - 1, 0, 1)),
        ]
    )
    return good[:33] + extra + good[33:]


def _ifd(tags: list[tuple[int, int, int, int]], following: int, order: str = "<") -> bytes:
    body = b"".join(struct.pack(order + "HHII", *tag) for tag in sorted(tags))
    return struct.pack(order + "H", len(tags)) + body + struct.pack(order + "I", following)


def tiff_circle(random: random.Random) -> bytes:
    """A TIFF whose last sheet is followed by its first, or by itself."""
    tags = [
        (256, 4, 1, 10),
        (257, 4, 1, 10),
        (258, 3, 1, 8),
        (259, 3, 1, 1),
        (262, 3, 1, 1),
        (273, 4, 1, 0),
        (279, 4, 1, 100),
    ]
    first = _ifd(tags, random.choice([8, 8, 200, 2**32 - 1]))
    return b"II*\0" + struct.pack("<I", 8) + first + bytes(200)


def tiff_sheets(random: random.Random) -> bytes:
    """A TIFF of ten thousand or a million sheets of nothing."""
    count = random.choice([1500, 10_000, 1_000_000])
    tags = [
        (256, 4, 1, 1),
        (257, 4, 1, 1),
        (258, 3, 1, 8),
        (259, 3, 1, 1),
        (262, 3, 1, 1),
        (273, 4, 1, 0),
        (279, 4, 1, 1),
    ]
    size = len(_ifd(tags, 0))
    body = _ifd(tags, 0)[:-4]
    parts = [body + struct.pack("<I", 8 + (number + 1) * size) for number in range(count - 1)]
    return b"II*\0" + struct.pack("<I", 8) + b"".join(parts) + _ifd(tags, 0)


def tiff_tags(random: random.Random) -> bytes:
    """A TIFF whose tags promise billions of values, or make no sense."""
    wild = [2**32 - 1, 2**31, 65_536, 0, 1, random.randrange(2**32)]
    tags = [
        (tag, random.choice([1, 2, 3, 4, 5, 12, 13, 16]), random.choice(wild), random.choice(wild))
        for tag in random.sample(
            [
                254,
                256,
                257,
                258,
                259,
                262,
                270,
                273,
                277,
                278,
                279,
                282,
                284,
                317,
                320,
                322,
                323,
                324,
                325,
                330,
                338,
                347,
                34665,
                34675,
                700,
            ],
            random.randrange(4, 20),
        )
    ]
    order = random.choice("<>")
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "I", 8)
    return head + _ifd(tags, random.choice([0, 8, 90]), order) + random.randbytes(400)


def tiff_packed(random: random.Random) -> bytes:
    """A TIFF of many pixels that takes long to unpack: LZW, Deflate, fax, a strip to each row."""
    side = random.choice([3000, 10_000, 12_600])
    kind = random.choice(["tiff_lzw", "tiff_adobe_deflate", "group4", "packbits"])
    mode = "1" if kind == "group4" else random.choice(["L", "RGB"])
    image = Image.new(mode, (side, side))
    if random.random() < 0.4:
        noise = Image.frombytes("L", (500, 500), random.randbytes(250_000)).convert(mode)
        for place in range(0, side, 500):
            image.paste(noise, (place, place))
    file = io.BytesIO()
    info = {278: 1} if random.random() < 0.3 else {}
    image.save(file, "TIFF", compression=kind, tiffinfo=info)
    data = bytearray(file.getvalue())
    if random.random() < 0.3:
        for _ in range(50):
            data[random.randrange(len(data))] ^= 0xFF
    return bytes(data)


def jpeg_bomb(random: random.Random) -> bytes:
    """A JPEG that claims to be vast, or has thousands of scans or restarts."""
    small = io.BytesIO()
    Image.new("RGB", (64, 64), "red").save(small, "JPEG", progressive=random.random() < 0.7)
    good = bytearray(small.getvalue())
    frame = max(good.find(b"\xff\xc0"), good.find(b"\xff\xc2"))
    side = random.choice([64, 12_000, 65_500])
    good[frame + 5 : frame + 9] = struct.pack(">HH", side, side)
    scan = good.index(b"\xff\xda")
    scans = good[scan:-2] * random.choice([1, 20, 3000])
    return bytes(good[:scan] + scans + good[-2:])


def jpeg_extras(random: random.Random) -> bytes:
    """A small JPEG with EXIF, profiles and pictures in pictures that go nowhere."""
    small = io.BytesIO()
    Image.new("L", (64, 64)).save(small, "JPEG")
    good = small.getvalue()
    bodies = [
        b"Exif\0\0" + tiff_circle(random),
        b"Exif\0\0" + tiff_tags(random),
        b"ICC_PROFILE\0\1\xff" + random.randbytes(3000),
        b"MPF\0" + tiff_tags(random),
        b"http://ns.adobe.com/xap/1.0/\0" + b"<a>" * 20_000,
        b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0\xff\xff\xff\xff" * 500,
    ]
    extra = b""
    for _ in range(random.choice([1, 3, 200])):
        body = random.choice(bodies)[:65_000]
        extra += (
            b"\xff"
            + random.choice([b"\xe1", b"\xe2", b"\xed"])
            + struct.pack(">H", len(body) + 2)
            + body
        )
    return good[:2] + extra + good[2:]


def damaged(random: random.Random) -> bytes:
    """A good picture with some of its bytes changed, cut out, or put in twice."""
    kind = random.choice(["JPEG", "PNG", "TIFF"])
    file = io.BytesIO()
    pixels = Image.frombytes("L", (120, 160), random.randbytes(19_200)).convert(
        random.choice(["L", "RGB", "1"] if kind != "JPEG" else ["L", "RGB"])
    )
    pixels.save(
        file,
        kind,
        **(
            {"compression": random.choice(["raw", "tiff_lzw", "tiff_deflate"])}
            if kind == "TIFF"
            else {}
        ),
    )
    data = bytearray(file.getvalue())
    for _ in range(random.choice([1, 8, 60])):
        place = random.randrange(len(data))
        match random.randrange(4):
            case 0 | 1:
                data[place] = random.randrange(256)
            case 2:
                del data[place : place + random.randrange(30)]
            case _:
                data[place:place] = data[place : place + random.randrange(300)]
    return bytes(data)


def noise(random: random.Random) -> bytes:
    """A good beginning, then noise."""
    head = random.choice(
        [
            b"\xff\xd8\xff\xe0",
            b"\x89PNG\r\n\x1a\n",
            b"II*\0",
            b"MM\0*",
            b"II+\0\x08\0\0\0",
            b"%PDF-1.7\n",
            b"",
        ]
    )
    return head + random.randbytes(random.choice([0, 1, 50, 20_000]))


KINDS: dict[str, tuple[Callable[[random.Random], bytes], int]] = {
    "PNG bomb": (png_bomb, 4),
    "PNG beside its pixels": (png_extras, 6),
    "TIFF in a circle": (tiff_circle, 4),
    "TIFF of many sheets": (tiff_sheets, 1),
    "TIFF tags": (tiff_tags, 30),
    "TIFF packed": (tiff_packed, 1),
    "JPEG bomb": (jpeg_bomb, 4),
    "JPEG beside its pixels": (jpeg_extras, 10),
    "damaged picture": (damaged, 60),
    "noise": (noise, 20),
}
"""Each kind of picture, and how many of it to make in a hundred or so."""
