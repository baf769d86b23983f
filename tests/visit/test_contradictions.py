"""Later answers of the region that contradict what it acknowledged are for somebody."""

from datetime import timedelta
from pathlib import Path

import pytest

from desk.hall import HallQueue
from desk.outbox.failures import NotParked
from desk.visit import contradictions
from desk.visit.attention_store import AttentionReason
from desk.visit.follow_ups import FollowUpKind
from desk.visit.retention import KEPT_AFTER_ACKNOWLEDGEMENT
from tests.practice_region import PracticeRegion
from tests.visit.followed_cases import received, the_one
from tests.visit.test_sending import FORM
from tests.visit.window import Window


async def test_other_files_than_were_sent_are_for_somebody_at_once(
    online: Window, hall: HallQueue, papers: list[Path], region: PracticeRegion, at_once: None
) -> None:
    await received(online, hall, papers, region)
    other = {"id": "f-9", "sha256": "ab" * 32, "size": 1, "sheets": 1}
    region.fault(path="/cases/", method="GET", alter={"files": [other]})
    await online.attention_cases.ask_region()
    item = await the_one(online)
    assert (item.why, item.contradicted, item.correctable) == (
        AttentionReason.FILES_DIFFER,
        True,
        False,
    )
    assert item.contact == FORM["contact_phone"]
    case = item.visit.case
    assert case is not None
    assert all(file.sha256 != "ab" * 32 for file in case.files), "it is not believed"
    acts = [act.reason for act in online.store.acts.acts() if act.kind == "case_contradicted"]
    assert acts == ["files_differ"]
    later = online.store.now() + 2 * KEPT_AFTER_ACKNOWLEDGEMENT
    assert online.retention.purge(later) == 0, "nothing of it goes while it waits"

    await online.attention_cases.ask_region()  # the answer is right again
    assert online.attention_cases.attention.count == 0

    region.fault(path="/cases/", method="GET", alter={"files": [other]})
    await online.attention_cases.ask_region()
    await online.attention_cases.give_up(await the_one(online), "平台已核实")
    assert online.attention_cases.attention.count == 0
    with pytest.raises(NotParked):
        await online.attention_cases.give_up(item, "again")


@pytest.mark.parametrize(
    ("alter", "why"),
    [({"case_no": "45-1"}, AttentionReason.UNUSABLE), ({"status": 404}, AttentionReason.NOT_KNOWN)],
)
async def test_a_case_that_is_denied_or_confused_for_a_day_is_for_somebody(
    online: Window,
    hall: HallQueue,
    papers: list[Path],
    region: PracticeRegion,
    monkeypatch: pytest.MonkeyPatch,
    *,
    at_once: None,
    alter: dict[str, object],
    why: AttentionReason,
) -> None:
    await received(online, hall, papers, region)
    if "status" in alter:
        region.fault(path="/cases/", method="GET", status=404)
    else:
        region.fault(path="/cases/", method="GET", alter=alter)
    await online.attention_cases.ask_region()
    assert online.attention_cases.attention.count == 0
    monkeypatch.setattr(contradictions, "PASSES_IN", timedelta())
    assert (await the_one(online)).why is why
    await online.attention_cases.tell(await the_one(online), FollowUpKind.TOLD)
    assert (await online.attention_cases.refresh()).count == 0
