"""Pages of a PDF as pixels, forms, stamps and layers with them (PDFium)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from desk.scan.failures import FileDamaged

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

MAX_SIDE_PX = 6000


class Drawing:
    """An open PDF. Raises `FileDamaged` for what PDFium does not open or draw."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2

        try:
            self._document: Any = pypdfium2.PdfDocument(data)
            # Without it no form field is drawn. There is no script engine in this build.
            self._document.init_forms()
        except pypdfium2.PdfiumError as error:
            raise FileDamaged() from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._document.close()

    def __len__(self) -> int:
        return len(self._document)

    def size(self, number: int) -> tuple[float, float]:
        """Width and height of a page in points, as it stands."""
        page = self._page(number)
        size = page.get_size()
        page.close()
        return size[0], size[1]

    def page(self, number: int, width_px: int, quarter_turns: int = 0) -> Pixels:
        """The pixels (RGB) of a page, `width_px` wide after its quarter turns."""
        import numpy as np
        import pypdfium2

        page = self._page(number)
        try:
            width, height = page.get_size()
            across = width if quarter_turns % 2 == 0 else height
            scale = min(width_px / max(across, 1.0), MAX_SIDE_PX / max(width, height, 1.0))
            bitmap = page.render(scale=scale, rotation=90 * (quarter_turns % 4), rev_byteorder=True)
            return np.array(bitmap.to_numpy()[:, :, :3])
        except pypdfium2.PdfiumError as error:
            raise FileDamaged() from error
        finally:
            page.close()

    def _page(self, number: int) -> Any:
        import pypdfium2

        try:
            return self._document[number]
        except (pypdfium2.PdfiumError, IndexError) as error:
            raise FileDamaged() from error
