"""受理通知书, the notice of acceptance: printed only when the region has accepted the case."""

from desk.domain.clock import local_time
from desk.domain.codes import case_address, check_address
from desk.domain.masking import number_on_paper
from desk.domain.matters import ApplicantKind
from printing.papers.a4 import (
    LEFT,
    RIGHT,
    Cell,
    Fact,
    Foot,
    Head,
    band_block,
    facts_block,
    render_a4,
    spaced,
)
from printing.papers.facts import NoticeFacts
from printing.papers.signing import seal_and_signatures
from printing.sheet import TEXT, Block, Sheet, block_height, lines_of
from printing.words import fee_in_words, moment_in_words, until_in_words


def render(facts: NoticeFacts) -> bytes:
    """The notice as a PDF; the same facts give the same bytes."""
    today = local_time(facts.accepted_at).date()
    person = facts.applicant.kind is ApplicantKind.PERSON
    opening = [
        spaced(
            facts_block(
                [
                    Fact("申请人", facts.applicant.name),
                    Fact("办理事项", facts.matter_name),
                    Fact("受理窗口", f"{facts.hall_name} {facts.window} 号"),
                ],
                [
                    Fact(
                        "证件号码" if person else "信用代码",
                        number_on_paper(facts.applicant.kind, facts.applicant.number),
                        code=True,
                    ),
                    Fact("事项编码", facts.matter_code, code=True),
                    Fact("受理时间", moment_in_words(facts.accepted_at)),
                ],
            ),
            3.5,
        ),
        spaced(
            band_block(
                Cell(
                    "承诺办结",
                    until_in_words(facts.promised_by, today, estimated=facts.estimated),
                    f"{facts.promised_days} 个工作日",
                ),
                [
                    Cell("法定时限", f"{facts.legal_days} 个工作日", "不含补正、听证时间"),
                    Cell("费用", fee_in_words(facts.fee_fen)),
                ],
            ),
            8,
        ),
    ]
    return render_a4(
        Head(facts.authority, "受理通知书", facts.case_no, facts.practice),
        opening,
        facts.materials,
        closing=_closing(facts),
        foot=Foot(
            "这张纸可以核对。",
            "扫「验真」码打开平台的核验页，页上的编号、事项和承诺办结日应与本纸一致。"
            "指纹是收到的文件 SHA-256 值的前 8 位：文件改动一处，指纹就不同。",
            (
                ("验真", check_address(facts.public_url, facts.case_no)),
                ("查进度 · 评价", case_address(facts.public_url, facts.case_no)),
            ),
        ),
        today=today,
    )


def _closing(facts: NoticeFacts) -> Block:
    statement = lines_of("您提交的申请符合受理条件，现予受理。", TEXT, RIGHT - LEFT)
    statement += lines_of(
        "办理进度和领取方式，请扫右下方的二维码查看；对办理有意见，请拨 12345。",
        TEXT,
        RIGHT - LEFT,
    )
    said = block_height(len(statement), TEXT)
    signed = seal_and_signatures(facts.authority, facts.clerk, facts.accepted_at, "申请人签收")

    def draw(sheet: Sheet, y: float) -> None:
        sheet.lines(LEFT, y + 6, statement, TEXT)
        signed.draw(sheet, y + 6 + said + 7)

    return Block(6 + said + 7 + signed.height, draw)
