"""Figures, and what is said when something is not possible."""

from __future__ import annotations

from html import escape

from aiogram.types import InlineKeyboardButton

from services.master_bot.bot.views.callbacks import ShowNumbers
from services.master_bot.bot.views.clients import AGAIN, back_to_list
from services.shared.master_api.errors import MasterApiAway, MasterApiRefused
from services.shared.master_api.models import Json
from services.shared.runtime.translations import Texts
from services.shared.telegram.screens import Screen, rows


def numbers(texts: Texts, figures: Json) -> Screen:
    """``{"clients.running": 12, …}`` as a table: a line a figure, a heading a group."""
    groups: dict[str, list[str]] = {}
    for name, value in figures.items():
        group, _, label = name.rpartition(".")
        groups.setdefault(group, []).append(f"{escape(label)}: <b>{escape(str(value))}</b>")
    parts = ["\n".join([f"<u>{escape(_group(texts, group))}</u>", *lines]) for group, lines in groups.items()]
    again = InlineKeyboardButton(text=AGAIN, callback_data=ShowNumbers().pack())
    text = "\n\n".join([texts("<b>Figures</b>"), *parts]) if parts else texts("There are no figures yet.")
    return Screen(text, rows([again, back_to_list(texts)]))


def not_for_you(texts: Texts) -> str:
    return texts("This bot is for the people who run the platform. To get a booking bot, please use our sales bot.")


def lost(texts: Texts) -> Screen:
    return Screen(texts("This button is out of date."), rows([back_to_list(texts)]))


def problem(texts: Texts, error: Exception) -> Screen:
    return Screen(_why(texts, error), rows([back_to_list(texts)]))


def _why(texts: Texts, error: Exception) -> str:
    if isinstance(error, MasterApiAway):
        return texts("The master API does not answer. Does it run? (<code>make status</code>)")
    if isinstance(error, MasterApiRefused) and error.problem.status == 404:
        return texts("There is no such thing here (any more).")
    if isinstance(error, MasterApiRefused) and error.problem.status == 504:
        return texts("The deploy worker does not answer. Does it run? (<code>make status</code>)")
    if isinstance(error, MasterApiRefused):
        return texts("The master API refuses: {reason}", reason=f"<code>{escape(str(error))}</code>")
    return texts("Something went wrong; it is in the log of this bot.")


def _group(texts: Texts, group: str) -> str:
    words = {
        "clients": texts("Clients"),
        "orders": texts("Orders"),
        "deployments": texts("Deployments"),
        "outbox": texts("Messages"),
        "quarantine": texts("Quarantine"),
        "money": texts("Money, ₽"),
    }
    return words.get(group, group)
