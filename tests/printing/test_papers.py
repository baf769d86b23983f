"""Papers say what they must, are read back right, and keep to their margins."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pikepdf
import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.domain.codes import case_address, check_address, ticket_address
from desk.domain.forms import FormFault
from desk.domain.matters import ApplicantKind
from desk.domain.visits import Applicant, Holding, Material
from desk.processes import ProcessPool
from printing import papers
from printing.coverage import undrawn
from printing.papers import (
    guide,
    materials_receipt,
    notice,
    office_slip,
    one_time_notice,
    ticket,
    warm,
)
from printing.papers.missing import empty_fields, missing_materials, wrong_fields
from tests.printing import facts as given_facts
from tests.printing.facts import (
    AT,
    CASE_NO,
    GUIDE,
    LOCAL_NO,
    LONG_NAME,
    NOTICE,
    ONE_TIME,
    RARE,
    RECEIPT,
    SLIP,
    TICKET,
    UNKNOWN,
    UNREASONABLE,
    URL,
)
from tests.printing.reading import (
    codes_in,
    glyphs_of,
    ink_bounds,
    overlaps,
    pictures,
    qrs_in,
    squeezed,
    text_of,
)

UNREASONABLE_RECEIPT = replace(
    RECEIPT,
    authority=UNREASONABLE.authority,
    applicant=UNREASONABLE.applicant,
    matter_name=UNREASONABLE.matter_name,
    matter_code=UNREASONABLE.matter_code,
    hall_name=UNREASONABLE.hall_name,
    local_no="NANNING1-12345678-20261124-9999999-K",
    case_no=CASE_NO,
    materials=UNREASONABLE.materials,
)
UNREASONABLE_TICKET = replace(
    TICKET,
    number="A1000",
    service_name="不动产登记、交易、缴税与水电气过户联合办理（含企业）",
    hall_name=UNREASONABLE.hall_name,
    ahead=1234,
    wait_s=36_000,
)

UNREASONABLE_ONE_TIME = replace(
    ONE_TIME,
    authority=UNREASONABLE.authority,
    applicant=UNREASONABLE.applicant,
    matter_name=UNREASONABLE.matter_name,
    matter_code=UNREASONABLE.matter_code,
    hall_name=UNREASONABLE.hall_name,
    number="NANNING1-12345678-20261124-9999999-K",
    lines=tuple(
        replace(line, name=f"{UNREASONABLE.matter_name}（{number}）", right=line.right * 30)
        for number in range(20)
        for line in ONE_TIME.lines
    ),
    fields=("经营场所所在的街道与门牌号码",) * 40,
)
UNREASONABLE_GUIDE = replace(
    GUIDE,
    matter=replace(
        GUIDE.matter,
        name=UNREASONABLE.matter_name,
        materials=tuple(
            replace(spec, name=UNREASONABLE.matter_name, source="shared:" + "公安" * 30)
            for _ in range(20)
            for spec in GUIDE.matter.materials
        ),
    ),
)
UNREASONABLE_SLIP = replace(
    SLIP,
    office=UNREASONABLE.authority * 2,
    asked=UNREASONABLE.matter_name,
    address="广西壮族自治区南宁市青秀区" * 8,
    telephone="0771-5551234、0771-5551235 转 8001",
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


# -- what they say ----------------------------------------------------------------------


def test_a_notice_says_what_the_law_and_the_board_ask() -> None:
    said = text_of(notice.render(NOTICE))
    for words in (
        "受理通知书",
        "南宁市市场监督管理局",
        CASE_NO,
        "梁龑",
        "**************204X",
        "食品经营许可(新办)",
        NOTICE.matter_code,
        "南宁市民中心 3 号",
        "2026 年 11 月 24 日 10:46",
        "12 月 4 日（含）前",
        "8 个工作日",
        "10 个工作日",
        "不收费",
        "平台调取",
        "后补，请于 12 月 1 日（含）前交到任一窗口",
        "12345",
        "韦丽",
        "（印章）",
        "验真",
        "查进度 · 评价",
        "第 1 页，共 1 页",
    ):
        assert squeezed(words) in said, words
    for line in NOTICE.materials:
        assert line.name in said
        for full in line.digests:
            assert full[:8] in said


def test_no_paper_shows_an_identity_number_or_claims_a_signature() -> None:
    for paper in (notice.render(NOTICE), materials_receipt.render(RECEIPT)):
        said = text_of(paper)
        assert NOTICE.applicant.number[:14] not in said
        assert NOTICE.applicant.number.encode() not in paper
        assert "签名" not in said


def test_an_organisations_credit_code_is_public() -> None:
    company = Applicant(ApplicantKind.ORGANISATION, "南宁米粉有限公司", "91350100M000100Y43")
    said = text_of(notice.render(replace(NOTICE, applicant=company)))
    assert "91350100M000100Y43" in said
    assert "信用代码" in said


def test_a_date_beyond_the_known_calendar_is_marked() -> None:
    said = text_of(notice.render(replace(NOTICE, promised_by=date(2027, 1, 8), estimated=True)))
    assert squeezed("预计 2027 年 1 月 8 日（含）前") in said


@pytest.mark.parametrize(
    ("fen", "words"), [(0, "不收费"), (2000, "20 元"), (1250, "12.50 元"), (5, "0.05 元")]
)
def test_fees_are_in_yuan(fen: int, words: str) -> None:
    assert squeezed(words) in text_of(notice.render(replace(NOTICE, fee_fen=fen)))


def test_a_materials_receipt_is_no_decision() -> None:
    said = text_of(materials_receipt.render(RECEIPT))
    for words in ("收件凭证", LOCAL_NO, "本凭证不是受理决定", "待上报", "韦丽", "12345"):
        assert squeezed(words) in said, words
    assert CASE_NO not in said
    told = text_of(materials_receipt.render(replace(RECEIPT, case_no=CASE_NO, link_down=False)))
    assert CASE_NO in told
    assert "待受理" in told


def test_a_receipt_promises_only_what_holds_while_the_link_is_down() -> None:
    down = text_of(materials_receipt.render(RECEIPT))
    assert squeezed("本窗口或 12345") in down
    assert "上报以后，任一窗口都能查到" in down
    up = text_of(materials_receipt.render(replace(RECEIPT, link_down=False)))
    assert squeezed("任一窗口或 12345") in up
    assert "待上报" not in up


def test_a_practice_paper_is_void_on_every_page() -> None:
    for pdf in (
        notice.render(replace(UNREASONABLE, practice=True)),
        materials_receipt.render(replace(UNREASONABLE_RECEIPT, practice=True)),
    ):
        pages = len(pdfium.PdfDocument(pdf))
        assert text_of(pdf).count("演练用纸，不具效力") == 2 * pages
        for page in glyphs_of(pdf):
            assert overlaps(page) == []
    assert "演练" not in text_of(notice.render(NOTICE))


def test_a_one_time_notice_tells_everything_what_would_be_right_and_until_when() -> None:
    said = text_of(one_time_notice.render(ONE_TIME))
    for words in (
        "一次性告知书",
        LOCAL_NO,
        "梁龑",
        "**************204X",
        "3 处",
        "经营场所和设备布局、操作流程图 — 没有交",
        "原件 1 份。",
        "请照证件或原件核对后重填。",
        "填表时要用到 — 经营场所、主体业态",
        "11 月 27 日（含）前",
        "已扫描的 4 页保留在本窗口",
        "别的窗口还看不到",
        "第三十二条第一款第（四）项",
        "韦丽",
        "申请人签名",
        "（印章）",
    ):
        assert squeezed(words) in said, words
    assert ONE_TIME.applicant.number[:14] not in said


def test_a_one_time_notice_about_a_case_sends_to_any_window() -> None:
    paper = one_time_notice.render(
        replace(ONE_TIME, number=CASE_NO, case_no=CASE_NO, public_url=URL, fields=())
    )
    said = text_of(paper)
    assert "到任一窗口" in said
    assert "停止计时" in said
    assert "别的窗口" not in said
    assert codes_in(pictures(paper, 300)[-1]) == {CASE_NO, case_address(URL, CASE_NO)}


@pytest.mark.parametrize("dpi", [203, 300])
def test_the_code_of_a_one_time_notice_is_read_on_every_page(dpi: int) -> None:
    for facts in (ONE_TIME, UNREASONABLE_ONE_TIME):
        for picture in pictures(one_time_notice.render(facts), dpi):
            assert codes_in(picture) == {facts.number}


def test_a_guide_says_what_to_bring_and_where_it_need_not_be_brought() -> None:
    said = text_of(guide.render(GUIDE))
    for words in (
        "办事指南",
        "个人、单位",
        "8 个工作日",
        "10 个工作日",
        "不收费",
        "复印件 1 份。已有电子证照（营业执照）的，可以在窗口授权调取，不用带纸。",
        "可以在受理后 5 个工作日内补交",
        "不是受理凭证",
    ):
        assert squeezed(words) in said, words
    at_once = replace(GUIDE, matter=replace(GUIDE.matter, promised_days=0, materials=()))
    assert "当场办结" in text_of(guide.render(at_once))
    assert "不用带材料" in text_of(guide.render(at_once))


def test_a_slip_names_the_office_and_is_no_refusal() -> None:
    said = text_of(office_slip.render(SLIP))
    for words in (SLIP.office, SLIP.address, SLIP.telephone, SLIP.asked, "不是不予受理决定"):
        assert squeezed(words) in said, words
    bare = text_of(office_slip.render(replace(SLIP, address="", telephone="", asked="")))
    assert squeezed("地址：请拨 12345 查询") in bare


def test_what_is_missing_and_what_would_be_right_comes_from_the_guide() -> None:
    spec = GUIDE.matter.materials[0]
    material = Material(spec)
    (line,) = missing_materials([material, replace(material, holding=Holding("h", "x"))])
    assert (line.name, line.why) == ("营业执照", "没有交")
    assert line.right.startswith("复印件 1 份。已有电子证照")
    faults = (
        FormFault("/a", "required", True, "经营场所"),
        FormFault("/b", "enum", ["甲", "乙"], "主体业态"),
        FormFault("/c", "minLength", 2, "联系人"),
        FormFault("/d", "pattern", "^1", "联系电话"),
        FormFault("/e", "format", "cn-id", "证件号码"),
    )
    assert empty_fields(faults) == ("经营场所",)
    assert [line.right for line in wrong_fields(faults)] == [
        "只能是：甲、乙。",
        "至少 2 个字。",
        "请照证件或原件核对后重填。",
        "与身份证上的 18 位号码一致。",
    ]


def test_a_ticket_says_where_its_holder_stands() -> None:
    said = text_of(ticket.render(TICKET))
    for words in (
        "A024",
        "南宁市民中心",
        "企业开办",
        "前面 6 人",
        "约 9 分钟",
        "11 月 24 日 10:46 取号",
    ):
        assert squeezed(words) in said, words
    first = text_of(ticket.render(replace(TICKET, ahead=0, wait_s=None)))
    assert "前面没有人" in first
    assert "分钟" not in first
    booked = text_of(ticket.render(replace(TICKET, slot=AT, wait_s=None)))
    assert squeezed("预约 10:46") in booked
    assert "前面" not in booked


def test_thirty_materials_take_more_pages_under_the_same_head() -> None:
    pdf = notice.render(UNREASONABLE)
    pages = len(pdfium.PdfDocument(pdf))
    assert pages > 1
    said = text_of(pdf)
    for number in range(1, pages + 1):
        assert squeezed(f"第 {number} 页，共 {pages} 页") in said
    assert said.count("受理通知书") == pages
    assert said.count("收到的材料") == pages
    for picture in pictures(pdf, 300):
        assert UNREASONABLE.case_no in codes_in(picture)
    for line in UNREASONABLE.materials:
        assert squeezed(line.name) in said


@pytest.mark.parametrize("count", range(9, 19))
def test_the_closing_never_falls_off_a_page(count: int) -> None:
    line = given_facts.MATERIALS[2]
    pdf = notice.render(replace(NOTICE, materials=(line,) * count))
    for page in glyphs_of(pdf):
        assert not overlaps(page)
    said = text_of(pdf)
    assert said.count(line.name) == count
    assert said.count("（印章）") == 1


def test_hundreds_of_digests_go_on_over_the_pages() -> None:
    digests = tuple(given_facts.digest(str(page)) for page in range(310))
    line = replace(NOTICE.materials[1], pages=310, digests=digests)
    pdf = notice.render(replace(NOTICE, materials=(line, *NOTICE.materials)))
    said = text_of(pdf)
    for full in digests:
        assert full[:8] in said
    for page in glyphs_of(pdf):
        assert overlaps(page) == []
        assert max(glyph.box[3] for glyph in page) < 282.5


# -- characters -------------------------------------------------------------------------


def test_long_and_rare_names_are_printed_whole_and_read_back() -> None:
    assert LONG_NAME in text_of(notice.render(UNREASONABLE))
    assert RARE in text_of(notice.render(UNREASONABLE))


def test_a_character_without_a_font_is_a_box_and_still_read_back() -> None:
    person = replace(NOTICE.applicant, name=f"梁{UNKNOWN}生")
    pdf = notice.render(replace(NOTICE, applicant=person))
    assert f"梁{UNKNOWN}生" in text_of(pdf)
    with_box = pictures(pdf, 300)[0]
    without = pictures(notice.render(replace(NOTICE, applicant=replace(person, name="梁"))), 300)[0]
    place = tuple(round(mm / 25.4 * 300) for mm in (47.4, 41, 50.7, 46))
    assert min(with_box.crop(place).tobytes()) < 128  # type: ignore[arg-type]
    assert min(without.crop(place).tobytes()) == 255  # type: ignore[arg-type]


def test_scripts_that_need_no_shaping_are_drawn_and_others_leave_room_for_a_hand() -> None:
    drawn, left = "김철수·ꆈꌠ", "ئابدۇرېھىم"
    for name in (drawn, left):
        person = replace(NOTICE.applicant, name=name)
        pdf = notice.render(replace(NOTICE, applicant=person))
        said = text_of(pdf)
        assert name in said or name[::-1] in said  # what poppler takes for written leftwards
        picture = pictures(pdf, 300)[0]
        place = tuple(round(mm / 25.4 * 300) for mm in (44.2, 41.8, 46.5, 44.2))
        ink = sum(value < 128 for value in picture.crop(place).tobytes())  # type: ignore[arg-type]
        assert (ink > 40) is (name is drawn), "inside the first two ems"
    assert undrawn(drawn) == ()
    assert undrawn(left) == tuple(dict.fromkeys(left))


def test_a_variation_selector_is_kept_in_the_text() -> None:
    name = "葛\U000e0100城"
    pdf = notice.render(replace(NOTICE, applicant=replace(NOTICE.applicant, name=name)))
    assert name in text_of(pdf)


names = st.text(
    st.one_of(
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
        st.characters(min_codepoint=0x3400, max_codepoint=0x4DBF),
        st.characters(min_codepoint=0x20000, max_codepoint=0x2A6D6),
        st.characters(min_codepoint=0x2A700, max_codepoint=0x2EBE0),
        st.characters(min_codepoint=0x2EBF0, max_codepoint=0x323AF),
        st.sampled_from("·ABCxyz éńə-'（）()"),
    ),
    min_size=1,
    max_size=100,
)


@settings(max_examples=60, deadline=None)
@given(names)
def test_any_name_is_read_back(name: str) -> None:
    pdf = notice.render(replace(NOTICE, applicant=replace(NOTICE.applicant, name=name)))
    assert squeezed(name) in text_of(pdf)
    for page in glyphs_of(pdf):
        for glyph in page:
            assert glyph.box[0] > 19.5
            assert glyph.box[2] < 190.5


# -- codes ------------------------------------------------------------------------------


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


# -- looks ------------------------------------------------------------------------------


@pytest.mark.parametrize("render", A4_PAPERS)
def test_a4_papers_keep_to_their_margins_and_never_overprint(
    render: Callable[[], bytes],
) -> None:
    pdf = render()
    for picture in pictures(pdf, 150):
        left, top, right, bottom = ink_bounds(picture, 150)
        assert left > 19.5
        assert right < 190.5
        assert top > 14.5
        assert bottom < 282.5
    for page in glyphs_of(pdf):
        assert overlaps(page) == []


@pytest.mark.parametrize("render", TICKETS)
def test_tickets_keep_to_the_print_head_and_never_overprint(render: Callable[[], bytes]) -> None:
    pdf = render()
    [picture] = pictures(pdf, 203)
    left, top, right, bottom = ink_bounds(picture, 203)
    assert left > 3.5
    assert right < 76.5
    assert top > 4
    assert bottom < picture.height * 25.4 / 203 - 3
    [page] = glyphs_of(pdf)
    assert overlaps(page) == []


@pytest.mark.parametrize("render", NARROW_TICKETS)
def test_narrow_tickets_keep_to_their_print_head_too(render: Callable[[], bytes]) -> None:
    pdf = render()
    [picture] = pictures(pdf, 203)
    assert picture.width == pytest.approx(58 / 25.4 * 203, abs=1)
    left, _, right, _ = ink_bounds(picture, 203)
    assert left > 4.5
    assert right < 53.5
    [page] = glyphs_of(pdf)
    assert overlaps(page) == []


def test_a_ticket_has_no_gray() -> None:
    [picture] = pictures(ticket.render(TICKET), 203 * 4)
    gray = sum(picture.histogram()[64:192])
    assert gray < picture.width * picture.height * 0.02  # smoothed edges only


# -- the file ---------------------------------------------------------------------------


@pytest.mark.parametrize("render", [*A4_PAPERS, *TICKETS])
def test_the_same_facts_give_the_same_bytes(render: Callable[[], bytes]) -> None:
    assert render() == render()


async def test_a_worker_process_makes_the_same_paper() -> None:
    workshop = ProcessPool(warm=warm)
    try:
        assert await workshop.run(papers.render, NOTICE) == notice.render(NOTICE)
    finally:
        workshop.close()


@pytest.mark.parametrize("render", [*A4_PAPERS, *TICKETS])
def test_the_file_names_itself_and_carries_its_fonts(render: Callable[[], bytes]) -> None:
    from io import BytesIO

    with pikepdf.open(BytesIO(render())) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert str(pdf.Root.Lang) == "zh-CN"
        assert str(pdf.docinfo.Title)[:3] in (
            *("受理通", "收件凭", "取号单"),
            *("一次性", "办事指", "归口指"),
        )
        assert NOTICE.applicant.name not in str(pdf.docinfo)
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
        for page in pdf.pages:
            for font in page.Resources.Font.values():
                descriptor = font.DescendantFonts[0].FontDescriptor
                assert len(descriptor.FontFile2.read_bytes()) > 0


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        notice.render(replace(NOTICE, accepted_at=AT.replace(tzinfo=None)))


def test_times_are_chinas_wherever_they_come_from() -> None:
    from datetime import UTC

    utc = replace(NOTICE, accepted_at=AT.astimezone(UTC))
    assert notice.render(utc) == notice.render(NOTICE)
    late = replace(NOTICE, accepted_at=AT.astimezone(UTC) + timedelta(hours=8))
    assert squeezed("2026 年 11 月 24 日 18:46") in text_of(notice.render(late))
