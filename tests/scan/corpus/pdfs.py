"""PDFs as citizens bring them: forms, stamps, layers, odd pages, and everything that acts.

Each is built object by object, so that it holds exactly one thing to keep or to drop.
"""

from collections.abc import Iterator

from tests.scan.corpus.pdf_active import active
from tests.scan.corpus.pdf_drawings import drawings
from tests.scan.corpus.pdf_forms import forms, notes
from tests.scan.corpus.pdf_layers import layers
from tests.scan.corpus.pdf_pages import pages
from tests.scan.corpus.pdf_parts import PLANTED, Brought, Fate

__all__ = ["PLANTED", "Brought", "Fate", "pdfs"]


def pdfs() -> Iterator[Brought]:
    """All of them."""
    for kinds in (forms, notes, layers, pages, drawings, active):
        yield from kinds()
