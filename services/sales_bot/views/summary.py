"""What is about to be ordered, and what can still be changed about it."""

from __future__ import annotations

from html import escape

from aiogram.types import InlineKeyboardButton

from services.sales_bot.basket import Basket
from services.sales_bot.views import words
from services.sales_bot.views.callbacks import (
    AgreeToAutopay,
    AskEmail,
    AskPromoCode,
    NoAutopay,
    PlaceOrder,
    ShowConsent,
)
from services.sales_bot.views.menu import main_keyboard
from services.sales_bot.views.problems import consent_outdated
from services.shared.master_api.models import Plan
from services.shared.master_api.shop import Consent, Shop
from services.shared.runtime.translations import Texts
from services.shared.telegram.screens import Screen, rows


def noted(texts: Texts) -> Screen:
    """After the last answer that was asked for: the usual buttons are back."""
    return Screen(texts("👌 That is all I need."), main_keyboard(texts))


def free(texts: Texts, basket: Basket, plan: Plan) -> Screen:
    """What is ordered without another question."""
    return Screen("\n".join(_lines(texts, basket, plan)), main_keyboard(texts))


def summary(texts: Texts, basket: Basket, plan: Plan, terms: Shop) -> Screen:
    """What is ordered once the buyer says so."""
    lines = _lines(texts, basket, plan)
    if basket.promo_code is not None:
        lines.append(texts("🎟 Promo code: {code}, counted in as you order", code=escape(basket.promo_code)))
    if basket.email is not None:
        lines.append(texts("✉️ Receipt to: {email}", email=escape(basket.email)))
    if basket.client_id is not None and basket.renews and basket.autopay_consent is None:
        lines.append(texts("🔁 Renews itself already. A new tick is a new consent: to another card, or to this price."))
    place = InlineKeyboardButton(text=texts("✅ Place the order"), callback_data=PlaceOrder(mark=basket.mark).pack())
    buttons = [[place], [_promo_code(texts, basket)]]
    if terms.autopay:
        buttons.append([_autopay(texts, basket)])
    if basket.email is not None:
        buttons.append([InlineKeyboardButton(text=texts("✉️ Another address"), callback_data=AskEmail().pack())])
    return Screen("\n".join(lines), rows(*buttons))


def consent(texts: Texts, asked: Consent, *, changed: bool = False) -> Screen:
    """The text of automatic renewal, word for word; the tick under it is the consent.

    ``changed``: since the one that was agreed to.
    """
    text = asked.text.get(texts.language) or asked.text.get("en") or ""
    agree = InlineKeyboardButton(
        text=texts("☑️ I agree, renew automatically"), callback_data=AgreeToAutopay(version=asked.version).pack()
    )
    without = InlineKeyboardButton(text=texts("⬅️ Without it"), callback_data=NoAutopay().pack())
    parts = [texts("<b>Automatic renewal</b>"), *([consent_outdated(texts)] if changed else []), escape(text)]
    return Screen("\n\n".join(parts), rows([agree], [without]))


def _lines(texts: Texts, basket: Basket, plan: Plan) -> list[str]:
    chosen = f"{words.title(texts, plan)}, {words.price(texts, plan)} {words.period(texts, plan)}"
    lines = [
        texts("<b>Your order</b>"),
        texts("Plan: {plan}", plan=escape(chosen)),
        texts("Business: {name}", name=escape(basket.business_name or "")),
    ]
    if basket.bot is not None:
        lines.append(texts("Bot: @{bot}", bot=escape(basket.bot.username)))
    return lines


def _promo_code(texts: Texts, basket: Basket) -> InlineKeyboardButton:
    text = texts("🎟 Promo code") if basket.promo_code is None else texts("🎟 Another promo code, or none")
    return InlineKeyboardButton(text=text, callback_data=AskPromoCode().pack())


def _autopay(texts: Texts, basket: Basket) -> InlineKeyboardButton:
    if basket.autopay_consent is not None:
        return InlineKeyboardButton(text=texts("☑️ Renew automatically"), callback_data=NoAutopay().pack())
    return InlineKeyboardButton(text=texts("☐ Renew automatically"), callback_data=ShowConsent().pack())
