from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from aiogram.types import InlineKeyboardMarkup, ReplyKeyboardMarkup

from services.sales_bot.app import LOCALES, commands
from services.sales_bot.basket import Basket, ChosenBot
from services.sales_bot.views import bots, menu, my_bots, orders, plans, problems
from services.shared.master_api.errors import MasterApiAway, MasterApiRefused, Problem
from services.shared.master_api.models import Client, Order, Plan, Subscription
from services.shared.runtime.translations import Texts, Translations
from services.shared.telegram.screens import Screen
from tests.support.catalogues import Tags

LANGUAGES = Translations(LOCALES)
RU, EN = LANGUAGES["ru"], LANGUAGES["en"]
NAME = "<b>Салон & «Лето» " + "ъ" * 40
BOT = ChosenBot(7200001, "b" * 32, "🌸" * 60)
TRIAL = Plan("trial", {"ru": "Пробный", "en": "Trial"}, {}, Decimal("0.00"), "RUB", 0, 14, True, {"specialists": 1})
YEAR = Plan(
    "yearly",
    {"ru": "Год", "en": "Year"},
    {"ru": "Выгодно <i>", "en": "A bargain <i>"},
    Decimal("9500.00"),
    "RUB",
    12,
    0,
    False,
    {"specialists": 10, "bookings_per_month": 5000, "of_the_future": 1},
)


def an_order(state: str = "pending", **changes: object) -> Order:
    facts: dict[str, object] = {
        "order_id": "6f9619ff-8b86-d011-b42d-00cf4fc964ff",
        "state": state,
        "plan": "yearly",
        "amount": Decimal("9500.00"),
        "currency": "RUB",
        "bot_username": "salon_bot",
        "owner_telegram_id": 501,
        "business_name": NAME,
        "created_at": datetime(2026, 3, 2, tzinfo=UTC),
        "confirmation_url": "https://pay.example/1" if state == "pending" else None,
    }
    return Order(**{**facts, **changes})  # type: ignore[arg-type]


def a_client(number: int = 1, **changes: object) -> Client:
    facts: dict[str, object] = {
        "client_id": f"client_{number:03d}",
        "bot_username": "salon_bot",
        "business_name": NAME,
        "owner_telegram_id": 501,
        "timezone": "Asia/Kamchatka",
        "locale": "ru",
        "desired_state": "running",
        "actual_state": "running",
        "created_at": datetime(2026, 3, 2, tzinfo=UTC),
        "subscription": Subscription("yearly", "active", datetime(2027, 3, 1, 20, tzinfo=UTC)),
    }
    return Client(**{**facts, **changes})  # type: ignore[arg-type]


