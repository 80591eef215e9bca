"""What somebody is being asked for. Customers are asked for names and numbers alone: buttons carry everything else."""

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


class FixingTimes(StatesGroup):
    """The data say of which service: ``service_id``."""

    times = State()


class ChoosingCategory(StatesGroup):
    name = State()


class SendingPhoto(StatesGroup):
    """The data say of what: ``of`` as in the buttons, and ``id``."""

    photo = State()


class SettingHours(StatesGroup):
    weekday = State()


class SettingSchedule(StatesGroup):
    """The data say of whom: ``who`` as in the buttons."""

    shift = State()
    days = State()


class AddingSpecialist(StatesGroup):
    name = State()


class ChangingSpecialist(StatesGroup):
    name = State()
    about = State()
    minutes = State()
    price = State()


class AddingResource(StatesGroup):
    name = State()


class ChangingResource(StatesGroup):
    """The data say which: ``resource_id``."""

    name = State()
    units = State()


class GivingContact(StatesGroup):
    consent = State()
    """Answered by a button; kept where a guest was named before it."""
    name = State()
    phone = State()


class ChangingMyName(StatesGroup):
    name = State()


class NamingGuest(StatesGroup):
    name = State()
    named = State()
    """The name is known, and another time is being chosen for it: the first one could not be had."""


class SettingShop(StatesGroup):
    name = State()
    phone = State()
    link = State()


class SettingUp(StatesGroup):
    hours = State()
    address = State()


class SettingBotProfile(StatesGroup):
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


class SettingZone(StatesGroup):
    city = State()


class WritingText(StatesGroup):
    """The data say which: ``language`` and ``kind``."""

    text = State()


class SettingAddress(StatesGroup):
    text = State()
    point = State()


class BookingByHand(StatesGroup):
    time = State()
    guest = State()


class FindingCustomer(StatesGroup):
    text = State()


class DescribingCustomer(StatesGroup):
    note = State()
    tags = State()
    birthday = State()


class MarkingVisit(StatesGroup):
    sum = State()
    tip = State()
