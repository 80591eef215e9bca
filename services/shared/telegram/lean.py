"""aiogram without its 100 MB: its ~590 models are built when first used, not all at import.

aiogram declares every model with ``defer_build`` and then builds each one at the end of ``aiogram.types`` all the same,
because their annotations name types that are only known there. Here that loop is made to do nothing, the namespace it
would have used is kept, and a model gets it when pydantic builds the model on first use.

``LEAN_AIOGRAM=0`` in the environment turns this off. It leans on two private details (the loop, and pydantic's argument
``_types_namespace``), so aiogram is pinned exactly and a test builds every model.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel

_OURS = "aiogram."


def import_lean() -> None:
    """Import ``aiogram.types`` leanly. To be called before anything else imports aiogram; later it does nothing."""
    if os.environ.get("LEAN_AIOGRAM") == "0" or "aiogram.types" in sys.modules:
        return
    build = BaseModel.model_rebuild.__func__  # type: ignore[attr-defined]
    namespace: dict[str, Any] = {}

    def put_off(_cls: type[BaseModel], /, *, _types_namespace: Mapping[str, Any] | None = None, **_how: Any) -> None:
        namespace.update(_types_namespace or {})

    def build_on_use(cls: type[BaseModel], /, **how: Any) -> bool | None:
        if cls.__module__.startswith(_OURS) and how.get("_types_namespace") is None:
            how["_types_namespace"] = namespace
        elif how.get("_types_namespace") is None:
            # One frame more than pydantic counts on lies between it and its caller.
            how["_parent_namespace_depth"] = how.get("_parent_namespace_depth", 2) + 1
        return build(cls, **how)  # type: ignore[no-any-return]

    BaseModel.model_rebuild = classmethod(put_off)  # type: ignore[assignment, method-assign]
    try:
        importlib.import_module("aiogram.types")
    finally:
        BaseModel.model_rebuild = classmethod(build_on_use)  # type: ignore[assignment, method-assign]


def complete(annotation: Any) -> None:
    """Build every model that ``annotation`` names, so that what contains it does not build its own copy each time."""
    for model in _models(annotation):
        if not model.__pydantic_complete__:
            model.model_rebuild()


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)
