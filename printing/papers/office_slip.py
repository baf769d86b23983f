"""归口指引, the slip for a matter that another office handles: which one, where, which number.

Administrative Licensing Law, art. 32 (1)(2): who applies outside an authority's competence is told
at once, and told which authority it is. The slip is no written refusal and says so.
"""

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
from printing.papers.facts import OfficeSlipFacts
from printing.sheet import TEXT, Block, Sheet, block_height, lines_of
from printing.words import moment_in_words

_UNKNOWN = "请拨 12345 查询"


def render(facts: OfficeSlipFacts) -> bytes:
    """The slip as a PDF; the same facts give the same bytes."""
    left = [Fact("您要办的", facts.asked)] if facts.asked else []
    opening = [
        spaced(
            facts_block(
                [*left, Fact("告知窗口", f"{facts.hall_name} {facts.window} 号")],
                [Fact("告知时间", moment_in_words(facts.told_at)), Fact("经办人", facts.clerk)],
            ),
            3.5,
        ),
        spaced(
            band_block(
                Cell("请到", facts.office, facts.address or f"地址：{_UNKNOWN}"),
                [Cell("电话", facts.telephone or "12345", "去之前可以先打电话问清")],
            ),
            6,
        ),
    ]
    return render_rows(
        Head(facts.hall_name, "归口指引", "", facts.practice),
        opening,
        Block(0, lambda _sheet, _y: None),
        [],
        closing=_closing(),
        foot=Foot(
            "这张纸只是指引。",
            "它不是不予受理决定；您需要书面决定的，请当场向窗口提出。对办理有意见，请拨 12345。",
            (),
        ),
    )


def _closing() -> Block:
    said = lines_of(
        "依据《中华人民共和国行政许可法》第三十二条第一款第（二）项：申请事项依法不属于本机关"
        "职权范围的，即时告知申请人向有关行政机关申请。",
        TEXT,
        RIGHT - LEFT,
    )
    height = block_height(len(said), TEXT)

    def draw(sheet: Sheet, y: float) -> None:
        sheet.lines(LEFT, y, said, TEXT)

    return Block(height + 6, draw)
