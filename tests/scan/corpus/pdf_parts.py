"""Parts of which the tests build PDFs, object by object."""

import io
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

SIZE = (300, 400)
PLANTED = "evil.example"
"""Stands in everything that acts: it must not be found in a tidy PDF."""


class Fate(Enum):
    """What may become of a file."""

    KEPT = "its pages are taken, and look as they did"
    AS_IT_IS = "it is attached as it is"
    EITHER = "one of both"


@dataclass(frozen=True, slots=True)
class Brought:
    """A file, and what may become of it. `acts` says that something in it must be dropped."""

    name: str
    data: bytes
    fate: Fate = Fate.KEPT
    acts: bool = False


def new() -> Pdf:
    """An empty file with a font that every page can use."""
    pdf = Pdf.new()
    pdf.Root.Fonts = pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type1,
            BaseFont=Name.Helvetica,
            Encoding=Name.WinAnsiEncoding,
        )
    )
    return pdf


TEXT = "BT /F1 14 Tf 30 360 Td (Application form 2026) Tj ET 30 350 240 1 re f "


def page(pdf: Pdf, content: str = TEXT, **more: Any) -> pikepdf.Page:
    """A page with this content; `more` are its own entries, or resources by their category."""
    pdf.add_blank_page(page_size=SIZE)
    found = pdf.pages[-1]
    resources = Dictionary(Font=Dictionary(F1=pdf.Root.Fonts))
    for kind in ("XObject", "ExtGState", "ColorSpace", "Pattern", "Shading", "Properties"):
        if kind in more:
            resources[f"/{kind}"] = Dictionary(more.pop(kind))
    if "Font" in more:
        resources.Font.update(more.pop("Font"))
    found.obj.Resources = resources
    found.obj.Contents = pdf.make_stream(content.encode("latin-1"))
    for name, value in more.items():
        found.obj[f"/{name}"] = value
    return found


def saved(pdf: Pdf, **how: Any) -> bytes:
    """The file's bytes."""
    if "/Fonts" in pdf.Root:
        del pdf.Root.Fonts
    file = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of fields without a form: that is what is tried
        pdf.save(file, **how)
    return file.getvalue()


def form_x_object(pdf: Pdf, content: str, box: tuple[float, ...], **more: Any) -> Stream:
    """A form XObject, as appearances are."""
    resources = Dictionary(Font=Dictionary(F1=pdf.Root.Fonts), **more.pop("resources", {}))
    return Stream(
        pdf,
        content.encode("latin-1"),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array(box),
        Resources=resources,
        **more,
    )


def annotation(
    pdf: Pdf, kind: str, box: tuple[float, ...], content: str | None, **more: Any
) -> Dictionary:
    """An annotation with an appearance that fills its box, or without one."""
    found = Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array(box), F=4, **more)
    if content is not None:
        size = (0, 0, box[2] - box[0], box[3] - box[1])
        found.AP = Dictionary(N=pdf.make_indirect(form_x_object(pdf, content, size)))
    return pdf.make_indirect(found)


def placed(
    kind: str, box: tuple[float, ...], content: str | None, flags: int = 4, **more: Any
) -> Callable[[Pdf], Dictionary]:
    """An annotation for a file that is not there yet."""

    def made(pdf: Pdf) -> Dictionary:
        found = annotation(pdf, kind, box, content, **more)
        found.F = flags
        return found

    return made


def with_annotations(*kinds: Callable[[Pdf], Dictionary], form: bool = False) -> bytes:
    """A page with these annotations."""
    pdf = new()
    sheet = page(pdf)
    made = [kind(pdf) for kind in kinds]
    sheet.obj.Annots = Array(made)
    if form:
        pdf.Root.AcroForm = Dictionary(
            Fields=Array(made),
            DA=String("/Helv 12 Tf 0 g"),
            DR=Dictionary(Font=Dictionary(Helv=pdf.Root.Fonts)),
        )
    return saved(pdf)


STAMP = "0.8 0 0 RG 3 w 5 5 90 40 re S 0.8 0 0 rg BT /F1 16 Tf 14 18 Td (APPROVED) Tj ET"
"""An appearance of 100 by 50 points."""
VALUE = "0.9 g 0 0 160 24 re f 0 g BT /F1 12 Tf 4 7 Td (LIANG SIYUAN 12345) Tj ET"
BOX = (40, 280, 200, 304)
