"""The contract as one OpenAPI 3.1 document, made from the messages and the operations.

``python -m desk.practice.openapi docs/openapi.json`` writes it anew; a test keeps the one
that is checked in current.
"""

import inspect
import json
import re
import sys
from http import HTTPStatus
from pathlib import Path
from typing import Any

import msgspec

from desk.practice.controls import KEY_HEADER
from desk.practice.operations import BYTES, FORM, OPERATIONS, Content, Operation
from desk.practice.problems import PROBLEM_JSON
from desk.region.contract import Message, Problem

_REF = "#/components/schemas/{name}"
# RFC 9110's names, which Python learnt in 3.13, and one that is tus's own
_STATUS = {413: "Content Too Large", 422: "Unprocessable Content", 460: "Checksum Mismatch"}


def document() -> dict[str, Any]:
    """The whole document, ready for `json.dumps`."""
    messages = _messages()
    _, schemas = msgspec.json.schema_components(messages, ref_template=_REF)
    for schema in schemas.values():
        if "description" in schema:  # a docstring, which Python takes the indentation of in 3.13
            schema["description"] = inspect.cleandoc(schema["description"])
    paths: dict[str, dict[str, Any]] = {}
    for operation in OPERATIONS:
        item = paths.setdefault(operation.path, {})
        item[operation.method.lower()] = _operation(operation)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Hall region",
            "version": "1",
            "summary": "What a service hall's window needs of a regional platform",
            "description": (
                "JSON in UTF-8, times in RFC 3339 with offset, codes as strings, money in fen."
                " Errors are problem details (RFC 9457). A digest in an answer is worked out"
                " from the bytes that the region stored. Unknown fields are ignored."
            ),
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "security": [{"clerk": []}],
        "tags": [{"name": tag} for tag in dict.fromkeys(one.tag for one in OPERATIONS)],
        "paths": paths,
        "components": {
            "schemas": dict(sorted(schemas.items())),
            "securitySchemes": {
                "clerk": {"type": "http", "scheme": "bearer"},
                "practiceKey": {"type": "apiKey", "in": "header", "name": KEY_HEADER},
            },
        },
    }


def text() -> str:
    """The document as it is checked in."""
    return json.dumps(document(), ensure_ascii=False, indent=2) + "\n"


def _messages() -> list[type[Message]]:
    told = [content for one in OPERATIONS for content in (*one.answers.values(), one.body)]
    messages = {content for content in told if isinstance(content, type)}
    return sorted(messages | {Problem}, key=lambda message: message.__name__)


def _operation(operation: Operation) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": operation.name,
        "tags": [operation.tag],
        "summary": operation.summary,
    }
    if operation.practice_key:
        described["security"] = [{"practiceKey": []}]
    elif not operation.signed_in:
        described["security"] = []
    parameters = [
        *(_parameter(name, "path", True) for name in re.findall(r"\{(\w+)\}", operation.path)),
        *(_parameter(name, "query", False) for name in operation.query),
        *(_parameter(name, "header", must) for name, must in operation.headers.items()),
    ]
    if parameters:
        described["parameters"] = parameters
    if operation.body:
        content = _content(operation.body, operation.form)
        described["requestBody"] = {"required": True, "content": content}
    described["responses"] = {
        str(status): _answer(operation, status, content)
        for status, content in operation.answers.items()
    }
    described["responses"]["default"] = {
        "description": "Refused, in the citizen's words",
        "content": _content(Problem),
    }
    return described


def _parameter(name: str, where: str, required: bool) -> dict[str, Any]:
    return {"name": name, "in": where, "required": required, "schema": {"type": "string"}}


def _answer(operation: Operation, status: int, content: Content) -> dict[str, Any]:
    phrase = _STATUS.get(status) or HTTPStatus(status).phrase
    answer: dict[str, Any] = {"description": phrase}
    if content:
        answer["content"] = _content(content)
    if status < 400 and operation.answer_headers:
        answer["headers"] = {
            name: {"schema": {"type": "string"}} for name in operation.answer_headers
        }
    return answer


def _content(content: Content, form: tuple[str, ...] = ()) -> dict[str, Any]:
    if isinstance(content, type):
        kind = PROBLEM_JSON if content is Problem else "application/json"
        return {kind: {"schema": {"$ref": _REF.format(name=content.__name__)}}}
    if content == FORM:
        fields = {name: {"type": "string"} for name in form}
        return {FORM: {"schema": {"type": "object", "properties": fields}}}
    return {str(content): {} if content == BYTES else {"schema": {}}}


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(text(), encoding="utf-8")
