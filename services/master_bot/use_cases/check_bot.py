"""Is this token good, and whose bot is it?"""

from __future__ import annotations

from typing import Protocol

from services.master_bot.storage import clients, orders
from services.master_bot.use_cases.refusals import BotTokenInUse, BotTokenRefused, TelegramIsAway
from services.shared.postgres.pool import Transaction
from services.shared.runtime.secret import Secret
from services.shared.telegram.plain_api import (
    BotAccount,
    PlainTelegram,
    TelegramAway,
    TelegramRefused,
    looks_like_token,
)


class AsksTelegram(Protocol):
    """Whoever has a line to Telegram."""

    @property
    def telegram(self) -> PlainTelegram: ...


def ask_telegram(context: AsksTelegram, token: Secret) -> BotAccount:
    """The bot of this token. Raises ``BotTokenRefused`` or ``TelegramIsAway``."""
    if not looks_like_token(token):
        raise BotTokenRefused("this is not a bot token: it looks like 123456789:AAF… and comes from @BotFather")
    try:
        return context.telegram.get_me(token)
    except TelegramRefused as refused:
        if refused.code in {401, 404}:
            raise BotTokenRefused("Telegram does not know this token: copy it again from @BotFather") from None
        raise TelegramIsAway(
            f"Telegram could not check the token ({refused.description}): try again in a minute"
        ) from None
    except TelegramAway:
        raise TelegramIsAway("Telegram does not answer: try again in a minute") from None


def require_free(tx: Transaction, account: BotAccount) -> None:
    """Raises ``BotTokenInUse`` when a client has this bot."""
    if clients.by_bot(tx, account.id) is not None:
        raise BotTokenInUse(f"@{account.username} already works for a client: take another bot")


def require_unreserved(tx: Transaction, account: BotAccount) -> None:
    """Raises ``BotTokenInUse`` when an open order has reserved this bot."""
    if orders.open_for_bot(tx, account.id) is not None:
        raise BotTokenInUse(f"@{account.username} is being bought at this moment: take another bot")
