"""收件凭证, the materials receipt: materials were handed over and are not accepted yet.

It is printed when the region has only received the case, or when the link to it is down; its
number is then our own. It is no decision and says so.
"""

from desk.domain.clock import local_time
from desk.domain.codes import case_address
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
from printing.papers.facts import MaterialsReceiptFacts
from printing.papers.signing import sign
from printing.sheet import TEXT, Block, Sheet, block_height, lines_of
from printing.words import moment_in_words

_RECEIVED = (
    "以上材料已收下。本凭证不是受理决定：受理的，另发《受理通知书》；"
    "材料需要补正的，自收件之日起 5 个工作日内一次告知您，逾期未告知的，自收件之日起即为受理。"
)


def render(facts: MaterialsReceiptFacts) -> bytes:
    """The receipt as a PDF; the same facts give the same bytes."""
    person = facts.applicant.kind is ApplicantKind.PERSON
    right = [
        Fact(
            "证件号码" if person else "信用代码",
            number_on_paper(facts.applicant.kind, facts.applicant.number),
            code=True,
        ),
        Fact("事项编码", facts.matter_code, code=True),
        Fact("收件时间", moment_in_words(facts.received_at)),
    ]
    if facts.case_no:
        right.append(Fact("办件编号", facts.case_no, code=True))
    opening = [
        spaced(
            facts_block(
                [
                    Fact("申请人", facts.applicant.name),
                    Fact("办理事项", facts.matter_name),
                    Fact("收件窗口", f"{facts.hall_name} {facts.window} 号"),
                ],
                right,
            ),
            3.5,
        ),
        spaced(band_block(_standing(facts), [_asking(facts)]), 8),
    ]
    codes: tuple[tuple[str, str], ...] = ()
    if facts.public_url:
        number = facts.case_no or facts.local_no
        codes = (("查进度", case_address(facts.public_url, number)),)
    return render_a4(
        Head(facts.authority, "收件凭证", facts.local_no, facts.practice),
        opening,
        facts.materials,
        closing=_closing(facts),
        foot=Foot(
            "请保管好这张凭证。",
            _how_to_find(facts),
            codes,
        ),
        today=local_time(facts.received_at).date(),
    )


def _standing(facts: MaterialsReceiptFacts) -> Cell:
    if facts.link_down:
        return Cell(
            "现在的情况",
            "已收件，待上报",
            "平台连接中断，材料已在本窗口加密保存，恢复后自动上报",
        )
    return Cell("现在的情况", "已收件，待受理", "材料已送达区域平台")


def _asking(facts: MaterialsReceiptFacts) -> Cell:
    where = "本窗口" if facts.link_down else "任一窗口"
    return Cell("有事怎么问", f"{where}或 12345", "请报右上方的编号")


def _how_to_find(facts: MaterialsReceiptFacts) -> str:
    if facts.link_down:
        found = "凭右上方的条形码到本窗口查询；上报以后，任一窗口都能查到。"
    else:
        found = "凭右上方的条形码，任一窗口都能查到您的材料。"
    return found + (
        "有了办件编号，条形码仍然有效。"
        "指纹是文件 SHA-256 值的前 8 位：窗口收下的与平台收到的，指纹应当相同。"
    )


def _closing(facts: MaterialsReceiptFacts) -> Block:
    statement = lines_of(_RECEIVED, TEXT, RIGHT - LEFT)
    said = block_height(len(statement), TEXT)

    def draw(sheet: Sheet, y: float) -> None:
        sheet.lines(LEFT, y + 6, statement, TEXT)
        sign(sheet, y + 6 + said + 16, facts.clerk)

    return Block(6 + said + 40, draw)
