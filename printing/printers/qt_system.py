"""The system's printers, through Qt: CUPS on Linux, the spooler on Windows.

PDFium draws the pages in a worker process, at the printer's own resolution; a thread hands
the dots to Qt. The event loop only waits. This is the one place outside the window that knows
Qt, and it needs a running `QGuiApplication`.
"""

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from desk.domain.failures import Failure
from desk.processes import ProcessPool
from printing.printers import PrinterFailed, PrinterMissing
from printing.printers.ipp import state_reasons, trouble_in
from printing.printers.pictures import PagePicture, page_pictures

FINEST = 600
"""Dots to the inch beyond which a paper of ours gains nothing."""


def printer_names() -> list[str]:
    """The printers that this PC knows."""
    return list(QPrinterInfo.availablePrinterNames())


class QtSystemPrinter:
    """One printer of the system, or its default when `name` is empty.

    With `to_file` Qt's own PDF writer replaces the driver, and the output goes to that file.
    """

    def __init__(self, name: str, process_pool: ProcessPool, to_file: Path | None = None) -> None:
        self._name = name
        self._process_pool = process_pool
        self._to_file = to_file

    @property
    def name(self) -> str:
        """The printer's name in the system."""
        return self._name or QPrinterInfo.defaultPrinterName()

    async def print(self, title: str, pdf: bytes) -> str:
        """Print the whole paper and return the printer's name.

        Raises `PrinterMissing` or `PrinterFailed`.
        """
        device = self._device(title)
        pages = await self._process_pool.run(page_pictures, pdf, min(device.resolution(), FINEST))
        await asyncio.to_thread(self._draw, device, pages)
        return self.name

    async def trouble(self) -> Failure | None:
        """Why nothing can be printed now, as far as the system knows; None when it can."""
        return None if self._to_file is not None else await asyncio.to_thread(self._look)

    def _look(self) -> Failure | None:
        info = QPrinterInfo.printerInfo(self.name)
        if info.isNull():
            return PrinterMissing(name=self.name or "—")
        said = trouble_in(state_reasons(self.name), self.name) if os.name != "nt" else None
        if said is None and info.state() is QPrinter.PrinterState.Error:
            return PrinterFailed(name=self.name)
        return said

    def _device(self, title: str) -> QPrinter:
        if self._to_file is not None:
            device = QPrinter(QPrinter.PrinterMode.HighResolution)
            device.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            device.setOutputFileName(str(self._to_file))
            device.setResolution(300)
        else:
            info = QPrinterInfo.printerInfo(self.name)
            if info.isNull():
                raise PrinterMissing(name=self.name or "—")
            device = QPrinter(info, QPrinter.PrinterMode.HighResolution)
        device.setDocName(title)
        device.setFullPage(True)
        return device

    def _draw(self, device: QPrinter, pages: Sequence[PagePicture]) -> None:
        painter = QPainter()
        for number, page in enumerate(pages):
            device.setPageLayout(_layout(page))
            begun = painter.begin(device) if number == 0 else device.newPage()
            if not begun:
                painter.end()
                raise PrinterFailed(name=self.name)
            image = QImage(
                page.gray, page.width, page.height, page.width, QImage.Format.Format_Grayscale8
            )
            dots = device.resolution() / 25.4
            target = QRectF(0, 0, page.width_mm * dots, page.height_mm * dots)
            painter.drawImage(target, image)
        ended = painter.end()
        if not ended or device.printerState() is QPrinter.PrinterState.Error:
            raise PrinterFailed(name=self.name)


def _layout(page: PagePicture) -> QPageLayout:
    """The paper as it is: no margins, since papers keep their own."""
    size = QPageSize(
        QSizeF(page.width_mm, page.height_mm),
        QPageSize.Unit.Millimeter,
        "",
        QPageSize.SizeMatchPolicy.FuzzyMatch,
    )
    return QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
