"""A report of pay as a table for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from services.booking_bot.domain.pay import Earnings, PaidVisit
from services.booking_bot.domain.specialists import Specialist
from services.booking_bot.use_cases.pay import PayReport
from services.booking_bot.views.words import Words

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def file_name(shown: PayReport) -> str:
    return f"pay_{shown.period.first}_{shown.period.last}.csv"


def pay_file(words: Words, shown: PayReport) -> bytes:
    """A row a visit, then what each has in all; as a spreadsheet of the reader's language opens it by a tap."""
    table = StringIO(newline="")
    writer = csv.writer(table, delimiter=";" if words.language == "ru" else ",")
    writer.writerow(
        [
            words.label("Specialist"),
            words.label("Date"),
            words.label("Time"),
            words.label("Service"),
            words.label("Customer"),
            words.label("Received, {currency}", currency=shown.currency),
            words.label("Pay, {currency}", currency=shown.currency),
            words.label("Tip, {currency}", currency=shown.currency),
        ]
    )
    for specialist in shown.specialists:
        for row in _rows(words, specialist, shown.earned[specialist.id]):
            writer.writerow([_harmless(cell) for cell in row])
    return table.getvalue().encode("utf-8-sig")


def _rows(words: Words, specialist: Specialist, earned: Earnings) -> Iterator[list[str]]:
    name = specialist.name
    yield from (_visit(words, name, visit) for visit in earned.visits)
    if earned.for_days:
        yield [name, "", "", words.label("For the days of the period"), "", "", _sum(words, earned.for_days), ""]
    together = [earned.received, earned.pay, earned.tips]
    visits = words.plural("{n} visit", "{n} visits", len(earned.visits))
    yield [name, "", "", words.label("In all"), visits, *(_sum(words, amount) for amount in together)]


def _visit(words: Words, name: str, visit: PaidVisit) -> list[str]:
    sale = visit.sale
    sums = [_sum(words, amount) for amount in (visit.received, visit.pay, visit.tip)]
    services = " + ".join(visit.service_names)
    return [name, sale.day.isoformat(), words.clock(sale.start), services, sale.customer_name, *sums]


def _sum(words: Words, amount: int) -> str:
    """Hundredths as a spreadsheet of the reader's language reads a number."""
    whole, rest = divmod(amount, 100)
    return f"{whole}{',' if words.language == 'ru' else '.'}{rest:02d}"


def _harmless(cell: str) -> str:
    """A name that a spreadsheet would take for a formula is a text."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
