"""What the region says of all that it stores."""

import io

import pikepdf
from PIL import Image

from tests.practice.material import page, social_card_case, submit, upload
from tests.practice_region import PracticeRegion


def test_the_summary_counts_sheets_from_the_stored_bytes(practice: PracticeRegion) -> None:
    pdf, tiff, png = io.BytesIO(), io.BytesIO(), io.BytesIO()
    document = pikepdf.new()
    for _ in range(3):
        document.add_blank_page()
    document.save(pdf)
    frame = Image.new("L", (40, 60), 200)
    frame.save(tiff, "TIFF", save_all=True, append_images=[frame])
    frame.save(png, "PNG")

    client = practice.client()
    case = social_card_case(client, pdf.getvalue())
    more = [upload(client, one.getvalue()) for one in (tiff, png)] + [upload(client, page())]
    case["materials"][1]["files"] += more
    answer = submit(client, case)
    assert [file.get("sheets", 0) for file in answer.json()["files"]] == [3, 2, 1, 0]
    (told,) = practice.summary()["cases"]
    assert [file["sheets"] for file in told["files"]] == [3, 2, 1, 0]
    assert {(file["material"], file["part"]) for file in told["files"]} == {("02", "page")}
