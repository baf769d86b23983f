"""How many sheets a stored file has, counted from its bytes."""

from pathlib import Path


def count_sheets(path: Path) -> int:
    """Pages of a PDF, frames of a TIFF, 1 for another image; 0 for what cannot be opened."""
    with path.open("rb") as file:
        head = file.read(1024)
    return _pdf_pages(path) if b"%PDF-" in head else _image_frames(path)


def _pdf_pages(path: Path) -> int:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        return 0
    try:
        return len(document)
    finally:
        document.close()


def _image_frames(path: Path) -> int:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(path) as image:
            return int(getattr(image, "n_frames", 1)) if image.format == "TIFF" else 1
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError, SyntaxError):
        return 0
