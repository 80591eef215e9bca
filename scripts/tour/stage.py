"""Where the tour is played: the booking bot as in production, the Telegram stand-in, three people, a stopped clock."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from scripts.simulators.telegram.chat_page import add_page
from scripts.simulators.telegram.people import People, Person
from scripts.simulators.telegram.server import TelegramServer
from scripts.simulators.telegram.web.timing import Timing
from scripts.simulators.telegram.world.world import World
from tests.support.running_bot import RunningBot

BOT = "lokon_bot"
BUSINESS = "Студия «Локон»"
ZONE = ZoneInfo("Europe/Moscow")
OWNER_ID = 1001
MORNING = datetime(2026, 9, 8, 9, 40, tzinfo=ZONE)
"""A Tuesday, before the studio opens: what the pictures say does not depend on the day they are made."""

Side = Literal["alice", "bob", "owner", "maria"]


@dataclass(slots=True)
class StoppedClock:
    """Shows ``now`` until it is set."""

    now: datetime = MORNING

    def __call__(self) -> datetime:
        return self.now


@dataclass(slots=True)
class Stage:
    """``alice`` and ``bob`` are customers, he in English, ``maria`` works there; ``url`` is that of the chat page."""

    url: str
    clock: StoppedClock
    bot: RunningBot
    owner: Person
    alice: Person
    bob: Person
    maria: Person
    _running: AsyncExitStack = field(default_factory=AsyncExitStack)

    def person(self, side: Side) -> Person:
        return {"owner": self.owner, "alice": self.alice, "bob": self.bob, "maria": self.maria}[side]

    async def start(self) -> None:
        await self._running.enter_async_context(self.bot.running())

    async def stop(self) -> None:
        await self._running.aclose()

    def minutes_pass(self, minutes: int = 2) -> None:
        """What happens next is not told together with what happened before."""
        self.clock.now += timedelta(minutes=minutes)

    async def later(self, *, days: int = 0, at: str) -> None:
        """So many days later, at this time of the day; the bot is started again, as if it had been away since."""
        await self.stop()
        hours, minutes = map(int, at.split(":"))
        day = (self.clock.now + timedelta(days=days)).replace(hour=hours, minute=minutes)
        assert day >= self.clock.now, f"{day} is over"
        self.clock.now = day
        await self.start()


@asynccontextmanager
async def open_stage(folder: Path) -> AsyncIterator[Stage]:
    """With everything running; the bot's database lies in ``folder``."""
    clock = StoppedClock()
    world = World(lambda: clock().timestamp())
    async with (
        TelegramServer(world, extras=[add_page], timing=Timing(held=0.3)) as telegram,
        People(telegram.url) as people,
    ):
        settings = {
            "BOT_TOKEN": await people.bot(BOT, name=BUSINESS),
            "ADMIN_IDS": str(OWNER_ID),
            "BUSINESS_NAME": BUSINESS,
            "TIMEZONE": ZONE.key,
            "LOCALE": "ru",
            "TELEGRAM_API_URL": telegram.url,
            "DATABASE_PATH": str(folder / "bookings.db"),
        }
        stage = Stage(
            telegram.url,
            clock,
            RunningBot(settings, clock=clock),
            owner=people.person("Анна", user_id=OWNER_ID, phone="+79990000101"),
            alice=people.person("Алиса", phone="+79990000102", username="alice"),
            bob=people.person("Bob", phone="+79990000103", language="en"),
            maria=people.person("Мария", phone="+79990000104"),
        )
        await stage.start()
        try:
            yield stage
        finally:
            await stage.stop()
