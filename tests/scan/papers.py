"""Pages for the tests, drawn here: real text by a real font, laid askew on a bed."""

import io
import random
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

import resources

Pixels = NDArray[Any]
A4_150 = (1240, 1754)
WORDS = "食品经营许可申请书本人承诺所提交的材料真实合法有效并符合规定申请人地址电话日期签名"


def text_page(seed: int = 1, size: tuple[int, int] = A4_150, lines: int = 28) -> Pixels:
    """A white page of printed text and a small table, as grey pixels."""
    dice = random.Random(seed)
    page = Image.new("L", size, 252)
    pen = ImageDraw.Draw(page)
    font = ImageFont.truetype(str(resources.path("fonts/NotoSansSC-Regular.ttf")), 24)
    step = (size[1] - 300) // max(lines, 1)
    for line in range(lines):
        words = "".join(
            dice.choice(WORDS) for _ in range(dice.randint(4, max(5, (size[0] - 260) // 25)))
        )
        pen.text((130, 150 + line * step), words, font=font, fill=30)
    return np.asarray(page)


def on_bed(
    page: Pixels, angle_deg: float, bed: int = 190, margin: int = 70, noise: float = 1.5
) -> Pixels:
    """The page turned clockwise by an angle on a bed of even brightness, with a little noise."""
    height, width = page.shape[:2]
    size = (width + 2 * margin, height + 2 * margin)
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -angle_deg, 1.0)
    turn[:, 2] += margin
    laid = cv2.warpAffine(page, turn, size, flags=cv2.INTER_CUBIC, borderValue=(bed,) * 3)
    grain = np.random.default_rng(7).normal(0, noise, laid.shape)
    noisy: Pixels = np.clip(laid + grain, 0, 255).astype(np.uint8)
    return noisy


def jpeg(pixels: Pixels, quality: int = 88, **how: Any) -> bytes:
    """JPEG bytes of grey or RGB pixels."""
    return encoded(pixels, "JPEG", quality=quality, **how)


def encoded(pixels: Pixels | Image.Image, kind: str, **how: Any) -> bytes:
    """The bytes of a picture file of the kind that Pillow calls `kind`."""
    file = io.BytesIO()
    image = pixels if isinstance(pixels, Image.Image) else Image.fromarray(pixels)
    image.save(file, kind, **how)
    return file.getvalue()


def pixels_of(data: bytes) -> Pixels:
    """The pixels of a picture file, as they are stored."""
    with Image.open(io.BytesIO(data)) as image:
        return np.asarray(image)


def difference(one: Pixels, other: Pixels) -> float:
    """The mean difference of two pictures of one size, in grey levels."""
    assert one.shape == other.shape
    return float(np.abs(one.astype(np.float64) - other.astype(np.float64)).mean())
