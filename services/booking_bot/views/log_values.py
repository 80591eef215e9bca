"""Values of the log as its reader gets them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

from services.booking_bot.domain.access import Access
from services.booking_bot.domain.hours import Hours
from services.booking_bot.domain.log_values import Kind, read
from services.booking_bot.domain.own_texts import TextKind
from services.booking_bot.domain.prices import Price, PriceKind
from services.booking_bot.views.bookings import access_label
from services.booking_bot.views.own_texts import text_name
from services.booking_bot.views.words import Words, wall_clock


def said(words: Words, stored: str) -> str:
    """A stored text, its values one after the other; an interval of moments says its day once."""
    values = read(stored)
    moments = [datetime.fromisoformat(fact) for kind, fact in values if kind is Kind.MOMENT]
    if len(moments) == len(values) == 2:
        return f"{words.short_when(moments[0])}–{words.clock(moments[1])}"
    return " · ".join(_WORDINGS[kind](words, fact) for kind, fact in values)


def _price(words: Words, fact: str) -> str:
    amount, currency, kind = fact.split(":")
    return words.price(Price(int(amount), currency, PriceKind(kind))) or words.label("not said")


def _money(words: Words, fact: str) -> str:
    amount, currency = fact.split(":")
    return words.money(int(amount), currency)


def _hours(words: Words, fact: str) -> str:
    spans = [span.partition("-") for span in fact.split()]
    hours = [Hours(int(starts), int(ends)) for starts, _, ends in spans]
    return ", ".join(f"{wall_clock(one.starts)}–{wall_clock(one.ends)}" for one in hours) or words.label("day off")


def _percent(words: Words, fact: str) -> str:
    return words.label("{n} %", n=words.amount(int(fact)))


def _setting(words: Words, fact: str) -> str:
    names = {
        "name": words.label("name of the business"),
        "timezone": words.label("time zone"),
        "locale": words.label("language of the bot"),
        "currency": words.label("currency"),
        "shop_phone": words.label("number of the business"),
        "address": words.label("address"),
        "link": words.label("site or page"),
        "keep_years": words.label("years that data are kept"),
        "point": words.label("point on the map"),
        "any_rule": words.label("who gets a visit without a named specialist"),
        "name_rule": words.label("customers' names"),
        "phone_rule": words.label("customers' numbers"),
        "step_minutes": words.label("step between starts"),
        "notice_minutes": words.label("shortest notice to book"),
        "horizon_days": words.label("days that can be booked ahead"),
        "move_until_minutes": words.label("shortest notice to move"),
        "cancel_until_minutes": words.label("shortest notice to cancel"),
        "most_bookings": words.label("bookings ahead of one customer"),
        "most_moves": words.label("moves of one booking"),
        "most_services": words.label("services in one visit"),
        "guests": words.label("guests"),
        "convenient_first": words.label("convenient times first"),
        "first_reminder_minutes": words.label("first reminder"),
        "second_reminder_minutes": words.label("second reminder"),
        "ask_at_closing": words.label("question at closing time"),
        "own_hours": words.label("specialists set their own hours"),
        "read_only": words.label("no new bookings"),
        "quiet_from": words.label("quiet hours from"),
        "quiet_to": words.label("quiet hours to"),
        "buffer_before": words.label("gap before"),
        "buffer_after": words.label("gap after"),
    }
    return names.get(fact, fact)


def _word(words: Words, fact: str) -> str:
    names = {
        "yes": words.label("yes"),
        "no": words.label("no"),
        "none": words.label("none"),
        "not_said": words.label("not said"),
        "owner": words.label("owner"),
        "admin": words.label("admin"),
        "specialist": words.label("specialist"),
        "came": words.label("the customer came"),
        "no_show": words.label("the customer did not come"),
        "cash": words.label("cash"),
        "card": words.label("card"),
        "transfer": words.label("transfer"),
        "tip": words.label("tip"),
        "as_everywhere": words.label("as everywhere"),
        "in_steps": words.label("in steps"),
        "all_services": words.label("all services"),
        "pay_none": words.label("no pay"),
        "pay_per_visit": words.label("per visit"),
        "pay_per_month": words.label("per month"),
        "any_rule_first": words.label("The first in the list"),
        "any_rule_fewest": words.label("Who has fewest visits that day"),
        "any_rule_turn": words.label("All in turn"),
        "name_rule_not_asked": words.label("Name: as Telegram shows it"),
        "name_rule_asked": words.label("Name: ask"),
        "phone_rule_not_asked": words.label("Phone: do not ask"),
        "phone_rule_optional": words.label("Phone: ask, may be left out"),
        "phone_rule_required": words.label("Phone: needed to book"),
        "bot_name": words.label("name of the bot"),
        "bot_description": words.label("description of the bot"),
        "bot_about": words.label("“about” text of the bot"),
        **{f"text_{kind}": text_name(words, kind) for kind in TextKind},
        **{access.value: access_label(words, access) for access in Access},
    }
    return names.get(fact, fact)


_WORDINGS: Mapping[Kind, Callable[[Words, str], str]] = {
    Kind.TEXT: lambda _, fact: fact,
    Kind.PRICE: _price,
    Kind.MONEY: _money,
    Kind.MINUTES: lambda words, fact: words.length(int(fact)),
    Kind.CLOCK: lambda _, fact: wall_clock(int(fact)),
    Kind.MOMENT: lambda words, fact: words.short_when(datetime.fromisoformat(fact)),
    Kind.DAY: lambda words, fact: words.full_day(date.fromisoformat(fact)),
    Kind.HOURS: _hours,
    Kind.WEEKDAY: lambda words, fact: words.weekday(int(fact)),
    Kind.PERCENT: _percent,
    Kind.SETTING: _setting,
    Kind.WORD: _word,
}
