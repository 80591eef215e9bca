"""What the owner sees while setting the bot up, and of what serves a price list as a whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from scripts.gallery.making import Make
from scripts.gallery.samples import CATEGORY, LONGEST_ID, PLACED, RUDE, SERVICE, SETTINGS, SPECIALIST, START
from services.booking_bot.domain.bot_profile import LONGEST, BotProfilePart
from services.booking_bot.domain.errors_setup import PricesChanged
from services.booking_bot.domain.price_changes import Planned, PriceChange
from services.booking_bot.domain.price_list import Comparison, ListedService, Wrong, WrongLine
from services.booking_bot.domain.prices import Cost, PriceKind
from services.booking_bot.domain.services import HIGHEST_PRICE
from services.booking_bot.domain.setup import Readiness, Setup, SetupStep, Task
from services.booking_bot.domain.templates import KINDS
from services.booking_bot.use_cases.price_changes import PriceBoard
from services.booking_bot.use_cases.price_list import TakenOver
from services.booking_bot.use_cases.specialist_services import SpecialistServices
from services.booking_bot.views import (
    bot_profile,
    checklist,
    home,
    links,
    owner,
    price_list,
    prices,
    service_order,
    setup,
)
from services.booking_bot.views.errors import refusal

CHOSEN = Setup(step=SetupStep.SERVICES, kind="hair", chosen=KINDS["hair"].usual)
FRESH = Readiness(Setup(), frozenset(), fresh=True)
HALF_READY = Readiness(CHOSEN, frozenset({Task.HOURS, Task.ADDRESS, Task.LINK}), fresh=False)

TEXTS = {part: (RUDE + "Щ" * 600)[: LONGEST[part]] for part in BotProfilePart}
PROFILES = {"ru": TEXTS, "en": TEXTS}
LISTED = ListedService(200, SERVICE.name, 719, Cost(SERVICE.price, PriceKind.FROM), CATEGORY.name)
COMPARISON = Comparison((LISTED,) * 100, ((SERVICE, LISTED),) * 100, 1)
BY_SUM = PriceChange(False, -HIGHEST_PRICE, 100_00, LONGEST_ID)
PRICE_BOARD = PriceBoard(
    (replace(CATEGORY, id=LONGEST_ID),) * 60,
    (Planned(LONGEST_ID, BY_SUM, START), Planned(LONGEST_ID, PriceChange(True, 500), START)) * 10,
)
OF_SPECIALIST = SpecialistServices(SPECIALIST, (SERVICE,) * 30)

SETUP_SCREENS: dict[str, Make] = {
    "home of a new business": lambda words: home.home(words, SETTINGS, [SERVICE], is_admin=True, readiness=FRESH),
    "manage, half ready": lambda words: owner.manage(words, SETTINGS, HALF_READY),
    "kind of business?": setup.ask_kind,
    **{
        f"services of {key}?": lambda words, key=key: setup.step(  # type: ignore[misc]
            words, SETTINGS, replace(CHOSEN, kind=key, chosen=KINDS[key].usual)
        )
        for key in KINDS
    },
    "services, none ticked": lambda words: setup.step(
        words, replace(SETTINGS, currency="EUR"), replace(CHOSEN, chosen=())
    ),
    "week?": lambda words: setup.step(words, SETTINGS, replace(CHOSEN, step=SetupStep.HOURS)),
    "not a week": setup.not_a_week,
    "address of a new business?": lambda words: setup.step(words, PLACED, replace(CHOSEN, step=SetupStep.ADDRESS)),
    "bot profile": lambda words: bot_profile.put(words, PROFILES),
    "bot's name?": lambda words: bot_profile.ask_part(words, "ru", BotProfilePart.NAME, RUDE, words("✅ Saved.")),
    "bot's description?": lambda words: bot_profile.ask_part(words, "en", BotProfilePart.DESCRIPTION, RUDE * 60),
    "about the bot?": lambda words: bot_profile.ask_part(words, "en", BotProfilePart.ABOUT, RUDE * 10),
    "bot's photo?": bot_profile.ask_photo,
    "bot's photo, none": bot_profile.not_a_photo,
    "bot's photo, refused": bot_profile.photo_refused,
    "bot's photo, set": bot_profile.photo_set,
    "bot profile, later": lambda words: bot_profile.later(words, 86_400),
    "links": lambda words: links.links(words, "a" * 32, [SERVICE] * 30, [SPECIALIST] * 30, 3),
    "link without a code": lambda words: links.not_drawn(words, SERVICE.name, "https://t.me/a?start=s1"),
    "services of a specialist": lambda words: links.services_of(words, SETTINGS, OF_SPECIALIST, 1),
    "services of a specialist, none": lambda words: links.services_of(
        words, SETTINGS, SpecialistServices(SPECIALIST, ())
    ),
    "price list?": price_list.ask,
    "price list": lambda words: price_list.preview(words, SETTINGS, COMPARISON),
    "price list, the same": lambda words: price_list.preview(words, SETTINGS, Comparison((), (), 3)),
    "price list, wrong": lambda words: price_list.wrong(
        words, [WrongLine(200, reason, RUDE * 13) for reason in Wrong if reason is not Wrong.NOTHING] * 2
    ),
    "price list, nothing": lambda words: price_list.wrong(words, [WrongLine(0, Wrong.NOTHING)]),
    "price list, taken": lambda words: price_list.taken(words, TakenOver(150, 50)),
    "prices": lambda words: prices.planned(words, SETTINGS, PRICE_BOARD),
    "prices, call off?": lambda words: prices.ask_cancel(words, SETTINGS, PRICE_BOARD.planned[0], PRICE_BOARD),
    "hide the list?": checklist.ask_drop,
    "prices, none planned": lambda words: prices.board(words, SETTINGS, PriceBoard((), ())),
    "prices, changed": lambda words: prices.changed(words, SETTINGS, PRICE_BOARD, 200),
    "prices, by how much?": lambda words: prices.ask_amount(words, LONGEST_ID, prices.not_an_amount(words)),
    "prices, preview": lambda words: prices.preview(words, SETTINGS, BY_SUM, ((SERVICE, SERVICE),) * 100),
    "prices, changed meanwhile": lambda words: prices.preview(
        words, SETTINGS, BY_SUM, ((SERVICE, SERVICE),) * 100, refusal(words, PricesChanged())
    ),
    "prices, nothing changes": lambda words: prices.preview(words, SETTINGS, BY_SUM, ()),
    "prices, from when?": lambda words: prices.ask_day(words, BY_SUM, date(2026, 3, 1), prices.not_a_day(words)),
    "order": lambda words: service_order.order(words, [SERVICE, replace(SERVICE, hidden=True)] * 15, 1),
    "set up": lambda words: setup.step(words, SETTINGS, replace(CHOSEN, step=SetupStep.LOOK)),
}
