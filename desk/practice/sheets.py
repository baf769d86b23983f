"""How many sheets a stored file has, counted from its bytes."""

from pathlib import Path

MOST_FRAMES = 1001
"""A TIFF is counted so far and no further: more than a window takes in, and quickly told."""


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
    from PIL import Image

    try:
        with Image.open(path) as image:
            if image.format != "TIFF":
                return 1
            for frame in range(MOST_FRAMES):
                try:
                    image.seek(frame)
                except EOFError:
                    return frame
            return MOST_FRAMES
    except Exception:  # noqa: BLE001 (a decoder raises nearly anything over broken input)
        return 0
