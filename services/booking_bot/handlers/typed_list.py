"""A price list as people keep it: lines of text, or a table in CSV."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence

from services.booking_bot.domain.price_list import (
    MOST_BYTES,
    ListedService,
    PriceList,
    Wrong,
    WrongLine,
    checked_list,
)
from services.booking_bot.domain.prices import Cost, PriceKind
from services.booking_bot.domain.services import LONGEST_MINUTES, SHORTEST_MINUTES
from services.booking_bot.handlers.typed import read_length, read_price

_FREE = {"бесплатно", "free"}
_ON_REQUEST = {"по запросу", "договорная", "по договорённости", "по договоренности", "on request"}
_UNIT = re.compile(r"\d\s*(?:ч|час|мин|м|h|hr|min|m)[a-zа-я]*\.?$|^\d{1,2}:\d{2}$", re.IGNORECASE)
# A dash needs a blank beside it ("3-6 лет" is a name); a comma and a colon part only before a number.
_PARTING = re.compile(r"\s+[-–—]+\s*|\s*[-–—]+\s+|\s*[;|\t]\s*|\s*\.{2,}\s*|\s*…\s*|\s*[,:]\s+(?=(?:от |from )?\d)")
_BARE = re.compile(
    r"(?P<name>.*?[^\d\s,.:–—-])[\s,.:–—-]+(?P<price>(?:(?:от|from)\s+)?\d[\d\s]*(?:[.,]\d{1,2})?\s*(?:₽|руб\.?|р\.?)?)"
    r"(?:[\s,]+(?P<length>\d{1,2}\s*(?:ч|час\w*|h)\.?(?:\s*\d{1,2}\s*(?:мин\w*|min)\.?)?|\d{1,3}\s*(?:мин\w*|м|min|m)\.?))?",
    re.IGNORECASE,
)
_BLANKS = re.compile(r"[^\S\t]+")
_BULLET = re.compile(r"^[\s•·*✔✅▪️●-]+")
_HEADINGS = {
    "name": {"название", "наименование", "услуга", "услуги", "имя", "name", "service", "title"},
    "price": {"цена", "стоимость", "прайс", "price", "cost"},
    "minutes": {"минуты", "мин", "длительность", "продолжительность", "время", "minutes", "min", "duration", "length"},
    "category": {"категория", "раздел", "группа", "category", "group", "section"},
}
LONGEST_LINE = 300
"""What is longer is no service, and reading it would take the expressions above too long."""
_IN_ORDER = ("name", "price", "minutes", "category")


def decoded(data: bytes) -> str | None:
    """UTF-8, else Windows' Cyrillic; None for what is no text."""
    if b"\0" in data:
        return None
    for encoding in ("utf-8-sig", "cp1251"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def read_file(data: bytes, name: str) -> PriceList:
    """A file that was sent: a table when its name says so."""
    if len(data) > MOST_BYTES:
        return PriceList.refused(Wrong.TOO_LONG)
    text = decoded(data)
    if text is None:
        return PriceList.refused(Wrong.NO_TEXT)
    return read_table(text) if name.lower().endswith(".csv") else read_lines(text)


def read_lines(text: str) -> PriceList:
    """A line a service: «Стрижка мужская - 1500 - 45 мин»; «Маникюр:» begins a category."""
    services: list[ListedService] = []
    wrong: list[WrongLine] = []
    category: str | None = None
    for number, line in enumerate(text.splitlines(), 1):
        bare = _BULLET.sub("", _BLANKS.sub(" ", line)).strip()
        if not bare:
            continue
        if len(bare) > LONGEST_LINE:
            wrong.append(WrongLine(number, Wrong.UNCLEAR, bare[:80]))
            continue
        if bare.endswith(":"):
            category = bare[:-1].strip()
            continue
        read = _read_line(number, bare, category)
        if isinstance(read, ListedService):
            services.append(read)
        else:
            wrong.append(read)
    return checked_list(services, wrong)


def _read_line(number: int, line: str, category: str | None) -> ListedService | WrongLine:
    name, *facts = [part for part in _PARTING.split(line) if part]
    if not facts:
        found = _BARE.fullmatch(line)
        if found is None:
            return WrongLine(number, Wrong.UNCLEAR, line[:80])
        name, facts = found["name"], [found["price"], *([found["length"]] if found["length"] else [])]
    return _service(number, name, facts, category)


def _service(number: int, name: str, facts: Sequence[str], category: str | None) -> ListedService | WrongLine:
    """A length says its unit; of numbers without one the first is the price, the second the length."""
    cost: Cost | None = None
    minutes: int | None = None
    for fact in facts:
        length = read_length(fact) if _UNIT.search(fact.strip()) or cost is not None else None
        if length is not None and minutes is None:
            minutes = length
        elif cost is None and (cost := read_cost(fact)) is not None:
            continue
        else:
            return WrongLine(number, Wrong.PRICE if cost is None else Wrong.LENGTH, fact[:80])
    if cost is not None and minutes is not None and _are_swapped(cost, minutes, facts):
        cost, minutes = Cost(minutes * 100), cost.amount // 100
    return ListedService(number, name, minutes, cost, category)


def _are_swapped(cost: Cost, minutes: int, facts: Sequence[str]) -> bool:
    """Whether "45 - 1500" was meant the other way round."""
    bare = not any(_UNIT.search(fact.strip()) for fact in facts) and cost.amount % 100 == 0
    return bare and minutes > LONGEST_MINUTES and SHORTEST_MINUTES <= cost.amount // 100 <= LONGEST_MINUTES


def read_cost(text: str) -> Cost | None:
    """ "1 500 ₽", "от 1500", "бесплатно", "по запросу"."""
    bare = " ".join(text.lower().split())
    if bare in _FREE:
        return Cost(0, PriceKind.FREE)
    if bare in _ON_REQUEST:
        return Cost(0, PriceKind.ON_REQUEST)
    return read_price(bare)


def read_table(text: str) -> PriceList:
    """A table in CSV, with headings in any order or, without any: name, price, minutes, category."""
    lines = text.splitlines()
    delimiter = _delimiter(next((line for line in lines if line.strip()), ""))
    reader = csv.reader(lines, delimiter=delimiter)
    rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader if any(cell.strip() for cell in row)]
    columns = _columns(rows[0][1]) if rows else None
    if columns is None:
        columns = dict(zip(_IN_ORDER, range(len(_IN_ORDER)), strict=True))
    elif "name" not in columns:
        return PriceList.refused(Wrong.COLUMNS)
    else:
        rows = rows[1:]
    read = [_read_row(number, row, columns) for number, row in rows]
    services = [one for one in read if isinstance(one, ListedService)]
    return checked_list(services, [one for one in read if isinstance(one, WrongLine)])


def _delimiter(line: str) -> str:
    return max(";,\t", key=line.count)


def _columns(cells: Sequence[str]) -> dict[str, int] | None:
    """What stands in which column; None where the first line is no heading."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        first = re.split(r"[^\w]", cell.lower(), maxsplit=1)[0]
        for column, names in _HEADINGS.items():
            if first in names:
                found.setdefault(column, place)
    return found or None


def _read_row(number: int, row: Sequence[str], columns: dict[str, int]) -> ListedService | WrongLine:
    cells = dict(_cells(row, columns))
    cost, minutes = read_cost(cells.get("price", "")), read_length(cells.get("minutes", ""))
    if "price" in cells and cost is None:
        return WrongLine(number, Wrong.PRICE, cells["price"][:80])
    if "minutes" in cells and minutes is None:
        return WrongLine(number, Wrong.LENGTH, cells["minutes"][:80])
    return ListedService(number, cells.get("name", ""), minutes, cost, cells.get("category"))


def _cells(row: Sequence[str], columns: dict[str, int]) -> Iterator[tuple[str, str]]:
    """Those that say something."""
    for column, place in columns.items():
        if place < len(row) and row[place] not in {"", "-", "–", "—"}:
            yield column, row[place]
