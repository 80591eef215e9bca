"""What the owner is being asked for. The steps of a customer need none: their buttons carry everything."""

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


class SettingHours(StatesGroup):
    weekday = State()


class AddingSpecialist(StatesGroup):
    name = State()


class ChangingSpecialist(StatesGroup):
    name = State()
    about = State()
    minutes = State()
    price = State()


class BookingByHand(StatesGroup):
    time = State()
    guest = State()
