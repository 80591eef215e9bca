"""Makes the object that speaks with Telegram, or with whatever stands at ``api_url``."""

from __future__ import annotations

from typing import Any

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

from services.shared.runtime.secret import Secret
from services.shared.telegram.lean import complete
from services.shared.telegram.sending import Limits, PaceSending

CALL_SECONDS = 30


class LeanSession(AiohttpSession):
    """Builds the types of an answer once, where the lean import has put that off."""

    def check_response(
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        complete(method.__returning__)
        return super().check_response(bot, method, status_code, content)


def make_bot(token: Secret, api_url: str, proxy: str = "", limits: Limits | None = None) -> Bot:
    """A bot that writes HTML, no faster than Telegram lets it.

    Every call is given up after 30 s, a long poll that much later than it asks for.

    Args:
        token: as from @BotFather; aiogram raises ``TokenValidationError`` for a text of another shape.
        api_url: ``https://api.telegram.org``, a local Bot API server, or a simulator.
        proxy: ``http://`` or ``socks5://`` address; empty for none.
        limits: how fast it may write; None for Telegram's.
    """
    more: dict[str, Any] = {"proxy": proxy} if proxy else {}
    session = LeanSession(api=TelegramAPIServer.from_base(api_url), timeout=CALL_SECONDS, **more)
    session.middleware(PaceSending(limits or Limits()))
    return Bot(token.reveal(), session=session, default=DefaultBotProperties(parse_mode=ParseMode.HTML))
