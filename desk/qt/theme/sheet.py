"""The one style sheet, generated from the tokens. Fonts are set on the widgets, not here."""

from desk.qt.theme.tokens import ThemeTokens, Tone


def style_sheet(t: ThemeTokens) -> str:
    """The application's style sheet in Qt's notation."""
    tones = "\n".join(f'QLabel[tone="{tone}"] {{ color: {t.colour(tone)}; }}' for tone in Tone)
    return f"""
QWidget#paper, QStackedWidget {{ background: {t.paper}; }}
QWidget#card {{ background: {t.card}; }}
QWidget#panel {{ background: {t.panel}; }}
QWidget#desk {{ background: {t.desk}; }}
QLabel {{ background: transparent; color: {t.ink}; }}
{tones}
QFrame#rule {{ background: {t.line}; border: none; }}
QLineEdit, QTextEdit, QPlainTextEdit, QComboBox, QSpinBox, QDateEdit {{
    background: {t.card}; color: {t.ink};
    border: 1px solid {t.edge}; border-radius: {t.radius_key}px;
    padding: 0 10px; min-height: 36px;
    selection-background-color: {t.act}; selection-color: {t.card};
}}
QTextEdit, QPlainTextEdit {{ padding: 6px 8px; }}
QLineEdit:focus, QTextEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus,
QDateEdit:focus {{ border-color: {t.act}; }}
QLineEdit[fault="true"], QTextEdit[fault="true"], QPlainTextEdit[fault="true"],
QComboBox[fault="true"], QSpinBox[fault="true"], QDateEdit[fault="true"] {{
    border-color: {t.stop};
}}
QLineEdit:disabled, QTextEdit:disabled, QComboBox:disabled {{
    background: {t.paper}; color: {t.ink3}; border-color: {t.line};
}}
QComboBox::drop-down {{ border: none; width: 28px; }}
QComboBox QAbstractItemView, QListView, QTreeView {{
    background: {t.card}; color: {t.ink}; border: none; outline: none;
    selection-background-color: {t.act_soft}; selection-color: {t.ink};
}}
QListView[ticks="true"] {{
    border: 1px solid {t.edge}; border-radius: {t.radius_key}px; padding: 2px 4px;
}}
QListView[ticks="true"]:focus {{ border-color: {t.act}; }}
QListView[ticks="true"][fault="true"] {{ border-color: {t.stop}; }}
QScrollArea, QAbstractScrollArea#bare {{ background: transparent; border: none; }}
QScrollArea > QWidget > QWidget#bare {{ background: transparent; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {t.key}; border-radius: 3px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QToolTip {{ background: {t.ink}; color: {t.card}; border: none; padding: 4px 8px; }}
"""
