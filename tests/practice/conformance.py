"""Compares real requests and answers with the OpenAPI document that is checked in."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

DOCUMENT = Path(__file__).parents[2] / "docs" / "openapi.json"


class Conformance:
    """The document, asked about exchanges as `desk.practice.recorder` notes them."""

    def __init__(self, document: dict[str, Any] | None = None) -> None:
        self.document = document or json.loads(DOCUMENT.read_text(encoding="utf-8"))
        resource = DRAFT202012.create_resource(self.document)
        self._registry: Registry[Any] = Registry().with_resource("urn:contract", resource)
        self._operations: list[tuple[re.Pattern[str], str, dict[str, Any]]] = [
            (re.compile(_pattern(path)), method.upper(), operation)
            for path, item in self.document["paths"].items()
            for method, operation in item.items()
        ]

    def operation(self, exchange: dict[str, Any]) -> dict[str, Any] | None:
        """The operation that an exchange calls; None when the document has none."""
        for pattern, method, operation in self._operations:
            if method == exchange["method"] and pattern.fullmatch(exchange["path"]):
                return operation
        return None

    def request_faults(self, exchange: dict[str, Any]) -> list[str]:
        """What a window did that the contract does not know."""
        operation = self.operation(exchange)
        call = f"{exchange['method']} {exchange['path']}"
        if operation is None:
            return [f"{call}: no such operation"]
        faults = []
        sent = exchange["request_headers"]
        known = {(one["in"], one["name"].lower()) for one in operation.get("parameters", [])}
        for parameter in operation.get("parameters", []):
            name = parameter["name"].lower()
            if parameter["in"] == "header" and parameter["required"] and name not in sent:
                faults.append(f"{call}: header {name} is missing")
        for name in parse_qs(exchange["query"]):
            if ("query", name) not in known:
                faults.append(f"{call}: query {name} is unknown")
        body = operation.get("requestBody")
        if body:
            kind = sent.get("content-type", "").split(";")[0]
            if kind not in body["content"]:
                faults.append(f"{call}: a body of {kind or 'no type'}")
            elif kind == "application/json":
                schema = body["content"][kind]["schema"]
                faults += self._schema_faults(call, schema, exchange["request_body"])
        return faults

    def answer_faults(self, exchange: dict[str, Any]) -> list[str]:
        """What the region answered that the contract does not know."""
        operation = self.operation(exchange)
        status, told = exchange["status"], exchange["answer_headers"]
        call = f"{exchange['method']} {exchange['path']} -> {status}"
        faults = [] if told.get("x-hall-practice") == "true" else [f"{call}: not marked practice"]
        if operation is None:
            return faults if status in (404, 405) else [*faults, f"{call}: no such operation"]
        responses = operation["responses"]
        if status < 400 and str(status) not in responses:
            return [*faults, f"{call}: status is not in the contract"]
        answer = responses.get(str(status), responses["default"])
        content = answer.get("content", {})
        kind = told.get("content-type", "").split(";")[0]
        if exchange["method"] == "HEAD" or not content:
            return faults
        if kind not in content:
            return [*faults, f"{call}: an answer of {kind or 'no type'}"]
        if "json" in kind:
            schema = content[kind].get("schema", {})
            faults += self._schema_faults(call, schema, exchange["answer_body"])
        return faults

    def _schema_faults(self, call: str, schema: dict[str, Any], body: str) -> list[str]:
        rooted = {"$ref": "urn:contract" + schema["$ref"]} if "$ref" in schema else schema
        validator = Draft202012Validator(rooted, registry=self._registry)
        return [
            f"{call}: {error.json_path}: {error.message}"
            for error in validator.iter_errors(json.loads(body))
        ]


def _pattern(path: str) -> str:
    literal = re.escape(path).replace(r"\{ticket\}", ".+")
    return re.sub(r"\\\{\w+\\\}", "[^/]+", literal)
