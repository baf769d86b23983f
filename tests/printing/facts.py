"""Facts for the papers of these tests, from the usual to the unreasonable."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from hashlib import sha256

from desk.domain.matters import ApplicantKind, MaterialSpec, Matter, Requirement
from desk.domain.numbers import compose_local_number
from desk.domain.visits import Applicant
from printing.papers.facts import (
    GuideFacts,
    MaterialsReceiptFacts,
    NoticeFacts,
    OfficeSlipFacts,
    OneTimeNoticeFacts,
    TicketFacts,
)
from printing.papers.materials import MaterialLine
from printing.papers.missing import MissingLine

AT = datetime(2026, 11, 24, 10, 46, tzinfo=timezone(timedelta(hours=8)))
CASE_NO = "45-0100-20261124-004417"
LOCAL_NO = compose_local_number("NN01", "3", AT.date(), 7)
URL = "https://hall.example"


def digest(text: str) -> str:
    """A digest to print."""
    return sha256(text.encode()).hexdigest()


MATERIALS = (
    MaterialLine("营业执照", "平台调取"),
    MaterialLine("食品经营许可申请书", "原件扫描", 1, 3, tuple(map(digest, "abc"))),
    MaterialLine("经营场所和设备布局、操作流程图", "原件扫描", 1, 2, (digest("d"),)),
    MaterialLine("食品安全管理人员证明", "后补", follow_until=date(2026, 12, 1)),
)

NOTICE = NoticeFacts(
    case_no=CASE_NO,
    authority="南宁市市场监督管理局",
    applicant=Applicant(ApplicantKind.PERSON, "梁龑", "45010219900101204X"),
    matter_name="食品经营许可(新办)",
    matter_code="11450100MB0000027D0000000000002",
    hall_name="南宁市民中心",
    window="3",
    clerk="韦丽",
    accepted_at=AT,
    promised_by=date(2026, 12, 4),
    promised_days=8,
    legal_days=10,
    fee_fen=0,
    materials=MATERIALS,
    public_url=URL,
)

RECEIPT = MaterialsReceiptFacts(
    local_no=LOCAL_NO,
    authority=NOTICE.authority,
    applicant=NOTICE.applicant,
    matter_name=NOTICE.matter_name,
    matter_code=NOTICE.matter_code,
    hall_name=NOTICE.hall_name,
    window="3",
    clerk="韦丽",
    received_at=AT,
    materials=MATERIALS,
    public_url=URL,
    link_down=True,
)

TICKET = TicketFacts(
    number="A024",
    service_name="企业开办",
    hall="NN01",
    hall_name="南宁市民中心",
    taken_at=AT,
    ahead=6,
    wait_s=540,
    public_url=URL,
)

ONE_TIME = OneTimeNoticeFacts(
    number=LOCAL_NO,
    authority=NOTICE.authority,
    applicant=NOTICE.applicant,
    matter_name=NOTICE.matter_name,
    matter_code=NOTICE.matter_code,
    hall_name=NOTICE.hall_name,
    window="3",
    clerk="韦丽",
    told_at=AT,
    lines=(
        MissingLine("经营场所和设备布局、操作流程图", "没有交", "原件 1 份。"),
        MissingLine("联系电话", "填的内容不符合要求", "请照证件或原件核对后重填。"),
    ),
    until=date(2026, 11, 27),
    fields=("经营场所", "主体业态"),
    kept_pages=4,
)

GUIDE = GuideFacts(
    Matter(
        code=NOTICE.matter_code,
        version=1,
        name=NOTICE.matter_name,
        name_en="Food business licence (new)",
        authority=NOTICE.authority,
        authority_code="11450100MB0000027D",
        kind="承诺件",
        applicants=(ApplicantKind.PERSON, ApplicantKind.ORGANISATION),
        legal_days=10,
        promised_days=8,
        fee_fen=0,
        result="食品经营许可证",
        materials=(
            MaterialSpec("01", "营业执照", "copy", 1, Requirement.REQUIRED, "e-licence:营业执照"),
            MaterialSpec(
                "04", "食品安全管理人员证明", "copy", 1, Requirement.MAY_FOLLOW, "applicant", 5
            ),
        ),
        form={},
    ),
    hall_name=NOTICE.hall_name,
    window="3",
    clerk="韦丽",
    printed_at=AT,
)

SLIP = OfficeSlipFacts(
    office="南宁市公安局青秀分局户政大厅",
    hall_name=NOTICE.hall_name,
    window="3",
    clerk="韦丽",
    told_at=AT,
    address="青秀区金湖路 12 号",
    telephone="0771-5551234",
    asked="户口迁移",
)

RARE = "䶮𠅤𬭊㛃\U0002a700\U0002b740\U0002b820\U0002ceb0"
"""Rare characters that names hold: extension A to F."""

UNKNOWN = "\U0002ebf0"
"""A character of extension I: no font of ours has it."""

LONG_NAME = (
    "买买提·艾合买提江·阿卜杜热合曼·吐尔逊·伊敏尼亚孜·木卡代斯·阿依夏木古丽·努尔买买提·" + RARE
)

UNREASONABLE = replace(
    NOTICE,
    case_no="ABCDEFGHIJKLMNOPQRSTUVWXYZ-0123456789-AB",
    authority="广西壮族自治区南宁市良庆区行政审批局（政务服务和大数据发展局）综合窗口",
    applicant=replace(NOTICE.applicant, name=LONG_NAME),
    matter_name="从事生产、经营活动的企业设立、变更（备案）、注销登记及食品经营许可联合办理（小微企业）",
    matter_code="11450100MB0000027D000000000000201",
    hall_name="广西壮族自治区南宁市良庆区五象新区市民服务中心",
    window="128",
    promised_by=date(2027, 12, 28),
    estimated=True,
    fee_fen=123_456_789,
    materials=tuple(
        MaterialLine(
            f"第 {n} 项：经营场所使用权证明" + "及其附件（复印件须加盖公章）" * (n % 4),
            "复印件扫描",
            1,
            n,
            tuple(digest(f"{n}.{page}") for page in range(n % 7)),
            date(2027, 1, 8) if n % 5 == 0 else None,
        )
        for n in range(1, 31)
    ),
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
