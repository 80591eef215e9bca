"""What buyers read about their order. Values in, a page out."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from html import escape
from uuid import UUID

from services.shared.master_api.models import SeenOrder
from services.shared.runtime.translations import Texts

STYLE = (
    "body{margin:0;min-height:100vh;display:grid;place-items:center;background:#f4f4f6;color:#1c1c1e;"
    "font:17px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif}"
    "main{background:#fff;border-radius:16px;padding:32px;margin:16px;max-width:26rem;text-align:center;"
    "box-shadow:0 1px 4px rgba(0,0,0,.12)}"
    "h1{font-size:1.35rem;margin:.2em 0 .6em}p{margin:.6em 0}"
    "a{display:inline-block;margin-top:1em;padding:.7em 1.4em;border-radius:10px;background:#2a7de1;color:#fff;"
    "text-decoration:none}"
    "@media(prefers-color-scheme:dark){body{background:#111;color:#eee}main{background:#1e1e20}}"
)
STYLE_DIGEST = f"sha256-{base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}"
RELOAD_SECONDS = 4


@dataclass(frozen=True, slots=True)
class Page:
    """Plain texts. ``link``: text and address of the one button; ``reload_seconds``: 0 where nothing will change."""

    status: int
    mark: str
    title: str
    lines: tuple[str, ...]
    link: tuple[str, str] | None = None
    reload_seconds: int = 0


def order_page(texts: Texts, order: SeenOrder, order_id: UUID, *, came_back: bool) -> Page:
    """``came_back``: from YooKassa; otherwise somebody has followed the link to pay."""
    open_bot = (texts("Open the bot"), f"https://t.me/{order.bot_username}")
    match order.state:
        case "ready":
            title = texts("Paid, and the bot works") if order.amount else texts("The bot works")
            return Page(200, "🎉", title, (), open_bot)
        case "paid":
            wait = texts("The bot is being set up, which takes about a minute. You will get a message in Telegram.")
            title = texts("This order is paid") if order.amount else texts("There is nothing to pay for this order")
            return Page(200, "✅", title, (wait,), reload_seconds=RELOAD_SECONDS)
        case "checking":
            why = texts("The payment has arrived, but something about it does not match, so a person looks at it.")
            calm = texts("Please do not pay again: we will write to you in Telegram.")
            return Page(200, "🔎", texts("We are checking the payment"), (why, calm))
        case "by_bank":
            how = texts(
                "Transfer the money by the invoice that you got in Telegram. Banks take up to three working days."
            )
            then = texts("When it has come, we will write to you there.")
            return Page(200, "🏦", texts("This order is paid by bank invoice"), (how, then))
        case "refunded":
            return Page(200, "💸", texts("The money for this order was sent back"), ())
        case "preparing":
            wait = texts("This page reloads by itself.")
            return Page(200, "⏳", texts("The payment is being prepared"), (wait,), reload_seconds=RELOAD_SECONDS)
        case "payable" if came_back:
            return _waiting(texts, order_id)
        case _:
            new = texts("A link to pay lives for an hour. Please take a new one in the bot in which you ordered.")
            title = texts("This order cannot be paid any more")
            if not came_back:
                return Page(410, "⌛", title, (new,))
            paid = texts("If you have paid, it takes a few seconds until we hear of it. This page reloads by itself.")
            return Page(200, "⌛", title, (new, paid), reload_seconds=RELOAD_SECONDS)


def _waiting(texts: Texts, order_id: UUID) -> Page:
    lines = (
        texts("If you have paid, it takes a few seconds until we hear of it. This page reloads by itself."),
        texts("If you have not paid yet, you still can:"),
    )
    link = (texts("Pay"), f"/pay/{order_id}")
    return Page(200, "⏳", texts("Waiting for the payment"), lines, link, RELOAD_SECONDS)


def unknown_page(texts: Texts) -> Page:
    return Page(404, "🤷", texts("There is no such order"), (texts("Please check the link."),))


def away_page(texts: Texts) -> Page:
    lines = (
        texts("Please reload this page in a minute."),
        texts("If you have paid: the payment is not lost, and you will get a message in Telegram."),
    )
    return Page(503, "🛠", texts("The order cannot be shown at this moment"), lines)


def render(page: Page, texts: Texts) -> str:
    lines = "".join(f"<p>{escape(line)}</p>" for line in page.lines)
    button = f'<a href="{escape(page.link[1])}" rel="nofollow">{escape(page.link[0])}</a>' if page.link else ""
    return (
        f'<!doctype html><html lang="{texts.language}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(page.title)}</title><style>{STYLE}</style>"
        f"<main><div>{page.mark}</div><h1>{escape(page.title)}</h1>{lines}{button}</main></html>\n"
    )
