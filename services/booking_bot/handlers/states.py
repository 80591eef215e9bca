"""What somebody is being asked for. A customer is asked for the number alone: otherwise buttons carry everything."""

from __future__ import annotations

from aiogram.fsm.state import State, StatesGroup


class AddingService(StatesGroup):
    name = State()
    minutes = State()
    price = State()


class ChangingService(StatesGroup):
    name = State()
    minutes = State()
    price = State()


class ChoosingCategory(StatesGroup):
    name = State()


class SendingPhoto(StatesGroup):
    """The data say of what: ``of`` as in the buttons, and ``id``."""

    photo = State()


class SettingHours(StatesGroup):
    weekday = State()


class AddingSpecialist(StatesGroup):
    name = State()


class ChangingSpecialist(StatesGroup):
    name = State()
    about = State()
    minutes = State()
    price = State()


class GivingContact(StatesGroup):
    consent = State()
    """Answered by a button; kept where a guest was named before it."""
    phone = State()


class NamingGuest(StatesGroup):
    name = State()


class SettingPhone(StatesGroup):
    shop = State()


class SettingUp(StatesGroup):
    hours = State()
    address = State()


class SettingProfile(StatesGroup):
    """The data say which text: ``language`` and ``part``."""

    text = State()
    photo = State()


class Importing(StatesGroup):
    """The data have the list that was looked at: ``listed``."""

    price_list = State()


class ChangingPrices(StatesGroup):
    """The data of ``amount`` have ``category``, those of ``day`` the whole change as its buttons carry it."""

    amount = State()
    day = State()


class SettingAddress(StatesGroup):
    text = State()
    point = State()


class BookingByHand(StatesGroup):
    time = State()
    guest = State()
