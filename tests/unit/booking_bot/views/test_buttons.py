"""What the buttons carry can be told apart."""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter

import pytest
from aiogram.filters.callback_data import CallbackData

from services.booking_bot import views
from services.booking_bot.views.choices import (
    AddToVisit,
    Choice,
    ForSomebody,
    GiveConsent,
    GiveGuestConsent,
    PickService,
)


def test_no_two_kinds_of_buttons_begin_alike() -> None:
    modules = [module.name for module in pkgutil.iter_modules(views.__path__)]
    kinds = {
        kind
        for name in modules
        for kind in vars(importlib.import_module(f"{views.__name__}.{name}")).values()
        if isinstance(kind, type) and issubclass(kind, CallbackData) and kind is not CallbackData
    }

    shared = Counter(kind.__prefix__ for kind in kinds) - Counter({kind.__prefix__ for kind in kinds})
    assert len(kinds) > 40
    assert set(shared) <= {"-"}  # those that are never sent themselves


@pytest.mark.parametrize(
    ("button", "rest"),
    [
        (PickService, "0"),
        (AddToVisit, "0"),
        (ForSomebody, "30000000"),
        (GiveConsent, "30000000:1"),
        (GiveGuestConsent, "30000000:1"),
    ],
)
def test_steps_to_a_booking_are_forged_where_a_booking_moves(button: type[Choice], rest: str) -> None:
    assert button.unpack(f"{button.__prefix__}:b:5:{rest}").plan.service_ids == (5,)
    for errand in "ms":
        with pytest.raises(ValueError, match="nothing is booked"):
            button.unpack(f"{button.__prefix__}:{errand}:#5:{rest}")
