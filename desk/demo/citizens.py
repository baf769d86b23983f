"""The citizens of the practice hall, with their matters, papers and answers.

Every citizen is made from the sample data: an invented person or organisation, a matter that
they may apply for, papers for whatever the region does not hold, and answers to the matter's
form. The same seed brings the same citizens.
"""

import json
import random
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import resources
from desk.demo.sheets import PracticeSheet, scan_of
from desk.domain.tickets import Priority

_SERVICE_OF = {
    "个体工商户设立登记": "A",
    "食品经营许可(新办)": "B",
    "社会保障卡补领": "C",
    "老年人优待证办理": "C",
    "生育登记": "C",
    "企业投资项目备案": "A",
    "不动产抵押权首次登记": "D",
    "残疾人证新办": "C",
    "城乡居民基本养老保险参保登记": "C",
}
_STREETS = ("怡宾路", "民族大道", "星湖路", "金湖路", "桃源路", "古城路")


@dataclass(frozen=True, slots=True)
class PracticePaper:
    """What a citizen brings for one line of the checklist.

    Either sheets that are yet to be drawn, each with its file name and seed, or one of the
    user's own files: `own` has them in the order in which the citizen tries them.
    """

    sheets: tuple[tuple[str, PracticeSheet, int], ...] = ()
    own: tuple[Path, ...] = ()

    def files(self) -> list[tuple[str, bytes]]:
        """Name and bytes of every file, drawn now (tens of milliseconds a sheet)."""
        drawn = [(name, scan_of(sheet, seed)) for name, sheet, seed in self.sheets]
        return drawn + [(path.name, path.read_bytes()) for path in self.own[:1]]

    def without(self, refused: Collection[str]) -> "PracticePaper | None":
        """What the citizen brings once files of these names were refused; None is nothing."""
        left = tuple(path for path in self.own if path.name not in refused)
        return replace(self, own=left) if left or self.sheets else None


@dataclass(frozen=True, slots=True)
class Citizen:
    """One citizen at the door. `answers` are the form's values by property name."""

    service: str
    priority: Priority
    kind: str
    name: str
    number: str
    matter_code: str
    matter_name: str
    answers: dict[str, Any]
    papers: dict[str, PracticePaper]


def sample(name: str) -> Any:
    """One of the sample data files, decoded."""
    return json.loads(resources.path(f"sample/{name}.json").read_text(encoding="utf-8"))


class Citizens:
    """An endless row of citizens; `own` are the user's files, laid into the slots in turn."""

    def __init__(
        self, seed: int = 1, today: date | None = None, own: tuple[Path, ...] = ()
    ) -> None:
        self._dice = random.Random(seed)
        self._today = today or date(2026, 11, 24)
        self._own = own
        self._next_own = 0
        self._matters = [m for m in sample("matters")["matters"] if m["name"] in _SERVICE_OF]
        self._people = sample("people")["people"]
        self._organisation = next(p["number"] for p in self._people if p["kind"] == "organisation")

    def __iter__(self) -> Iterator[Citizen]:
        number = 0
        while True:
            matter = self._matters[number % len(self._matters)]
            fitting = [p for p in self._people if p["kind"] in matter["applicants"]]
            yield self._citizen(number, matter, fitting[number % len(fitting)])
            number += 1

    def _citizen(self, index: int, matter: dict[str, Any], person: dict[str, Any]) -> Citizen:
        papers = {}
        for material in matter["materials"]:
            if material["form"] == "electronic":
                continue
            papers[material["code"]] = (
                self._own_paper() if self._own else self._paper(index, matter, material, person)
            )
        return Citizen(
            service=_SERVICE_OF[matter["name"]],
            priority=Priority.PRIORITY if index % 7 == 3 else Priority.NORMAL,
            kind=person["kind"],
            name=person["name"],
            number=person["number"],
            matter_code=matter["code"],
            matter_name=matter["name"],
            answers=self._answers(matter["form"], person),
            papers=papers,
        )

    def _own_paper(self) -> PracticePaper:
        first = self._next_own % len(self._own)
        self._next_own += 1
        return PracticePaper(own=self._own[first:] + self._own[:first])

    def _paper(
        self, index: int, matter: dict[str, Any], material: dict[str, Any], person: dict[str, Any]
    ) -> PracticePaper:
        of = self._dice.choice((1, 1, 2, 3)) if material["source"] == "applicant" else 1
        rows = (
            ("申请人", person["name"]),
            ("办理事项", matter["name"]),
            ("受理机关", f"南宁市{matter['authority']}"),
            ("联系电话", person.get("phone", "0771-5550000")),
        )
        text = (
            "本人承诺所提交的材料真实、合法、有效，如有不实，愿意承担由此产生的法律责任。",
            "本表一式一份，由窗口扫描后交还申请人保存。",
        )
        return PracticePaper(
            tuple(
                (
                    f"{index:03d}-{material['code']}-{page}.jpg",
                    PracticeSheet(material["name"], rows, text, person["name"], page, of),
                    self._dice.randrange(1 << 30),
                )
                for page in range(1, of + 1)
            )
        )

    def _answers(self, form: dict[str, Any], person: dict[str, Any]) -> dict[str, Any]:
        return {
            name: value
            for name, rule in form["properties"].items()
            if (value := self._answer(name, rule, person)) is not None
        }

    def _answer(self, name: str, rule: dict[str, Any], person: dict[str, Any]) -> Any:
        where = f"南宁市青秀区{self._dice.choice(_STREETS)}{self._dice.randrange(1, 99)}号"
        fixed: dict[str, Any] = {
            "contact_name": person["name"][:50] if person["kind"] == "person" else "韦小宁",
            "contact_phone": person.get("phone", "0771-5550000"),
            "address": where,
            "premises": where,
            "site": where,
            "household": where,
            "credit_code": self._organisation if person["kind"] == "person" else person["number"],
            "trade_name": "",
            "spouse_id": "",
            "plate": "桂A12345",
            "vin": "LFV2A21K8A3000001",
            "project_name": "邕江北岸冷链物流中心",
            "title_no": "桂(2026)南宁市不动产权第0012345号",
            "mortgagee": "广西北部湾银行股份有限公司",
            "investment_fen": 350_000_000,
            "secured_fen": 65_000_000,
            "child_order": 1,
        }
        if name in fixed:
            return fixed[name] or None
        if "enum" in rule:
            return rule["enum"][len(rule["enum"]) // 2]
        if rule["type"] == "array":
            return rule["items"]["enum"][:2]
        if rule.get("format") == "date":
            number = person["number"]
            if name == "birth_date":
                return f"{number[6:10]}-{number[10:12]}-{number[12:14]}"
            return self._today.isoformat()
        return None
