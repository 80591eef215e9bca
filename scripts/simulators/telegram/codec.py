"""Dataclasses to JSON and back, by their type hints. Only the kinds of fields that the world's state has."""

from __future__ import annotations

import types
import typing
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any


def encode(value: object) -> Any:
    """Plain JSON data of a dataclass, list, dict or scalar."""
    if is_dataclass(value):
        return {field.name: encode(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): encode(item) for key, item in value.items()}
    if isinstance(value, list):
        return [encode(item) for item in value]
    return value


def decode(hint: Any, data: Any) -> Any:
    """The value of this type that `encode` made `data` of.

    A field that the data lack keeps its default, so that an older snapshot can be read; one that the class no longer
    has is passed over. Raises TypeError, ValueError or AttributeError for data of another shape.
    """
    origin = typing.get_origin(hint)
    if isinstance(hint, type) and is_dataclass(hint):
        hints = _hints(hint)
        known = {name: decode(hints[name], item) for name, item in data.items() if name in hints}
        return typing.cast("Any", hint)(**known)
    if origin is dict:
        key_type, item_type = typing.get_args(hint)
        return {key_type(key): decode(item_type, item) for key, item in data.items()}
    if origin is list:
        return [decode(typing.get_args(hint)[0], item) for item in data]
    if origin is types.UnionType:
        return None if data is None else decode(typing.get_args(hint)[0], data)
    return data


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)
