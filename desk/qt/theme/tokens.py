"""The tokens: every colour and measure, defined once.

Contrasts were measured against the ground each colour is used on: ink 14.1, ink2 5.6, ink3 4.6
on paper; act 7.6, held 4.5, wait 4.8, stop 5.2 on their grounds (WCAG 2.2 AA asks for 4.5).
"""

from enum import StrEnum

from msgspec import Struct


class Tone(StrEnum):
    """What a colour means. A mark or a word always accompanies it."""

    INK = "ink"
    INK2 = "ink2"
    INK3 = "ink3"
    ACT = "act"
    HELD = "held"
    WAIT = "wait"
    STOP = "stop"
    QUIET = "quiet"


class ThemeTokens(Struct, frozen=True):
    """One set of colours (CSS notation) and measures (logical pixels)."""

    paper: str = "#F5F4F0"
    card: str = "#FFFFFF"
    panel: str = "#FBFAF8"
    desk: str = "#ECEBE6"
    ink: str = "#18262E"
    ink2: str = "#55636B"
    ink3: str = "#667177"
    line: str = "#E2DFD6"
    edge: str = "#85898A"
    key: str = "#CFCBBF"
    act: str = "#0B5D68"
    act_soft: str = "#E2EEEE"
    act_pressed: str = "#084952"
    held: str = "#2B7A4B"
    held_soft: str = "#E5F1E9"
    wait: str = "#9A5B00"
    wait_soft: str = "#FBF0DA"
    stop: str = "#B2352A"
    stop_soft: str = "#FAE8E5"
    focus: str = "#E39A2D"
    radius: int = 8
    radius_key: int = 4
    step: int = 4
    top_bar: int = 44
    header: int = 92
    bottom_bar: int = 64

    def colour(self, tone: Tone) -> str:
        """The colour of text and marks in this tone."""
        return self.ink2 if tone is Tone.QUIET else str(getattr(self, tone.value))

    def ground(self, tone: Tone) -> str:
        """The soft ground behind this tone; the rule colour for the inks."""
        return str(getattr(self, f"{tone.value}_soft", self.line))


class ScreenTokens(Struct, frozen=True):
    """The colours of the hall's screen, which is read from afar in daylight.

    Measured on the ground: text 11.9, quiet text 7.1, window 8.2 (WCAG 2.2 asks for 4.5).
    """

    ground: str = "#07343B"
    panel: str = "#052A30"
    strip: str = "#042329"
    rule: str = "#12474F"
    lit: str = "#0D4A53"
    text: str = "#F4F1E8"
    quiet: str = "#9FC3C2"
    window: str = "#F2C46B"


LIGHT = ThemeTokens()
SCREEN = ScreenTokens()
