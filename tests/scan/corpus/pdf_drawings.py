"""PDFs that draw with everything there is."""

import io
from collections.abc import Callable, Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from tests.scan.corpus.pdf_parts import (
    TEXT,
    Brought,
    form_x_object,
    new,
    page,
    saved,
)


def drawings() -> Iterator[Brought]:
    """What pages draw with: transparency, overprint, patterns, shadings, images, fonts."""
    for mode in ("Multiply", "Screen", "Darken", "Difference", "Luminosity"):
        pdf = new()
        state = Dictionary(BM=Name(f"/{mode}"), ca=0.7, CA=0.7)
        page(
            pdf,
            TEXT + "1 0 0 rg 40 100 120 120 re f /G gs 0 0.6 1 rg 100 160 120 120 re f",
            ExtGState={"/G": state},
        )
        yield Brought(f"blend {mode}", saved(pdf))
    for name, state in {
        "overprint": Dictionary(OP=True, op=True, OPM=1),
        "knocked out": Dictionary(OP=False, op=False),
        "thin lines": Dictionary(SA=True, LW=0.2),
    }.items():
        pdf = new()
        page(
            pdf,
            TEXT + "1 0 0 0 k 40 100 120 120 re f /G gs 0 1 0 0 k 100 160 120 120 re f",
            ExtGState={"/G": state},
        )
        yield Brought(name, saved(pdf))
    pdf = new()
    mask = form_x_object(
        pdf,
        "/S sh",
        (0, 0, 300, 400),
        resources={"Shading": Dictionary(S=_fade())},
        Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray),
    )
    soft = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=pdf.make_indirect(mask)))
    page(pdf, TEXT + "/G gs 0 0 1 rg 40 60 220 220 re f", ExtGState={"/G": soft})
    yield Brought("soft mask", saved(pdf))
    pdf = new()
    group = form_x_object(
        pdf,
        "0 1 0 rg 0 0 100 100 re f 1 0 0 rg 50 50 100 100 re f",
        (0, 0, 150, 150),
        Group=Dictionary(S=Name.Transparency, I=True, K=True),
    )
    page(
        pdf,
        TEXT + "q /G gs 1 0 0 1 60 80 cm /X Do Q",
        XObject={"/X": pdf.make_indirect(group)},
        ExtGState={"/G": Dictionary(ca=0.5)},
    )
    yield Brought("transparency group", saved(pdf))
    pdf = new()
    tile = Stream(
        pdf,
        b"1 0 0 rg 0 0 6 6 re f",
        Type=Name.Pattern,
        PatternType=1,
        PaintType=1,
        TilingType=1,
        BBox=Array([0, 0, 12, 12]),
        XStep=12,
        YStep=12,
        Resources=Dictionary(),
    )
    page(
        pdf,
        TEXT + "/Pattern cs /P scn 40 60 220 220 re f",
        Pattern={"/P": pdf.make_indirect(tile)},
    )
    yield Brought("tiles", saved(pdf))
    for kind in (2, 3):
        pdf = new()
        page(pdf, TEXT + "/S sh", Shading={"/S": _fade(kind)})
        yield Brought(f"shading {kind}", saved(pdf))
    yield from _images()
    yield from _fonts()


def _fade(kind: int = 2) -> Dictionary:
    return Dictionary(
        ShadingType=kind,
        ColorSpace=Name.DeviceGray,
        Coords=Array([0, 0, 300, 0] if kind == 2 else [150, 150, 0, 150, 150, 140]),
        Function=Dictionary(
            FunctionType=2, Domain=Array([0, 1]), C0=Array([0]), C1=Array([1]), N=1
        ),
    )


