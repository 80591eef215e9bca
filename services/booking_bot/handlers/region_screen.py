"""The screen of language, currency and zone, for every way that leads to it."""

from __future__ import annotations

from dataclasses import dataclass

from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.use_cases.zone import FormerZone
from services.booking_bot.views import owner_region
from services.booking_bot.views.words import Html, Words
from services.shared.runtime.clock import Clock
from services.shared.telegram.screens import Screen


@dataclass(frozen=True, slots=True)
class RegionScreen:
    """Raises ``NotAllowed``."""

    former_zone: FormerZone
    clock: Clock

    async def __call__(self, words: Words, settings: BusinessSettings, by: int, title: Html | None = None) -> Screen:
        return owner_region.region(words, settings, await self.former_zone(by=by), self.clock(), title)
