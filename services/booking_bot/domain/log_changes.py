"""What became another, as lines for the log: of a service, a specialist, the settings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from services.booking_bot.domain import log_values as values
from services.booking_bot.domain.audit import Act
from services.booking_bot.domain.services import BUFFERS, Service
from services.booking_bot.domain.settings import RULE_BOUNDS, BusinessSettings
from services.booking_bot.domain.specialists import OwnTerms, Specialist

_SWITCHES = ("convenient_first", "ask_at_closing", "own_hours", "read_only")
_CLOCKS = ("quiet_from", "quiet_to")
_TEXTS = ("name", "timezone", "locale", "currency", "shop_phone", "link", "address")
_CHOICES = ("any_rule", "name_rule", "phone_rule")


class Change(NamedTuple):
    """As in ``LogEntry``."""

    act: Act
    subject: str
    before: str = values.NOTHING
    after: str = values.NOTHING


def service_changes(before: Service, after: Service, currency: str) -> Iterator[Change]:
    name = values.text(after.name)
    if after.name != before.name:
        yield Change(Act.SERVICE_RENAMED, values.NOTHING, values.text(before.name), name)
    if after.minutes != before.minutes:
        yield Change(Act.SERVICE_LENGTH, name, values.minutes(before.minutes), values.minutes(after.minutes))
    if after.costs(currency) != before.costs(currency):
        prices = (values.price(one.costs(currency)) for one in (before, after))
        yield Change(Act.SERVICE_PRICE, name, *prices)
    if after.fixed_times != before.fixed_times:
        yield Change(Act.SERVICE_TIMES, name, _times(before), _times(after))
    for rule in ("notice_minutes", "move_until_minutes", "cancel_until_minutes"):
        old, new = (getattr(one.windows, rule) for one in (before, after))
        if old != new:
            subject = values.several(name, values.setting(rule))
            yield Change(Act.SERVICE_RULE, subject, _own_rule(old), _own_rule(new))
    for rule in BUFFERS:
        old, new = getattr(before, rule), getattr(after, rule)
        if old != new:
            subject = values.several(name, values.setting(rule))
            yield Change(Act.SERVICE_RULE, subject, values.minutes(old), values.minutes(new))
    if after.hidden != before.hidden:
        yield Change(Act.SERVICE_HIDDEN if after.hidden else Act.SERVICE_SHOWN, name)


def specialist_changes(before: Specialist, after: Specialist) -> Iterator[Change]:
    name = values.text(after.name)
    if after.name != before.name:
        yield Change(Act.SPECIALIST_RENAMED, values.NOTHING, values.text(before.name), name)
    if after.about != before.about:
        yield Change(Act.SPECIALIST_ABOUT, name, values.text(before.about), values.text(after.about))
    if after.active != before.active:
        yield Change(Act.SPECIALIST_RETURNED if after.active else Act.SPECIALIST_LEFT, name)


def own_terms_changes(
    specialist: Specialist, service: Service, before: OwnTerms, after: OwnTerms, currency: str
) -> Iterator[Change]:
    """``service`` as the business offers it."""
    subject = values.several(values.text(specialist.name), values.text(service.name))
    old, new = before.applied(service), after.applied(service)
    if after.offered != before.offered:
        yield Change(Act.OWN_OFFER, subject, *(values.yes_or_no(one.offered) for one in (before, after)))
    if new.minutes != old.minutes:
        yield Change(Act.OWN_LENGTH, subject, values.minutes(old.minutes), values.minutes(new.minutes))
    if new.costs(currency) != old.costs(currency):
        yield Change(Act.OWN_PRICE, subject, *(values.price(one.costs(currency)) for one in (old, new)))


def settings_changes(before: BusinessSettings, after: BusinessSettings) -> Iterator[Change]:
    for name in (*_TEXTS, *_CHOICES, "point", *RULE_BOUNDS):
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield Change(Act.SETTING_CHANGED, values.setting(name), _setting(name, old), _setting(name, new))


def _setting(name: str, value: object) -> str:
    if value in (None, ""):
        return values.word("not_said")
    if name in _CHOICES:
        return values.word(f"{name}_{value}")
    if name in _SWITCHES:
        return values.yes_or_no(bool(value))
    if isinstance(value, int) and name in _CLOCKS:
        return values.clock(value)
    if isinstance(value, int) and name.endswith("_minutes"):
        return values.minutes(value)
    return values.text(str(value))


def _own_rule(minutes: int | None) -> str:
    return values.word("as_everywhere") if minutes is None else values.minutes(minutes)


def _times(service: Service) -> str:
    return values.several(*(values.clock(minute) for minute in service.fixed_times)) or values.word("in_steps")
