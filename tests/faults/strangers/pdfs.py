"""PDF files that attack: each function makes one kind, small on disk and endless when drawn."""

import random
import zlib
from collections.abc import Callable, Sequence

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


def nested_forms(depth: int = 9, width: int = 10) -> bytes:
    """A page that draws a form that draws ten forms that draw ten forms: width ** depth draws."""
    forms = []
    for level in range(depth):
        last = level == depth - 1
        draws = b"0 0 1 1 re f" if last else b"/F Do " * width
        inside = b"" if last else b"/Resources<</XObject<</F %d 0 R>>>>" % (level + 6)
        keys = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]" + inside
        forms.append(stream(draws, keys))
    return page(b"/F Do", b"/XObject<</F 5 0 R>>", *forms)


def bomb(size: int, times: int = 1) -> bytes:
    """So many zero bytes, packed by Flate `times` times."""
    packer = zlib.compressobj(9)
    block = bytes(1 << 20)
    data = b"".join(packer.compress(block) for _ in range(size >> 20)) + packer.flush()
    for _ in range(times - 1):
        data = zlib.compress(data, 9)
    return data


def _flates(times: int) -> bytes:
    return b"/Filter[" + b"/FlateDecode" * times + b"]"


def content_bomb(random: random.Random) -> bytes:
    """A page's content of up to 2 GiB behind one, two or three Flates."""
    times = random.choice([1, 2, 2, 3])
    size = random.choice([1 << 26, 1 << 28, 1 << 30] if times > 1 else [1 << 24, 1 << 26])
    packed = bomb(size, times)
    objects = [
        CATALOG,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        stream(packed, _flates(times)),
    ]
    return pdf(objects)


def image_bomb(random: random.Random) -> bytes:
    """A picture of up to 60,000 by 60,000 pixels out of a few kilobytes."""
    side = random.choice([8000, 20_000, 60_000])
    colours = random.choice([b"/DeviceGray", b"/DeviceRGB", b"/DeviceCMYK"])
    keys = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace%s" % (
        side,
        side,
        colours,
    )
    mask = b"/SMask 5 0 R" if random.random() < 0.3 else b""
    data = stream(bomb(1 << 28, 2), keys + mask + _flates(2))
    return page(b"q 500 0 0 700 0 0 cm /I Do Q", b"/XObject<</I 5 0 R>>", data)


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


def patterns(random: random.Random) -> bytes:
    """Tiling patterns of atoms, patterns within patterns, shadings without end."""
    step = random.choice([b"0.0001", b"0", b"1e-30", b"-0.001", b"1"])
    tile = stream(
        b"/Pattern cs /P scn 0 0 9 9 re f 0 0 .01 .01 re f",
        b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 10 10]"
        b"/XStep %s/YStep %s/Resources<</Pattern<</P 5 0 R>>>>" % (step, step),
    )
    function = random.choice(
        [
            b"<</FunctionType 3/Domain[0 1]/Functions[7 0 R 7 0 R]/Bounds[.5]/Encode[0 1 0 1]>>",
            b"<</FunctionType 2/Domain[-1e30 1e30]/C0[0]/C1[1]/N 1e30>>",
            stream(b"{" + b"dup mul " * 5000 + b"}", b"/FunctionType 4/Domain[0 1]/Range[0 1]"),
            stream(
                bytes(100),
                b"/FunctionType 0/Domain[0 1 0 1 0 1 0 1]/Range[0 1]"
                b"/BitsPerSample 32/Size[2147483647 9 9 9]",
            ),
        ]
    )
    shading = (
        b"<</ShadingType %d/ColorSpace/DeviceGray/Coords[0 0 %s 0 0"
        b" 1e20]/Extend[true true]/Function 7 0 R>>"
        % (
            random.choice([1, 2, 3]),
            random.choice([b"0", b"1e-20", b"5"]),
        )
    )
    content = b"/Pattern cs /P scn 0 0 595 842 re f /S sh " * random.choice([1, 300])
    return page(content, b"/Pattern<</P 5 0 R>>/Shading<</S 6 0 R>>", tile, shading, function)


def mesh(random: random.Random) -> bytes:
    """A mesh shading of a million patches."""
    data = bomb(1 << random.choice([22, 26]), 1)
    keys = (
        b"/ShadingType %d/ColorSpace/DeviceRGB/BitsPerCoordinate 8/BitsPerComponent 8/BitsPerFlag 8"
        b"/Decode[0 600 0 900 0 1 0 1 0 1]/VerticesPerRow 2/Filter/FlateDecode"
    ) % random.choice([4, 5, 6, 7])
    return page(b"/S sh", b"/Shading<</S 5 0 R>>", stream(data, keys))


def type3_font(random: random.Random) -> bytes:
    """A font whose letters are written in itself."""
    letter = stream(b"100 0 d0 BT /F 9 Tf (" + b"a" * random.choice([1, 10, 60]) + b") Tj ET")
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0"
        b" 0 1 0 0]/FirstChar 97/LastChar 97"
        b"/Widths[1]/Encoding<</Differences[97/a]>>/CharProcs<</a 6 0"
        b" R>>/Resources<</Font<</F 5 0 R>>>>>>"
    )
    return page(b"BT /F 12 Tf (aaaaaaaaaa) Tj ET " * 50, b"/Font<</F 5 0 R>>", font, letter)


