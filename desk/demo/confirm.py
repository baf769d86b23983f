"""The demo's check that the region has what the window sent.

It looks at results only: the region's account of its cases, computed by the region from the
bytes that it stored, and the papers on disk, rasterised and read by a barcode reader.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Expected:
    """One case as the window sent it: our number, and the digest of every page file."""

    local_no: str
    sha256: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReceiptRead:
    """A receipt on disk and the numbers that its Code 128 barcodes decode to."""

    file: str
    barcodes: tuple[str, ...]


def read_receipts(folder: Path) -> list[ReceiptRead]:
    """Rasterise the first page of every PDF in `folder` at 200 dpi and read its barcodes."""
    return [
        ReceiptRead(path.name, tuple(linear_codes(path))) for path in sorted(folder.glob("*.pdf"))
    ]


def linear_codes(path: Path, dpi: int = 200) -> list[str]:
    """The texts of the Code 128 barcodes on the first page of a PDF."""
    import pypdfium2
    import zxingcpp

    document = pypdfium2.PdfDocument(path)
    try:
        picture = document[0].render(scale=dpi / 72).to_pil().convert("L")
    finally:
        document.close()
    found = zxingcpp.read_barcodes(
        picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.Code128)
    )
    return [code.text for code in found]


def differences(
    expected: Sequence[Expected],
    cases: Sequence[Mapping[str, Any]],
    receipts: Sequence[ReceiptRead],
) -> list[str]:
    """The differences, in sentences; empty when the region confirms everything.

    `cases` is the region's account: ``case_no``, ``local_no``, ``state`` and ``files`` with
    ``sha256``. Every expected case must be there once with exactly its page digests, and every
    receipt must carry one barcode with a number that the region knows.
    """
    wrong: list[str] = []
    for want in expected:
        have = [case for case in cases if case["local_no"] == want.local_no]
        if len(have) != 1:
            wrong.append(f"the region has {len(have)} cases for {want.local_no}")
            continue
        stored = sorted(file["sha256"] for file in have[0]["files"])
        if stored != sorted(want.sha256):
            wrong.append(f"the pages of {have[0]['case_no']} differ at the region")
    known = {str(case[key]) for case in cases for key in ("case_no", "local_no")}
    for receipt in receipts:
        if len(receipt.barcodes) != 1:
            wrong.append(f"{receipt.file} shows {len(receipt.barcodes)} readable barcodes")
        elif receipt.barcodes[0] not in known:
            wrong.append(f"the region does not know the number on {receipt.file}")
    if len(cases) != len(expected):
        wrong.append(f"{len(expected)} cases were sent, the region has {len(cases)}")
    return wrong
