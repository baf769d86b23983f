"""Every paper, from usual facts and from unreasonable ones, as a function that makes it."""

from collections.abc import Callable
from dataclasses import replace

from printing.papers import guide, materials_receipt, notice, office_slip, one_time_notice, ticket
from tests.printing.facts import (
    CASE_NO,
    GUIDE,
    NOTICE,
    ONE_TIME,
    RECEIPT,
    SLIP,
    TICKET,
    UNREASONABLE,
    UNREASONABLE_GUIDE,
    UNREASONABLE_ONE_TIME,
    UNREASONABLE_RECEIPT,
    UNREASONABLE_SLIP,
    UNREASONABLE_TICKET,
    URL,
)

A4_PAPERS: list[Callable[[], bytes]] = [
    lambda: one_time_notice.render(ONE_TIME),
    lambda: one_time_notice.render(UNREASONABLE_ONE_TIME),
    lambda: one_time_notice.render(
        replace(ONE_TIME, number=CASE_NO, case_no=CASE_NO, public_url=URL, practice=True)
    ),
    lambda: guide.render(GUIDE),
    lambda: guide.render(UNREASONABLE_GUIDE),
    lambda: guide.render(replace(GUIDE, matter=replace(GUIDE.matter, materials=()))),
    lambda: office_slip.render(SLIP),
    lambda: office_slip.render(UNREASONABLE_SLIP),
    lambda: notice.render(NOTICE),
    lambda: notice.render(UNREASONABLE),
    lambda: materials_receipt.render(RECEIPT),
    lambda: materials_receipt.render(UNREASONABLE_RECEIPT),
]
TICKETS: list[Callable[[], bytes]] = [
    lambda: ticket.render(TICKET),
    lambda: ticket.render(UNREASONABLE_TICKET),
    lambda: ticket.render(replace(TICKET, ahead=0, wait_s=None, public_url="")),
]
NARROW_TICKETS: list[Callable[[], bytes]] = [
    lambda: ticket.render(replace(TICKET, width_mm=58)),
    lambda: ticket.render(replace(UNREASONABLE_TICKET, width_mm=58)),
]
