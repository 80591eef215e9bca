"""What the business says about itself and the rules by which it offers its time."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from services.booking_bot.domain.address import Point, checked_address
from services.booking_bot.domain.availability import Terms
from services.booking_bot.domain.consent import NameRule, PhoneRule
from services.booking_bot.domain.errors import NotAllowed
from services.booking_bot.domain.errors_setup import InvalidCurrency, InvalidLanguage, InvalidRule
from services.booking_bot.domain.links import checked_link
from services.booking_bot.domain.plans import MOST_ITEMS
from services.booking_bot.domain.quiet import QuietHours
from services.booking_bot.domain.specialists import AnyRule
from services.booking_bot.domain.team import NOBODY, Member, Team
from services.booking_bot.domain.texts import named
from services.booking_bot.domain.zones import load_zone, to_instant, to_local

LANGUAGES = ("ru", "en")
LONGEST_BUSINESS_NAME = 100
RULE_BOUNDS = {
    "step_minutes": (5, 240),
    "notice_minutes": (0, 30 * 24 * 60),
    "horizon_days": (1, 365),
    "move_until_minutes": (0, 30 * 24 * 60),
    "cancel_until_minutes": (0, 30 * 24 * 60),
    "most_bookings": (0, 100),
    "most_moves": (0, 100),
    "most_services": (1, MOST_ITEMS),
    "guests": (0, 2),
    "convenient_first": (0, 1),
    "first_reminder_minutes": (0, 7 * 24 * 60),
    "second_reminder_minutes": (0, 7 * 24 * 60),
    "ask_at_closing": (0, 1),
    "own_hours": (0, 1),
    "quiet_from": (0, 24 * 60 - 1),
    "quiet_to": (0, 24 * 60 - 1),
    "keep_years": (0, 10),
    "read_only": (0, 1),
}
_CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class BusinessSettings:
    """Checked values; a change makes a new one with ``dataclasses.replace``.

    ``locale`` is the language for people who have not chosen one; ``team`` are the people of the business. Reminders
    are counted in minutes before the visit, 0 is none; the quiet hours in minutes after midnight, equal ones are none.
    ``any_rule`` chooses among those who are free when the customer names nobody. Customers move and cancel until so
    many minutes before the visit, have so many bookings ahead and move one so many times at most; 0 is no limit.
    ``shop_phone`` is for customers who give no number of their own. ``address`` is where they come, "" if nobody said,
    ``point`` the same on the map; ``link`` leads to a page of the business, "" for none.
    ``most_services``: in one visit. ``guests``: 0, customers book for themselves; 1, for somebody else too; 2, also
    for two. ``convenient_first``: 1, starts that leave no gap come first. ``ask_at_closing``: 1, the admins are asked
    at the end of a day whether all came. ``own_hours``: 1, specialists set their own week, shifts and days off.
    ``keep_years`` after the last visit a customer is forgotten; 0 is never. ``read_only``: 1, the subscription has
    ended: bookings are shown, cancelled and reminded of, and none is made or moved; the settings file says so, never
    the chat.
    """

    name: str = "Zapis"
    timezone: str = "Europe/Moscow"
    locale: str = "ru"
    team: Team = NOBODY
    currency: str = "RUB"
    step_minutes: int = 30
    notice_minutes: int = 60
    horizon_days: int = 60
    first_reminder_minutes: int = 24 * 60
    second_reminder_minutes: int = 2 * 60
    quiet_from: int = 22 * 60
    quiet_to: int = 9 * 60
    any_rule: AnyRule = AnyRule.FIRST
    name_rule: NameRule = NameRule.NOT_ASKED
    phone_rule: PhoneRule = PhoneRule.NOT_ASKED
    shop_phone: str = ""
    address: str = ""
    point: Point | None = None
    link: str = ""
    move_until_minutes: int = 0
    cancel_until_minutes: int = 0
    most_bookings: int = 0
    most_moves: int = 0
    most_services: int = 1
    guests: int = 0
    convenient_first: int = 0
    ask_at_closing: int = 1
    own_hours: int = 1
    keep_years: int = 0
    read_only: int = 0
    zone: ZoneInfo = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", named(self.name, LONGEST_BUSINESS_NAME))
        if self.locale not in LANGUAGES:
            raise InvalidLanguage(self.locale)
        if _CURRENCY.fullmatch(self.currency) is None:
            raise InvalidCurrency(self.currency)
        for rule, (lowest, highest) in RULE_BOUNDS.items():
            value = getattr(self, rule)
            if not lowest <= value <= highest:
                raise InvalidRule(rule, value, lowest, highest)
        object.__setattr__(self, "address", checked_address(self.address) if self.address else "")
        object.__setattr__(self, "link", checked_link(self.link) if self.link else "")
        object.__setattr__(self, "any_rule", AnyRule(self.any_rule))
        object.__setattr__(self, "name_rule", NameRule(self.name_rule))
        object.__setattr__(self, "phone_rule", PhoneRule(self.phone_rule))
        object.__setattr__(self, "zone", load_zone(self.timezone))

    @property
    def quiet_hours(self) -> QuietHours:
        return QuietHours(self.quiet_from, self.quiet_to)

    @property
    def admin_ids(self) -> tuple[int, ...]:
        """The Telegram ids of those who manage the business: its owners and admins."""
        return self.team.managers

    @property
    def can_be_reached(self) -> bool:
        """Whether there is anything to tell customers about how to reach the business."""
        return bool(self.shop_phone or self.link or self.address or self.point)

    def require_admin(self, user_id: int) -> None:
        """Raises ``NotAllowed`` for anybody who does not manage the business."""
        if user_id not in self.team.managers:
            raise NotAllowed(user_id)

    def require_staff(self, user_id: int) -> Member:
        """The person as one of the team. Raises ``NotAllowed``."""
        member = self.team.member(user_id)
        if member is None:
            raise NotAllowed(user_id)
        return member

    def require_owner(self, user_id: int) -> None:
        """Raises ``NotAllowed`` for anybody who is no owner."""
        if user_id not in self.team.owners:
            raise NotAllowed(user_id)

    def customer_terms(self, now: datetime, notice: timedelta) -> Terms:
        """Notice and horizon hold; the last day that can be booked is ``horizon_days`` after today.

        ``notice`` is what the services of the visit ask for (``domain.windows``).
        """
        return Terms(
            step=timedelta(minutes=self.step_minutes),
            earliest=now + notice,
            latest=self._midnight_after(now, self.horizon_days),
        )

    def staff_terms(self, now: datetime) -> Terms:
        """The staff's list: from now on, as far ahead as anything can be booked."""
        longest_horizon = RULE_BOUNDS["horizon_days"][1]
        return Terms(
            step=timedelta(minutes=self.step_minutes), earliest=now, latest=self._midnight_after(now, longest_horizon)
        )

    def start_of_today(self, now: datetime) -> datetime:
        """The last midnight on the wall clock, as an instant."""
        return self._midnight_after(now, -1)

    def _midnight_after(self, now: datetime, days: int) -> datetime:
        today = to_local(now.astimezone(UTC), self.zone).date()
        return to_instant(today + timedelta(days=days + 1), 0, self.zone)
