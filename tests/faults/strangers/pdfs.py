"""PDF files that attack: every kind, small on disk and endless when read or drawn."""

import random
from collections.abc import Callable

from tests.faults.strangers.pdf_drawings import (
    content_bomb,
    font_file,
    image_bomb,
    inner_picture,
    masks,
    mesh,
    nested_forms,
    operators,
    patterns,
    type3_font,
)
from tests.faults.strangers.pdf_structures import (
    broken_xref,
    circle_tree,
    deep_tree,
    deep_values,
    filter_chain,
    huge_box,
    object_streams,
)


def damaged(random: random.Random) -> bytes:
    """A good file with some of its bytes changed, cut out, or put in twice."""
    good = bytearray(random.choice([nested_forms(2, 2), huge_box(random), type3_font(random)]))
    for _ in range(random.choice([1, 5, 40])):
        place = random.randrange(len(good))
        match random.randrange(3):
            case 0:
                good[place] = random.randrange(256)
            case 1:
                del good[place : place + random.randrange(20)]
            case _:
                good[place:place] = good[place : place + random.randrange(200)]
    return bytes(good)


KINDS: dict[str, tuple[Callable[[random.Random], bytes], int]] = {
    "nested forms": (lambda r: nested_forms(r.choice([3, 9, 30]), r.choice([2, 10])), 1),
    "content bomb": (content_bomb, 1),
    "image bomb": (image_bomb, 1),
    "filter chain": (filter_chain, 4),
    "huge page box": (huge_box, 10),
    "deep page tree": (deep_tree, 2),
    "page tree in a circle": (circle_tree, 4),
    "cross-references": (broken_xref, 10),
    "object streams": (object_streams, 4),
    "patterns and shadings": (patterns, 4),
    "mesh": (mesh, 2),
    "font in itself": (type3_font, 4),
    "font of noise": (font_file, 6),
    "soft masks": (masks, 2),
    "picture inside": (inner_picture, 8),
    "operators": (operators, 2),
    "deep values": (deep_values, 3),
    "damaged PDF": (damaged, 30),
}
"""Each kind of PDF, and how many of it to make in a hundred or so."""
