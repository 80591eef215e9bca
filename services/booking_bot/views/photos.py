"""Which photo a customer sees while choosing."""

from __future__ import annotations

from dataclasses import replace

from services.booking_bot.use_cases.offers import Offer
from services.booking_bot.views.choices import Errand
from services.shared.telegram.screens import Screen


def photo_of(offer: Offer) -> str | None:
    """That of the specialist who was chosen by name, else the service's, if there is one."""
    of_specialist = None if offer.specialist is None else offer.specialist.photo
    return of_specialist or offer.service.photo


def with_photo(screen: Screen, errand: Errand, photo: str | None) -> Screen:
    """Only customers who book see it: the staff know their services, and who moves a visit has chosen before."""
    return replace(screen, photo=photo) if errand is Errand.BOOK else screen