def _images() -> Iterator[Brought]:
    from PIL import Image

    grey = Image.linear_gradient("L").resize((64, 64))
    colour = Image.merge("RGB", (grey, grey.rotate(90), grey.rotate(180)))

    def jpeg(image: Image.Image) -> bytes:
        file = io.BytesIO()
        image.save(file, "JPEG", quality=92)
        return file.getvalue()

    def image(pdf: Pdf, data: bytes, space: Any, bits: int = 8, **more: Any) -> Stream:
        return Stream(
            pdf,
            data,
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=64,
            Height=64,
            ColorSpace=space,
            BitsPerComponent=bits,
            **more,
        )

    cmyk = colour.convert("CMYK")
    ramp = bytes(range(256)) * 3
    kinds: dict[str, Callable[[Pdf], Stream]] = {
        "JPEG, grey": lambda p: image(p, jpeg(grey), Name.DeviceGray, Filter=Name.DCTDecode),
        "JPEG, RGB": lambda p: image(p, jpeg(colour), Name.DeviceRGB, Filter=Name.DCTDecode),
        "raw, RGB": lambda p: image(p, colour.tobytes(), Name.DeviceRGB),
        "raw, CMYK": lambda p: image(p, cmyk.tobytes(), Name.DeviceCMYK),
        "inverted": lambda p: image(p, grey.tobytes(), Name.DeviceGray, Decode=Array([1, 0])),
        "palette": lambda p: image(
            p, grey.tobytes(), Array([Name.Indexed, Name.DeviceRGB, 255, String(ramp)])
        ),
        "soft mask": lambda p: image(
            p,
            colour.tobytes(),
            Name.DeviceRGB,
            SMask=p.make_indirect(image(p, grey.tobytes(), Name.DeviceGray)),
        ),
        "colour key": lambda p: image(p, grey.tobytes(), Name.DeviceGray, Mask=Array([0, 60])),
        "calibrated": lambda p: image(
            p,
            colour.tobytes(),
            Array(
                [Name.CalRGB, Dictionary(WhitePoint=Array([0.95, 1, 1.09]), Gamma=Array([2, 2, 2]))]
            ),
        ),
        "one ink": lambda p: image(
            p,
            grey.tobytes(),
            Array(
                [
                    Name.Separation,
                    Name("/Spot"),
                    Name.DeviceCMYK,
                    Dictionary(
                        FunctionType=2,
                        Domain=Array([0, 1]),
                        C0=Array([0, 0, 0, 0]),
                        C1=Array([0, 1, 1, 0]),
                        N=1,
                    ),
                ]
            ),
        ),
    }
    for name, made in kinds.items():
        pdf = new()
        page(pdf, TEXT + "q 180 0 0 180 60 100 cm /X Do Q", XObject={"/X": made(pdf)})
        yield Brought(f"image, {name}", saved(pdf))
    pdf = new()
    stencil = Stream(
        pdf,
        bytes([0xAA, 0x55] * 32),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=8,
        Height=64,
        ImageMask=True,
        BitsPerComponent=1,
    )
    page(pdf, TEXT + "0 0.5 0 rg q 180 0 0 180 60 100 cm /X Do Q", XObject={"/X": stencil})
    yield Brought("image, stencil", saved(pdf))
    pdf = new()
    page(pdf, TEXT + "q 90 0 0 90 60 100 cm BI /W 2 /H 2 /BPC 8 /CS /G ID \x00\xff\xff\x00 EI Q")
    yield Brought("image, inline", saved(pdf))


def _fonts() -> Iterator[Brought]:
    import fpdf

    import resources

    for family in ("NotoSansSC-Regular", "NotoSerifSC-Bold"):
        document = fpdf.FPDF(format=(120, 160))
        document.add_font("cjk", fname=str(resources.path(f"fonts/{family}.ttf")))
        document.set_font("cjk", size=16)
        document.add_page()
        document.multi_cell(0, 10, "食品经营许可申请书\n申请人：梁思源 450102")
        yield Brought(f"text in {family}", bytes(document.output()))
    pdf = new()
    page(pdf, TEXT + "BT 3 Tr /F1 20 Tf 40 200 Td (SEEN BY NOBODY) Tj 1 Tr 0 -40 Td (LINES) Tj ET")
    yield Brought("text that is not drawn, and outlines", saved(pdf))
    pdf = new()
    page(pdf, TEXT + "q BT 7 Tr /F1 60 Tf 40 200 Td (CLIP) Tj ET 1 0 0 rg 0 200 300 20 re f Q")
    yield Brought("text that cuts", saved(pdf))
    pdf = new()
    drawn = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 750, 750]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        FirstChar=97,
        LastChar=97,
        Widths=Array([1000]),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name("/square")])),
        CharProcs=Dictionary(square=pdf.make_stream(b"1000 0 0 0 750 750 d1 0 0 750 750 re f")),
        Resources=Dictionary(),
    )
    page(pdf, TEXT + "BT /F3 40 Tf 40 200 Td (aaa) Tj ET", Font={"/F3": pdf.make_indirect(drawn)})
    yield Brought("letters that are drawings", saved(pdf))
    pdf = new()
    page(
        pdf,
        TEXT
        + "/Span << /Lang (zh) /ActualText (x) >> BDC 40 100 50 50 re f EMC "
        + "/P /MC0 BDC 100 100 50 50 re f EMC",
        Properties={"/MC0": Dictionary(Metadata=pdf.make_stream(b"x"))},
    )
    yield Brought("marked content", saved(pdf))
