"""PDFs with form fields and notes."""

import io
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.scan.corpus.pdf_parts import (
    BOX,
    STAMP,
    VALUE,
    Brought,
    Fate,
    annotation,
    form_x_object,
    new,
    page,
    placed,
    saved,
    with_annotations,
)


def _text(value: str, look: str | None = VALUE, **more: Any) -> Callable[[Pdf], Dictionary]:
    return lambda pdf: annotation(
        pdf, "Widget", BOX, look, FT=Name.Tx, T=String("name"), V=String(value), **more
    )


def _needing(**more: Any) -> Callable[[Pdf], Dictionary]:
    return lambda pdf: annotation(
        pdf, "Widget", BOX, None, T=String("name"), DA=String("/Helv 12 Tf 0 g"), **more
    )


def _tick(state: str, box: tuple[float, ...] = (40, 200, 60, 220)) -> Callable[[Pdf], Dictionary]:
    def made(pdf: Pdf) -> Dictionary:
        on = form_x_object(pdf, "2 w 3 10 m 8 3 l 17 17 l S", (0, 0, 20, 20))
        off = form_x_object(pdf, "0 0 20 20 re S", (0, 0, 20, 20))
        found = annotation(pdf, "Widget", box, None, FT=Name.Btn, T=String(f"box{box[0]}"))
        found.AP = Dictionary(N=Dictionary(Yes=pdf.make_indirect(on), Off=pdf.make_indirect(off)))
        found.AS, found.V = Name(f"/{state}"), Name(f"/{state}")
        return found

    return made


def forms() -> Iterator[Brought]:
    """Form fields in every state of being filled in."""

    def needing(*fields: Callable[[Pdf], Dictionary], wanted: bool = True) -> bytes:
        with pikepdf.open(io.BytesIO(with_annotations(*fields, form=True))) as pdf:
            pdf.Root.AcroForm.NeedAppearances = wanted
            return saved(pdf)

    yield Brought("text field", with_annotations(_text("LIANG"), form=True))
    yield Brought("text field, no form", with_annotations(_text("LIANG")))
    yield Brought("ticked box", with_annotations(_tick("Yes"), form=True))
    yield Brought("empty box", with_annotations(_tick("Off"), form=True))
    yield Brought(
        "boxes", with_annotations(_tick("Yes"), _tick("Off", (90, 200, 110, 220)), form=True)
    )
    yield Brought("Chinese value with a look", with_annotations(_text("梁思源"), form=True))
    yield Brought("value to be drawn", needing(_needing(FT=Name.Tx, V=String("LIANG 450102"))))
    yield Brought(
        "value to be drawn, unsaid", needing(_needing(FT=Name.Tx, V=String("A 1")), wanted=False)
    )
    yield Brought(
        "choice to be drawn",
        needing(
            _needing(
                FT=Name.Ch,
                Ff=1 << 17,
                V=String("Nanning"),
                Opt=Array([String("Nanning"), String("Liuzhou")]),
            )
        ),
    )
    yield Brought("empty value", needing(_needing(FT=Name.Tx, V=String(""))))
    hard: dict[str, dict[str, Any]] = {
        "Chinese": {"V": String("梁思源")},
        "of two lines": {"V": String("a\nb")},
        "many lines": {"V": String("abc def"), "Ff": 1 << 12},
        "comb": {"V": String("450102"), "Ff": 1 << 24, "MaxLen": 18},
        "centred": {"V": String("abc"), "Q": 1},
    }
    for name, hard_one in hard.items():
        yield Brought(
            f"value to be drawn, {name}", needing(_needing(FT=Name.Tx, **hard_one)), Fate.AS_IT_IS
        )
    yield Brought(
        "Chinese value with a look that is to be drawn anew",
        needing(_text("梁思源", None, DA=String("/Helv 12 Tf 0 g"))),
        Fate.AS_IT_IS,
    )
    for name, flags in (("hidden", 2), ("not on screens", 32), ("read only", 68), ("no print", 0)):
        yield Brought(
            f"field, {name}",
            with_annotations(
                placed("Widget", BOX, VALUE, flags, FT=Name.Tx, T=String("name"), V=String("X")),
                form=True,
            ),
        )
    yield Brought(
        "seal of a signature",
        with_annotations(
            lambda pdf: annotation(
                pdf,
                "Widget",
                (150, 40, 250, 140),
                "0.8 0.1 0.1 RG 4 w 50 50 m 10 10 80 80 re S BT /F1 9 Tf 20 46 Td (SEALED) Tj ET",
                FT=Name.Sig,
                T=String("sig"),
                V=Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), Contents=String("x")),
            ),
            form=True,
        ),
    )
    yield Brought(
        "signature that is not seen",
        with_annotations(
            lambda pdf: annotation(pdf, "Widget", (0, 0, 0, 0), None, FT=Name.Sig, T=String("s")),
            form=True,
        ),
    )
    xfa = needing(_text("LIANG"))
    with pikepdf.open(io.BytesIO(xfa)) as pdf:
        pdf.Root.AcroForm.XFA = pdf.make_stream(b"<xdp>evil.example</xdp>")
        yield Brought("XFA", saved(pdf), Fate.AS_IT_IS, acts=True)


