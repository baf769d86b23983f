"""One rule says what of a visit may still change, for the store and for every screen."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desk.domain.visits import CORRECTION_NEEDED, CaseStanding, SendState, Step, Visit, may_show

VISIT = Visit("v", "t", "A001", "企业开办", datetime(2026, 11, 24, tzinfo=UTC), 0, Step.SUBMIT)


def with_case(send: SendState, state: str | None = None) -> Visit:
    return replace(VISIT, case=CaseStanding("NN01-3-1", send, state=state))


def test_a_visit_without_a_case_may_change() -> None:
    assert VISIT.may_change
    assert not VISIT.submitted
    assert not VISIT.correctable


@pytest.mark.parametrize(
    ("send", "state", "may_change"),
    [
        (SendState.NOT_SENT, None, True),
        (SendState.QUEUED, None, False),
        (SendState.SENDING, None, False),
        (SendState.ACKNOWLEDGED, "received", False),
        (SendState.ACKNOWLEDGED, "accepted", False),
        (SendState.ACKNOWLEDGED, "refused", False),
        (SendState.ACKNOWLEDGED, CORRECTION_NEEDED, True),
        (SendState.PARKED, None, True),
        (SendState.QUEUED, CORRECTION_NEEDED, False),  # its correction is on the way
    ],
)
def test_a_case_may_change_until_it_is_submitted_and_to_correct_it(
    send: SendState, state: str | None, may_change: bool
) -> None:
    visit = with_case(send, state)
    assert visit.may_change is may_change
    assert visit.submitted is (send is not SendState.NOT_SENT)
    assert visit.correctable is (may_change and visit.submitted)
    assert may_show(visit, Step.PAPER) is visit.submitted
