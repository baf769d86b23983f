"""The look: contrasts as they were measured, our own fonts, rare characters too."""

import re

import pytest
from PySide6.QtGui import QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QApplication, QLabel

import resources
from desk.qt.theme import LIGHT, Size, Tone, fonts, ui_font
from desk.qt.theme.fonts import MONO, SANS, RareFonts, load_rare_fonts
from desk.qt.theme.icons import icon_pixmap
from desk.qt.theme.sheet import style_sheet
from desk.qt.widgets.cards import MARKS


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, WCAG 2.2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        (LIGHT.ink, LIGHT.paper),
        (LIGHT.ink2, LIGHT.paper),
        (LIGHT.ink3, LIGHT.paper),
        (LIGHT.ink, LIGHT.act_soft),
        (LIGHT.act, LIGHT.act_soft),
        (LIGHT.act, LIGHT.paper),
        (LIGHT.card, LIGHT.act),
        (LIGHT.held, LIGHT.held_soft),
        (LIGHT.wait, LIGHT.wait_soft),
        (LIGHT.stop, LIGHT.stop_soft),
        (LIGHT.stop, LIGHT.paper),
    ],
)
def test_words_can_be_read_on_their_ground(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= 4.4


def test_outlines_of_inputs_stand_out() -> None:
    assert contrast(LIGHT.edge, LIGHT.card) >= 3.0


def test_the_style_sheet_knows_no_colour_that_is_no_token() -> None:
    tokens = {
        value for name in LIGHT.__struct_fields__ if str(value := getattr(LIGHT, name))[0:1] == "#"
    }
    assert set(re.findall(r"#[0-9A-Fa-f]{6}", style_sheet(LIGHT))) <= tokens


def test_the_tone_of_a_label_reaches_the_screen(qapp: QApplication) -> None:
    from desk.qt.widgets import Label

    label = Label("候办", tone=Tone.INK2)
    label.ensurePolished()
    assert label.palette().color(label.foregroundRole()).name().upper() == LIGHT.ink2
    label.set_tone(Tone.STOP)
    assert label.palette().color(label.foregroundRole()).name().upper() == LIGHT.stop


def test_words_are_set_in_our_own_fonts(qapp: QApplication) -> None:
    assert QFontInfo(ui_font()).family() == SANS
    assert QFontInfo(ui_font(mono=True)).family() == MONO
    for size in Size:
        width = QFontMetricsF(ui_font(size)).horizontalAdvance("候" * 100) / 100
        assert width == pytest.approx(size.value, abs=0.51)


def test_figures_are_tabular(qapp: QApplication) -> None:
    metrics = QFontMetricsF(ui_font(Size.BODY, bold=True))
    assert len({metrics.horizontalAdvance(str(digit)) for digit in range(10)}) == 1


def test_rare_characters_are_drawn_by_the_fallback(qapp: QApplication) -> None:
    load_rare_fonts()
    blank = drawn("\U0010fffd")
    for character in ("䶮", "\U00020164", "\U0002cb4a", "\U0002b740"):
        assert drawn(character) != blank, f"U+{ord(character):X} is a box"


def drawn(text: str) -> bytes:
    """The pixels of `text` at 46 pixels."""
    label = QLabel(text)
    label.setFont(ui_font(Size.FIGURE))
    label.resize(80, 80)
    image = label.grab().toImage()
    return bytes(image.constBits())


def test_every_icon_can_be_drawn_and_takes_its_tone(qapp: QApplication) -> None:
    names = [path.stem for path in resources.path("icons").glob("*.svg")]
    assert set(MARKS.values()) <= set(names)
    for name in names:
        image = icon_pixmap(name, LIGHT.stop, 24).toImage()
        pixels = {image.pixelColor(x, y).alpha() for x in range(24) for y in range(24)}
        assert max(pixels) > 200, f"{name} is empty"
    red = icon_pixmap("check", LIGHT.stop, 24).toImage()
    green = icon_pixmap("check", LIGHT.held, 24).toImage()
    assert red != green


def test_a_window_that_is_closed_at_once_leaves_no_thread_behind(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Qt ends the whole program when a thread's object goes while the thread runs."""
    monkeypatch.setattr(fonts, "_registered", [SANS])  # as in a program that has just started
    for _ in range(20):
        rare = RareFonts()
        rare.come(0)
        rare.stop()
        qapp.processEvents()
        assert not rare.isRunning()
