"""Photographs, brought by packages that only the tests use, and drawn ones: they stay as they are.

scikit-image and scikit-learn ship a few pictures in their wheels. Each gives several: whole,
cut, negative, dark, pale, leaning, framed, on a page.
"""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from tests.scan.papers import Pixels

_NAMES = {
    "skimage": (
        "data",
        "astronaut.png brick.png camera.png cell.png chelsea.png clock_motion.png coffee.png"
        " coins.png color.png grass.png gravel.png hubble_deep_field.jpg ihc.png moon.png"
        " motorcycle_left.png motorcycle_right.png retina.jpg rocket.jpg",
    ),
    "sklearn": ("datasets/images", "china.jpg flower.jpg"),
}
_SIDE = 1600


def paths() -> list[Path]:
    """Where the packages keep their photographs; the packages are not imported."""
    found = []
    for package, (folder, names) in _NAMES.items():
        spec = find_spec(package)
        assert spec is not None
        assert spec.origin is not None
        found += [Path(spec.origin).parent / folder / name for name in names.split()]
    return found


def _tilted(grey: Pixels, angle: float, scale: float = 1.35) -> Pixels:
    height, width = grey.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, scale)
    return cv2.warpAffine(grey, turn, (width, height), flags=cv2.INTER_CUBIC)


def variants(name: str, grey: Pixels) -> Iterator[tuple[str, Pixels]]:
    """One photograph as a camera, a screen, an album and a page would give it."""
    yield name, grey
    scale = _SIDE / max(grey.shape)
    large = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    height, width = large.shape
    yield f"{name}, large", large
    yield f"{name}, top left", large[: height * 2 // 3, : width * 2 // 3]
    yield f"{name}, bottom right", large[height // 3 :, width // 3 :]
    yield f"{name}, middle", large[height // 5 : -height // 5, width // 5 : -width // 5]
    yield f"{name}, on its side", np.ascontiguousarray(np.rot90(large))
    yield f"{name}, negative", 255 - large
    yield f"{name}, dark", (large * 0.4).astype(np.uint8)
    yield f"{name}, pale", (large * 0.5 + 120).astype(np.uint8)
    hard = np.clip((large.astype(float) - 128) * 2 + 128, 0, 255)
    yield f"{name}, hard", hard.astype(np.uint8)
    for angle in (3, -6, 10):
        yield f"{name}, leaning {angle}", _tilted(large, angle)
    rows, columns = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    yield f"{name}, dark corners", (large * (1 - 0.35 * (rows**2 + columns**2))).astype(np.uint8)
    for shade in (255, 8):
        framed = np.full((height + 160, width + 160), shade, np.uint8)
        framed[80:-80, 80:-80] = large
        yield f"{name}, framed in {shade}", framed
    bars = np.zeros((height + 400, width), np.uint8)
    bars[200:-200] = large
    yield f"{name}, black bars", bars
    page = np.full((2200, 1600), 250, np.uint8)
    small = cv2.resize(large, None, fx=0.6, fy=0.6, interpolation=cv2.INTER_AREA)
    page[300 : 300 + small.shape[0], 200 : 200 + small.shape[1]] = small
    yield f"{name}, on a white page", page


def brought() -> Iterator[tuple[str, Pixels]]:
    """The photographs of the packages, in all their variants."""
    for path in paths():
        with Image.open(path) as image:
            yield from variants(path.name, np.asarray(image.convert("L")))


class _Drawn:
    """Things with straight lines, as a camera sees them."""

    width, height = 1600, 1200

    def __init__(self) -> None:
        self._dice = np.random.default_rng(5)

    def _plain(self, shade: int) -> Pixels:
        return np.full((self.height, self.width), shade, np.uint8)

    def facade(self, wall: int, pane: int, bars: bool) -> Pixels:
        found = self._plain(wall)
        for top in range(40, self.height, 110):
            for left in range(40, self.width, 90):
                found[top : top + 70, left : left + 50] = pane
                if bars:
                    found[top + 33 : top + 36, left : left + 50] = wall
                    found[top : top + 70, left + 24 : left + 27] = wall
        return found

    def stripes(self, ground: int, shade: int, step: int, thick: int, upright: bool) -> Pixels:
        found = self._plain(ground)
        for at in range(0, self.width if upright else self.height, step):
            if upright:
                found[:, at : at + thick] = shade
            else:
                found[at : at + thick] = shade
        return found

    def tiles(self, shade: int) -> Pixels:
        upright = self.stripes(225, shade, 100, 4, True)
        return np.minimum(upright, self.stripes(225, shade, 100, 4, False))

    def opening(self, wall: int, light: int) -> Pixels:
        found = self._plain(wall)
        found[150:1000, 400:1200] = light
        return found

    def horizon(self) -> Pixels:
        sky = np.linspace(120, 240, self.height)[:, None].repeat(self.width, 1).astype(np.uint8)
        sky[700:] = 80
        return sky

    def by_camera(self, scene: Pixels, *, slanting: bool) -> Pixels:
        width, height = self.width, self.height
        if slanting:
            frame = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
            seen = frame + np.array([[150, 100], [-50, 0], [-150, -60], [60, 0]], np.float32)
            matrix = cv2.getPerspectiveTransform(frame, seen)
            scene = cv2.warpPerspective(
                scene, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE
            )
        rows, columns = np.mgrid[0:height, 0:width]
        light = 0.75 + 0.25 * np.cos((columns - 700) / 900) * np.cos((rows - 500) / 800)
        lit = cv2.GaussianBlur(scene, (0, 0), 1.2) * light + self._dice.normal(0, 4, scene.shape)
        return np.asarray(lit.clip(0, 255), np.uint8)


def drawn() -> Iterator[tuple[str, Pixels]]:
    """Houses, fences, tiles, doors and horizons, leaning and slanting."""
    draw = _Drawn()
    scenes = {
        "house": draw.facade(200, 70, False),
        "house with bars": draw.facade(210, 60, True),
        "dark house": draw.facade(110, 30, False),
        "fence": draw.stripes(200, 60, 40, 8, True),
        "blinds": draw.stripes(215, 120, 30, 5, False),
        "tiles": draw.tiles(120),
        "pale tiles": draw.tiles(190),
        "door": draw.opening(90, 230),
        "window": draw.opening(30, 235),
        "horizon": draw.horizon(),
    }
    for angle in (0, 2, -4, 7, 12):
        for name, scene in scenes.items():
            shut = name in ("door", "window")
            turned = _tilted(scene, angle, 1.0 if shut else 1.3)
            if not shut or angle == 0:  # a bright rectangle askew on an even ground is a paper
                yield f"{name} at {angle}", turned
            yield f"{name} at {angle}, by a camera", draw.by_camera(turned, slanting=False)
            yield f"{name} at {angle}, slanting", draw.by_camera(turned, slanting=True)
