"""Pages of a PDF as pictures, for printers that take dots."""

from dataclasses import dataclass

import pypdfium2 as pdfium

from desk.processes import remote


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page in shades of gray, a byte a dot, rows one after the other.

    `width` and `height` count dots; `width_mm` and `height_mm` are the paper's.
    """

    width: int
    height: int
    width_mm: float
    height_mm: float
    gray: bytes


@remote(deadline_s=120)
def page_pictures(pdf: bytes, dpi: int) -> list[PagePicture]:
    """Every page at `dpi` dots to the inch. Holds PDFium: call it in a worker process."""
    pictures = []
    with pdfium.PdfDocument(pdf) as document:
        for page in document:
            bitmap = page.render(scale=dpi / 72, grayscale=True)
            picture = bitmap.to_pil().convert("L")
            pictures.append(
                PagePicture(
                    picture.width,
                    picture.height,
                    page.get_width() / 72 * 25.4,
                    page.get_height() / 72 * 25.4,
                    picture.tobytes(),
                )
            )
    return pictures
