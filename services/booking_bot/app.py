"""The only wiring of the booking bot: settings in, a bot that runs until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from pathlib import Path

from aiogram import Bot, Dispatcher
from redis.asyncio import Redis

from services.booking_bot.dialogs import DialogsOrNone, SqliteDialogs
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.drawing.children import Drawing
from services.booking_bot.handlers.routers import add_handlers
from services.booking_bot.handlers.taps import AnswerTaps
from services.booking_bot.handlers.visitors import KnowVisitor, Speech, Visitors
from services.booking_bot.live_lists import LiveLists
from services.booking_bot.menu import Menu
from services.booking_bot.plan_news import TellPlanNews
from services.booking_bot.sender import NoticeRows, NoticeSender
from services.booking_bot.settings import BotSettings
from services.booking_bot.storage.errors import StorageAway
from services.booking_bot.storage.postgres.database import PostgresStorage
from services.booking_bot.storage.sqlite.database import SqliteStorage
from services.booking_bot.team_letters import SendLetter
from services.booking_bot.team_news import TellJoined
from services.booking_bot.use_cases.closing import AskAtClosing
from services.booking_bot.use_cases.customers import GetCustomer, RememberCustomer
from services.booking_bot.use_cases.deliveries import ClaimDelivery
from services.booking_bot.use_cases.digests import WriteDigests
from services.booking_bot.use_cases.displaced import CallOverdue
from services.booking_bot.use_cases.first_service import OfferFirstService
from services.booking_bot.use_cases.invitations import JoinedTold, NextJoined
from services.booking_bot.use_cases.notices import (
    NextNotice,
    NoticeFailed,
    NoticeLater,
    NoticeSent,
    ReleaseNotices,
    TidyUp,
)
from services.booking_bot.use_cases.own_texts import TextBook
from services.booking_bot.use_cases.plan_limits import LookAtPlan, PlanTold
from services.booking_bot.use_cases.presence import Presence
from services.booking_bot.use_cases.price_changes import ApplyDuePrices, NextPrices
from services.booking_bot.use_cases.retention import ForgetLapsed
from services.booking_bot.use_cases.settings import ApplyEnvironment, ReadSettings
from services.booking_bot.wiring.handed_out import handed_out
from services.booking_bot.wiring.lists import list_rows
from services.booking_bot.wiring.shop import for_shop
from services.shared.runtime.clock import Clock, utc_now
from services.shared.runtime.translations import Translations
from services.shared.telegram.bot_factory import make_bot
from services.shared.telegram.dialogs import DialogStorage, make_dispatcher
from services.shared.telegram.heartbeat import Heartbeat
from services.shared.telegram.lease import RedisLease
from services.shared.telegram.poller import Poller, PollerState, Progress
from services.shared.telegram.prefixed_storage import PrefixedRedisStorage
from services.shared.telegram.sending import Limits

logger = logging.getLogger(__name__)

LOCALES = Path(__file__).resolve().parent / "locales"


@dataclass(frozen=True, slots=True)
class Lifeline:
    """What outlives a failed start: the bot's word about itself, and the Redis that carries it."""

    progress: Progress
    redis: Redis | None = None
    heartbeat: Heartbeat | None = None

    async def tell(self, state: PollerState, detail: str) -> None:
        self.progress.state, self.progress.detail = state, detail
        logger.info("state: %s %s", state, detail)
        await self.beat()

    async def beat(self) -> None:
        if self.heartbeat is not None:
            await self.heartbeat.beat()


async def run_bot(
    settings: BotSettings,
    lifeline: Lifeline,
    stop: asyncio.Event,
    clock: Clock = utc_now,
    limits: Limits | None = None,
) -> None:
    """Run until ``stop`` is set; then handlers end, the offset is confirmed, the lease given back, all is closed.

    Raises:
        StorageAway: the database did not answer at the start.
        DomainError: a value of the settings file cannot be taken over.
        MigrationError: the database is newer than this program.
    """
    storage = await open_storage(settings)
    try:
        translations = Translations(LOCALES)
        business = await ApplyEnvironment(storage, clock)(settings.business)
        await OfferFirstService(storage)(translations[business.locale]("Consultation"))
        parts = Parts(settings, lifeline, storage, Speech(translations, TextBook(storage)), clock, limits)
        await parts.run(stop)
    finally:
        await storage.close()


async def open_storage(settings: BotSettings) -> PostgresStorage | SqliteStorage:
    """The database that the settings name; the SQLite file is made and brought up to date. Raises ``StorageAway``."""
    if settings.database_url is not None:
        storage = PostgresStorage(settings.database_url)
        await storage.open()
        return storage
    assert settings.database_path is not None
    try:
        settings.database_path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageAway(f"{settings.database_path} cannot be used: {error.strerror}") from error
    return await SqliteStorage.open(settings.database_path)


