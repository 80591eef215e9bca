"""Commands: constants used by handlers, menus and tests alike."""

from __future__ import annotations

from aiogram.types import BotCommand

from services.shared.runtime.translations import Texts

START = "start"
MY_BOOKINGS = "my"
LANGUAGE = "language"
HELP = "help"
PRIVACY = "privacy"
MANAGE = "admin"
MY_DAY = "day"
TODAY = "today"
TOMORROW = "tomorrow"

SERVICE_LINK = "s"
"""``/start s12``: the times of service 12."""
SPECIALIST_LINK = "m"
"""``/start m5``: what specialist 5 does."""
CUSTOMER_LINK = "v"
"""``/start vX7…``: a code that the shop had made for one customer."""
MY_BOOKINGS_LINK = "my"
TEAM_LINK = "t"
"""``/start t`` and a code (``domain.one_time_codes``): an invitation to the team."""


def customer_commands(texts: Texts) -> list[BotCommand]:
    return [
        BotCommand(command=START, description=texts("Book a visit")),
        BotCommand(command=MY_BOOKINGS, description=texts("My bookings")),
        BotCommand(command=LANGUAGE, description=texts("Language")),
        BotCommand(command=PRIVACY, description=texts("My data")),
        BotCommand(command=HELP, description=texts("Help")),
    ]


def owner_commands(texts: Texts) -> list[BotCommand]:
    return [
        BotCommand(command=MANAGE, description=texts("Manage the business")),
        BotCommand(command=TODAY, description=texts("Today's bookings")),
        BotCommand(command=TOMORROW, description=texts("Tomorrow's bookings")),
        *customer_commands(texts),
    ]


def specialist_commands(texts: Texts) -> list[BotCommand]:
    return [
        BotCommand(command=MY_DAY, description=texts("My day")),
        BotCommand(command=TODAY, description=texts("Today's bookings")),
        BotCommand(command=TOMORROW, description=texts("Tomorrow's bookings")),
        *customer_commands(texts),
    ]
