"""Promo codes: the one that a buyer types, and the own one by which an owner brings others."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from services.sales_bot.views.callbacks import NoPromoCode
from services.shared.master_api.models import PromoCode
from services.shared.runtime.translations import Texts
from services.shared.telegram.screens import Screen, rows


def ask(texts: Texts) -> Screen:
    return Screen(texts("🎟 <b>Send me the promo code.</b>"), _without(texts))


def expected(texts: Texts) -> Screen:
    text = texts("This is no promo code: it has 3 to 32 letters and digits and no spaces. Send it once more.")
    return Screen(text, _without(texts))


def noted(texts: Texts, code: str) -> Screen:
    """Brought along by a link."""
    text = texts("🎟 Promo code {code} is noted: it is counted in when you order a paid plan.", code=escape(code))
    return Screen(text)


def wrong_link(texts: Texts) -> Screen:
    return Screen(texts("There is no promo code in this link. If you have one, type it before you order."))


def refused(texts: Texts, why: str) -> Screen:
    """The summary without the code follows."""
    return Screen(texts("{why}\n\nNothing is ordered yet: take another code, or order without one.", why=why))


def own(texts: Texts, code: PromoCode, link: str) -> Screen:
    """``link``: to the sales bot with the code."""
    text = texts.plural(
        "🎁 <b>Bring another owner</b>\n\nWhoever buys a first bot by your code gets {n} day on top, and so do you."
        "\n\nCode: <code>{code}</code>\nLink: <code>{link}</code>",
        "🎁 <b>Bring another owner</b>\n\nWhoever buys a first bot by your code gets {n} days on top, and so do you."
        "\n\nCode: <code>{code}</code>\nLink: <code>{link}</code>",
        int(code.value),
        code=escape(code.code),
        link=escape(link),
    )
    send = InlineKeyboardButton(
        text=texts("📨 Send the link"), url=f"https://t.me/share/url?url={quote(link, safe='')}"
    )
    return Screen(text, rows([send]))


def nothing_given(texts: Texts) -> Screen:
    return Screen(texts("Nothing is given for bringing others at the moment."))


def _without(texts: Texts) -> InlineKeyboardMarkup:
    return rows([InlineKeyboardButton(text=texts("⬅️ Without a promo code"), callback_data=NoPromoCode().pack())])
