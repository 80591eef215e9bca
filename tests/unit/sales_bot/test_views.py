from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from aiogram.types import InlineKeyboardMarkup, ReplyKeyboardMarkup

from services.sales_bot.app import LOCALES, commands
from services.sales_bot.basket import Basket, ChosenBot
from services.sales_bot.views import bots, emails, menu, my_bots, orders, plans, problems, promo_codes, summary
from services.shared.master_api.errors import MasterApiAway, MasterApiRefused, Problem
from services.shared.master_api.models import Client, Order, Plan, PromoCode, Subscription
from services.shared.master_api.shop import Consent, Shop
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

CONSENT = Consent("2026-11", {"ru": "Я согласен & " + "ъ" * 900, "en": "I agree & " + "x" * 900})
ASKS = Shop(autopay=True, consent=CONSENT, email_required=True)
ASKS_NOTHING = Shop(autopay=False, consent=CONSENT, email_required=False)
EMAIL = "a&b" + "a" * 240 + "@example.com"
CODE = "Ъ" * 32
STATES = (
    ("running", "ill"),
    ("suspended", "running"),
    ("stopped", "stopped"),
    ("running", "absent"),
    ("deleted", "suspended"),
)
RENEWAL = Basket("yearly", None, NAME, "client_001", renews=True)
OWN_CODE = PromoCode("FR-7KQ2WXY", "referral", Decimal("14.00"), 0, 1, datetime(2026, 3, 2, tzinfo=UTC), referrer=501)


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
    yield from checkout_screens(texts)
    yield orders.one_moment(texts)
    yield orders.gone(texts)
    yield orders.not_placed(texts, "…")
    for state in ("preparing", "pending", "settled", "canceled", "expired", "refused", "refunded"):
        yield orders.order(texts, an_order(state))
    link = "https://example.com/pay/6f9619ff-8b86-d011-b42d-00cf4fc964ff"
    yield orders.order(texts, an_order(pay_url=link, promo_code=CODE, extra_days=14, credit=Decimal("300.10")))
    yield orders.order(texts, an_order("settled", promo_code=CODE, extra_days=1))
    yield my_bots.my_bots(texts, [], [])
    yield my_bots.my_bots(texts, [a_client()], [], done=my_bots.autopay_is_off(texts, a_client()))
    for wanted, actual in STATES:
        yield my_bots.my_bots(texts, [a_client(desired_state=wanted, actual_state=actual)], [an_order()])
    renewing = Subscription("yearly", "read_only", datetime(2027, 3, 1, tzinfo=UTC), True, NAME)
    yield my_bots.my_bots(texts, [a_client(number, subscription=renewing) for number in range(1, 60)], [])
    yield my_bots.my_bots(texts, [a_client(number) for number in range(1, 60)], [an_order()] * 30)
    yield Screen(problems.why(texts, MasterApiAway("")))
    yield Screen(problems.why(texts, ValueError()))
    for kind, status in (
        ("trial-used", 409),
        ("trials-used-up", 409),
        ("autopay-not-offered", 422),
        ("consent-outdated", 422),
        ("email-required", 422),
        ("unknown-plan", 422),
        ("telegram-away", 503),
        ("x", 500),
        ("x", 422),
    ):
        yield Screen(problems.why(texts, MasterApiRefused(Problem(kind, status, kind, "detail"))))
    nothing = Problem("autopay-not-offered", 422, "", "detail", reason="nothing_to_pay")
    yield Screen(problems.why(texts, MasterApiRefused(nothing)))


