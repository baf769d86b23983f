"""Refusals of the region: problem details (RFC 9457), in the citizen's words."""

from http import HTTPStatus

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from desk.region.contract import Problem, ProblemField

PROBLEM_JSON = "application/problem+json"

_WORDS = {
    400: "请求格式有误",
    401: "请先登录",
    403: "没有权限",
    404: "没有找到",
    405: "不支持这种操作",
    409: "与现有记录冲突",
    410: "已经过期",
    412: "前提条件不符",
    413: "内容过大",
    415: "不支持这种内容格式",
    422: "申请内容有误",
    429: "请求过于频繁",
    460: "校验值不符",
    500: "平台内部出错",
    503: "平台暂时无法办理",
}


class RequestRefused(Exception):
    """The region refuses: becomes a problem answer with this status."""

    def __init__(
        self,
        status: int,
        detail: str = "",
        *,
        kind: str = "about:blank",
        title: str = "",
        errors: tuple[ProblemField, ...] = (),
        instance: str = "",
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(status)
        self.status = status
        self.headers = headers or {}
        self.problem = Problem(
            type=kind,
            title=title or words_for(status),
            status=status,
            detail=detail,
            instance=instance,
            errors=errors,
        )


def words_for(status: int) -> str:
    """A short title for a status, in the citizen's words where we have them."""
    return _WORDS.get(status) or HTTPStatus(status).phrase


def problem_answer(refusal: RequestRefused) -> Response:
    """The refusal as an HTTP answer."""
    return Response(
        msgspec.json.encode(refusal.problem),
        refusal.status,
        headers=refusal.headers,
        media_type=PROBLEM_JSON,
    )


async def on_refusal(request: Request, error: Exception) -> Response:
    """Starlette's handler for `RequestRefused`."""
    assert isinstance(error, RequestRefused)
    return problem_answer(error)


async def on_http_error(request: Request, error: Exception) -> Response:
    """Starlette's handler for its own errors: no such route, no such method."""
    assert isinstance(error, HTTPException)
    headers = dict(error.headers or {})
    return problem_answer(RequestRefused(error.status_code, headers=headers))


async def on_fault(request: Request, error: Exception) -> Response:
    """Starlette's handler for a fault of our own: the trace goes to the server's log."""
    return problem_answer(RequestRefused(500))
