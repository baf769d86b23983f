"""TIFF in practice: which directories are sheets, and samples of more than eight bits.

Pillow reads nearly every kind; what it reads wrongly is corrected here. (TIFF 6.0; TIFF/EP for
reduced-resolution directories.)
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from desk.scan.failures import FileDamaged, FileKindUnsupported

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image

    Samples = NDArray[Any]

_NEW_SUBFILE_TYPE, _SUBFILE_TYPE = 254, 255
_REDUCED, _MASK = 1, 4
_BITS, _PHOTOMETRIC, _SAMPLES, _MAX_SAMPLE, _SAMPLE_FORMAT = 258, 262, 277, 281, 339
_ORIENTATION, _PLANES = 274, 284
_WHITE_IS_ZERO, _BLACK_IS_ZERO, _RGB = 0, 1, 2
_SIGNED = 2
_UNSIGNED_TOPS = (255, 1023, 4095, 16383, 65535, 2**32 - 1)
_SIGNED_TOPS = (255, 1023, 4095, 32767, 2**31 - 1)


def sheet_directories(image: Image.Image, at_most: int) -> list[int]:
    """The places of the directories that are sheets: thumbnails and masks are none.

    A file whose directories all call themselves reduced is taken as it is. Looks at no more
    than `at_most` + 1 directories.
    """
    found: list[int] = []
    all_of_them: list[int] = []
    while len(all_of_them) <= at_most:
        place = len(all_of_them)
        try:
            image.seek(place)
        except EOFError:
            break
        all_of_them.append(place)
        tags = _tags(image)
        old = _first(tags.get(_SUBFILE_TYPE))
        if not (_first(tags.get(_NEW_SUBFILE_TYPE)) & (_REDUCED | _MASK)) and old != 2:
            found.append(place)
    return found or all_of_them


def _tags(image: Image.Image) -> Any:
    return image.tag_v2  # type: ignore[attr-defined]


def _first(value: Any) -> int:
    if isinstance(value, tuple):
        value = value[0] if value else 0
    return int(value or 0)


def is_deep_colour(image: Image.Image) -> bool:
    """Whether a sheet has several samples of more than eight bits, which Pillow cuts off."""
    tags = _tags(image)
    bits = tags.get(_BITS, (1,))
    return _first(tags.get(_SAMPLES)) >= 3 and max(bits) > 8


def deep_colour(data: bytes, directory: int, image: Image.Image) -> Image.Image:
    """A sheet of 16-bit colour as 8-bit RGB, by the decoder that keeps all of its bits."""
    import cv2
    import numpy as np
    from PIL import Image as Images

    tags = _tags(image)
    kind = [_first(tags.get(tag, 1)) for tag in (_PHOTOMETRIC, _ORIENTATION, _PLANES)]
    if kind != [_RGB, 1, 1]:
        raise FileKindUnsupported
    found, sheets = cv2.imdecodemulti(
        np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED, range=(directory, directory + 1)
    )
    if not found or len(sheets) != 1 or sheets[0].shape[1::-1] != image.size:
        raise FileDamaged
    pixels = sheets[0]
    if pixels.ndim != 3 or pixels.shape[2] not in (3, 4):
        raise FileKindUnsupported
    eight = eight_bit(pixels[:, :, :3], top_of(pixels[:, :, :3], tags))[:, :, ::-1]
    if pixels.shape[2] == 4:
        alpha = eight_bit(pixels[:, :, 3], 65535.0)[:, :, None] / 255.0
        eight = (eight * alpha + 255 * (1 - alpha)).round().astype(np.uint8)
    return Images.fromarray(np.ascontiguousarray(eight))


def deep_grey(image: Image.Image) -> Image.Image:
    """A decoded sheet of 16-bit, 32-bit or floating grey as 8-bit grey, black as black."""
    import numpy as np
    from PIL import Image as Images

    samples = np.nan_to_num(np.asarray(image).astype(np.float64))
    tags = getattr(image, "tag_v2", None)
    if tags and max(tags.get(_BITS, (1,))) == 32 and _first(tags.get(_SAMPLE_FORMAT, 1)) == 1:
        samples = np.where(samples < 0, samples + 2.0**32, samples)  # Pillow reads them signed
    if tags is None:  # a PNG of 16 bits uses them all
        return Images.fromarray(eight_bit(samples, 65535.0))
    pixels = eight_bit(samples, top_of(samples, tags))
    if _first(tags.get(_PHOTOMETRIC, _BLACK_IS_ZERO)) == _WHITE_IS_ZERO:
        pixels = 255 - pixels
    return Images.fromarray(pixels)


def top_of(samples: Samples, tags: Any) -> float:
    """The value of white: what the file says, else the depth that its samples need.

    Scanners put 10, 12 or 14 bits into words of 16 and say so nowhere.
    """
    import numpy as np

    highest = float(np.max(samples)) if samples.size else 0.0
    stated = max(tags.get(_MAX_SAMPLE) or (0,))
    if stated >= max(highest, 2):
        return float(stated)
    if samples.dtype.kind == "f" and _first(tags.get(_SAMPLE_FORMAT)) == 3 and highest <= 1.0:
        return 1.0
    tops = _SIGNED_TOPS if _first(tags.get(_SAMPLE_FORMAT)) == _SIGNED else _UNSIGNED_TOPS
    return float(next((top for top in tops if highest <= top), highest))


def eight_bit(samples: Samples, top: float) -> NDArray[np.uint8]:
    """Samples from 0 to `top` as 0 to 255."""
    import numpy as np

    scaled = samples.astype(np.float32) * (255.0 / top)
    return np.asarray(scaled.clip(0, 255).round(), np.uint8)


def is_unsupported(data: bytes) -> bool:
    """Whether a file that Pillow does not open is a whole TIFF of a kind that it does not know."""
    from PIL import TiffImagePlugin

    try:
        file = io.BytesIO(data)
        directory = TiffImagePlugin.ImageFileDirectory_v2(data[:8])
        file.seek(directory.next)
        directory.load(file)
        return 256 in directory and 257 in directory and _BITS in directory
    except Exception:  # noqa: BLE001 - whatever a broken directory makes the reader raise
        return False
