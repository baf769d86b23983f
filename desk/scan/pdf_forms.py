"""Annotations and form fields of a PDF, made ready to be drawn into their pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from desk.scan import pdf_layers

if TYPE_CHECKING:
    import pikepdf

_INVISIBLE, _HIDDEN, _NO_VIEW = 1, 2, 32
_NEVER_DRAWN = {"/Popup", "/PrinterMark", "/TrapNet", "/Projection"}
_MULTILINE, _PASSWORD, _RICH, _COMB = 1 << 12, 1 << 13, 1 << 25, 1 << 24
_HARD_FLAGS = _MULTILINE | _PASSWORD | _RICH | _COMB
_PUSHBUTTON = 1 << 16
_DEEPEST = 32


def is_dynamic(root: Any) -> bool:
    """Whether the file holds an XFA form, which only draws in the program that made it."""
    form = root.get("/AcroForm")
    return "/NeedsRendering" in root or (form is not None and "/XFA" in form)


def complete(pdf: pikepdf.Pdf) -> bool:
    """Give every value an appearance; False when one could be wrong or missing.

    Latin values of single lines are set as qpdf sets them. Others need fonts that are not here,
    or more typography than that.
    """
    form = pdf.Root.get("/AcroForm")
    if form is None:
        return True
    wants_all = bool(form.get("/NeedAppearances", False))
    lacking = [
        (value, flags, quadding, kind)
        for widget, value, flags, quadding, kind in _values(pdf, form)
        if wants_all or not _has_appearance(widget)
    ]
    if not lacking and not wants_all:
        return True
    for value, flags, quadding, kind in lacking:
        if kind == "/Btn" or quadding or flags & _HARD_FLAGS or not _is_latin(value):
            return False
    if lacking:
        form.NeedAppearances = True
        pdf.generate_appearance_streams()
    form.NeedAppearances = False
    return True


def _values(pdf: pikepdf.Pdf, form: Any) -> Iterator[tuple[Any, str, int, int, str]]:
    """Every widget that shows a value: itself, the value, flags, quadding, kind of field."""
    for page in pdf.pages:
        for widget in _annotations(page):
            if not _is_dictionary(widget) or str(widget.get("/Subtype", "")) != "/Widget":
                continue
            if int(widget.get("/F", 0)) & (_HIDDEN | _NO_VIEW):
                continue
            kind = str(_inherited(widget, "/FT") or "")
            flags = int(_inherited(widget, "/Ff") or 0)
            quadding = int(_inherited(widget, "/Q") or form.get("/Q", 0) or 0)
            value = _inherited(widget, "/V")
            if kind == "/Btn":
                # Readers do not draw a box without an appearance; a ticked one must be drawn.
                if flags & _PUSHBUTTON or _has_appearance(widget) or str(value) == "/Off":
                    continue
                if value is not None:
                    yield widget, str(value), flags, quadding, kind
            elif kind in ("/Tx", "/Ch") and value is not None:
                words = " ".join(str(one) for one in value) if _is_array(value) else str(value)
                if words:
                    yield widget, words, flags, quadding, kind


def _annotations(page: pikepdf.Page) -> list[Any]:
    found: Any = page.obj.get("/Annots")
    return list(found) if _is_array(found) else []


def _inherited(widget: Any, name: str) -> Any:
    for _ in range(_DEEPEST):
        if name in widget:
            return widget[name]
        widget = widget.get("/Parent")
        if not _is_dictionary(widget):
            return None
    return None


def _is_latin(value: str) -> bool:
    try:
        value.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return all(character >= " " for character in value)


def prepare_annotations(pdf: pikepdf.Pdf, page: pikepdf.Page) -> bool | None:
    """Leave a page only the annotations that qpdf can flatten; whether there was any to draw.

    Borders of links are drawn into the page, for they have no appearance. None when an
    annotation would have to be drawn that has none.
    """
    import pikepdf

    annotations: Any = page.obj.get("/Annots")
    if not _is_array(annotations):
        if annotations is not None:
            del page.obj["/Annots"]
        return False
    kept, borders = [], []
    for one in annotations:
        if not _is_dictionary(one) or not _is_seen(one):
            continue
        if pdf_layers.is_hidden(pdf.Root, one.get("/OC")):
            continue
        stream = _appearance(one)
        if stream is not None:
            kept.append(_stamp_of(pdf, one, stream))
        elif str(one.get("/Subtype")) == "/Link":
            borders.append(_border(one))
        elif not _draws_nothing(one):
            return None
    drawn = "".join(borders)
    if drawn:
        page.contents_add(pdf.make_stream(b"q"), prepend=True)
        page.contents_add(pdf.make_stream(f"Q q {drawn} Q".encode()))
    if kept:
        page.obj.Annots = pikepdf.Array(kept)
    else:
        del page.obj["/Annots"]
    return bool(kept or drawn)


def _is_seen(one: Any) -> bool:
    flags = int(one.get("/F", 0))
    if str(one.get("/Subtype", "")) in _NEVER_DRAWN:
        return False
    return not flags & (_HIDDEN | _NO_VIEW)


def _draws_nothing(one: Any) -> bool:
    """Whether an annotation without an appearance is drawn by no reader."""
    kind = str(one.get("/Subtype", ""))
    if kind == "/Widget":
        value = _inherited(one, "/V")
        has_looks = any(name in one.get("/MK", {}) for name in ("/BC", "/BG", "/CA"))
        is_button = str(_inherited(one, "/FT") or "") == "/Btn"
        is_off = value is None or str(value) in ("", "/Off")
        return (is_off or is_button) and not has_looks
    box = [float(number) for number in one.get("/Rect", [0, 0, 0, 0])]
    return len(box) != 4 or box[0] == box[2] or box[1] == box[3]


def _has_appearance(one: Any) -> bool:
    return _appearance(one) is not None or _is_switched_off(one)


def _is_switched_off(one: Any) -> bool:
    """Whether it has appearances, and the state that it is in has none: an empty box."""
    looks = one.get("/AP", {})
    normal = looks.get("/N") if _is_dictionary(looks) else None
    return _is_dictionary(normal) and not _is_stream(normal)


def _appearance(one: Any) -> Any:
    """The stream that draws an annotation in its state, or None."""
    looks = one.get("/AP")
    if not _is_dictionary(looks):
        return None
    normal = looks.get("/N")
    if _is_stream(normal):
        return normal
    if not _is_dictionary(normal):
        return None
    state = normal.get(str(one.get("/AS", "/Off")))
    return state if _is_stream(state) else None


def _stamp_of(pdf: pikepdf.Pdf, one: Any, stream: Any) -> Any:
    """The annotation reduced to its place and appearance; a field stops being a field.

    Its kind is kept where it may affect how it is drawn.
    """
    import pikepdf

    stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    kind = one.get("/Subtype", pikepdf.Name.Stamp)
    bare = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Stamp if kind == pikepdf.Name.Widget else kind,
        Rect=one.Rect,
        F=int(one.get("/F", 0)),
        AP=pikepdf.Dictionary(N=stream),
    )
    for name in ("/QuadPoints", "/Vertices", "/InkList", "/L"):
        if name in one:
            bare[name] = one[name]
    return pdf.make_indirect(bare)


def _border(link: Any) -> str:
    """The border of a link as page content (ISO 32000-2, 12.5.4); empty when it has none."""
    style = link.get("/BS")
    array = link.get("/Border")
    width, dash, kind = 1.0, "", "/S"
    if _is_dictionary(style):
        width, kind = float(style.get("/W", 1)), str(style.get("/S", "/S"))
        if kind == "/D":
            dash = _dash(style.get("/D"))
    elif _is_array(array) and len(array) >= 3:
        width = float(array[2])
        dash = _dash(array[3]) if len(array) > 3 else ""
    colour = [float(number) for number in link.get("/C", [0.0])]
    box = [float(number) for number in link.get("/Rect", [])]
    paint = {1: "G", 3: "RG", 4: "K"}.get(len(colour))
    if width <= 0 or len(box) != 4 or paint is None:
        return ""
    left, right = sorted((box[0], box[2]))
    bottom, top = sorted((box[1], box[3]))
    tone = " ".join(f"{number:.4f}" for number in colour)
    line = f"{left:.3f} {bottom:.3f}"
    if kind == "/U":
        path = f"{line} m {right:.3f} {bottom:.3f} l S"
    else:
        path = f"{line} {right - left:.3f} {top - bottom:.3f} re S"
    return f"{tone} {paint} {width:.3f} w {dash} {path}\n"


def _dash(value: Any) -> str:
    if not _is_array(value) or not len(value):
        return "[3] 0 d" if value is None else ""
    return "[" + " ".join(f"{max(float(number), 0):.3f}" for number in value) + "] 0 d"


def _is_dictionary(thing: Any) -> bool:
    import pikepdf

    return isinstance(thing, pikepdf.Dictionary | pikepdf.Stream)


def _is_stream(thing: Any) -> bool:
    import pikepdf

    return isinstance(thing, pikepdf.Stream)


def _is_array(thing: Any) -> bool:
    import pikepdf

    return isinstance(thing, pikepdf.Array)