@dataclass(frozen=True, slots=True)
class Parts:
    """One bot, put together."""

    settings: BotSettings
    lifeline: Lifeline
    storage: PostgresStorage | SqliteStorage
    speech: Speech
    clock: Clock
    limits: Limits | None = None
    presence: Presence = field(default_factory=Presence)
    visitors: Visitors = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "visitors", Visitors(RememberCustomer(self.storage, self.clock)))

    async def run(self, stop: asyncio.Event) -> None:
        """Poll and send until ``stop`` is set."""
        settings = self.settings
        bot = make_bot(settings.token, settings.telegram_api_url, settings.telegram_proxy, self.limits)
        may_send, ended = asyncio.Event(), asyncio.Event()
        menu = Menu(bot, self.speech.translations)
        poller = self._poller(bot, menu, may_send)
        sender = self._sender(bot, may_send)
        try:
            async with asyncio.TaskGroup() as group:
                setting_menu = group.create_task(menu.for_customers(), name="menu")
                group.create_task(sender.run(ended), name="notices")
                await poller.run(stop)
                ended.set()
                setting_menu.cancel()
        finally:
            await bot.session.close()

    def _poller(self, bot: Bot, menu: Menu, may_send: asyncio.Event) -> Poller:
        progress = self.lifeline.progress

        async def changed() -> None:
            if progress.state is PollerState.POLLING:
                may_send.set()
            else:
                may_send.clear()
            await self.lifeline.beat()

        return Poller(bot, self.dispatcher(menu), self._lease(), changed=changed, clock=self.clock, progress=progress)

    def _lease(self) -> RedisLease | None:
        redis, heartbeat, settings = self.lifeline.redis, self.lifeline.heartbeat, self.settings.redis
        if redis is None or heartbeat is None or settings is None:
            return None
        return RedisLease(redis, f"{settings.key_prefix}poller", heartbeat.instance)

    def dispatcher(self, menu: Menu) -> Dispatcher:
        speech, visitors, read_settings = self.speech, self.visitors, ReadSettings(self.storage)
        dispatcher = make_dispatcher(self._dialogs(), around=(AnswerTaps(),))
        dispatcher.workflow_data.update(handed_out(self.storage, self.clock))
        dispatcher.workflow_data.update(for_shop(self.storage, self.clock, speech))
        dispatcher["visitors"], dispatcher["speech"], dispatcher["menu"] = visitors, speech, menu
        dispatcher["drawing"] = Drawing()
        dispatcher["speechless"] = speech(None, BusinessSettings())
        add_handlers(dispatcher, KnowVisitor(visitors, read_settings, speech, self.clock, self.presence))
        return dispatcher

    def _dialogs(self) -> DialogStorage:
        settings, redis = self.settings.redis, self.lifeline.redis
        if settings is not None and redis is not None:
            return DialogsOrNone(PrefixedRedisStorage(redis, settings.key_prefix))
        assert isinstance(self.storage, SqliteStorage)
        return SqliteDialogs(self.storage, self.clock)

    def _sender(self, bot: Bot, may_send: asyncio.Event) -> NoticeSender:
        storage, clock = self.storage, self.clock
        rows = NoticeRows(
            release=ReleaseNotices(storage),
            claim=ClaimDelivery(storage, clock, self.presence),
            sent=NoticeSent(storage),
            later=NoticeLater(storage, clock),
            failed=NoticeFailed(storage, clock),
            next_due=NextNotice(storage),
            tidy_up=TidyUp(storage, clock),
            ask_at_closing=AskAtClosing(storage, clock),
            write_digests=WriteDigests(storage, clock),
            apply_prices=ApplyDuePrices(storage, clock),
            next_prices=NextPrices(storage),
            call_overdue=CallOverdue(storage, clock),
            forget_lapsed=ForgetLapsed(storage, clock),
        )
        read_settings, speech, written = ReadSettings(storage), self.speech, storage.notice_written
        send_letter = SendLetter(bot, read_settings, GetCustomer(storage), speech)
        tell_joined = TellJoined(NextJoined(storage), JoinedTold(storage), send_letter)
        tell_plan_news = TellPlanNews(LookAtPlan(storage, clock), PlanTold(storage), send_letter)
        lists = LiveLists(bot, list_rows(storage, clock), read_settings, speech, clock)
        forgotten = self.visitors.forget
        tellers = (tell_joined, tell_plan_news)
        return NoticeSender(bot, rows, read_settings, speech, written, may_send, clock, forgotten, *tellers, lists)
