"""Every code on a paper is read back, by ZXing and by OpenCV, as a printer would draw it."""

from dataclasses import replace

import pytest

from desk.domain.codes import case_address, check_address, ticket_address
from printing.papers import materials_receipt, notice, one_time_notice, ticket
from tests.printing.facts import (
    AT,
    LOCAL_NO,
    NOTICE,
    ONE_TIME,
    RECEIPT,
    TICKET,
    UNREASONABLE,
    UNREASONABLE_ONE_TIME,
    UNREASONABLE_TICKET,
    URL,
)
from tests.printing.reading import codes_in, pictures, qrs_in


@pytest.mark.parametrize("dpi", [203, 300])
def test_every_code_of_a_notice_is_read(dpi: int) -> None:
    for facts in (NOTICE, UNREASONABLE):
        last = pictures(notice.render(facts), dpi)[-1]
        addresses = {check_address(URL, facts.case_no), case_address(URL, facts.case_no)}
        assert codes_in(last) == {facts.case_no} | addresses
        assert qrs_in(last) == addresses


@pytest.mark.parametrize("dpi", [203, 300])
def test_every_code_of_a_materials_receipt_is_read(dpi: int) -> None:
    picture = pictures(materials_receipt.render(RECEIPT), dpi)[0]
    assert codes_in(picture) == {LOCAL_NO, case_address(URL, LOCAL_NO)}
    bare = pictures(materials_receipt.render(replace(RECEIPT, public_url="")), dpi)[0]
    assert codes_in(bare) == {LOCAL_NO}


@pytest.mark.parametrize("dpi", [203, 300])
def test_the_code_of_a_one_time_notice_is_read_on_every_page(dpi: int) -> None:
    for facts in (ONE_TIME, UNREASONABLE_ONE_TIME):
        for picture in pictures(one_time_notice.render(facts), dpi):
            assert codes_in(picture) == {facts.number}


@pytest.mark.parametrize("dpi", [203, 300])
def test_every_code_of_a_ticket_is_read(dpi: int) -> None:
    narrow = replace(TICKET, width_mm=58), replace(UNREASONABLE_TICKET, width_mm=58)
    for facts in (TICKET, UNREASONABLE_TICKET, *narrow):
        picture = pictures(ticket.render(facts), dpi)[0]
        address = ticket_address(URL, "NN01", AT.date(), facts.number)
        assert codes_in(picture) == {f"{facts.number}-20261124", address}
        assert qrs_in(picture) == {address}


def test_a_ticket_is_read_after_a_printer_of_black_dots_only() -> None:
    picture = pictures(ticket.render(TICKET), 203)[0].point(lambda value: 255 * (value > 127))
    assert "A024-20261124" in codes_in(picture)
