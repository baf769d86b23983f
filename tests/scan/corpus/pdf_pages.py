"""PDFs with pages and of structures that are not the usual ones."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array

from tests.scan.corpus.pdf_parts import (
    STAMP,
    TEXT,
    Brought,
    Fate,
    annotation,
    new,
    page,
    saved,
)


def pages() -> Iterator[Brought]:
    """Pages that are turned, cut, scaled, inherit what they have, and files of odd structure."""
    for turn in (90, 180, 270, -90, 450):
        pdf = new()
        page(pdf, Rotate=turn)
        yield Brought(f"turned by {turn}", saved(pdf))
    kinds: dict[str, dict[str, Any]] = {
        "crop box": {"CropBox": Array([20, 200, 280, 390])},
        "crop box beyond": {"CropBox": Array([-50, 100, 500, 380])},
        "shifted": {"MediaBox": Array([20, 100, 290, 400])},
        "negative": {"MediaBox": Array([-50, -60, 300, 400])},
        "upside down box": {"MediaBox": Array([300, 400, 0, 0])},
        "user unit": {"UserUnit": 2},
        "trim and bleed": {
            "TrimBox": Array([20, 20, 280, 380]),
            "BleedBox": Array([10, 10, 290, 390]),
        },
    }
    for name, boxes in kinds.items():
        pdf = new()
        page(pdf, **boxes)
        fate = Fate.KEPT if name != "upside down box" else Fate.EITHER
        yield Brought(name, saved(pdf), fate)
        pdf = new()
        page(pdf, Rotate=90, **boxes)
        yield Brought(f"{name}, turned", saved(pdf), fate)
    pdf = new()
    sheet = page(pdf)
    tree = pdf.Root.Pages
    for name in ("/Resources", "/MediaBox"):
        tree[name] = sheet.obj[name]
        del sheet.obj[name]
    tree.Rotate, tree.CropBox = 90, Array([0, 150, 300, 400])
    yield Brought("everything inherited", saved(pdf))
    pdf = new()
    sheet = page(pdf)
    whole = sheet.obj.Contents.read_bytes()
    sheet.obj.Contents = Array(
        [pdf.make_stream(b"q 0 0 1 rg"), pdf.make_stream(whole), pdf.make_stream(b"Q 9 9 9 9 re f")]
    )
    yield Brought("content in parts", saved(pdf))
    pdf = new()
    page(pdf, "q 0.5 0 0 0.5 0 0 cm " + TEXT)
    yield Brought("unbalanced state", saved(pdf))
    pdf = new()
    page(pdf, "q 0.5 0 0 0.5 0 0 cm " + TEXT).obj.Annots = Array(
        [annotation(pdf, "Stamp", (60, 200, 160, 250), STAMP)]
    )
    yield Brought("unbalanced state and a stamp", saved(pdf))
    pdf = new()
    del page(pdf).obj.Contents
    yield Brought("no content", saved(pdf))
    pdf = new()
    for size in ((300, 400), (842, 595), (100, 60), (1684, 2384)):
        page(pdf).obj.MediaBox = Array([0, 0, *size])
    yield Brought("pages of four sizes", saved(pdf))
    pdf = new()
    for _ in range(12):
        page(pdf)
    yield Brought("twelve pages", saved(pdf))
    pdf = new()
    page(pdf)
    for name, how in {
        "linear": {"linearize": True},
        "object streams": {"object_stream_mode": pikepdf.ObjectStreamMode.generate},
        "no compression": {
            "compress_streams": False,
            "stream_decode_level": pikepdf.StreamDecodeLevel.generalized,
        },
        "locked for its owner": {"encryption": pikepdf.Encryption(owner="owner", user="")},
        "version 2": {"force_version": "2.0"},
    }.items():
        file = io.BytesIO()
        pdf.save(file, **how)
        yield Brought(name, file.getvalue())
    plain = saved(pdf)
    yield Brought("bytes before the header", b"\n\n\0junk\n" + plain, Fate.EITHER)
    yield Brought("bytes behind the end", plain + b"\0" * 300)
    at = plain.rindex(b"startxref")
    yield Brought("wrong table", plain[:at] + b"startxref\n7\n%%EOF\n", Fate.EITHER)
    yield Brought("no table", plain[:at], Fate.EITHER)
