"""What each of the team may see and change. The use cases ask here, whatever the buttons on a screen are."""

from __future__ import annotations

from services.booking_bot.domain.bookings import Actor, Booking, Side
from services.booking_bot.domain.displacements import Cause, Displacement
from services.booking_bot.domain.errors import HoursNotHers, NotAllowed, NotYourBooking, SharedVisit
from services.booking_bot.domain.plans import Plan
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.shares import share_of
from services.booking_bot.domain.team import Member


def require_actor(settings: BusinessSettings, by: Actor) -> None:
    """Whoever acts for the business is of its team. Raises ``NotAllowed``."""
    if by.side is Side.BUSINESS:
        settings.require_staff(by.user_id)


def seen_by(settings: BusinessSettings, booking: Booking, by: Actor) -> Booking:
    """What ``by`` sees of it: a customer his own, a specialist her parts of it, others all.

    Raises:
        NotAllowed, NotYourBooking.
    """
    if by.side is Side.CUSTOMER:
        if booking.customer.user_id != by.user_id:
            raise NotYourBooking(booking.id)
        return booking
    member = settings.require_staff(by.user_id)
    seen = booking if member.own is None else share_of(booking, member.own)
    if seen is None:
        raise NotYourBooking(booking.id)
    return seen


def require_may_change(settings: BusinessSettings, booking: Booking, by: Actor) -> None:
    """``booking`` is the whole one. A specialist changes visits that are hers alone.

    Raises:
        NotAllowed, NotYourBooking; SharedVisit: a colleague of hers has a part in it.
    """
    if seen_by(settings, booking, by).shared:
        raise SharedVisit(booking.id)


def require_whose(member: Member, specialist_id: int | None) -> None:
    """Somebody's time and figures; None is the whole business. Raises ``NotAllowed``."""
    if member.own is not None and member.own != specialist_id:
        raise NotAllowed(member.user_id)


def require_may_lift(member: Member, displacement: Displacement) -> None:
    """A specialist takes back that she herself is ill, and nothing else. Raises ``NotAllowed``."""
    require_whose(member, displacement.scope.specialist_id if displacement.cause is Cause.ILL else None)


def whose(member: Member, specialist_id: int | None) -> int | None:
    """Who is asked about: who was named, else the specialist who asks; None: nobody in particular.

    Raises:
        NotAllowed: somebody else.
    """
    asked = member.own if specialist_id is None else specialist_id
    require_whose(member, asked)
    return asked


def may_set_hours(settings: BusinessSettings, member: Member) -> bool:
    """Whether week, shifts and days off that this person may see can be changed, too."""
    return member.manages or bool(settings.own_hours)


def require_may_set_hours(settings: BusinessSettings, user_id: int, specialist_id: int | None) -> None:
    """Raises ``NotAllowed``; HoursNotHers: the owner sets those of all specialists."""
    member = settings.require_staff(user_id)
    require_whose(member, specialist_id)
    if not may_set_hours(settings, member):
        raise HoursNotHers


def require_may_plan(settings: BusinessSettings, plan: Plan, by: Actor) -> None:
    """A specialist books for herself alone. Raises ``NotAllowed``."""
    if by.side is Side.BUSINESS:
        member = settings.require_staff(by.user_id)
        for item in plan.items:
            require_whose(member, item.specialist_id)
