"""What is for sale."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from aiogram.types import InlineKeyboardButton

from services.sales_bot.views import words
from services.sales_bot.views.callbacks import PickPlan, RenewWith
from services.shared.master_api.models import Client, Plan
from services.shared.runtime.translations import Texts
from services.shared.telegram.screens import Screen, rows


def plans(texts: Texts, on_sale: Iterable[Plan]) -> Screen:
    """All plans, the trial first."""
    ordered = sorted(on_sale, key=lambda plan: not plan.is_trial)
    if not ordered:
        return Screen(texts("Nothing is for sale at the moment. Please come back later."))
    parts = [texts("<b>Plans</b>"), *(_described(texts, plan) for plan in ordered)]
    buttons = [[_button(texts, plan, PickPlan(code=plan.code).pack())] for plan in ordered]
    return Screen("\n\n".join(parts), rows(*buttons))


def gone(texts: Texts) -> Screen:
    """The one that was chosen."""
    return Screen(texts("This plan is no longer for sale. Here is what there is."))


def renewal(texts: Texts, client: Client, on_sale: Iterable[Plan]) -> Screen:
    """The plans with which a bot's subscription can go on."""
    paid = [plan for plan in on_sale if not plan.is_trial]
    head = texts("For how long is @{bot} to be renewed?", bot=escape(client.bot_username))
    buttons = [[_button(texts, plan, RenewWith(client_id=client.client_id, code=plan.code).pack())] for plan in paid]
    return Screen("\n\n".join([head, *(_described(texts, plan) for plan in paid)]), rows(*buttons))


def _described(texts: Texts, plan: Plan) -> str:
    head = f"<b>{escape(words.title(texts, plan))}</b> — {words.price(texts, plan)} {words.period(texts, plan)}"
    description = plan.description.get(texts.language) or plan.description.get("en") or ""
    lines = [head, words.limits(texts, plan.limits), f"<i>{escape(description)}</i>" if description else ""]
    return "\n".join(line for line in lines if line)


def _button(texts: Texts, plan: Plan, data: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=f"{words.title(texts, plan)} — {words.price(texts, plan)}", callback_data=data)
