"""Reading a bot's request: query, urlencoded form, JSON or multipart (also chunked, without a length)."""

from __future__ import annotations

from collections.abc import Mapping

from aiohttp import web

from scripts.simulators.telegram.methods.params import Params
from scripts.simulators.telegram.world.errors import bad_request
from scripts.simulators.telegram.world.types import Upload


async def read_params(request: web.Request) -> Params:
    values: dict[str, object] = dict(request.query)
    files: dict[str, Upload] = {}
    if request.content_type == "application/json":
        values.update(await _json_body(request))
    elif request.can_read_body:
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                files[name] = read_upload(value)
            else:
                values[name] = value if isinstance(value, str) else bytes(value).decode(errors="replace")
    return Params(values, files)


def read_upload(field: web.FileField) -> Upload:
    mime_type = field.content_type or "application/octet-stream"
    with field.file as file:
        return Upload(field.filename, mime_type, file.read())


async def _json_body(request: web.Request) -> Mapping[str, object]:
    if not request.can_read_body:
        return {}
    try:
        body = await request.json()
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(body, dict):
        raise bad_request("object expected as the request body")
    return body
