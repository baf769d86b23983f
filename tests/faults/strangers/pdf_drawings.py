"""PDF files that attack by what their page draws: each function makes one kind."""

import random
import zlib

from tests.faults.strangers.pdf_writing import CATALOG, bomb, page, pdf, stream


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