_KINDS = (
    *("Stamp", "FreeText", "Ink", "Square", "Circle", "Line", "Polygon", "PolyLine"),
    *("Highlight", "Underline", "StrikeOut", "Squiggly", "Caret", "Text", "Redact", "Watermark"),
)


def notes() -> Iterator[Brought]:
    """Annotations that draw, each with an appearance, and those without one."""
    box = (60, 200, 160, 250)
    for kind in _KINDS:
        more: dict[str, Any] = {
            "QuadPoints": Array([60, 250, 160, 250, 60, 200, 160, 200]),
            "InkList": Array([Array([60, 200, 100, 250, 160, 200])]),
            "L": Array([60, 200, 160, 250]),
            "Vertices": Array([60, 200, 160, 250, 160, 200]),
            "C": Array([1, 0, 0]),
            "Contents": String("note"),
            "DA": String("/Helv 12 Tf 0 g"),
        }
        if kind != "Highlight":  # one has to multiply to be drawn alike by every reader
            yield Brought(
                f"{kind} with a look",
                with_annotations(placed(kind, box, STAMP, **more)),
            )
        yield Brought(
            f"{kind} without a look",
            with_annotations(placed(kind, box, None, **more)),
            Fate.AS_IT_IS,
        )
    for flags, name in ((2, "hidden"), (32, "not on screens"), (0, "not printed"), (20, "upright")):
        yield Brought(
            f"stamp, {name}",
            with_annotations(placed("Stamp", box, STAMP, flags)),
        )
    yield Brought(
        "popup", with_annotations(lambda pdf: annotation(pdf, "Popup", box, None, Open=True))
    )
    for turn in (90, 180, 270):
        pdf = new()
        page(pdf, Rotate=turn).obj.Annots = Array([annotation(pdf, "Stamp", box, STAMP)])
        yield Brought(f"stamp on a page turned by {turn}", saved(pdf))
    pdf = new()
    sheet = page(pdf)
    turned = form_x_object(pdf, STAMP, (0, 0, 100, 50), Matrix=Array([0.7, 0.7, -0.7, 0.7, 0, 0]))
    made = annotation(pdf, "Stamp", box, None)
    made.AP = Dictionary(N=pdf.make_indirect(turned))
    sheet.obj.Annots = Array([made])
    yield Brought("slanting stamp", saved(pdf))
    pdf = new()
    sheet = page(pdf)
    glow = form_x_object(
        pdf,
        "/G gs 1 1 0 rg 0 0 240 30 re f",
        (0, 0, 240, 30),
        resources={"ExtGState": Dictionary(G=Dictionary(BM=Name.Multiply, ca=0.9))},
        Group=Dictionary(S=Name.Transparency),
    )
    quads = Array([28, 380, 268, 380, 28, 350, 268, 350])
    made = annotation(
        pdf, "Highlight", (28, 350, 268, 380), None, QuadPoints=quads, C=Array([1, 1, 0])
    )
    made.AP = Dictionary(N=pdf.make_indirect(glow))
    sheet.obj.Annots = Array([made])
    yield Brought("highlight that multiplies", saved(pdf))
    borders: dict[str, dict[str, Any]] = {
        "plain": {},
        "none": {"Border": Array([0, 0, 0])},
        "wide and red": {"Border": Array([0, 0, 4]), "C": Array([1, 0, 0])},
        "dashed": {"Border": Array([0, 0, 2, Array([6, 3])])},
        "underlined": {"BS": Dictionary(W=2, S=Name.U), "C": Array([0, 0, 1])},
        "no colour": {"C": Array([])},
    }
    for name, looks in borders.items():
        yield Brought(
            f"link, border {name}",
            with_annotations(placed("Link", box, None, **looks)),
        )