def all_screens(texts: Texts) -> Iterator[Screen]:
    yield menu.greeting(texts, NAME)
    yield menu.lost(texts)
    yield plans.plans(texts, [YEAR, TRIAL])
    yield plans.plans(texts, [])
    yield plans.renewal(texts, a_client(), [YEAR, TRIAL])
    yield bots.choose(texts, can_create=True)
    yield bots.choose(texts, can_create=False)
    yield bots.no_token(texts)
    yield bots.token_refused(texts)
    yield bots.token_in_use(texts)
    yield bots.ask_name(texts, BOT)
    yield bots.name_expected(texts)
    yield bots.telegram_away(texts)
    yield orders.summary(texts, Basket("yearly", BOT, NAME), [YEAR])
    yield orders.one_moment(texts)
    yield orders.gone(texts)
    yield orders.not_placed(texts, "…")
    for state in ("preparing", "pending", "settled", "canceled", "expired", "refused", "refunded"):
        yield orders.order(texts, an_order(state))
    yield my_bots.my_bots(texts, [], [])
    for wanted, actual in (("running", "ill"), ("suspended", "running"), ("stopped", "stopped"), ("running", "absent")):
        yield my_bots.my_bots(texts, [a_client(desired_state=wanted, actual_state=actual)], [an_order()])
    renewing = Subscription("yearly", "read_only", datetime(2027, 3, 1, tzinfo=UTC), True, NAME)
    yield my_bots.my_bots(texts, [a_client(number, subscription=renewing) for number in range(1, 60)], [])
    yield my_bots.my_bots(texts, [a_client(number) for number in range(1, 60)], [an_order()] * 30)
    yield Screen(problems.why(texts, MasterApiAway("")))
    yield Screen(problems.why(texts, ValueError()))
    for kind, status in (
        ("trial-used", 409),
        ("trials-used-up", 409),
        ("promo-code", 422),
        ("unknown-plan", 422),
        ("telegram-away", 503),
        ("x", 500),
        ("x", 422),
    ):
        yield Screen(problems.why(texts, MasterApiRefused(Problem(kind, status, kind, "detail"))))


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_screen_is_one_that_telegram_takes(language: str) -> None:
    for screen in all_screens(LANGUAGES[language]):
        tags = Tags(screen.text)
        assert (tags.open, tags.wrong) == ([], None), screen.text
        assert 0 < len(tags.words.encode("utf-16-le")) // 2 <= 4096
        for button in buttons(screen):
            assert button.strip()
        if isinstance(screen.keyboard, InlineKeyboardMarkup):
            inline = [button for row in screen.keyboard.inline_keyboard for button in row]
            assert len(inline) <= 100
            assert all(len((button.callback_data or "").encode()) <= 64 for button in inline)


def test_languages_differ_on_every_screen() -> None:
    pairs = zip(all_screens(RU), all_screens(EN), strict=True)

    assert [russian.text for russian, english in pairs if russian.text == english.text] == []


def buttons(screen: Screen) -> list[str]:
    match screen.keyboard:
        case InlineKeyboardMarkup(inline_keyboard=rows):
            return [button.text for row in rows for button in row]
        case ReplyKeyboardMarkup(keyboard=keys):
            return [key.text for row in keys for key in row]
    return []


def test_plans_are_told_in_words_with_the_trial_first() -> None:
    screen = plans.plans(RU, [YEAR, TRIAL])

    assert screen.text.split("\n\n") == [
        "<b>Тарифы</b>",
        "<b>Пробный</b> — бесплатно на 14 дней\nдо 1 специалиста",
        (
            "<b>Год</b> — 9\u00a0500\u00a0₽ на 12 месяцев\n"
            "до 10 специалистов, до 5\u00a0000 записей в месяц\n<i>Выгодно &lt;i&gt;</i>"
        ),
    ]
    assert buttons(screen) == ["Пробный — бесплатно", "Год — 9\u00a0500\u00a0₽"]


def test_renewal_offers_no_trial() -> None:
    assert buttons(plans.renewal(EN, a_client(), [TRIAL, YEAR])) == ["Year — 9,500\u00a0₽"]


def test_sum_has_kopecks_only_where_there_are_some() -> None:
    screen = orders.order(RU, an_order(amount=Decimal("990.50")))

    assert buttons(screen) == ["💳 Оплатить 990,50\u00a0₽", "🔄 Я оплатил(а)", "✖️ Отменить заказ"]


def test_paid_until_is_the_day_where_the_business_is() -> None:
    assert "Paid until 2 March 2027" in my_bots.my_bots(EN, [a_client()], []).text  # 20:00 UTC is the 2nd in Kamchatka


def test_create_button_asks_telegram_for_a_bot() -> None:
    screen = bots.choose(EN, can_create=True)

    assert isinstance(screen.keyboard, ReplyKeyboardMarkup)
    assert screen.keyboard.keyboard[0][0].request_managed_bot is not None
    assert "Create the bot" not in " ".join(buttons(bots.choose(EN, can_create=False)))


def test_commands_exist_in_both_languages() -> None:
    assert {language: [command.command for command in listed] for language, listed in commands().items()} == {
        "ru": ["start", "bots"],
        "en": ["start", "bots"],
    }
