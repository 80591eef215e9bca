"""The chat page: a browser takes the part of every person, through the `/sim` API of the same server.

Static files, no build step; the only thing made here is `config.json`, which says whom and what the page proposes.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from aiohttp import web

PAGE = Path(__file__).with_name("page")
_HEADERS = {
    # Nothing but this server: a message can bring no script, no picture from elsewhere, no form.
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self';"
        " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
_TYPES = {".js": "text/javascript", ".css": "text/css", ".html": "text/html", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Words:
    """A text that a person reads, in both languages."""

    ru: str
    en: str


@dataclass(frozen=True, slots=True)
class ProposedChat:
    """A chat that the page offers before it has begun.

    `person` is the user's id. `bot` is a username without @; "" stands for every bot that comes up later,
    that is, every bot that no proposal names.
    """

    person: int
    name: Words
    role: Words
    bot: str
    title: Words
    hint: Words


@dataclass(frozen=True, slots=True)
class Story:
    """Where the four steps of the guide take place: buy and pay, see the bot come up, book in it."""

    buyer: int
    sales_bot: str
    customer: int


@dataclass(frozen=True, slots=True)
class PageConfig:
    """What the page proposes; the order of `chats` is the order of the people on the page."""

    chats: tuple[ProposedChat, ...] = ()
    story: Story | None = None


NOTHING_PROPOSED = PageConfig()


def add_page(app: web.Application, config: PageConfig = NOTHING_PROPOSED) -> None:
    """Serve the page at `/`, its files below `/page/`, and `config` at `/page/config.json`."""
    proposals = json.dumps(asdict(config), ensure_ascii=False)
    files = {path.relative_to(PAGE).as_posix(): path for path in PAGE.rglob("*") if path.suffix in _TYPES}

    async def show_page(_request: web.Request) -> web.StreamResponse:
        return _file(files["index.html"])

    async def show_config(_request: web.Request) -> web.StreamResponse:
        return web.Response(text=proposals, content_type="application/json", headers=_HEADERS)

    async def show_file(request: web.Request) -> web.StreamResponse:
        path = files.get(request.match_info["path"])
        if path is None:
            raise web.HTTPNotFound
        return _file(path)

    app.router.add_get("/", show_page)
    app.router.add_get("/page/config.json", show_config)
    app.router.add_get("/page/{path:.+}", show_file)


def _file(path: Path) -> web.FileResponse:
    return web.FileResponse(path, headers={**_HEADERS, "Content-Type": f"{_TYPES[path.suffix]}; charset=utf-8"})
