"""The window's own client against the contract: what it really sends, and what it is told."""

from collections.abc import AsyncIterator

import keyring
import msgspec
import pytest

from desk.region.client import RegionClient, new_key
from desk.region.contract import (
    ApplicantPart,
    CaseSubmission,
    FilePart,
    HoldingsQuery,
    MaterialPart,
    PaperRecord,
)
from desk.region.login import DeviceLogin
from desk.region.problems import RegionRefused
from desk.region.tokens import Tokens
from desk.region.uploads import UploadFile, upload
from desk.vault.keys import Keys
from desk.vault.memory import MemoryKeyring
from desk.worker_thread import WorkerThread
from tests.practice.conformance import Conformance
from tests.practice.material import LIANG, SOCIAL_CARD, local_number, page
from tests.practice_region import PracticeRegion, sha256_hex

NOT_FOR_WINDOWS = {"pages", "practice"}
NOT_USED_YET = {"tus_options", "delete_file", "cases"}


@pytest.fixture
async def window(practice: PracticeRegion) -> AsyncIterator[RegionClient]:
    """The region client of a window with an empty keyring."""
    before = keyring.get_keyring()
    keyring.set_keyring(MemoryKeyring())
    worker_thread = WorkerThread("keys")
    client = RegionClient(practice.url, Tokens(Keys("hall-desk-test"), worker_thread))
    yield client
    await client.close()
    worker_thread.close()
    keyring.set_keyring(before)


async def visit(window: RegionClient, practice: PracticeRegion) -> None:
    """Everything that a visit asks of the region, the bad moments too."""
    login = DeviceLogin(window)
    practice.approve((await login.begin()).user_code)
    assert (await login.wait()).name == "韦丽"
    calendar = await window.calendar()
    assert calendar is not None
    assert await window.calendar(calendar[1]) is None
    changes, unread = await window.matters_since("")
    assert unread == []
    await window.matters_since(changes.cursor)
    guide = await window.matter(SOCIAL_CARD)
    applicant = msgspec.convert(LIANG, ApplicantPart)
    query = HoldingsQuery(applicant, guide.code, "visit-1/consent")
    (held,) = (await window.query_holdings(query, new_key())).held

    data = page("of the window")
    scan = UploadFile(
        sha256_hex(data), len(data), 1, "image/jpeg", lambda offset: iter([data[offset:]])
    )
    stored = await upload(window, scan)
    case = CaseSubmission(
        matter=guide.code,
        version=guide.version,
        applicant=applicant,
        form={"contact_name": "梁思源", "contact_phone": "13800138000", "reason": "损坏"},
        materials=(
            MaterialPart("01", holding=held.holding),
            MaterialPart("02", files=(FilePart(stored.id, stored.sha256, 1),)),
        ),
        hall="NN01",
        window="3",
        visit="visit-1",
        local_no=local_number(),
        clerk="gx-0371",
    )
    with pytest.raises(RegionRefused):
        await window.submit_case(
            msgspec.json.encode(msgspec.structs.replace(case, form={})), new_key()
        )
    body, key = msgspec.json.encode(case), new_key()
    told = await window.submit_case(body, key)
    assert await window.submit_case(body, key) == told
    assert await window.case(told.case_no) == told
    assert await window.find_case(case.local_no) == told
    assert await window.find_case("45-0100-20990101-000001") is None
    paper = PaperRecord(told.case_no, "notice", sha256_hex(b"%PDF notice"))
    recorded = await window.record_paper(told.case_no, paper, new_key())
    assert recorded in (await window.papers(told.case_no)).papers

    turn = {"state": "correction_needed", "reason": "电话少一位"}
    practice.call("POST", f"/practice/cases/{told.case_no}/turn", json=turn)
    assert (await window.case(told.case_no)).reason == "电话少一位"
    corrected = await window.supplement_case(told.case_no, body, new_key())
    assert (corrected.case_no, corrected.state) == (told.case_no, "accepted")


async def test_a_whole_visit_keeps_to_the_contract_on_both_sides(
    window: RegionClient, practice: PracticeRegion, contract: Conformance
) -> None:
    await visit(window, practice)
    called: set[str] = set()
    for exchange in practice.exchanges():
        assert contract.answer_faults(exchange) == []
        operation = contract.operation(exchange)
        assert operation is not None, exchange["path"]
        if NOT_FOR_WINDOWS.isdisjoint(operation["tags"]):
            assert contract.request_faults(exchange) == []
            called.add(operation["operationId"])
    for_windows = {
        operation["operationId"]
        for item in contract.document["paths"].values()
        for operation in item.values()
        if NOT_FOR_WINDOWS.isdisjoint(operation["tags"])
    }
    assert for_windows - called == NOT_USED_YET
