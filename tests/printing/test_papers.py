"""Papers say what they must."""

from dataclasses import replace
from datetime import date, timedelta

import pypdfium2 as pdfium
import pytest

from desk.domain.codes import case_address
from desk.domain.forms import FormFault
from desk.domain.matters import ApplicantKind
from desk.domain.visits import Applicant, Holding, Material
from printing.papers import guide, materials_receipt, notice, office_slip, one_time_notice, ticket
from printing.papers.missing import empty_fields, missing_materials, wrong_fields
from tests.printing.facts import (
    AT,
    CASE_NO,
    GUIDE,
    LOCAL_NO,
    NOTICE,
    ONE_TIME,
    RECEIPT,
    SLIP,
    TICKET,
    UNREASONABLE,
    UNREASONABLE_RECEIPT,
    URL,
)
from tests.printing.reading import codes_in, glyphs_of, overlaps, pictures, squeezed, text_of


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


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        notice.render(replace(NOTICE, accepted_at=AT.replace(tzinfo=None)))


def test_times_are_chinas_wherever_they_come_from() -> None:
    from datetime import UTC

    utc = replace(NOTICE, accepted_at=AT.astimezone(UTC))
    assert notice.render(utc) == notice.render(NOTICE)
    late = replace(NOTICE, accepted_at=AT.astimezone(UTC) + timedelta(hours=8))
    assert squeezed("2026 年 11 月 24 日 18:46") in text_of(notice.render(late))
