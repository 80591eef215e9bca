"""YooKassa's OpenAPI file as a judge of requests and answers.

The file is YooMoney's and no part of this repository: `YOOKASSA_OPENAPI` says where it lies. It was written for other
tools, so it is mended when it is read; each mend says why.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from openapi_core import OpenAPI
from openapi_core.datatypes import RequestParameters
from werkzeug.datastructures import Headers, ImmutableMultiDict

from scripts.simulators.yookassa.world import Exchange

DEFAULT_PLACE = "../shared/data/yookassa-openapi.yaml"
SERVER = "https://api.yookassa.ru"
Node = dict[str, Any]
JSON = "application/json"


def openapi_path(repository: Path) -> Path:
    """Where the file should be; a relative path starts at the repository."""
    return repository / os.environ.get("YOOKASSA_OPENAPI", DEFAULT_PLACE)


def load_openapi(path: Path) -> OpenAPI:
    """The file, mended and read. Takes about a second."""
    document = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return OpenAPI.from_dict(mended(document))


def mended(document: Node) -> Node:
    document = _everywhere(document, _mend)
    _pin_discriminators(document["components"]["schemas"])
    _mend_responses(document)
    return document


@dataclass
class SeenRequest:
    """An API call in the shape that openapi-core takes."""

    exchange: Exchange
    parameters: RequestParameters = field(init=False)

    def __post_init__(self) -> None:
        headers = Headers({"Authorization": "Basic eDp4"})
        if self.exchange.idempotence_key is not None:
            headers["Idempotence-Key"] = self.exchange.idempotence_key
        self.parameters = RequestParameters(query=ImmutableMultiDict(self.exchange.query), header=headers)

    @property
    def host_url(self) -> str:
        return SERVER

    @property
    def path(self) -> str:
        return self.exchange.path

    @property
    def method(self) -> str:
        return self.exchange.method.lower()

    @property
    def content_type(self) -> str:
        return JSON

    @property
    def body(self) -> bytes | None:
        return self.exchange.request.encode() or None


@dataclass(frozen=True)
class SeenResponse:
    """Its answer."""

    exchange: Exchange

    @property
    def status_code(self) -> int:
        return self.exchange.status

    @property
    def content_type(self) -> str:
        return JSON

    @property
    def headers(self) -> Mapping[str, Any]:
        return {}

    @property
    def data(self) -> bytes:
        return self.exchange.response.encode()


def _everywhere(node: Any, mend: Callable[[Node], Node]) -> Any:
    if isinstance(node, list):
        return [_everywhere(part, mend) for part in node]
    if isinstance(node, dict):
        return mend({name: _everywhere(part, mend) for name, part in node.items()})
    return node


def _mend(node: Node) -> Node:
    # Several payment methods differ in nothing but the word in `type`: exactly one never matches.
    if "oneOf" in node:
        node["anyOf"] = node.pop("oneOf")
    # A discriminator without a mapping looks for schemas called `sbp`, which are called `PaymentMethodSbp`.
    if isinstance(node.get("discriminator"), dict) and "mapping" not in node["discriminator"]:
        del node["discriminator"]
    # The names of people are checked by a pattern that only JavaScript reads.
    if isinstance(node.get("pattern"), str) and not _compiles(node["pattern"]):
        del node["pattern"]
    # The "defaults" of required parameters are examples: one is too long, another would stand in for a missing key.
    if "in" in node and node.get("required"):
        node["schema"].pop("default", None)
    return node


def _pin_discriminators(schemas: Node) -> None:
    """Each schema behind a discriminator says its own word, so that `anyOf` still tells them apart."""
    for base in list(schemas.values()):
        discriminator = base.get("discriminator") or {}
        for word, reference in (discriminator.get("mapping") or {}).items():
            pinned = {"type": "object", "properties": {discriminator["propertyName"]: {"enum": [word]}}}
            schemas[reference.rsplit("/", 1)[-1]].setdefault("allOf", []).append(pinned)


def _mend_responses(document: Node) -> None:
    """500 has the schema of 429 by mistake, and only few calls list the 429 that all of them can give."""
    schemas, responses = document["components"]["schemas"], document["components"]["responses"]
    code = {"type": "object", "properties": {"code": {"type": "string", "enum": ["internal_server_error"]}}}
    schemas["InternalServerError"] = {"allOf": [{"$ref": "#/components/schemas/Error"}, code]}
    content = {JSON: {"schema": {"$ref": "#/components/schemas/InternalServerError"}}}
    responses["InternalServerError"] = {"description": "The result is unknown", "content": content}
    for path in document["paths"].values():
        for operation in path.values():
            # Nor does every call on one object list that the object may be unknown.
            for status, name in (("429", "TooManyRequests"), ("404", "NotFound")):
                operation["responses"].setdefault(status, {"$ref": f"#/components/responses/{name}"})


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True
