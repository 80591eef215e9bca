"""The bots that buyers bring: what Telegram says about them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramNotFound, TelegramUnauthorizedError
from aiogram.utils.token import TokenValidationError

from services.sales_bot.basket import ChosenBot
from services.sales_bot.seal import Seal
from services.shared.runtime.secret import Secret

_TOKEN = re.compile(r"(?<![0-9A-Za-z_-])[0-9]{5,20}:[A-Za-z0-9_-]{30,60}(?![A-Za-z0-9_-])")
CALL_SECONDS = 10


class TokenRefused(Exception):
    """Telegram does not know this token, or no longer."""


class TelegramAway(Exception):
    """Telegram gave no usable answer."""


def find_token(text: str) -> Secret | None:
    """The bot token in a message: alone, or within what @BotFather wrote."""
    found = _TOKEN.search(text)
    return Secret(found[0]) if found else None


@dataclass(frozen=True, slots=True)
class Bots:
    """``manager`` is the sales bot itself: the session to Telegram is its, and so are managed bots' tokens."""

    manager: Bot
    seal: Seal

    async def can_be_created(self) -> bool:
        """Whether Telegram offers to create a bot for the buyer."""
        return bool((await self.manager.me()).can_manage_bots)

    async def link(self, payload: str) -> str:
        """To the sales bot; it is told ``payload`` when the link is followed."""
        return f"https://t.me/{(await self.manager.me()).username}?start={payload}"

    async def look_at(self, token: Secret) -> ChosenBot:
        """Whose token this is. Raises ``TokenRefused`` or ``TelegramAway``."""
        try:
            me = await Bot(token.reveal(), session=self.manager.session).get_me(request_timeout=CALL_SECONDS)
        except (TelegramUnauthorizedError, TelegramNotFound, TokenValidationError):
            raise TokenRefused from None
        except TelegramAPIError:
            raise TelegramAway from None
        return ChosenBot(me.id, me.username or "", me.first_name, self.seal.close(token))

    async def token_of(self, bot: ChosenBot) -> Secret:
        """The token to give to the master. Raises ``TokenRefused`` or ``TelegramAway``."""
        if bot.sealed_token is not None:
            token = self.seal.open(bot.sealed_token)
            if token is None:
                raise TokenRefused
            return token
        try:
            return Secret(await self.manager.get_managed_bot_token(user_id=bot.id, request_timeout=CALL_SECONDS))
        except (TelegramUnauthorizedError, TelegramNotFound):
            raise TokenRefused from None
        except TelegramAPIError:
            raise TelegramAway from None
