"""What the owner wrote for the bot's profile instead of what is proposed."""

from __future__ import annotations

from dataclasses import dataclass

from services.booking_bot.domain.bot_profile import BotProfilePart, checked_part
from services.booking_bot.domain.errors_setup import InvalidLanguage
from services.booking_bot.domain.settings import LANGUAGES
from services.booking_bot.storage.ports import Storage, StoredSetting, Tables
from services.booking_bot.use_cases.settings import read_settings
from services.booking_bot.use_cases.setup_state import read_setup

Edits = dict[tuple[str, BotProfilePart], str]
"""(language, part) → the owner's text."""


@dataclass(frozen=True, slots=True)
class BotProfileFacts:
    """``kind``: a key of ``templates.KINDS``, "" where none was chosen."""

    kind: str
    edits: Edits


@dataclass(frozen=True, slots=True)
class GetBotProfileFacts:
    """Raises ``NotAllowed``."""

    storage: Storage

    async def __call__(self, *, by: int) -> BotProfileFacts:
        async with self.storage.reading() as tables:
            (await read_settings(tables)).require_admin(by)
            return await _facts(tables)


@dataclass(frozen=True, slots=True)
class EditBotProfile:
    """Raises ``NotAllowed``, ``InvalidName``, ``InvalidLanguage``."""

    storage: Storage

    async def __call__(self, language: str, part: BotProfilePart, text: str, *, by: int) -> BotProfileFacts:
        if language not in LANGUAGES:
            raise InvalidLanguage(language)
        checked = checked_part(part, text)
        async with self.storage.writing() as tables:
            (await read_settings(tables)).require_admin(by)
            await tables.settings.write({_name(language, part): StoredSetting(checked)})
            return await _facts(tables)


async def _facts(tables: Tables) -> BotProfileFacts:
    stored = await tables.settings.read()
    every = [(language, part) for language in LANGUAGES for part in BotProfilePart]
    edits = {key: stored[_name(*key)].value for key in every if _name(*key) in stored}
    return BotProfileFacts((await read_setup(tables)).kind, edits)


def _name(language: str, part: BotProfilePart) -> str:
    return f"profile_{language}_{part}"