def font_file(random: random.Random) -> bytes:
    """An embedded font of noise, and a map of a million characters."""
    kind = random.choice([b"FontFile", b"FontFile2", b"FontFile3"])
    head = random.choice([b"\0\1\0\0", b"OTTO", b"%!PS-AdobeFont", b"\1\0\4\1", b"true"])
    data = stream(head + random.randbytes(random.choice([100, 20_000])), b"/Subtype/Type1C")
    descriptor = b"<</Type/FontDescriptor/FontName/X/%s 7 0 R/Flags 4>>" % kind
    ranges = b"".join(b"<%04X> <%04X> <4E00>\n" % (n, n) for n in range(0, 65_535, 7)) * 5
    to_unicode = stream(zlib.compress(b"1 begincodespacerange\n" + ranges), b"/Filter/FlateDecode")
    font = (
        b"<</Type/Font/Subtype/TrueType/BaseFont/X/FontDescriptor 6 0 R"
        b"/ToUnicode 8 0 R/FirstChar 0/LastChar 255>>"
    )
    text = b"BT /F 12 Tf (abcdefgh) Tj ET " * 200
    return page(text, b"/Font<</F 5 0 R>>", font, descriptor, data, to_unicode)


def masks(random: random.Random) -> bytes:
    """Transparency groups and soft masks that hold each other."""
    depth = random.choice([2, 12, 24])
    groups = []
    for level in range(depth):
        further = level + 6 if level < depth - 1 else 5
        keys = (
            b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Group<</S/Transparency/I true>>"
            b"/Resources<</ExtGState<</G<</SMask<</S/Luminosity/G %d 0"
            b" R>>>>>>/XObject<</F %d 0 R>>>>"
        ) % (further, further)
        groups.append(stream(b"/G gs /F Do /F Do 0 0 595 842 re f", keys))
    return page(b"/F Do", b"/XObject<</F 5 0 R>>", *groups)


def inner_picture(random: random.Random) -> bytes:
    """A picture by JBIG2, JPEG 2000, CCITT or JPEG that is noise or claims to be vast."""
    name = random.choice([b"JBIG2Decode", b"JPXDecode", b"CCITTFaxDecode", b"DCTDecode"])
    side = random.choice([100, 30_000, 100_000])
    parms = b"/DecodeParms<</K -1/Columns %d/Rows %d>>" % (side, side) if name[:1] == b"C" else b""
    heads = {
        b"JPXDecode": b"\0\0\0\x0cjP  \r\n\x87\n\xff\x4f\xff\x51\0\x2f\0\0"
        + side.to_bytes(4, "big") * 2
        + bytes(8)
        + side.to_bytes(4, "big") * 2
        + bytes(8)
        + b"\0\3\7\1\1\7\1\1\7\1\1",
        b"JBIG2Decode": b"\0\0\0\0\x30\0\1\0\0\0\x13"
        + side.to_bytes(4, "big") * 2
        + bytes(11)
        + b"\0\0\0\1\x26\0\1\xff\xff\xff\xff",
        b"DCTDecode": b"\xff\xd8\xff\xc0\0\x11\x08"
        + (side & 0xFFFF).to_bytes(2, "big") * 2
        + b"\3\1\x22\0\2\x11\1\3\x11\1",
    }
    keys = (
        b"/Type/XObject/Subtype/Image/Width %d/Height %d"
        b"/BitsPerComponent %d/ColorSpace/DeviceGray/Filter/%s%s"
    ) % (side, side, 1 if name[:1] in b"CJ" else 8, name, parms)
    data = heads.get(name, b"") + random.randbytes(random.choice([10, 5000]))
    return page(b"q 500 0 0 700 0 0 cm /I Do Q", b"/XObject<</I 5 0 R>>", stream(data, keys))


def operators(random: random.Random) -> bytes:
    """Millions of operators: saved states, clips, curves, dashes too fine to see."""
    kinds = [
        b"q ",
        b"0 0 m 1e9 1e9 -1e9 5 300 300 c S ",
        b"[1e-6 1e-6] 0 d 0 0 m 600 900 l S ",
        b"0 0 595 842 re W n ",
        b"1e-5 w 0 0 m 595 842 l S ",
        b"BT 1e9 Tz (aaa) Tj ET ",
        b"BI /W 9999 /H 9999 /BPC 8 /CS /G ID x EI ",
        b"1 0 0 1 1e30 1e30 cm ",
    ]
    content = zlib.compress(random.choice(kinds) * random.choice([1000, 200_000, 2_000_000]))
    return pdf(
        [
            CATALOG,
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
            stream(content, b"/Filter/FlateDecode"),
        ]
    )


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


def damaged(random: random.Random) -> bytes:
    """A good file with some of its bytes changed, cut out, or put in twice."""
    good = bytearray(random.choice([nested_forms(2, 2), huge_box(random), type3_font(random)]))
    for _ in range(random.choice([1, 5, 40])):
        place = random.randrange(len(good))
        match random.randrange(3):
            case 0:
                good[place] = random.randrange(256)
            case 1:
                del good[place : place + random.randrange(20)]
            case _:
                good[place:place] = good[place : place + random.randrange(200)]
    return bytes(good)


KINDS: dict[str, tuple[Callable[[random.Random], bytes], int]] = {
    "nested forms": (lambda r: nested_forms(r.choice([3, 9, 30]), r.choice([2, 10])), 1),
    "content bomb": (content_bomb, 1),
    "image bomb": (image_bomb, 1),
    "filter chain": (filter_chain, 4),
    "huge page box": (huge_box, 10),
    "deep page tree": (deep_tree, 2),
    "page tree in a circle": (circle_tree, 4),
    "cross-references": (broken_xref, 10),
    "object streams": (object_streams, 4),
    "patterns and shadings": (patterns, 4),
    "mesh": (mesh, 2),
    "font in itself": (type3_font, 4),
    "font of noise": (font_file, 6),
    "soft masks": (masks, 2),
    "picture inside": (inner_picture, 8),
    "operators": (operators, 2),
    "deep values": (deep_values, 3),
    "damaged PDF": (damaged, 30),
}
"""Each kind of PDF, and how many of it to make in a hundred or so."""
