"""What the buttons carry can be told apart."""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter

from aiogram.filters.callback_data import CallbackData

from services.booking_bot import views


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
