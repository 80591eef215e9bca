"""Puts the bot's name, texts and photo into Telegram."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from aiogram import Bot
from aiogram.types import BufferedInputFile, InputProfilePhotoStatic

from services.booking_bot.domain.bot_profile import BotProfile, BotProfilePart


@dataclass(frozen=True, slots=True)
class ProfileInTelegram:
    """Each call may be repeated. Raises ``TelegramRetryAfter`` where Telegram wants a pause, as it does for names."""

    bot: Bot

    async def put(self, profiles: Mapping[str, BotProfile], default: str) -> None:
        """``profiles``: language → texts; ``default`` is the language of everybody else.

        Names come last, and one that is there already is left alone: Telegram lets it be changed only rarely, and the
        other texts are to be in place when it refuses.
        """
        by_code = {"": profiles[default], **profiles}
        for code, profile in by_code.items():
            await self.bot.set_my_description(profile[BotProfilePart.DESCRIPTION], language_code=code)
            await self.bot.set_my_short_description(profile[BotProfilePart.ABOUT], language_code=code)
        for code, profile in by_code.items():
            name = profile[BotProfilePart.NAME]
            if (await self.bot.get_my_name(language_code=code)).name != name:
                await self.bot.set_my_name(name, language_code=code)

    async def put_photo(self, file_id: str) -> None:
        """A photo that was sent to the bot. Raises ``TelegramBadRequest`` for one that Telegram does not take."""
        data = await self.bot.download(file_id)
        assert data is not None
        photo = BufferedInputFile(data.read(), "photo.jpg")
        await self.bot.set_my_profile_photo(InputProfilePhotoStatic(photo=photo))
