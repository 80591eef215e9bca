"""Options from outside: known names, right types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scripts.simulators.yookassa.ledger.errors import invalid


def options(given: Mapping[str, Any], allowed: Mapping[str, type], *, need: str | None = None) -> dict[str, Any]:
    """`given` again, when its names and types are allowed and `need` is there; None is "not given". Raises Refusal."""
    if need is not None and given.get(need) is None:
        raise invalid(f"{need} is required", need)
    for name, value in given.items():
        if name not in allowed:
            raise invalid(f"Unknown option {name!r}; known are {', '.join(allowed)}", name)
        if value is not None and not _is(value, allowed[name]):
            raise invalid(f"{name} must be of type {allowed[name].__name__}, not {value!r}", name)
    return {name: value for name, value in given.items() if value is not None}


def _is(value: object, kind: type) -> bool:
    if isinstance(value, bool):
        return kind is bool
    return isinstance(value, int | float) if kind is float else isinstance(value, kind)
