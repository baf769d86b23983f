"""A citizen's PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.scan.failures import FileDamaged
from desk.scan.pictures import open_pdf

if TYPE_CHECKING:
    import pikepdf


def add_pages(tidy: pikepdf.Pdf, data: bytes, quarter_turns: int) -> None:
    """The citizen's pages as pages; the document's scripts, attachments and outline stay out."""
    import pikepdf

    try:
        with open_pdf(data) as theirs:
            first = len(tidy.pages)
            tidy.pages.extend(theirs.pages)
            for page in list(tidy.pages)[first:]:
                if quarter_turns % 4:
                    page.rotate(90 * (quarter_turns % 4), relative=True)
    except pikepdf.PdfError as error:
        raise FileDamaged() from error
