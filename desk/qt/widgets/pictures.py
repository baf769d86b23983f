"""Decoding pictures beside the event loop.

Only `QImageReader.read` lets other threads go on while it works: `QImage.fromData` keeps the
interpreter's lock, and a page of 1120 pixels then stopped the loop for 49 ms even from another
thread, against 4 ms this way.
"""

from functools import lru_cache
from itertools import count

from PySide6.QtCore import QBuffer, QIODevice, QObject, QSize, QThreadPool, Signal
from PySide6.QtGui import QImage, QImageReader

_tickets = count()


class _Returns(QObject):
    """Receives the images of the workers. It outlives every decoder: a widget may be gone."""

    came = Signal(int, QImage)


@lru_cache(maxsize=1)
def _returns() -> _Returns:
    return _Returns()


class Decoder(QObject):
    """Turns encoded pictures into images of a given width, on a worker thread.

    `decoded` carries the key that was asked with and the image, which is null when the bytes
    are no picture.
    """

    decoded = Signal(object, QImage)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._asked: dict[int, object] = {}
        _returns().came.connect(self._came)

    def ask(self, key: object, data: bytes, width: int) -> None:
        """Decode `data` to `width` pixels across, in its own proportions."""
        ticket, returns = next(_tickets), _returns()
        self._asked[ticket] = key

        def work() -> None:
            returns.came.emit(ticket, _read(data, width))

        QThreadPool.globalInstance().start(work)

    def _came(self, ticket: int, image: QImage) -> None:
        if ticket in self._asked:
            self.decoded.emit(self._asked.pop(ticket), image)


def _read(data: bytes, width: int) -> QImage:
    buffer = QBuffer()
    buffer.setData(data)  # copies; a QByteArray handed over would have to be kept alive by us
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    if size.isValid() and size.width() > 0 and width > 0:
        reader.setScaledSize(QSize(width, max(1, round(width * size.height() / size.width()))))
    return reader.read()
