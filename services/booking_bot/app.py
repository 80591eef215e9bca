"""The only wiring of the booking bot: settings in, a bot that runs until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from pathlib import Path

from aiogram import Bot, Dispatcher
from redis.asyncio import Redis

from services.booking_bot.dialogs import DialogsOrNone, SqliteDialogs
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.handlers.booking_screen import BookingScreen
from services.booking_bot.handlers.choosing import DescribeChoice, MonthScreen, QuestionScreen, ServiceScreen
from services.booking_bot.handlers.owner_photos import Photos
from services.booking_bot.handlers.owner_resources import Resources
from services.booking_bot.handlers.owner_service_steps import SaveService
from services.booking_bot.handlers.routers import add_handlers
from services.booking_bot.handlers.taps import AnswerTaps
from services.booking_bot.handlers.visitors import KnowVisitor, Speech, Visitors
from services.booking_bot.menu import Menu
from services.booking_bot.sender import NoticeRows, NoticeSender
from services.booking_bot.settings import BotSettings
from services.booking_bot.storage.errors import StorageAway
from services.booking_bot.storage.ports import Storage
from services.booking_bot.storage.postgres.database import PostgresStorage
from services.booking_bot.storage.sqlite.database import SqliteStorage
from services.booking_bot.use_cases.affected_bookings import AffectedBookings
from services.booking_bot.use_cases.blocks import BlockTime, FindFreeHours, UnblockTime
from services.booking_bot.use_cases.book import Book, BookByHand
from services.booking_bot.use_cases.bookings import DayList, GetBooking, MyBookings
from services.booking_bot.use_cases.cancel_booking import CancelBooking
from services.booking_bot.use_cases.cancel_part import CancelPart
from services.booking_bot.use_cases.categories import ListCategories, NameCategory, SetCategory
from services.booking_bot.use_cases.clientele import (
    EditProfile,
    FindCustomers,
    GetCustomerCard,
    ListCustomers,
    SetAccess,
)
from services.booking_bot.use_cases.closing import AskAtClosing, DayToMark, RestCame
from services.booking_bot.use_cases.confirm_visit import ConfirmVisit
from services.booking_bot.use_cases.contact import (
    AgreeToData,
    GetAgreement,
    GiveName,
    GivePhone,
    LeavePhoneOut,
    TakeConsentBack,
)
from services.booking_bot.use_cases.customers import ChooseLanguage, GetCustomer, RememberCustomer
from services.booking_bot.use_cases.find_times import FindTimes
from services.booking_bot.use_cases.first_service import OfferFirstService
from services.booking_bot.use_cases.free_times import FreeDays, FreeSlots
from services.booking_bot.use_cases.hold import HoldTime
from services.booking_bot.use_cases.hours import GetWeeklyHours, SetWeekdayHours
from services.booking_bot.use_cases.mark_visit import MarkVisit, SetReceived
from services.booking_bot.use_cases.merge_customers import MergeCustomers, PreviewMerge
from services.booking_bot.use_cases.months import LookAtMonth
from services.booking_bot.use_cases.move_booking import MoveBooking
from services.booking_bot.use_cases.nearest_times import FindNearestTimes
from services.booking_bot.use_cases.notices import (
    ClaimNotice,
    NextNotice,
    NoticeFailed,
    NoticeLater,
    NoticeSent,
    ReleaseNotices,
    TidyUp,
)
from services.booking_bot.use_cases.offers import GetOffer, ListOffers
from services.booking_bot.use_cases.personal_data import ChangeMyName, DeleteMyData, GetMyData
from services.booking_bot.use_cases.photos import SetServicePhoto, SetSpecialistPhoto
from services.booking_bot.use_cases.questions import AskShop, RememberCopy, WhoAsked
from services.booking_bot.use_cases.resources import (
    AddResource,
    EditResource,
    GetResource,
    ListResources,
    RemoveResource,
    SetNeed,
)
from services.booking_bot.use_cases.say_late import SayLate
from services.booking_bot.use_cases.schedule import (
    AddException,
    DropShifts,
    GetShifts,
    ListExceptions,
    RemoveException,
    SetShift,
)
from services.booking_bot.use_cases.services import (
    AddService,
    EditService,
    GetService,
    HideService,
    ListServices,
    SetServiceRules,
    ShowService,
)
from services.booking_bot.use_cases.settings import ApplyEnvironment, ChangeSettings, ReadSettings
from services.booking_bot.use_cases.specialists import (
    AddSpecialist,
    EditSpecialist,
    GetSpecialist,
    ListSpecialists,
    SetOwnTerms,
)
from services.shared.runtime.clock import Clock, utc_now
from services.shared.runtime.translations import Translations
from services.shared.telegram.bot_factory import make_bot
from services.shared.telegram.dialogs import DialogStorage, make_dispatcher
from services.shared.telegram.heartbeat import Heartbeat
from services.shared.telegram.lease import RedisLease
from services.shared.telegram.poller import Poller, PollerState, Progress
from services.shared.telegram.prefixed_storage import PrefixedRedisStorage

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


async def run_bot(settings: BotSettings, lifeline: Lifeline, stop: asyncio.Event, clock: Clock = utc_now) -> None:
    """Run until ``stop`` is set; then handlers end, the offset is confirmed, the lease given back, all is closed.

    Raises:
        StorageAway: the database did not answer at the start.
        DomainError: a value of the settings file cannot be taken over.
        MigrationError: the database is newer than this program.
    """
    storage = await open_storage(settings)
    try:
        translations = Translations(LOCALES)
        business = await ApplyEnvironment(storage)(settings.business)
        await OfferFirstService(storage)(translations[business.locale]("Consultation"))
        parts = Parts(settings, lifeline, storage, translations, clock)
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
    translations: Translations
    clock: Clock

    async def run(self, stop: asyncio.Event) -> None:
        """Poll and send until ``stop`` is set."""
        bot = make_bot(self.settings.token, self.settings.telegram_api_url, self.settings.telegram_proxy)
        may_send, ended = asyncio.Event(), asyncio.Event()
        menu = Menu(bot, self.translations)
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
        speech, read_settings = Speech(self.translations), ReadSettings(self.storage)
        visitors = Visitors(RememberCustomer(self.storage, self.clock))
        dispatcher = make_dispatcher(self._dialogs(), around=(AnswerTaps(),))
        dispatcher.workflow_data.update(handed_out(self.storage, self.clock))
        dispatcher.workflow_data.update(handed_out_about_people(self.storage, self.clock))
        dispatcher["visitors"], dispatcher["speech"], dispatcher["menu"] = visitors, speech, menu
        dispatcher["speechless"] = speech(None, BusinessSettings())
        add_handlers(dispatcher, KnowVisitor(visitors, read_settings, speech))
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
            claim=ClaimNotice(storage, clock),
            sent=NoticeSent(storage, clock),
            later=NoticeLater(storage, clock),
            failed=NoticeFailed(storage, clock),
            next_due=NextNotice(storage),
            tidy_up=TidyUp(storage, clock),
            ask_at_closing=AskAtClosing(storage, clock),
        )
        speech, read_settings = Speech(self.translations), ReadSettings(storage)
        return NoticeSender(bot, rows, read_settings, speech, storage.notice_written, may_send, clock)


def handed_out(storage: Storage, clock: Clock) -> dict[str, object]:
    """What handlers ask for, by the names of their parameters."""
    get_service, get_booking = GetService(storage), GetBooking(storage)
    describe_choice = DescribeChoice(GetOffer(storage), get_booking)
    look_at_month = LookAtMonth(FreeDays(storage, clock), clock)
    month_screen, list_offers = MonthScreen(look_at_month, describe_choice), ListOffers(storage)
    return {
        "clock": clock,
        "describe_choice": describe_choice,
        "month_screen": month_screen,
        "service_screen": ServiceScreen(list_offers, month_screen),
        "question_screen": QuestionScreen(HoldTime(storage, clock), describe_choice, list_offers, clock),
        "booking_screen": BookingScreen(Book(storage, clock), clock),
        "agree_to_data": AgreeToData(storage, clock),
        "give_name": GiveName(storage),
        "give_phone": GivePhone(storage),
        "leave_phone_out": LeavePhoneOut(storage),
        "get_agreement": GetAgreement(storage),
        "take_consent_back": TakeConsentBack(storage, clock),
        "get_my_data": GetMyData(storage, clock),
        "change_my_name": ChangeMyName(storage),
        "delete_data": DeleteMyData(storage, clock),
        "ask_shop": AskShop(storage),
        "who_asked": WhoAsked(storage),
        "remember_copy": RememberCopy(storage, clock),
        "get_customer": GetCustomer(storage),
        "list_specialists": ListSpecialists(storage),
        "get_specialist": GetSpecialist(storage),
        "add_specialist": AddSpecialist(storage, clock),
        "edit_specialist": EditSpecialist(storage),
        "set_own_terms": SetOwnTerms(storage),
        "free_slots": FreeSlots(storage, clock),
        "book_by_hand": BookByHand(storage, clock),
        "move_booking": MoveBooking(storage, clock),
        "cancel_booking": CancelBooking(storage, clock),
        "cancel_part": CancelPart(storage, clock),
        "confirm_visit": ConfirmVisit(storage, clock),
        "change_settings": ChangeSettings(storage),
        "say_late": SayLate(storage, clock),
        "find_nearest_times": FindNearestTimes(storage, clock),
        "find_times": FindTimes(storage, clock),
        "my_bookings": MyBookings(storage, clock),
        "get_booking": get_booking,
        "day_list": DayList(storage),
        "set_language": ChooseLanguage(storage),
        "list_services": ListServices(storage),
        "get_service": get_service,
        "add_service": AddService(storage, clock),
        "edit_service": EditService(storage),
        "hide_service": HideService(storage),
        "show_service": ShowService(storage),
        "set_service_rules": SetServiceRules(storage),
        "save_service": SaveService(AddService(storage, clock), EditService(storage)),
        "list_categories": ListCategories(storage),
        "set_category": SetCategory(storage),
        "name_category": NameCategory(storage),
        "photos": Photos(get_service, GetSpecialist(storage), SetServicePhoto(storage), SetSpecialistPhoto(storage)),
        "resources": _resources(storage, clock),
        **_schedule_parts(storage, clock),
    }


def _schedule_parts(storage: Storage, clock: Clock) -> dict[str, object]:
    return {
        "get_weekly_hours": GetWeeklyHours(storage),
        "set_weekday_hours": SetWeekdayHours(storage),
        "get_shifts": GetShifts(storage, clock),
        "set_shift": SetShift(storage, clock),
        "drop_shifts": DropShifts(storage, clock),
        "list_exceptions": ListExceptions(storage, clock),
        "add_exception": AddException(storage, clock),
        "remove_exception": RemoveException(storage, clock),
        "affected_bookings": AffectedBookings(storage, clock),
        "find_free_hours": FindFreeHours(storage, clock),
        "block_time": BlockTime(storage, clock),
        "unblock_time": UnblockTime(storage),
    }


def _resources(storage: Storage, clock: Clock) -> Resources:
    return Resources(
        ListResources(storage),
        GetResource(storage),
        AddResource(storage, clock),
        EditResource(storage),
        SetNeed(storage),
        RemoveResource(storage),
    )


def handed_out_about_people(storage: Storage, clock: Clock) -> dict[str, object]:
    """What the owner's handlers ask for about customers, and about what became of their visits."""
    return {
        "list_customers": ListCustomers(storage, clock),
        "find_customers": FindCustomers(storage, clock),
        "get_customer_card": GetCustomerCard(storage, clock),
        "edit_profile": EditProfile(storage, clock),
        "set_access": SetAccess(storage, clock),
        "preview_merge": PreviewMerge(storage),
        "merge_customers": MergeCustomers(storage, clock),
        "mark_visit": MarkVisit(storage, clock),
        "set_received": SetReceived(storage, clock),
        "day_to_mark": DayToMark(storage, clock),
        "rest_came": RestCame(storage, clock),
    }
