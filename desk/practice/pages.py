"""The region's few pages for people: plain HTML that works on a phone and by keyboard.

Every one says that this is a practice region.
"""

import re
from html import escape

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from desk.domain.masking import name_in_public
from desk.practice.cases import PracticeCases, submission_of
from desk.practice.catalogue import PracticeCatalogue
from desk.practice.oauth import PRACTICE_CLERK, PRACTICE_CLERKS, Provider, read_form
from desk.practice.papers import Papers
from desk.practice.problems import RequestRefused
from desk.region.contract import PaperAnswer

_POLICY = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none';"
        " frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_STYLE = """
body{margin:0;background:#f5f4f0;color:#18262e;font:1rem/1.6 "Noto Sans SC",sans-serif}
main{max-width:34rem;margin:0 auto;padding:1.5rem 1rem}
.practice{margin:0;padding:.75rem 1rem;background:#fbf0da;color:#18262e;text-align:center}
h1{font-size:1.5rem;line-height:1.3}
.code{font:600 2.25rem/1.4 monospace;letter-spacing:.08em}
dt{color:#55636b}dd{margin:0 0 .75rem;font-size:1.125rem;overflow-wrap:anywhere}
label{display:block;margin-bottom:.25rem}
input{font:1.25rem monospace;padding:.5rem;border:1px solid #85898a;border-radius:4px}
button{font:1.125rem inherit;padding:.75rem 1.5rem;border:0;border-radius:4px;
background:#0b5d68;color:#fff}
:focus-visible{outline:2px solid #e39a2d;outline-offset:2px}
"""
_STATES = {"received": "已收件，等待受理", "accepted": "已受理"}
_KINDS = {
    "notice": "受理通知书",
    "materials_receipt": "收件凭证",
    "ticket": "取号单",
}


class PracticePages:
    """The pages of the practice region."""

    def __init__(
        self, provider: Provider, catalogue: PracticeCatalogue, cases: PracticeCases, papers: Papers
    ) -> None:
        self._provider = provider
        self._catalogue = catalogue
        self._cases = cases
        self._papers = papers

    async def home(self, request: Request) -> Response:
        """``GET /``."""
        return _page("演练平台", "<p>本站供培训、演示和测试使用，不受理真实业务。</p>")

    async def device(self, request: Request) -> Response:
        """``GET /device``: shows the code of a window and lets the practice clerk in."""
        code = _typed_code(request.query_params.get("user_code", ""))
        waits = await run_in_threadpool(self._provider.waits, code)
        if waits:
            return _page(
                "允许这个窗口登录",
                f'<p>请核对窗口屏幕上的代码：</p><p class="code">{escape(code)}</p>'
                "<p>代码一致的话，选择以哪位演练人员登录：</p>"
                '<form method="post" action="/device/approve">'
                f'<input type="hidden" name="user_code" value="{escape(code)}">'
                + " ".join(
                    f'<button name="clerk" value="{escape(clerk.id)}">'
                    f"允许 {escape(clerk.name)}（{escape(clerk.role)}）登录</button>"
                    for clerk in PRACTICE_CLERKS.values()
                )
                + "</form>",
            )
        hint = "<p role='alert'>没有等待登录的窗口使用这个代码。</p>" if code else ""
        return _page(
            "窗口登录",
            f'{hint}<form method="get" action="/device">'
            '<label for="code">窗口屏幕上的代码</label>'
            '<input id="code" name="user_code" required autocomplete="off" size="10"> '
            "<button>下一步</button></form>",
        )

    async def approve(self, request: Request) -> Response:
        """``POST /device/approve``."""
        form = await read_form(request)
        code = _typed_code(form.get("user_code", ""))
        clerk = form.get("clerk", PRACTICE_CLERK.id)
        if await run_in_threadpool(self._provider.approve, code, clerk):
            return _page("已允许登录", "<p>请回到窗口，可以关闭本页。</p>")
        words = "<p>没有等待登录的窗口使用这个代码，或代码已过期。</p>"
        return _page("没有找到这个代码", words, 404)

    async def ticket(self, request: Request) -> Response:
        """``GET /t/{ticket}``: what the code on a queue ticket opens."""
        parts = [part for part in request.path_params["ticket"].split("/") if part]
        if not parts or not all(re.fullmatch(r"[A-Za-z0-9-]{1,40}", part) for part in parts):
            return _page("没有这个号", "<p>请核对取号单上的编号。</p>", 404)
        return _page(
            "您的排队号",
            f'<p class="code">{escape(parts[-1])}</p><p>请留意大厅屏幕和广播叫号。</p>',
        )

    async def case(self, request: Request) -> Response:
        """``GET /c/{no}``: how far a case is; names are masked."""
        return await self._about(request.path_params["no"], "办件进度", "")

    async def check(self, request: Request) -> Response:
        """``GET /v/{no}``: what a paper with this number must say; names are masked."""
        hint = "<p>手里的纸应当与本页一致。</p>"
        return await self._about(request.path_params["no"], "凭证核验", hint)

    async def _about(self, number: str, title: str, hint: str) -> Response:
        try:
            body = await run_in_threadpool(self._case, number)
        except RequestRefused:
            words = "<p>平台上没有这个编号的办件。请核对编号，或向出具凭证的窗口询问。</p>"
            return _page("没有查到", words, 404)
        return _page(title, body + hint)

    def _case(self, number: str) -> str:
        row = self._cases.row(number)
        case, told = submission_of(row), self._cases.answer(row)
        guide = self._catalogue.find(case.matter)
        facts = [
            ("办件编号", told.case_no),
            ("窗口编号", told.local_no),
            ("事项", guide.name if guide else case.matter),
            ("申请人", name_in_public(case.applicant.kind, case.applicant.name)),
            ("状态", _STATES.get(told.state, told.state)),
            ("收件时间", f"{told.received_at:%Y-%m-%d %H:%M}"),
        ]
        if told.promised_by:
            mark = "（预计）" if told.estimated else ""
            facts.append(("承诺办结", f"{told.promised_by}（含）前{mark}"))
        facts += [_paper(paper) for paper in self._papers.of(told.case_no)]
        lines = "".join(f"<dt>{escape(name)}</dt><dd>{escape(fact)}</dd>" for name, fact in facts)
        return f"<dl>{lines}</dl>"


def _paper(paper: PaperAnswer) -> tuple[str, str]:
    kind = _KINDS.get(paper.kind, paper.kind)
    return (
        f"已登记的{kind}",
        f"{paper.number} · {paper.recorded_at:%Y-%m-%d %H:%M} · 摘要 {paper.sha256[:16]}",
    )


def _typed_code(text: str) -> str:
    """A user code however it was typed: RFC 8628, section 6.1."""
    letters = re.sub(r"[^A-Z]", "", text.upper())
    return f"{letters[:4]}-{letters[4:]}" if letters else ""


def _page(title: str, body: str, status: int = 200) -> Response:
    html = (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)} · 演练平台</title><style>{_STYLE}</style></head><body>"
        '<p class="practice" role="note">演练平台，非真实业务系统 · '
        '<span lang="en">Practice region, not a real service</span></p>'
        f"<main><h1>{escape(title)}</h1>{body}</main></body></html>"
    )
    return HTMLResponse(html, status, headers=_POLICY)
