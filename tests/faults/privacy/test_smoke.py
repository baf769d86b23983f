"""The search in small, and that it would find what is there."""

import base64
import json
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.faults.privacy.day import search_a_day
from tests.faults.privacy.needles import Needles

NAME = "覃𠅤䶮"


@pytest.mark.parametrize(
    "data",
    [
        NAME.encode(),
        NAME.encode("utf-16-le"),
        NAME.encode("utf-16-be"),
        NAME.encode("gb18030"),
        json.dumps({"name": NAME}).encode(),
        f"name={quote(NAME)}".encode(),
        quote(NAME.encode("gb18030")).lower().encode(),
        *(base64.b64encode(b"x" * before + NAME.encode() + b"yz") for before in range(3)),
        base64.urlsafe_b64encode(b"ab" + NAME.encode("utf-16-le")),
        NAME.encode().hex().encode(),
        NAME.encode("utf-16-le").hex().upper().encode(),
        "".join(f"&#{ord(one)};" for one in NAME).encode(),
    ],
)
def test_a_name_is_found_in_every_form(data: bytes, tmp_path: Path) -> None:
    needles = Needles({"the name": NAME}, {})
    file = tmp_path / "file"
    begin = (1 << 20) - 10  # across two pieces of what is read at once
    file.write_bytes(b"\0" * begin + data + b"\0" * 100)
    assert needles.in_file(file) == {"the name"}
    assert needles.in_bytes("覃思源".encode() * 3) == set()


def test_after_a_day_with_a_crash_nobody_is_found_outside_region_and_papers(
    tmp_path: Path,
) -> None:
    told = search_a_day(tmp_path, seed=20261128, lives=2, life_s=6.0)
    print(told)
    assert told.found == []
    assert told.kills == 1
    assert told.processes > 0
    assert told.addresses > 0
    assert {what.split(" ")[0] for what in told.where_meant} >= {"name", "number", "phone"}
