"""一次性告知书, the one-time notice: everything that is missing or wrong, told at once.

Administrative Licensing Law, art. 32 (1)(4): what is incomplete is told completely, once, on the
spot or within five working days; else the application counts as accepted on the day on which it
was received. The same paper serves before a case is submitted, with the window's own number, and
when the region asks for a correction, with the case's.
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
    render_rows,
    spaced,
)
from printing.papers.facts import OneTimeNoticeFacts
from printing.papers.missing import MissingLine
from printing.papers.signing import seal_and_signatures
from printing.sheet import LABEL, STRONG, TEXT, Block, Sheet, block_height, lines_of
from printing.words import moment_in_words, until_in_words

_INDENT = 7.0
_LABEL = "怎样才对"
_LABEL_WIDTH = 17.0


def render(facts: OneTimeNoticeFacts) -> bytes:
    """The notice as a PDF; the same facts give the same bytes."""
    today = local_time(facts.told_at).date()
    rows = [_row(number, line) for number, line in enumerate(facts.lines, start=1)]
    if facts.fields:
        fields = MissingLine("填表时要用到", "、".join(facts.fields))
        rows.append(_row(len(rows) + 1, fields))
    codes: tuple[tuple[str, str], ...] = ()
    if facts.public_url and facts.case_no:
        codes = (("补正和进度", case_address(facts.public_url, facts.case_no)),)
    return render_rows(
        Head(facts.authority, "一次性告知书", facts.number, facts.practice),
        [spaced(_about(facts), 3.5)],
        _statement(len(rows)),
        rows,
        closing=_closing(facts, until_in_words(facts.until, today, estimated=facts.estimated)),
        foot=Foot("请保管好这张纸。", _how_to_go_on(facts), codes),
    )


def _about(facts: OneTimeNoticeFacts) -> Block:
    person = facts.applicant.kind is ApplicantKind.PERSON
    right = [
        Fact(
            "证件号码" if person else "信用代码",
            number_on_paper(facts.applicant.kind, facts.applicant.number),
            code=True,
        ),
        Fact("事项编码", facts.matter_code, code=True),
        Fact("告知时间", moment_in_words(facts.told_at)),
    ]
    if facts.case_no:
        right.append(Fact("办件编号", facts.case_no, code=True))
    return facts_block(
        [
            Fact("申请人", facts.applicant.name),
            Fact("办理事项", facts.matter_name),
            Fact("告知窗口", f"{facts.hall_name} {facts.window} 号"),
        ],
        right,
    )


def _statement(count: int) -> Block:
    """How many things there are, and that there are no others."""
    said = "您的申请"
    large = STRONG.sized(12)
    plain = TEXT.sized(12)

    def draw(sheet: Sheet, y: float) -> None:
        base = y + plain.cap
        x = LEFT + sheet.text(LEFT, base, f"{said}还有 ", plain)
        x += sheet.text(x, base, f"{count} 处", large)
        x += sheet.text(x, base, "需要补正，", plain)
        x += sheet.text(x, base, "全部", large)
        sheet.text(x, base, "写在下面，一次告知：", plain)
        sheet.rule(LEFT, y + 8.4, RIGHT - LEFT, 0.8)

    return Block(8.4, draw)


def _row(number: int, line: MissingLine) -> Block:
    room = RIGHT - LEFT - _INDENT
    name = lines_of(f"{line.name} — {line.why}", TEXT, room)
    bold = STRONG.width(line.name) <= room
    if bold:  # the name stands out; what is wrong follows it on the same line or below
        rest = room - STRONG.width(line.name)
        name = _after(f" — {line.why}", rest, room)
    right = lines_of(line.right, TEXT, room - _LABEL_WIDTH) if line.right else []
    height = 2.4 + block_height(len(name), TEXT) + 2.4
    if right:
        height += 1.2 + block_height(len(right), TEXT)

    def draw(sheet: Sheet, y: float) -> None:
        x, top = LEFT + _INDENT, y + 2.4
        base = top + TEXT.cap
        sheet.text(LEFT, base, str(number), STRONG)
        if bold:
            taken = sheet.text(x, base, line.name, STRONG)
            sheet.text(x + taken, base, name[0], TEXT)
            sheet.lines(x, top + TEXT.line, name[1:], TEXT)
        else:
            sheet.lines(x, top, name, TEXT)
        if right:
            below = top + block_height(len(name), TEXT) + 1.2
            sheet.text(x, below + TEXT.cap, _LABEL, LABEL)
            sheet.lines(x + _LABEL_WIDTH, below, right, TEXT)
        sheet.rule(LEFT, y + height, RIGHT - LEFT, 0.25)

    return Block(height, draw)


def _after(text: str, first: float, room: float) -> list[str]:
    """`text` in lines of which the first has only the width `first` left."""
    if TEXT.width(text) <= first:
        return [text]
    fitting = lines_of(text, TEXT, first)[0] if first > 20 else ""
    return [fitting, *lines_of(text[len(fitting) :].strip(), TEXT, room)]


def _closing(facts: OneTimeNoticeFacts, until: str) -> Block:
    where = "到本窗口" if not facts.case_no else "到任一窗口"
    kept = "不用重新取号填表"
    if facts.kept_pages:
        kept = f"已扫描的 {facts.kept_pages} 页保留在本窗口，不用再交"
    if facts.case_no:
        kept = "补正期间停止计时，补正后按原来的次序继续"
    band = band_block(Cell("请在", until, "补正"), [Cell("怎样补正", where, kept)])
    statement = lines_of(
        "依据《中华人民共和国行政许可法》第三十二条第一款第（四）项：申请材料不齐全或者不符合"
        "法定形式的，当场或者五日内一次告知需要补正的全部内容；逾期不告知的，自收到申请材料之日"
        "起即为受理。",
        TEXT,
        RIGHT - LEFT,
    )
    said = block_height(len(statement), TEXT)
    signed = seal_and_signatures(facts.authority, facts.clerk, facts.told_at, "申请人签名")

    def draw(sheet: Sheet, y: float) -> None:
        band.draw(sheet, y + 5)
        sheet.lines(LEFT, y + 5 + band.height + 5, statement, TEXT)
        signed.draw(sheet, y + 5 + band.height + 5 + said + 6)

    return Block(5 + band.height + 5 + said + 6 + signed.height, draw)


def _how_to_go_on(facts: OneTimeNoticeFacts) -> str:
    if facts.case_no:
        return "凭右上方的条形码，任一窗口都能找到您的办件。对办理有意见，请拨 12345。"
    return (
        "带上这张纸，本窗口扫右上方的条形码，接着上次办；别的窗口还看不到，要从头来。"
        "过了上面的日子，已扫描和已填的内容会销毁。对办理有意见，请拨 12345。"
    )
