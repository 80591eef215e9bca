"""What a service has for itself: how late it can be booked, moved, cancelled, the gaps around it, when it begins."""

from __future__ import annotations

from services.booking_bot.domain.services import BUFFERS, Service
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.views.callbacks import OfService, ServiceAct, SetServiceRule
from services.booking_bot.views.owner_rules import said, value_text
from services.booking_bot.views.rules import DAY, HOUR, Option, Value, offering, rule_rows
from services.booking_bot.views.screen import Row, button, question, screen
from services.booking_bot.views.words import Html, Words, wall_clock
from services.shared.telegram.screens import Screen

RULES = (
    offering("⏳", "notice_minutes", None, 0, HOUR, 3 * HOUR, DAY),
    offering("↔️", "move_until_minutes", None, 0, 2 * HOUR, 12 * HOUR, DAY),
    offering("❌", "cancel_until_minutes", None, 0, 2 * HOUR, 12 * HOUR, DAY),
    offering("⏮", "buffer_before", 0, 5, 10, 15, 30),
    offering("⏭", "buffer_after", 0, 5, 10, 15, 30),
)
"""In the order of the screen; a button names a rule and a value by their places here."""


def service_rules(words: Words, settings: BusinessSettings, service: Service) -> Screen:
    """What holds for this service now, and a button for each choice; the one in force is marked."""
    lines = [
        words("<b>{name}</b>", name=service.name),
        "",
        words("⏳ Shortest notice to book: {value}", value=_window(words, settings, service, "notice_minutes")),
        words(
            "↔️ Shortest notice to move: {value}",
            value=_window(words, settings, service, "move_until_minutes"),
        ),
        words(
            "❌ Shortest notice to cancel: {value}",
            value=_window(words, settings, service, "cancel_until_minutes"),
        ),
        *_gaps(words, service),
        _begins(words, settings, service),
        "",
        words("In the gaps nobody is booked. A gap holds for bookings made from now on, the rest for all."),
    ]
    rows = rule_rows(
        RULES,
        lambda name: _now(service, name),
        lambda option: _label(words, option),
        lambda rule, number: SetServiceRule(id=service.id, rule=rule, number=number),
    )
    times = [button(words.label("🕙 Fixed times"), OfService(act=ServiceAct.ASK_TIMES, id=service.id))]
    back = [button(words.label("‹ Back"), OfService(act=ServiceAct.SHOW, id=service.id))]
    return screen("\n".join(lines), (*rows, times, back))


def ask_fixed_times(words: Words, service: Service) -> Screen:
    text = words(
        "<b>{name}</b>\nAt which times does it begin? Send them as in 10:00, 12:30, 15:00: "
        "on each day customers are offered those alone that are free within the opening hours.",
        name=service.name,
    )
    return screen(text, _fixed_times_rows(words, service))


def ask_drop_fixed_times(words: Words, service: Service) -> Screen:
    text = words(
        "<b>{name}</b>\nDrop the fixed times {times}? It can then begin at any time, as others do.",
        name=service.name,
        times=times_text(service),
    )
    yes = button(words.label("Yes, drop them"), OfService(act=ServiceAct.DROP_TIMES, id=service.id))
    no = button(words.label("No, keep them"), OfService(act=ServiceAct.RULES, id=service.id))
    return question(text, yes, no)


def times_text(service: Service) -> str:
    """«10:00, 12:30»."""
    return ", ".join(wall_clock(time) for time in service.fixed_times)


def not_times(words: Words, service: Service) -> Screen:
    text = words("Please send times of a day, as in 10:00, 12:30, 15:00.")
    return screen(text, _fixed_times_rows(words, service))


def _fixed_times_rows(words: Words, service: Service) -> tuple[Row, ...]:
    drop = [button(words.label("No fixed times"), OfService(act=ServiceAct.ASK_DROP_TIMES, id=service.id))]
    back = [button(words.label("‹ Back"), OfService(act=ServiceAct.RULES, id=service.id))]
    return (drop if service.fixed_times else [], back)


def _begins(words: Words, settings: BusinessSettings, service: Service) -> Html:
    if service.fixed_times:
        return words("🕙 Begins: only at {times}", times=times_text(service))
    return words("🕙 Begins: every {length}, as everywhere", length=words.length(settings.step_minutes))


def _gaps(words: Words, service: Service) -> list[Html]:
    return [
        words("⏮ Gap before the visit: {value}", value=_gap(words, service.buffer_before)),
        words("⏭ Gap after the visit: {value}", value=_gap(words, service.buffer_after)),
    ]


def _gap(words: Words, minutes: int) -> str:
    return words.length(minutes) if minutes else words.label("no gap")


def _now(service: Service, name: str) -> Value:
    value: Value = getattr(service if name in BUFFERS else service.windows, name)
    return value


def _window(words: Words, settings: BusinessSettings, service: Service, name: str) -> str:
    own = _now(service, name)
    shown = said(words, name, getattr(settings, name) if own is None else own)
    return words.label("as everywhere ({value})", value=shown) if own is None else shown


def _label(words: Words, option: Option) -> str:
    ((name, value),) = option.items()
    if value is None:
        return words.label("as everywhere")
    return _gap(words, value) if name in BUFFERS else value_text(words, name, value)
