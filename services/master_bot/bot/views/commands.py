"""The commands of the operator's bot."""

from __future__ import annotations

from aiogram.types import BotCommand

from services.shared.runtime.translations import Texts

START = "start"
CLIENTS = "clients"
NUMBERS = "numbers"
QUARANTINE = "quarantine"


def commands(texts: Texts) -> list[BotCommand]:
    return [
        BotCommand(command=CLIENTS, description=texts("Clients and their bots")),
        BotCommand(command=NUMBERS, description=texts("Figures of the fleet and of the money")),
        BotCommand(command=QUARANTINE, description=texts("Payments that need a human")),
    ]
