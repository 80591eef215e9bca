"""Lines of the log as owners read them, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from scripts.gallery.making import LOCALES
from scripts.gallery.samples import MOSCOW
from services.booking_bot.domain import log_values as values
from services.booking_bot.domain.audit import Act, LogEntry
from services.booking_bot.domain.bookings import Side
from services.booking_bot.domain.consent import NOBODY
from services.booking_bot.domain.hours import Hours
from services.booking_bot.domain.log_changes import (
    own_terms_changes,
    service_changes,
    settings_changes,
    specialist_changes,
)
from services.booking_bot.domain.outcomes import UNMARKED, Mark, Outcome, PaidBy, Received
from services.booking_bot.domain.pay import NO_PAY, PayKind, PayTerms
from services.booking_bot.domain.prices import Price, PriceKind
from services.booking_bot.domain.schedule import DayException, Shift
from services.booking_bot.domain.services import OwnWindows, Service
from services.booking_bot.domain.settings import RULE_BOUNDS, BusinessSettings
from services.booking_bot.domain.specialists import OwnTerms, Specialist
from services.booking_bot.use_cases.log import LogPage
from services.booking_bot.views.callbacks import BookingAct, OfBooking
from services.booking_bot.views.log import entry_line, log
from services.booking_bot.views.log_values import said
from services.booking_bot.views.words import Words
from services.shared.runtime.translations import Translations
from tests.support.salon import MONDAY, at

TRANSLATIONS = Translations(LOCALES)
RUSSIAN, ENGLISH = (Words(TRANSLATIONS[language], MOSCOW) for language in ("ru", "en"))
HAIRCUT = Service(1, "Стрижка", 60, 1500_00)
ANNA = Specialist(7, "Анна")
OF_THE_ONLY_SPECIALIST = {
    Act.WEEK_SET,
    Act.SHIFTS_SET,
    Act.SHIFTS_DROPPED,
    Act.EXCEPTION_ADDED,
    Act.EXCEPTION_REMOVED,
    Act.BLOCKED,
    Act.UNBLOCKED,
}
AT = at("11:03", date(2026, 11, 25))


def entry(act: Act, **facts: object) -> LogEntry:
    return replace(LogEntry(act, AT, 1, by_name="Анна"), **facts)  # type: ignore[arg-type]  # named as its fields


def plain(line: str) -> str:
    return line.replace("\u00a0", " ")


def test_a_price_reads_as_the_owner_would_say_it() -> None:
    (change,) = service_changes(HAIRCUT, replace(HAIRCUT, price=1700_00), "RUB")
    line = entry(change.act, subject=change.subject, before=change.before, after=change.after)

    assert plain(entry_line(RUSSIAN, line)) == "25.11 14:03 · Анна · цена услуги «Стрижка»: 1 500 ₽ → 1 700 ₽"
    assert plain(entry_line(ENGLISH, line)) == "25.11 14:03 · Анна · price of “Стрижка”: ₽1,500 → ₽1,700"


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("words", [RUSSIAN, ENGLISH], ids=["ru", "en"])
def test_every_act_is_worded_with_and_without_a_subject(act: Act, words: Words) -> None:
    for subject in ("", "X") if act in OF_THE_ONLY_SPECIALIST else ("X",):
        line = entry_line(words, entry(act, subject=subject, customer_name="Y"))

        assert line.startswith("25.11 14:03 · Анна · ")
        assert not line.endswith((" ", ","))


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        (values.text("=price:1:RUB:exact"), "=price:1:RUB:exact"),
        (values.text("два\nслова"), "два слова"),
        (values.price(Price(0, "RUB", PriceKind.FREE)), "бесплатно"),
        (values.price(Price(0, "RUB")), "не указано"),
        (values.minutes(90), "1 ч 30 мин"),
        (values.moment(at("12:00")), "пн 2 мар. 15:00"),
        (values.several(values.moment(at("12:00")), values.moment(at("13:00"))), "пн 2 мар. 15:00–16:00"),
        (values.hours((Hours(600, 840), Hours(900, 1140))), "10:00–14:00, 15:00–19:00"),
        (values.exception(DayException(MONDAY, MONDAY)), "2 марта 2026 · выходной"),
        (values.shift(Shift(MONDAY, 2, 2, (Hours(600, 1200),))), "2/2 · 2 марта 2026 · 10:00–20:00"),
        (values.weekday(0), "Понедельник"),
        (values.mark(Mark(Outcome.CAME, Received(1500_00, PaidBy.CASH, tip=100_00)), "RUB"),
         "клиент пришёл · 1 500 ₽ · наличные · чаевые · 100 ₽"),
        (values.mark(UNMARKED, "RUB"), ""),
        (values.pay(PayTerms(PayKind.PERCENT, 40_00), "RUB"), "40 %"),
        (values.pay(PayTerms(PayKind.PER_VISIT, 300_00), "RUB"), "300 ₽ · за визит"),
        (values.pay(NO_PAY, "RUB"), "без оплаты"),
        ("=later:what a newer version wrote", "=later:what a newer version wrote"),
    ],
)  # fmt: skip
def test_values_are_read_in_the_readers_language(stored: str, text: str) -> None:
    assert plain(said(RUSSIAN, stored)) == text


def test_every_setting_and_every_choice_has_a_name() -> None:
    before = BusinessSettings()
    changed = {name: low if getattr(before, name) != low else high for name, (low, high) in RULE_BOUNDS.items()}
    after = replace(
        before,
        name="B",
        timezone="UTC",
        locale="en",
        currency="USD",
        shop_phone="+7",
        address="A",
        any_rule="turn",  # type: ignore[arg-type]  # as it is stored
        name_rule="asked",  # type: ignore[arg-type]  # as it is stored
        phone_rule="required",  # type: ignore[arg-type]  # as it is stored
        **changed,  # type: ignore[arg-type]  # whole numbers
    )

    changes = list(settings_changes(before, after))

    assert len(changes) == len(RULE_BOUNDS) + 9
    for words in (RUSSIAN, ENGLISH):
        for change in changes:
            shown = [said(words, text) for text in change[1:]]
            assert all(shown)
            assert not any("_" in text for text in shown), shown


def test_each_change_of_a_service_is_a_line() -> None:
    after = replace(
        HAIRCUT,
        name="Стрижка+",
        minutes=45,
        price_kind=PriceKind.FROM,
        fixed_times=(600,),
        windows=OwnWindows(notice_minutes=60),
        buffer_after=10,
        hidden=True,
    )

    assert [change.act for change in service_changes(HAIRCUT, after, "RUB")] == [
        Act.SERVICE_RENAMED,
        Act.SERVICE_LENGTH,
        Act.SERVICE_PRICE,
        Act.SERVICE_TIMES,
        Act.SERVICE_RULE,
        Act.SERVICE_RULE,
        Act.SERVICE_HIDDEN,
    ]
    assert list(service_changes(HAIRCUT, HAIRCUT, "RUB")) == []


def test_each_change_of_a_specialist_is_a_line() -> None:
    after = replace(ANNA, name="Аня", about="Кудри", active=False)
    own = own_terms_changes(ANNA, HAIRCUT, OwnTerms(), OwnTerms(offered=False, minutes=45, price=1_00), "RUB")

    assert [change.act for change in specialist_changes(ANNA, after)] == [
        Act.SPECIALIST_RENAMED,
        Act.SPECIALIST_ABOUT,
        Act.SPECIALIST_LEFT,
    ]
    assert [change.act for change in own] == [Act.OWN_OFFER, Act.OWN_LENGTH, Act.OWN_PRICE]


def test_who_is_deleted_has_no_name_and_a_booking_has_one_button() -> None:
    moved = entry(Act.MOVED, subject="Стрижка", booking_id=5, customer_name=NOBODY)
    shown = log(RUSSIAN, LogPage((moved, replace(moved, act=Act.CANCELLED)), 0, False, None, ()))

    assert "перенос «Стрижка», удалённый клиент" in shown.text
    assert shown.inline is not None
    data = [button.callback_data for row in shown.inline.inline_keyboard for button in row]
    assert data.count(OfBooking(act=BookingAct.SHOW, side=Side.BUSINESS, id=5).pack()) == 1
