"""How everything looks: tokens, fonts, icons, and the one style sheet made of them."""

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from desk.qt.theme.fonts import Size, load_fonts, load_opening_font, ui_font
from desk.qt.theme.sheet import style_sheet
from desk.qt.theme.tokens import LIGHT, Tone


def apply_theme(app: QApplication) -> None:
    """Apply our fonts and colours to the application."""
    load_fonts()
    app.setStyle("Fusion")
    app.setFont(ui_font(Size.SMALL))
    app.setPalette(_palette())
    app.setStyleSheet(style_sheet(LIGHT))


def _palette() -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for place, colour in (
        (role.Window, LIGHT.paper),
        (role.Base, LIGHT.card),
        (role.AlternateBase, LIGHT.panel),
        (role.Button, LIGHT.card),
        (role.WindowText, LIGHT.ink),
        (role.Text, LIGHT.ink),
        (role.ButtonText, LIGHT.ink),
        (role.PlaceholderText, LIGHT.ink3),
        (role.Highlight, LIGHT.act),
        (role.HighlightedText, LIGHT.card),
        (role.ToolTipBase, LIGHT.ink),
        (role.ToolTipText, LIGHT.card),
        (role.Link, LIGHT.act),
    ):
        palette.setColor(place, QColor(colour))
    return palette


__all__ = ["LIGHT", "Size", "Tone", "apply_theme", "load_opening_font", "ui_font"]
