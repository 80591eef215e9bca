"""Lists in YooKassa's manner: filters, newest first, a page at a time."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from scripts.simulators.yookassa.ledger.errors import invalid

COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "gte": operator.ge,
    "gt": operator.gt,
    "lte": operator.le,
    "lt": operator.lt,
}
ISO_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T.+(Z|[+-]\d{2}:\d{2})", re.ASCII)


class Listed(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def number(self) -> int: ...
    @property
    def created_at(self) -> datetime: ...


R = TypeVar("R", bound=Listed)


@dataclass(frozen=True, slots=True)
class Page(Generic[R]):
    """`next_cursor` is None on the last page."""

    items: tuple[R, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class Fields(Generic[R]):
    """What a list can be filtered by: moments (with a comparison) and words (by equality)."""

    moments: Mapping[str, Callable[[R], datetime | None]]
    words: Mapping[str, Callable[[R], str | None]]


def page(records: Iterable[R], query: Mapping[str, str], fields: Fields[R]) -> Page[R]:
    """The page that `query` asks for. The cursor is the id of the last record of the page before."""
    limit = _limit(query.get("limit", "10"))
    tests = list(_tests(query, fields))
    found = [record for record in records if all(test(record) for test in tests)]
    found.sort(key=lambda record: (record.created_at, record.number), reverse=True)
    start = _start(found, query.get("cursor"))
    shown = tuple(found[start : start + limit])
    return Page(shown, shown[-1].id if start + limit < len(found) else None)


def _start(found: list[R], cursor: str | None) -> int:
    if cursor is None:
        return 0
    for index, record in enumerate(found):
        if record.id == cursor:
            return index + 1
    raise invalid("Unknown cursor", "cursor")


def _tests(query: Mapping[str, str], fields: Fields[R]) -> Iterable[Callable[[R], bool]]:
    for name, value in query.items():
        field, _, comparison = name.partition(".")
        if name in fields.words:
            yield _word_test(fields.words[name], value)
        elif field in fields.moments and comparison in COMPARISONS:
            yield _moment_test(fields.moments[field], COMPARISONS[comparison], _moment(name, value))
        elif name not in ("limit", "cursor"):
            raise invalid("Unknown filter", name)


def _word_test(read: Callable[[R], str | None], value: str) -> Callable[[R], bool]:
    return lambda record: read(record) == value


def _moment_test(
    read: Callable[[R], datetime | None], compare: Callable[[Any, Any], bool], value: datetime
) -> Callable[[R], bool]:
    def test(record: R) -> bool:
        moment = read(record)
        return moment is not None and compare(moment, value)

    return test


def _moment(name: str, value: str) -> datetime:
    try:
        if ISO_TIME.fullmatch(value):
            return datetime.fromisoformat(value)
    except ValueError:
        pass
    raise invalid("A time in ISO 8601 with its zone is expected", name)


def _limit(value: str) -> int:
    if not re.fullmatch(r"[0-9]{1,3}", value, re.ASCII) or not 1 <= int(value) <= 100:
        raise invalid("limit is a number from 1 to 100", "limit")
    return int(value)
