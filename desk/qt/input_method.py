"""Fields that take no text of an input method.

Qt's own attribute (WA_InputMethodEnabled) does not keep one from a QLineEdit, which answers for
itself; what it answers is changed here. Where figures and Latin letters are typed, pinyin would
only be in the way, of a person and of a barcode gun.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodQueryEvent
from PySide6.QtWidgets import QWidget

_ENABLED = Qt.InputMethodQuery.ImEnabled


class _Refusal(QObject):
    """Answers for a widget that it takes no input method."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.InputMethodQuery:
            return False
        if not isinstance(event, QInputMethodQueryEvent) or not event.queries() & _ENABLED:
            return False
        event.setValue(_ENABLED, False)
        return True


def without_input_method(widget: QWidget) -> None:
    """Let keys bypass any input method on their way to `widget`."""
    if _refusal(widget) is None:
        widget.installEventFilter(_Refusal(widget))
        QGuiApplication.inputMethod().update(_ENABLED)


def with_input_method(widget: QWidget) -> None:
    """The widget takes an input method's text again."""
    refusal = _refusal(widget)
    if refusal is not None:
        widget.removeEventFilter(refusal)
        refusal.setParent(None)
        refusal.deleteLater()
        QGuiApplication.inputMethod().update(_ENABLED)


def _refusal(widget: QWidget) -> _Refusal | None:
    children = widget.findChildren(_Refusal, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return children[0] if children else None
