"""Notice of acceptance, facts to PDF, against three yardsticks: ``python -m tests.bench.papers``.

All draw the same paper: two weights, a serif title, a monospaced face, a name that needs
HanaMin, two QR, one Code 128. *naive reportlab* is what one writes first: the same strings at
the same places by ``drawString`` on reportlab's own TrueType fonts, registered once; registering
them for every paper is shown beside it. fpdf2 gets the same strings; WeasyPrint gets HTML as
one would write it. Everybody is warm: the first paper of each is not counted. The rivals take
turns, and the medians are compared. Aims: 20 × WeasyPrint, 4 × naive reportlab.

WeasyPrint needs Debian's libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from html import escape
from io import BytesIO
from typing import ClassVar
from unittest.mock import patch

import segno
from barcode.codex import Code128
from fpdf import FPDF
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

import resources
from desk.domain.codes import case_address, check_address
from printing.fonts import runs
from printing.papers import notice, warm
from printing.papers.facts import NoticeFacts
from printing.sheet import Align, Sheet, Style
from tests.printing.facts import NOTICE

FILES = {
    "NotoSansSC-Regular": "sans",
    "NotoSansSC-Bold": "sans-bold",
    "NotoSerifSC-Bold": "serif-bold",
    "JetBrainsMono-Regular": "mono",
    "JetBrainsMono-Bold": "mono-bold",
    "HanaMinB": "hana",
}


def facts(number: int) -> NoticeFacts:
    """Another paper each time, with a rare name."""
    person = replace(NOTICE.applicant, name="梁龑䶮\U0002a700")
    return replace(NOTICE, case_no=f"45-0100-20261124-{number:06d}", applicant=person)


@dataclass(frozen=True)
class Text:
    """A run of text: its place in millimetres from the top left, file, size, gray."""

    x: float
    y: float
    text: str
    font: str
    size: float
    gray: float


class Recorder(Sheet):
    """Notes where a paper's texts and rules go, for rivals to draw the same."""

    noted: ClassVar[list["Recorder"]] = []

    def __init__(self, size_mm: tuple[float, float], title: str, author: str) -> None:
        super().__init__(size_mm, title, author)
        self.texts: list[Text] = []
        self.rules: list[tuple[float, float, float, float]] = []
        Recorder.noted.append(self)

    def text(self, x: float, y: float, text: str, style: Style, align: Align = "left") -> float:
        taken = style.width(text)
        at = x - {"left": 0, "right": taken, "centre": taken / 2}[align]
        for run in runs(text, style.family):
            assert run.font is not None
            name = FILES[run.font.fontName]
            self.texts.append(Text(at, y, run.text, name, style.size, style.gray))
            at += run.width * style.size / 1000 * 25.4 / 72
        return taken

    def rule(self, x: float, y: float, length: float, weight: float = 0.4) -> None:
        self.rules.append((x, y, length, weight))


def plan(paper: NoticeFacts) -> Recorder:
    """Where everything goes on this paper."""
    Recorder.noted.clear()
    with patch("printing.papers.a4.Sheet", Recorder):
        notice.render(paper)
    return Recorder.noted[0]


def addresses(paper: NoticeFacts) -> list[str]:
    """What the two QRs say."""
    return [
        check_address(paper.public_url, paper.case_no),
        case_address(paper.public_url, paper.case_no),
    ]


def bars(text: str) -> Iterator[int]:
    """The dark modules of a Code 128."""
    return (at for at, dark in enumerate(Code128(text).build()[0]) if dark == "1")


def cells(text: str) -> Iterator[tuple[int, int]]:
    """The dark modules of a QR."""
    for row, line in enumerate(segno.make(text, error="m", micro=False, boost_error=False).matrix):
        yield from ((row, column) for column, dark in enumerate(line) if dark)


def register() -> None:
    """Register every face with reportlab."""
    for file, name in FILES.items():
        pdfmetrics._fonts.pop(name, None)
        pdfmetrics._dynFaceNames.clear()
        pdfmetrics.registerFont(TTFont(name, str(resources.path(f"fonts/{file}.ttf"))))


def naive_reportlab(paper: NoticeFacts, drawn: Recorder) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, pagesize=(210 * mm, 297 * mm), pageCompression=1)
    canvas.setTitle(f"受理通知书 {paper.case_no}")
    for text in drawn.texts:
        canvas.setFont(text.font, text.size)
        canvas.setFillGray(text.gray)
        canvas.drawString(text.x * mm, (297 - text.y) * mm, text.text)
    for x, y, length, weight in drawn.rules:
        canvas.setLineWidth(weight)
        canvas.line(x * mm, (297 - y) * mm, (x + length) * mm, (297 - y) * mm)
    canvas.setFillGray(0)
    for at in bars(paper.case_no):
        canvas.rect((107 + at * 0.339) * mm, 270 * mm, 0.339 * mm, 12 * mm, stroke=0, fill=1)
    for number, address in enumerate(addresses(paper)):
        for row, column in cells(address):
            x, y = 131 + number * 34 + column * 0.68, 53 - row * 0.68
            canvas.rect(x * mm, y * mm, 0.68 * mm, 0.68 * mm, stroke=0, fill=1)
    canvas.save()
    return out.getvalue()


def reportlab_registering(paper: NoticeFacts, drawn: Recorder) -> bytes:
    register()
    return naive_reportlab(paper, drawn)