def checkout_screens(texts: Texts) -> Iterator[Screen]:
    yield summary.noted(texts)
    yield summary.free(texts, Basket("trial", BOT, NAME), TRIAL)
    yield summary.summary(texts, Basket("yearly", BOT, NAME), YEAR, ASKS_NOTHING)
    full = Basket("yearly", BOT, NAME, email=EMAIL, promo_code=CODE, autopay_consent=CONSENT.version)
    yield summary.summary(texts, full, YEAR, ASKS)
    yield summary.summary(texts, RENEWAL, YEAR, ASKS)
    yield summary.consent(texts, CONSENT, changed=True)
    yield plans.gone(texts)
    yield promo_codes.ask(texts)
    yield promo_codes.expected(texts)
    yield promo_codes.noted(texts, CODE)
    yield promo_codes.wrong_link(texts)
    yield promo_codes.own(texts, OWN_CODE, "https://t.me/zapis_sales_bot?start=promo_FR-7KQ2WXY")
    yield promo_codes.nothing_given(texts)
    yield emails.ask(texts, full)
    yield emails.ask(texts, RENEWAL)
    yield emails.expected(texts)
    yield emails.refused(texts)
    for reason in ("unknown", "ended", "used_up", "used_by_owner", "own", "not_new", "change_of_plan", "x"):
        why = problems.why(texts, MasterApiRefused(Problem("promo-code", 422, "promo code", "…", reason=reason)))
        yield promo_codes.refused(texts, why)


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


def test_bot_that_is_to_be_deleted_is_not_said_to_be_set_up() -> None:
    shown = my_bots.my_bots(EN, [a_client(desired_state="deleted", actual_state="suspended")], [])

    assert shown.text.splitlines()[3] == "🗑 will be deleted, unless it is renewed before"


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


def test_summary_offers_what_the_shop_has_and_nothing_is_ticked() -> None:
    plain, full = (summary.summary(RU, Basket("yearly", BOT, "Салон"), YEAR, terms) for terms in (ASKS_NOTHING, ASKS))

    assert plain.text.split("\n") == [
        "<b>Ваш заказ</b>",
        "Тариф: Год, 9\u00a0500\u00a0₽ на 12 месяцев",
        "Бизнес: Салон",
        f"Бот: @{BOT.username}",
    ]
    assert buttons(plain) == ["✅ Оформить заказ", "🎟 Промокод"]
    assert buttons(full) == ["✅ Оформить заказ", "🎟 Промокод", "☐ Продлевать автоматически"]


def test_summary_says_what_was_chosen() -> None:
    basket = Basket("yearly", BOT, "Салон", email="a@b.ru", promo_code="SPRING", autopay_consent="2026-11")

    shown = summary.summary(RU, basket, YEAR, ASKS)

    assert shown.text.split("\n")[4:] == ["🎟 Промокод: SPRING, учту при оформлении", "✉️ Чек: a@b.ru"]
    assert buttons(shown) == [
        "✅ Оформить заказ",
        "🎟 Другой промокод или без него",
        "☑️ Продлевать автоматически",
        "✉️ Другая почта",
    ]


def test_pay_button_leads_where_a_link_can_be_sent_on_from() -> None:
    link = "https://example.com/pay/1"
    ours, yookassas = orders.order(RU, an_order(pay_url=link)), orders.order(RU, an_order())

    assert [screen.inline.inline_keyboard[0][0].url for screen in (ours, yookassas) if screen.inline] == [
        link,
        "https://pay.example/1",
    ]
    assert ours.text.split("\n\n")[-1] == f"Ссылку можно переслать тому, кто платит:\n<code>{link}</code>"
    assert "переслать" not in yookassas.text


def test_order_says_what_has_changed_its_sum_and_time() -> None:
    order = an_order(business_name="Салон", promo_code="GIFT", extra_days=14, credit=Decimal("300.00"))

    assert orders.order(RU, order).text.split("\n\n")[0].split("\n") == [
        "<b>Салон</b>, @salon_bot",
        "К оплате: <b>9\u00a0500\u00a0₽</b>",
        "🎟 Промокод GIFT учтён",
        "🎁 14 дней в подарок",
        "Остаток прежнего тарифа, 300\u00a0₽, вычтен",
    ]
