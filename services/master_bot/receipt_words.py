"""What a receipt calls the thing that was sold, by the buyer's language: words of a fiscal document."""

from __future__ import annotations

from services.master_bot.storage.plans import Plan

_LINES = {
    "ru": "Доступ к боту онлайн-записи @{bot}, тариф «{plan}»",
    "en": "Access to the booking bot @{bot}, plan “{plan}”",
}


def receipt_line(plan: Plan, bot_username: str, locale: str) -> str:
    language = locale if locale in _LINES else "en"
    title = plan.title.get(language) or plan.code
    return _LINES[language].format(bot=bot_username, plan=title)