def with_fpdf2(paper: NoticeFacts, drawn: Recorder) -> bytes:
    pdf = FPDF(format="A4")
    pdf.set_auto_page_break(False)
    for file, name in FILES.items():
        pdf.add_font(name, fname=resources.path(f"fonts/{file}.ttf"))
    pdf.add_page()
    for text in drawn.texts:
        pdf.set_font(text.font, size=text.size)
        pdf.set_text_color(round(text.gray * 255))
        pdf.text(text.x, text.y, text.text)
    for x, y, length, weight in drawn.rules:
        pdf.set_line_width(weight / mm)
        pdf.line(x, y, x + length, y)
    pdf.set_fill_color(0)
    for at in bars(paper.case_no):
        pdf.rect(107 + at * 0.339, 15, 0.339, 12, style="F")
    for number, address in enumerate(addresses(paper)):
        for row, column in cells(address):
            pdf.rect(131 + number * 34 + column * 0.68, 244 + row * 0.68, 0.68, 0.68, style="F")
    return bytes(pdf.output())


def page_style() -> str:
    faces = "".join(
        f"@font-face{{font-family:{name};src:url({resources.path(f'fonts/{file}.ttf').as_uri()})}}"
        for file, name in FILES.items()
    )
    return (
        faces
        + """
@page{size:A4;margin:15mm 20mm}
body{font:9.5pt sans,hana;margin:0}b{font-family:sans-bold,hana;font-weight:normal}
h1{font:22pt serif-bold;letter-spacing:.2em;margin:0}.c{font-family:mono}
table{width:100%;border-collapse:collapse}td,th{text-align:left;font-weight:normal;padding:1.5mm 0}
.m td{border-bottom:.25pt solid}.p td{border-top:.8pt solid;border-bottom:.8pt solid}
.p b{font-size:20pt}small{color:#666}svg{float:right}
"""
    )


def svg(rectangles: Iterator[str], width: float, height: float, box: str) -> str:
    return (
        f'<svg width="{width}mm" height="{height}mm" viewBox="{box}" preserveAspectRatio="none">'
        f'<path d="{"".join(rectangles)}"/></svg>'
    )


def with_weasyprint() -> Callable[[NoticeFacts, Recorder], bytes]:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    style = CSS(string=page_style(), font_config=fonts)

    def render(paper: NoticeFacts, drawn: Recorder) -> bytes:
        del drawn
        code = svg((f"M{at} 0h1v1h-1z" for at in bars(paper.case_no)), 82, 12, "0 0 244 1")
        squares = "".join(
            svg((f"M{x} {y}h1v1h-1z" for y, x in cells(address)), 23, 23, "-4 -4 41 41")
            for address in addresses(paper)
        )
        rows = "".join(
            f"<tr><td>{number}<td>{escape(line.name)}<td>{line.form}<td>{line.copies}"
            f"<td>{line.pages}<td class=c>{' '.join(d[:8] for d in line.digests)}"
            for number, line in enumerate(paper.materials, start=1)
        )
        html = (
            f"<html lang=zh-CN><title>受理通知书</title>{code}{paper.authority}<h1>受理通知书</h1>"
            f"<p class=c>{paper.case_no}<table><tr><td>申请人<td><b>{paper.applicant.name}</b>"
            f"<td>证件号码<td class=c>{'*' * 14}204X<tr><td>办理事项<td><b>{paper.matter_name}</b>"
            f"<td>事项编码<td class=c>{paper.matter_code}"
            f"<tr><td>受理窗口<td><b>{paper.hall_name}</b>"
            "<td>受理时间<td><b>2026 年 11 月 24 日 10:46</b></table>"
            "<table class=p><tr><td><small>承诺办结</small><br><b>12 月 4 日（含）前</b>"
            "<td><small>法定时限</small><br>10 个工作日<td><small>费用</small><br>不收费</table>"
            f"<table class=m><tr><th>#<th>收到的材料<th>形式<th>份数<th>页数<th>指纹{rows}</table>"
            "<p>您提交的申请符合受理条件，现予受理。办理进度和领取方式，请扫右下方的二维码查看；"
            f"对办理有意见，请拨 12345。<p>经办人 <b>{paper.clerk}</b>{squares}"
        )
        pdf: bytes = HTML(string=html).write_pdf(stylesheets=[style], font_config=fonts)
        return pdf

    return render


def main() -> None:
    """Let everybody draw so many papers and print the medians."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.papers")
    parser.add_argument("--papers", type=int, default=30)
    count = parser.parse_args().papers

    begun = time.perf_counter()
    warm()
    print(f"warming a worker up: {(time.perf_counter() - begun) * 1000:.0f} ms")
    drawn = plan(facts(0))
    register()
    rivals: dict[str, Callable[[NoticeFacts, Recorder], bytes]] = {
        "hall desk": lambda paper, _: notice.render(paper),
        "naive reportlab": naive_reportlab,
        "WeasyPrint": with_weasyprint(),
        "fpdf2": with_fpdf2,
        "reportlab, registering": reportlab_registering,
    }
    times: dict[str, list[float]] = {name: [] for name in rivals}
    sizes: dict[str, int] = {}
    for name, render in rivals.items():  # the first paper of each is not counted
        sizes[name] = len(render(facts(0), drawn))
    for number in range(1, count + 1):
        for name, render in rivals.items():
            if name in ("fpdf2", "reportlab, registering") and number > max(3, count // 10):
                continue
            paper = facts(number)
            begun = time.perf_counter()
            render(paper, drawn)
            times[name].append((time.perf_counter() - begun) * 1000)
    ours = statistics.median(times["hall desk"])
    for name, taken in times.items():
        median = statistics.median(taken)
        print(
            f"{name:24} {median:8.1f} ms   {median / ours:6.1f} ×   {sizes[name] / 1000:6.0f} kB"
            f"   ({len(taken)} papers)"
        )


if __name__ == "__main__":
    main()
