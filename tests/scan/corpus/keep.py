"""Pages of which nothing may be cut: bands, columns, borders, shadows, covers, screens, gradients.

Each is a name and grey pixels at about 150 dpi, straight unless its name says otherwise.
"""

from collections.abc import Iterator

import cv2
import numpy as np

from tests.scan.papers import A4_150, Pixels, on_bed, text_page

WIDTH, HEIGHT = A4_150


def _title(page: Pixels, text: str, at: tuple[int, int], shade: int, scale: float = 1.6) -> None:
    cv2.putText(page, text, at, cv2.FONT_HERSHEY_SIMPLEX, scale, shade, 3, cv2.LINE_AA)


def bands() -> Iterator[tuple[str, Pixels]]:
    """A band of one tone along one, two or three sides, with print on it and without."""
    for shade in (0, 40, 90, 130, 170, 200):
        for name, area in (
            ("top quarter", (slice(0, 420), slice(None))),
            ("bottom third", (slice(-580, None), slice(None))),
            ("left column", (slice(None), slice(0, 380))),
            ("right column", (slice(None), slice(-300, None))),
            ("thin head", (slice(0, 90), slice(None))),
        ):
            page = text_page(3).copy()
            page[area] = shade
            yield f"plain {name} of {shade}", page
            titled = page.copy()
            ink = 250 if shade < 128 else 20
            place = {"left column": (40, 300), "right column": (WIDTH - 260, 300)}.get(
                name, (300, 60 if name == "thin head" else 240)
            )
            if name == "bottom third":
                place = (300, HEIGHT - 240)
            _title(titled, "FORM 12", place, ink)
            yield f"{name} of {shade} with a title", titled
        page = text_page(4).copy()
        page[:300], page[:, :260] = shade, shade
        yield f"head and column of {shade}", page
        page = text_page(4).copy()
        page[:240], page[-240:], page[:, :160] = shade, shade, shade
        yield f"band on three sides of {shade}", page


def borders() -> Iterator[tuple[str, Pixels]]:
    """A border all around, printed on the page."""
    for shade in (0, 60, 120, 180):
        for across, along in ((30, 30), (60, 60), (60, 85), (124, 175), (150, 150)):
            page = text_page(5).copy()
            page[:along], page[-along:], page[:, :across], page[:, -across:] = (shade,) * 4
            yield f"border {across} by {along} of {shade}", page
            yield (
                f"border {across} by {along} of {shade} askew under a lid",
                on_bed(page, 1.2, 252, margin=60, noise=1.0),
            )


def shadows() -> Iterator[tuple[str, Pixels]]:
    """Light that is not even: a shadow over a part, with a soft edge and a sharper one."""
    page = text_page(6).astype(np.float64)
    columns, rows = np.arange(WIDTH)[None, :], np.arange(HEIGHT)[:, None]
    for low in (0.45, 0.6, 0.75, 0.9):
        for edge in (8, 50, 200):
            soft = 1 / (1 + np.exp(-(columns - WIDTH / 2) / (edge / 4)))
            yield (
                f"left half times {low}, edge {edge}",
                (page * (low + (1 - low) * soft)).astype(np.uint8),
            )
            soft = 1 / (1 + np.exp((rows - HEIGHT * 0.67) / (edge / 4)))
            yield (
                f"bottom third times {low}, edge {edge}",
                (page * (low + (1 - low) * soft)).astype(np.uint8),
            )
        hand = np.ones((HEIGHT, WIDTH))
        for finger in range(5):
            cv2.ellipse(
                hand, (300 + finger * 150, HEIGHT - 100), (60, 460), 5 * finger, 0, 360, low, -1
            )
        yield (
            f"hand's shadow times {low}",
            (page * cv2.GaussianBlur(hand, (0, 0), 12)).astype(np.uint8),
        )
        ramp = low + (1 - low) * (rows / HEIGHT + columns / WIDTH) / 2
        yield f"gradient from {low}", (page * ramp).astype(np.uint8)


def covers() -> Iterator[tuple[str, Pixels]]:
    """Dark covers with faint letters, and with a label."""
    for shade in (25, 60, 100):
        for letters in (18, 40, 90):
            cover = np.full((HEIGHT, WIDTH), shade, np.uint8)
            _title(cover, "PASSPORT", (330, 500), shade + letters, 3.5)
            _title(cover, "PEOPLE'S REPUBLIC", (280, 700), shade + letters, 2.0)
            cv2.circle(cover, (620, 1100), 180, shade + letters, 12)
            yield f"cover of {shade}, letters {letters} brighter", cover
            yield (
                f"cover of {shade}, letters {letters} brighter, askew",
                on_bed(cover, 1.5, shade, margin=0),
            )
        for angle in (0.0, 1.5, -4.0):
            cover = np.full((HEIGHT, WIDTH), shade, np.uint8)
            cover[300:700, 300:940] = 240
            _title(cover, "CONTRACT", (400, 520), 30, 2.4)
            yield f"label on a cover of {shade} at {angle}", on_bed(cover, angle, shade, margin=0)


