"""The bot's menu of commands, in both languages; the people of the business see theirs too."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import BotCommand, BotCommandScopeChat, BotCommandScopeDefault

from services.booking_bot.domain.team import Member, Role, Team
from services.booking_bot.views.commands import customer_commands, owner_commands, specialist_commands
from services.shared.runtime.translations import SOURCE, Texts, Translations

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Menu:
    """Sets the lists of commands; each may be set again and again."""

    bot: Bot
    translations: Translations
    _roles: dict[int, Role | None] = field(default_factory=dict)

    async def for_customers(self) -> None:
        for code, texts in self._languages():
            await self._set(BotCommandScopeDefault(), code, customer_commands(texts))

    async def for_person(self, user_id: int, team: Team) -> None:
        """That of the person's role, once a run and whenever it is another one; of who is in no team that of all.

        Telegram refuses it before the person's first word, so it is to be set when one speaks. Of who left the team
        it is taken away then, too, in case it was not when he left.
        """
        member = team.member(user_id)
        has_one = user_id in self._roles or any(user_id == one.user_id for one in (*team.members, *team.left))
        role = None if member is None else member.role
        if not has_one or (user_id in self._roles and self._roles[user_id] is role):
            return
        self._roles[user_id] = role
        await self._for_role(user_id, member)

    async def _for_role(self, user_id: int, member: Member | None) -> None:
        scope = BotCommandScopeChat(chat_id=user_id)
        for code, texts in self._languages():
            if member is None:
                await self._take_away(scope, code)
            else:
                await self._set(scope, code, owner_commands(texts) if member.manages else specialist_commands(texts))

    def _languages(self) -> list[tuple[str | None, Texts]]:
        return [(None if name == SOURCE else name, texts) for name, texts in self.translations.items()]

    async def _set(
        self, scope: BotCommandScopeDefault | BotCommandScopeChat, code: str | None, commands: list[BotCommand]
    ) -> None:
        try:
            await self.bot.set_my_commands(commands, scope=scope, language_code=code)
        except (AiogramError, OSError, TimeoutError) as error:
            logger.info("a menu was not set: %s", type(error).__name__)

    async def _take_away(self, scope: BotCommandScopeChat, code: str | None) -> None:
        try:
            await self.bot.delete_my_commands(scope=scope, language_code=code)
        except (AiogramError, OSError, TimeoutError) as error:
            logger.info("a menu was not taken away: %s", type(error).__name__)
