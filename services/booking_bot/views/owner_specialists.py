"""The owner's specialists: list, card, what each does in her own way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aiogram.types import InlineKeyboardButton

from services.booking_bot.domain.services import Service
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.specialists import AnyRule, Specialist
from services.booking_bot.use_cases.specialists import SpecialistCard
from services.booking_bot.views.callbacks import (
    OfOwnTerms,
    OfSpecialist,
    Open,
    OwnAct,
    Place,
    SetAnyRule,
    SpecialistAct,
)
from services.booking_bot.views.displacement_buttons import AskIll
from services.booking_bot.views.home import service_label
from services.booking_bot.views.owner import manage_row
from services.booking_bot.views.owner_photos import Pictured, photo_row
from services.booking_bot.views.owner_services import price_line
from services.booking_bot.views.schedule_buttons import OF_ALL, OpenExceptions
from services.booking_bot.views.screen import Row, button, screen
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen

SHOWN_AT_MOST = 40


def specialist_list(words: Words, settings: BusinessSettings, specialists: Sequence[Specialist]) -> Screen:
    """All of them; with more than one also the rule for customers who name nobody."""
    rows: list[Row] = [[_open(specialist)] for specialist in specialists[:SHOWN_AT_MOST]]
    rows.append([button(words.label("➕ Add a specialist"), Open(place=Place.ADD_SPECIALIST))])
    lines = [words("<b>Specialists</b>\nPress one to change her hours, services and prices.")]
    if sum(specialist.active for specialist in specialists) > 1:
        lines.append(words("\nWho gets a visit when the customer takes whoever is free?"))
        rows += [[_rule_button(words, settings, rule)] for rule in AnyRule]
        rows.append([button(words.label("🏖 Closed days"), OpenExceptions(who=OF_ALL))])
    else:
        lines.append(words("As long as there is one alone, customers are not asked with whom."))
    return screen("\n".join(lines), (*rows, manage_row(words)))


def specialist_card(
    words: Words, settings: BusinessSettings, card: SpecialistCard, title: Html | None = None
) -> Screen:
    specialist = card.specialist
    lines = [
        *([title, ""] if title else []),
        words("<b>{name}</b>", name=specialist.name),
        *([words("{about}", about=specialist.about)] if specialist.about else []),
        *([] if specialist.active else [words("🚪 Takes no new visits.")]),
        "",
        words("Below are the services as this specialist does them. Press one to change that."),
    ]
    services = list(card.services.values())[:SHOWN_AT_MOST]
    rows: list[Row] = [[_service_button(words, settings, card, service)] for service in services]
    return screen("\n".join(lines), (*_card_rows(words, specialist), *rows, _list_row(words)))


def own_terms(words: Words, settings: BusinessSettings, card: SpecialistCard, service_id: int) -> Screen:
    """One service of one specialist."""
    service, terms = card.services[service_id], card.terms_of(service_id)
    lines = [
        words("<b>{name}</b> · {service}", name=card.specialist.name, service=service.name),
        words("Length: {length}", length=words.length(service.minutes)),
        price_line(words, settings, service),
    ]
    if not terms.offered:
        lines.append(words("🚫 Does not do this service."))
    switch = (
        (words.label("🚫 Does not do it"), OwnAct.STOP) if terms.offered else (words.label("✅ Does it"), OwnAct.OFFER)
    )
    rows = (
        [
            button(words.label("⏱ Length"), _own(card, service, OwnAct.RETIME)),
            button(words.label("💳 Price"), _own(card, service, OwnAct.REPRICE)),
        ],
        [button(switch[0], _own(card, service, switch[1]))],
        _back_row(words, card.specialist.id),
    )
    return screen("\n".join(lines), rows)


def ask_name(words: Words) -> Screen:
    return screen(words("What is the specialist called? Send the name as customers know it."), (_list_row(words),))


def ask_new_name(words: Words, specialist: Specialist) -> Screen:
    text = words("<b>{name}</b>\nSend the name as customers should read it.", name=specialist.name)
    return screen(text, (_back_row(words, specialist.id),))


def ask_about(words: Words, specialist: Specialist) -> Screen:
    text = words(
        "Send a few words about <b>{name}</b> that help customers to choose, or - for none.", name=specialist.name
    )
    return screen(text, (_back_row(words, specialist.id),))


def ask_own_minutes(words: Words, card: SpecialistCard, service: Service) -> Screen:
    text = words(
        "<b>{name}</b> · {service}\nHow long does it take her? Send the minutes, for example 45 or 1:30.",
        name=card.specialist.name,
        service=service.name,
    )
    return screen(text, (_back_row(words, card.specialist.id),))


def ask_own_price(words: Words, card: SpecialistCard, service: Service) -> Screen:
    text = words(
        "<b>{name}</b> · {service}\nWhat does it cost with her? Send a number, for example 1500.",
        name=card.specialist.name,
        service=service.name,
    )
    return screen(text, (_back_row(words, card.specialist.id),))


def _open(specialist: Specialist) -> InlineKeyboardButton:
    label = specialist.name if specialist.active else f"🚪 {specialist.name}"
    return button(label, OfSpecialist(act=SpecialistAct.SHOW, id=specialist.id))


def _rule_button(words: Words, settings: BusinessSettings, rule: AnyRule) -> InlineKeyboardButton:
    names: Mapping[AnyRule, str] = {
        AnyRule.FIRST: words.label("The first in the list"),
        AnyRule.FEWEST: words.label("Who has fewest visits that day"),
        AnyRule.TURN: words.label("All in turn"),
    }
    mark = "✅ " if settings.any_rule is rule else ""
    return button(f"{mark}{names[rule]}", SetAnyRule(rule=rule))


def _card_rows(words: Words, specialist: Specialist) -> list[Row]:
    leave = SpecialistAct.LEAVE if specialist.active else SpecialistAct.RETURN
    label = words.label("🚪 Takes no new visits") if specialist.active else words.label("✅ Takes visits again")
    acts = (
        (words.label("✏️ Specialist's name"), SpecialistAct.RENAME),
        (words.label("💬 About"), SpecialistAct.DESCRIBE),
        (words.label("🕒 Hours"), SpecialistAct.HOURS),
    )
    return [
        [button(text, OfSpecialist(act=act, id=specialist.id)) for text, act in acts],
        photo_row(words, Pictured.specialist(specialist)),
        [button(words.label("🤒 Ill today"), AskIll(who=specialist.id))],
        [button(label, OfSpecialist(act=leave, id=specialist.id))],
    ]


def _service_button(
    words: Words, settings: BusinessSettings, card: SpecialistCard, service: Service
) -> InlineKeyboardButton:
    mark = "🧾" if card.terms_of(service.id).offered else "🚫"
    return button(f"{mark} {service_label(words, settings, service)}", _own(card, service, OwnAct.SHOW))


def _own(card: SpecialistCard, service: Service, act: OwnAct) -> OfOwnTerms:
    return OfOwnTerms(act=act, id=card.specialist.id, service=service.id)


def _list_row(words: Words) -> Row:
    return [button(words.label("‹ Specialists"), Open(place=Place.SPECIALISTS))]


def _back_row(words: Words, specialist_id: int) -> Row:
    return [button(words.label("‹ Back"), OfSpecialist(act=SpecialistAct.SHOW, id=specialist_id))]
