"""办事指南, the guide of a matter: what to bring, how long it takes, what it costs."""

from desk.domain.matters import ApplicantKind, MaterialSpec, Requirement
from printing.papers.a4 import (
    LEFT,
    RIGHT,
    Cell,
    Fact,
    Foot,
    Head,
    band_block,
    facts_block,
    render_rows,
    spaced,
)
from printing.papers.facts import GuideFacts
from printing.papers.missing import how_to_bring, where_it_may_be
from printing.sheet import LABEL, STRONG, TEXT, Block, Sheet, block_height, lines_of
from printing.words import fee_in_words, moment_in_words

_APPLICANTS = {ApplicantKind.PERSON: "个人", ApplicantKind.ORGANISATION: "单位"}
_NAME, _HOW = 27.0, 116.0


def render(facts: GuideFacts) -> bytes:
    """The guide as a PDF; the same facts give the same bytes."""
    matter = facts.matter
    who = "、".join(_APPLICANTS[kind] for kind in matter.applicants)
    at_once = matter.promised_days == 0
    opening = [
        spaced(
            facts_block(
                [Fact("事项", matter.name), Fact("谁能办", who), Fact("办理结果", matter.result)],
                [
                    Fact("事项编码", matter.code, code=True),
                    Fact("类型", matter.kind),
                    Fact("打印时间", moment_in_words(facts.printed_at)),
                ],
            ),
            3.5,
        ),
        spaced(
            band_block(
                Cell("承诺办结", "当场办结" if at_once else f"{matter.promised_days} 个工作日"),
                [
                    Cell("法定时限", f"{matter.legal_days} 个工作日"),
                    Cell("费用", fee_in_words(matter.fee_fen)),
                ],
            ),
            8,
        ),
    ]
    rows = [_row(number, spec) for number, spec in enumerate(matter.materials, start=1)]
    return render_rows(
        Head(matter.authority, "办事指南", "", facts.practice),
        opening,
        _table_head(bool(rows)),
        rows,
        closing=_closing(facts),
        foot=Foot(
            "这张纸是指南，不是受理凭证。",
            "内容以打印时区域平台公布的为准。有不清楚的，请拨 12345。",
            (),
        ),
    )


def _table_head(any_material: bool) -> Block:
    def draw(sheet: Sheet, y: float) -> None:
        if not any_material:
            sheet.text(LEFT, y + 3.6, "不用带材料。", TEXT)
            return
        for x, label in ((LEFT, "#"), (_NAME, "要带的材料"), (_HOW, "怎样带")):
            sheet.text(x, y + 3.6, label, LABEL)
        sheet.rule(LEFT, y + 6, RIGHT - LEFT, 0.8)

    return Block(6, draw)


def _row(number: int, spec: MaterialSpec) -> Block:
    name = lines_of(spec.name, STRONG, _HOW - _NAME - 5)
    said = how_to_bring(spec)
    if spec.required is Requirement.MAY_FOLLOW and spec.follow_within_days:
        said += f"，可以在受理后 {spec.follow_within_days} 个工作日内补交"
    how = lines_of(f"{said}。{where_it_may_be(spec)}", TEXT, RIGHT - _HOW)
    height = max(block_height(len(name), STRONG), block_height(len(how), TEXT)) + 4.2

    def draw(sheet: Sheet, y: float) -> None:
        sheet.text(LEFT, y + 2 + TEXT.cap, str(number), TEXT)
        sheet.lines(_NAME, y + 2, name, STRONG)
        sheet.lines(_HOW, y + 2, how, TEXT)
        sheet.rule(LEFT, y + height, RIGHT - LEFT, 0.25)

    return Block(height, draw)


def _closing(facts: GuideFacts) -> Block:
    told = f"{facts.hall_name} {facts.window} 号窗口 · {facts.clerk}"

    def draw(sheet: Sheet, y: float) -> None:
        sheet.text(LEFT, y + 10, told, LABEL)

    return Block(16, draw)
