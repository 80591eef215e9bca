"""Every button that the booking bot knows, with the ids of somebody else's things."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from enum import Enum
from itertools import product
from typing import Any, get_args

from aiogram.filters.callback_data import CallbackData
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from services.booking_bot import views
from services.booking_bot.domain.plans import Plan
from services.booking_bot.views.choices import to_draft
from services.booking_bot.views.plan_codes import code_of
from tests.support.salon import MONDAY, at

MINUTE = int(at("15:00").timestamp()) // 60
DAY = MONDAY.toordinal()
NAMED = {
    "what": [code_of(Plan.of(1, 1)), "#1", to_draft(Plan.of(1, 2), 1)["what"]],
    "day": [DAY],
    "first": [DAY - 7],
    "last": [DAY + 30],
    "minute": [MINUTE],
    "minutes": [5],
    "language": ["ru"],
    "version": [1],
    "code": ["a" * 22, 0, "EUR"],
    "text": ["Секретов"],
    "key": ["nails"],
    "name": ["Europe/Berlin"],
}
"""Of fields whose values are no ids."""


def kinds() -> set[type[CallbackData]]:
    """All that are ever sent."""
    modules = [module.name for module in pkgutil.iter_modules(views.__path__)]
    return {
        kind
        for name in modules
        for kind in vars(importlib.import_module(f"{views.__name__}.{name}")).values()
        if isinstance(kind, type) and issubclass(kind, CallbackData) and getattr(kind, "__prefix__", "-") != "-"
    }


def forged_buttons() -> Iterator[str]:
    """Each kind with each of its choices; an id is 1, or 0 where that means "all" or "none"."""
    for kind in sorted(kinds(), key=lambda one: one.__prefix__):
        fields = {name: _values(name, field) for name, field in kind.model_fields.items()}
        for chosen in product(*fields.values()):
            try:
                yield kind(**dict(zip(fields, chosen, strict=True))).pack()
            except (ValidationError, ValueError):
                continue


def _values(name: str, field: FieldInfo) -> list[Any]:
    if name in NAMED:
        return NAMED[name]
    for kind in (field.annotation, *get_args(field.annotation)):
        if isinstance(kind, type) and issubclass(kind, Enum):
            return list(kind)
    if field.annotation is bool:
        return [True, False]
    if name == "page":
        return [0]
    return [0, 1]
