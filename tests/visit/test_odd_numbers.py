"""A region may number its cases as identity cards are numbered: they stay within reach."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desk.domain.personal import personal_kind
from desk.hall import HallQueue
from desk.region.case_numbers import number_for_address
from desk.region.problems import PersonalNumberInAddress
from desk.visit import attention_store
from printing.printers.save_as_pdf import SaveAsPdf
from printing.queue import PaperKind
from tests.practice_region import PracticeRegion
from tests.visit.test_sending import FORM, ready, standing
from tests.visit.window import Window

ODD = "450100202611280017"
"""The place, the day and a running number: also the form of an identity number."""


def renumbered(region: PracticeRegion) -> None:
    """The region numbers its cases so, from the first on."""
    with closing(sqlite3.connect(region.folder / "region.sqlite", timeout=30)) as base, base:
        base.execute("PRAGMA foreign_keys = OFF")
        for table in ("cases", "files", "papers", "turns"):
            base.execute(f"UPDATE {table} SET case_no = ? WHERE case_no IS NOT NULL", (ODD,))


async def acknowledged(
    window: Window, hall: HallQueue, papers: list[Path], region: PracticeRegion
) -> str:
    """A case under such a number, its citizen at the window; returns its local number."""
    await ready(window, hall, papers)
    region.fault(path="/cases", method="POST", alter={"case_no": ODD})
    await window.submit_step.submit()
    await window.send()
    renumbered(region)
    case = standing(window)
    assert case.case_no == ODD
    return case.local_no


def test_only_what_looks_like_a_persons_number_gives_way() -> None:
    assert personal_kind(ODD) is not None
    local = "NN01-3-20261128-0017-X"
    assert number_for_address(ODD, local) == local
    assert number_for_address("45-0100-20261128-000017", local) == "45-0100-20261128-000017"


async def test_it_is_asked_after_printed_for_and_supplemented(
    online: Window,
    hall: HallQueue,
    papers: list[Path],
    region: PracticeRegion,
    *,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(attention_store, "SOON", -attention_store.SOON)
    monkeypatch.setattr(attention_store, "SELDOM", -attention_store.SELDOM)
    await acknowledged(online, hall, papers, region)
    assert "a case number looks like a person's" in caplog.text
    await online.paper_step.ask()
    (offer,) = online.paper_step.papers()
    assert (offer.kind, offer.number) == (PaperKind.NOTICE, ODD)
    await online.paper_step.print(offer.kind, SaveAsPdf(tmp_path / "papers"))
    await online.send()
    assert online.outbox.summary().pending == 0
    assert online.outbox.summary().parked == 0, "the paper's record reached the region"
    await online.paper_step.finish()

    region.turn(ODD, "correction_needed", "联系人不符", contact_name="与身份证不符")
    await online.attention_cases.ask_region()
    (item,) = online.attention_cases.attention.listing.open
    await online.attention_cases.take_up(item)
    assert await online.form_step.save({**FORM, "contact_phone": "0771-5550001"}) == ()
    await online.submit_step.submit()
    await online.send()
    assert online.outbox.summary().parked == 0
    case = standing(online)
    assert (case.case_no, case.state) == (ODD, "accepted")
    found = await online.attention_cases.look_up(ODD)
    assert found is not None


async def test_the_guard_is_as_strict_as_before(online: Window) -> None:
    with pytest.raises(PersonalNumberInAddress):
        await online.region.case(ODD)
