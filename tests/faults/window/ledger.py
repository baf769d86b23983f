"""Who came with which pages, written down before a page lies in the scan folder."""

import hashlib
import io
import json
import os
import random
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from desk.domain.identity import id_check_character

MATERIALS = ("01", "02")
"""What the matter of these citizens wants on paper; the region holds nothing of theirs."""


@dataclass(frozen=True, slots=True)
class Person:
    """One citizen, known by their ticket."""

    ticket: str
    name: str
    number: str
    phone: str
    address: str
    pages: dict[str, int]


def person_of(ticket: str, seed: int) -> Person:
    """Who holds this ticket; the same for the same seed."""
    dice = random.Random(f"{seed} {ticket}")
    place = int(ticket[1:])
    born = f"19{dice.randrange(50, 99)}{dice.randrange(1, 13):02d}{dice.randrange(1, 29):02d}"
    body = f"450102{born}{place % 1000:03d}"
    name = dice.choice("韦覃蒙卢黄梁莫甘") + "".join(dice.choices("䶮㛃镕昉𠅤琤玥", k=2))
    street = "".join(dice.choices("怡宾桃源金湖星古", k=3))
    return Person(
        ticket=ticket,
        name=name,
        number=body + id_check_character(body),
        phone=f"139{dice.randrange(10**7, 10**8)}",
        address=f"南宁市西乡塘区{street}巷{dice.randrange(100, 999)}号{place}单元",
        pages={code: dice.choice((1, 1, 2, 3)) for code in MATERIALS},
    )


def is_careless(ticket: str, seed: int, share: float) -> bool:
    """Whether whoever serves this ticket does not count its pages."""
    return random.Random(f"careless {seed} {ticket}").random() < share


@dataclass(frozen=True, slots=True)
class Laid:
    """One file that was laid into the scan folder, by the SHA-256 of its bytes."""

    sha256: str
    ticket: str
    number: str
    material: str
    page: int


class Ledger:
    """Appends what was laid in and what was asked, line by line, each forced to the disk."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def lay(self, folder: Path, person: Person, material: str, page: int, copy: int) -> str:
        """Draw a page of this person and lay it in; returns its digest."""
        data = page_of(person, material, page, copy)
        sha256 = hashlib.sha256(data).hexdigest()
        self.note(laid=asdict(Laid(sha256, person.ticket, person.number, material, page)))
        name = f"{person.ticket}-{material}-{page}-{copy}.jpg"
        beside = folder / f".{name}"
        beside.write_bytes(data)
        beside.rename(folder / name)
        return sha256

    def note(self, **facts: object) -> None:
        """Write one line."""
        with self._path.open("ab") as file:
            file.write(json.dumps(facts, ensure_ascii=False).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def lines(self) -> Iterator[dict[str, Any]]:
        """Everything that was written."""
        if self._path.exists():
            for line in self._path.read_bytes().splitlines():
                yield json.loads(line)

    def laid(self) -> dict[str, Laid]:
        """All files that were laid in, by digest."""
        told = [line["laid"] for line in self.lines() if "laid" in line]
        return {one["sha256"]: Laid(**one) for one in told}


def page_of(person: Person, material: str, page: int, copy: int) -> bytes:
    """A page that says whose it is; every copy is another scan of it."""
    dice = random.Random(f"{person.ticket} {person.number} {material} {page} {copy}")
    picture = Image.new("RGB", (620, 877), (252, 252, 250))
    draw = ImageDraw.Draw(picture)
    for line, text in enumerate((person.ticket, person.number, material, f"page {page}")):
        draw.text((60, 60 + 30 * line), text, fill=(20, 20, 30))
    for line in range(40):
        end = 60 + dice.randrange(120, 500)
        draw.line((60, 240 + 14 * line, end, 240 + 14 * line), fill=(60, 60, 70), width=4)
    noise = Image.frombytes("L", (64, 64), dice.randbytes(64 * 64)).convert("RGB")
    picture.paste(noise, (500, 60))
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=80, dpi=(75, 75))
    return buffer.getvalue()
