"""A citizen's PDF: the tidy PDF takes what it draws, and none of its actions.

Forms, stamps and notes are flattened into their pages, layers keep what they show, and of every
object only what ISO 32000-2 says is drawn with is taken along: no script, action, link, file,
film, sound or form to fill in is left. Where that could lose something, `keep_reason` says why,
and the file is attached as the citizen brought it.
"""

from __future__ import annotations

import io
import warnings
from enum import StrEnum
from typing import TYPE_CHECKING

from desk.scan import pdf_drawn, pdf_forms, pdf_layers
from desk.scan.failures import FileDamaged
from desk.scan.pictures import open_pdf

if TYPE_CHECKING:
    import pikepdf

MAX_FLATTENED = 150
"""Pages with annotations that are compared before and after; a file of more stays as it is."""


_BROKEN = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RuntimeError)
"""What pikepdf, and walking through its objects, raise for malformed objects."""


class Kept(StrEnum):
    """Why a PDF is attached as it is."""

    DYNAMIC_FORM = "dynamic form"
    PORTFOLIO = "portfolio"
    VALUE_WITHOUT_APPEARANCE = "value without appearance"
    NOTE_WITHOUT_APPEARANCE = "annotation without appearance"
    LAYERS_BY_USE = "layers by use"
    MANY_FORMS = "many pages with annotations"
    LOOKS_DIFFERENT = "looks different"
    NOT_OPENED = "not opened by one reader"


class CannotFlatten(Exception):
    """Something would be lost."""

    def __init__(self, reason: Kept) -> None:
        super().__init__(reason.value)
        self.reason = reason


def prepared(pdf: pikepdf.Pdf) -> list[int]:
    """Prepare `pdf` for taking its pages; returns which of them were flattened.

    Raises `CannotFlatten`, and `FileDamaged` for a file that is broken inside.
    """
    import pikepdf

    try:
        root = pdf.Root
        if "/Collection" in root:
            raise CannotFlatten(Kept.PORTFOLIO)
        if pdf_forms.is_dynamic(root):
            raise CannotFlatten(Kept.DYNAMIC_FORM)
        if not pdf_layers.are_plain(root):
            raise CannotFlatten(Kept.LAYERS_BY_USE)
        if not pdf_forms.complete(pdf):
            raise CannotFlatten(Kept.VALUE_WITHOUT_APPEARANCE)
        flattened = []
        for number, page in enumerate(pdf.pages):
            found = pdf_forms.prepare_annotations(pdf, page)
            if found is None:
                raise CannotFlatten(Kept.NOTE_WITHOUT_APPEARANCE)
            if found:
                flattened.append(number)
        return flattened
    except (pikepdf.PdfError, *_BROKEN) as error:
        raise FileDamaged() from error


def flatten(pdf: pikepdf.Pdf) -> None:
    """Draw the annotations that `prepared` left into the pages; drop what does not draw."""
    import pikepdf

    try:
        pdf.flatten_annotations("screen")
        for page in pdf.pages:
            pdf_drawn.keep_what_draws(page.obj)
    except (pikepdf.PdfError, *_BROKEN) as error:
        raise FileDamaged() from error


def add_pages(tidy: pikepdf.Pdf, data: bytes, quarter_turns: int) -> None:
    """The citizen's pages as pages of `tidy`, flattened. Raises `CannotFlatten`, `FileDamaged`."""
    import pikepdf

    with open_pdf(data) as theirs:
        prepared(theirs)
        flatten(theirs)
        first = len(tidy.pages)
        try:
            tidy.pages.extend(theirs.pages)
            pdf_layers.take_along(theirs, tidy)
            for page in list(tidy.pages)[first:]:
                if quarter_turns % 4:
                    page.rotate(90 * (quarter_turns % 4), relative=True)
        except (pikepdf.PdfError, *_BROKEN) as error:
            raise FileDamaged() from error


def keep_reason(data: bytes) -> Kept | None:
    """Why this PDF has to be attached as it is; None when its pages can be taken whole.

    Takes the pages as `add_pages` does and compares those that change, as pixels.
    """
    import pikepdf

    try:
        with open_pdf(data) as theirs:
            flattened = prepared(theirs)
            if "/OCProperties" in theirs.Root:
                flattened = list(range(len(theirs.pages)))
            if len(flattened) > MAX_FLATTENED:
                return Kept.MANY_FORMS
            before = _saved(theirs) if flattened else b""
        with pikepdf.new() as tidy:
            add_pages(tidy, data, 0)
            after = _saved(tidy)
    except CannotFlatten as problem:
        return problem.reason
    return Kept.LOOKS_DIFFERENT if _differ(before, after, flattened) else None


def page_as_taken(data: bytes, number: int) -> bytes | None:
    """A PDF of one page as it goes into the tidy PDF; None when nothing changes.

    Raises `CannotFlatten`, `FileDamaged`, IndexError.
    """
    import pikepdf

    with open_pdf(data) as theirs:
        page = theirs.pages[number]
        if "/Annots" not in page.obj:
            return None
        try:
            if not pdf_forms.complete(theirs):
                raise CannotFlatten(Kept.VALUE_WITHOUT_APPEARANCE)
            if pdf_forms.prepare_annotations(theirs, page) is None:
                raise CannotFlatten(Kept.NOTE_WITHOUT_APPEARANCE)
            with pikepdf.new() as one:
                one.pages.append(page)
                pdf_layers.take_along(theirs, one)
                flatten(one)
                return _saved(one)
        except (pikepdf.PdfError, *_BROKEN) as error:
            raise FileDamaged() from error


def _saved(pdf: pikepdf.Pdf) -> bytes:
    file = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of fields without a form: they are drawn into the page
        pdf.save(file)
    return file.getvalue()


_COMPARED_PX, _SOFT_PX = 640, 1.5
_FAR, _FAR_PIXELS = 28.0, 6
"""Grey levels, after softening: the same letters drawn by another path are 13 apart, a hair line
that is missing 50, a dot 180."""


def _differ(before: bytes, after: bytes, pages: list[int]) -> bool:
    """Whether one of these pages looks different in two PDFs, drawn with forms and softened."""
    import cv2
    import numpy as np

    from desk.scan.pdf_render import Drawing

    if not pages:
        return False
    with Drawing(before) as one, Drawing(after) as other:
        for number in pages:
            pair = [drawing.page(number, _COMPARED_PX) for drawing in (one, other)]
            if pair[0].shape != pair[1].shape:
                return True
            soft = [cv2.GaussianBlur(px.astype(np.float32), (0, 0), _SOFT_PX) for px in pair]
            if (np.abs(soft[0] - soft[1]).max(axis=2) > _FAR).sum() > _FAR_PIXELS:
                return True
    return False
