"""PDFs that act, one kind of action each."""

from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from tests.scan.corpus.pdf_parts import (
    BOX,
    PLANTED,
    STAMP,
    TEXT,
    VALUE,
    Brought,
    Fate,
    annotation,
    form_x_object,
    new,
    page,
    saved,
)

_BOX = (60, 200, 160, 250)


def _script(text: str = f"app.alert('{PLANTED}')") -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String(text))


def _actions() -> dict[str, Dictionary]:
    there = Dictionary(Type=Name.Filespec, F=String(f"//{PLANTED}/x.exe"))
    return {
        "JavaScript": _script(),
        "Launch": Dictionary(S=Name.Launch, F=there),
        "URI": Dictionary(S=Name.URI, URI=String(f"https://{PLANTED}/")),
        "GoToR": Dictionary(S=Name.GoToR, F=there, D=Array([0, Name.Fit])),
        "GoToE": Dictionary(S=Name.GoToE, F=there, D=Array([0, Name.Fit])),
        "SubmitForm": Dictionary(S=Name.SubmitForm, F=String(f"https://{PLANTED}/"), Flags=4),
        "ImportData": Dictionary(S=Name.ImportData, F=there),
        "ResetForm": Dictionary(S=Name.ResetForm),
        "Named": Dictionary(S=Name.Named, N=Name.Print),
        "Hide": Dictionary(S=Name.Hide, T=String("name"), H=True),
        "Sound": Dictionary(S=Name.Sound, F=there),
        "Movie": Dictionary(S=Name.Movie, T=String("m")),
        "Rendition": Dictionary(S=Name.Rendition, OP=0, JS=String(PLANTED)),
        "Thread": Dictionary(S=Name.Thread, F=there),
        "SetOCGState": Dictionary(S=Name.SetOCGState, State=Array([])),
        "Trans": Dictionary(S=Name.Trans, Trans=Dictionary()),
        "GoTo3DView": Dictionary(S=Name.GoTo3DView),
    }


def active() -> Iterator[Brought]:
    """Everything that acts, one kind a file."""
    for name, action in _actions().items():
        pdf = new()
        page(pdf)
        pdf.Root.OpenAction = action
        yield Brought(f"opens with {name}", saved(pdf), acts=True)
        pdf = new()
        page(pdf).obj.AA = Dictionary(O=action, C=_actions()[name])
        yield Brought(f"page does {name}", saved(pdf), acts=True)
        pdf = new()
        more = {"Border": Array([0, 0, 0]), "A": _actions()[name]}
        page(pdf).obj.Annots = Array([annotation(pdf, "Link", _BOX, None, **more)])
        yield Brought(f"link does {name}", saved(pdf), acts=True)
    for trigger in ["K", "F", "V", "C", "E", "X", "D", "U", "Fo", "Bl", "PO", "PC", "PV", "PI"]:
        pdf = new()
        field = annotation(
            pdf, "Widget", BOX, VALUE, FT=Name.Tx, T=String("x"), V=String("x"),
            AA=Dictionary({f"/{trigger}": _script()}), A=_script(),
        )  # fmt: skip
        page(pdf).obj.Annots = Array([field])
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]), CO=Array([field]))
        yield Brought(f"field does something on {trigger}", saved(pdf), acts=True)
    for made in (_document, _scripts_by_name, _attached, _noted, _described, _drawing, _portfolio):
        yield made()
    for kind in ("RichMedia", "Movie", "Sound", "Screen", "3D"):
        yield _with_a_poster(kind)


def _document() -> Brought:
    pdf = new()
    page(pdf)
    pdf.Root.AA = Dictionary(WC=_script(), DP=_script())
    return Brought("document acts", saved(pdf), acts=True)


def _scripts_by_name() -> Brought:
    pdf = new()
    page(pdf)
    pdf.Root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array([String("a"), _script()])),
        Dests=Dictionary(Names=Array([])),
    )
    return Brought("scripts by name", saved(pdf), acts=True)


def _attached() -> Brought:
    pdf = new()
    page(pdf)
    pdf.attachments["virus.exe"] = PLANTED.encode() * 20
    return Brought("attached file", saved(pdf), acts=True)


def _file_in(pdf: Pdf) -> Any:
    held = pdf.make_stream(PLANTED.encode() * 20)
    held.Type = Name.EmbeddedFile
    return pdf.make_indirect(
        Dictionary(Type=Name.Filespec, F=String("x.exe"), EF=Dictionary(F=held))
    )


def _noted() -> Brought:
    pdf = new()
    sheet, spec = page(pdf), _file_in(pdf)
    sheet.obj.Annots = Array([annotation(pdf, "FileAttachment", _BOX, STAMP, FS=spec)])
    sheet.obj.AF, pdf.Root.AF = Array([spec]), Array([spec])
    return Brought("file in a note, and associated", saved(pdf), acts=True)


def _with_a_poster(kind: str) -> Brought:
    pdf = new()
    assets = Dictionary(Names=Array([String("x"), _file_in(pdf)]))
    sound = pdf.make_indirect(Stream(pdf, PLANTED.encode(), R=8000))
    held: dict[str, dict[str, Any]] = {
        "RichMedia": {"RichMediaContent": Dictionary(Assets=assets)},
        "Movie": {"Movie": Dictionary(F=String(f"{PLANTED}.avi")), "A": True},
        "Sound": {"Sound": sound},
        "Screen": {"A": _script(), "MK": Dictionary()},
        "3D": {"3DD": Dictionary(Type=Name("/3D"))},
    }
    page(pdf).obj.Annots = Array([annotation(pdf, kind, _BOX, STAMP, **held[kind])])
    return Brought(f"{kind} with a poster", saved(pdf), acts=True)


def _described() -> Brought:
    pdf = new()
    sheet = page(pdf)
    words = pdf.make_stream(PLANTED.encode())
    for where in (pdf.Root, sheet.obj, sheet.obj.Resources):
        where.Metadata, where.PieceInfo = words, Dictionary(X=Dictionary(Private=words))
    sheet.obj.Thumb = words
    sheet.obj.Trans, sheet.obj.Dur = Dictionary(S=Name.Fly), 1
    pdf.Root.Outlines = Dictionary(
        First=pdf.make_indirect(Dictionary(Title=String("x"), A=_actions()["URI"]))
    )
    pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=String(PLANTED))
    pdf.Root.URI = Dictionary(Base=String(f"https://{PLANTED}/"))
    pdf.docinfo["/Title"] = PLANTED
    return Brought("metadata, outline, thumbnail, structure", saved(pdf), acts=True)


def _drawing() -> Brought:
    pdf = new()
    words = pdf.make_stream(PLANTED.encode())
    drawing = form_x_object(pdf, "0 0 60 60 re f", (0, 0, 60, 60))
    for name in ("Metadata", "PieceInfo", "OPI", "AF", "Ref", "PS"):
        drawing[f"/{name}"] = words if name in ("Metadata", "PS") else Dictionary(F=String(PLANTED))
    page(pdf, TEXT + "q 1 0 0 1 50 60 cm /X Do Q", XObject={"/X": pdf.make_indirect(drawing)})
    return Brought("drawing with more than it draws", saved(pdf), acts=True)


def _portfolio() -> Brought:
    pdf = new()
    page(pdf)
    pdf.Root.Collection = Dictionary(View=Name.T)
    pdf.attachments["inner.pdf"] = PLANTED.encode()
    return Brought("portfolio", saved(pdf), Fate.AS_IT_IS, acts=True)
