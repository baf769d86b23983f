"""Small pages to lay in, and who brings them."""

import io
import random

from PIL import Image

from desk.domain.matters import ApplicantKind

LIANG = (ApplicantKind.PERSON, "梁思源", "450102198803162133")
SOCIAL_CARD = "11450100MB000004330000000000004"
"""社会保障卡补领: 01 is held by the region, 02 is brought."""
TRADER = "11450100MB0000019J0000000000001"
"""个体工商户设立登记: 01 may be held, 02 is brought, 03 may follow within five working days."""
INVESTMENT = "11450100MB0000078M0000000000007"
"""企业投资项目备案: for organisations only."""


def jpeg(shade: int) -> bytes:
    """A small page of one shade."""
    buffer = io.BytesIO()
    Image.new("RGB", (200, 280), (250 - shade, 250, 250)).save(buffer, "JPEG")
    return buffer.getvalue()


def noise(side: int) -> bytes:
    """A large page: nothing in it can be compressed."""
    buffer = io.BytesIO()
    dots = random.Random(side).randbytes(side * side * 3)
    Image.frombytes("RGB", (side, side), dots).save(buffer, "JPEG", quality=95)
    return buffer.getvalue()