def screens() -> Iterator[tuple[str, Pixels]]:
    """Screenshots, dark ones too, and pages with a background to their edges."""
    for name, (back, bar, ink) in {
        "dark": (24, 40, 220),
        "light": (245, 220, 30),
        "grey": (128, 90, 240),
    }.items():
        phone = np.full((2400, 1080), back, np.uint8)
        phone[:160], phone[-200:] = bar, bar
        for line in range(20):
            _title(phone, "Payment 128.00 done", (60, 320 + line * 90), ink)
        yield f"{name} phone screenshot", phone
        desk = np.full((1080, 1920), back, np.uint8)
        desk[:, :300] = bar
        desk[120:1000, 420:1700] = 250
        for line in range(14):
            _title(desk, "Application 2026-11", (480, 200 + line * 55), 30, 1.2)
        yield f"{name} desktop with a white panel", desk
        video = np.zeros((1080, 1920), np.uint8)
        video[:, 420:1500] = back
        _title(video, "00:12:40", (600, 600), ink, 3.0)
        yield f"{name} screen with black bars", video
    for shade in (60, 120, 180, 225):
        full = text_page(7).copy()
        full[full > 128] = shade
        yield f"background of {shade} to the edges", full
    rows = np.arange(HEIGHT)[:, None] / HEIGHT
    for low, high in ((40, 250), (120, 250), (250, 90)):
        page = np.minimum(text_page(8).astype(np.float64), low + (high - low) * rows)
        yield f"gradient background {low} to {high}", page.astype(np.uint8)


def prints() -> Iterator[tuple[str, Pixels]]:
    """Pictures and bands printed on pages, cards and strips on the glass, more than one paper."""
    news = np.concatenate([text_page(n, (413, HEIGHT), 60) for n in (1, 2, 3)], axis=1)
    news = np.ascontiguousarray(news)
    news[120:330] = 15
    _title(news, "DAILY NEWS", (200, 260), 245, 3.0)
    yield "newspaper with a black band", news
    photo = text_page(9).copy()
    yy, xx = np.mgrid[0:900, 0:1100]
    photo[300:1200, 70:1170] = (60 + 50 * np.sin(xx / 90) * np.cos(yy / 70)).astype(np.uint8)
    yield "dark photo on a white page", photo
    for bed in (252, 190, 60):
        glass = np.full((HEIGHT, WIDTH), bed, np.uint8)
        for left, top in ((160, 200), (620, 1100)):
            glass[top : top + 320, left : left + 505] = 225
            _title(glass, "ID 450102", (left + 40, top + 160), 40)
        yield f"two cards on a bed of {bed}", glass
        glass = np.full((HEIGHT, WIDTH), bed, np.uint8)
        glass[60:1700, 60:600] = text_page(2, (540, 1640), 24)
        glass[60:1700, 660:1200] = text_page(3, (540, 1640), 24)
        yield f"two papers on a bed of {bed}", glass
    glass = np.full((HEIGHT, WIDTH), 60, np.uint8)
    glass[100:1600, 100:900] = text_page(2, (800, 1500), 24)
    glass[300:620, 960:1200] = 70  # a dark card that hardly shows
    _title(glass, "CARD", (980, 460), 95)
    yield "paper and a dark card beside it", glass
    white = np.full((HEIGHT, WIDTH), 252, np.uint8)
    white[200:1500, 300:780] = text_page(4, (480, 1300), 22)
    yield "receipt under a white lid", white
    pale = np.full((HEIGHT, WIDTH), 252, np.uint8)
    pale[300:620, 300:805] = 215
    _title(pale, "ID 450102", (340, 480), 40)
    yield "identity card under a white lid", pale
    larger = text_page(10, (WIDTH, HEIGHT)).copy()
    larger[:, -40:] = 60
    yield "sheet larger than the glass, one strip of bed", larger


def kept_whole() -> Iterator[tuple[str, Pixels]]:
    """All of them."""
    for several in (bands, borders, shadows, covers, screens, prints):
        yield from several()
