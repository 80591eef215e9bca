"""ledger: what came in, what YooKassa kept, what went back, as a table with totals or as CSV."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from services.master_bot.commands.errors import CommandFailed, WrongArguments
from services.master_bot.commands.shell import Shell
from services.master_bot.views.ledger_csv import MOSCOW, render_ledger_csv
from services.shared.master_api.models import LedgerEntry
from services.shared.runtime.translations import Translations

LOCALES = Path(__file__).resolve().parents[1] / "locales"
A_DAY = timedelta(days=1)
NOTHING = Decimal("0.00")
HEAD = ("Moscow time", "kind", "payment", "client", "by", "sum", "fee", "net")
SUMS = HEAD.index("sum")


def add_ledger_command(commands: Any) -> None:
    """``commands``: the subparsers of ``zapis``."""
    ledger = commands.add_parser("ledger", help="what came in, what YooKassa kept, what went back")
    ledger.description = "Days are those of Moscow, as in YooKassa's register. The columns: docs/money.md."
    ledger.add_argument("--from", dest="since", type=_day, metavar="YYYY-MM-DD", help="the first day (default: all)")
    ledger.add_argument("--to", dest="until", type=_day, metavar="YYYY-MM-DD", help="the last day (default: today)")
    ledger.add_argument("--csv", metavar="FILE", help="write a table for Excel there, or to the output (-)")
    ledger.set_defaults(run=show_ledger)


def show_ledger(shell: Shell, arguments: argparse.Namespace) -> int:
    since, last = arguments.since, arguments.until
    if since and last and since > last:
        raise WrongArguments("--from is after --to")
    entries = list(_entries(shell, since, last and last + A_DAY))
    if arguments.csv is None:
        _show(shell, entries)
        return 0
    content = render_ledger_csv(entries, Translations(LOCALES)["ru"]).encode()
    if arguments.csv == "-":
        sys.stdout.buffer.write(content)
        return 0
    try:
        Path(arguments.csv).write_bytes(content)
    except OSError as error:
        raise CommandFailed(f"{arguments.csv} cannot be written: {error.strerror}") from None
    shell.console.print(f"{len(entries)} entries written to {arguments.csv}", markup=False)
    return 0


def _entries(shell: Shell, since: datetime | None, until: datetime | None) -> Iterator[LedgerEntry]:
    api, cursor = shell.api(), None
    while True:
        page = api.ledger(since=since, until=until, cursor=cursor)
        yield from page.items
        cursor = page.next_cursor
        if cursor is None:
            return


def _show(shell: Shell, entries: list[LedgerEntry]) -> None:
    if not entries:
        shell.console.print("nothing came or went")
        return
    rows = [HEAD, *(_row(entry) for entry in entries)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        words = [cell.ljust(width) for cell, width in zip(row[:SUMS], widths, strict=False)]
        sums = [cell.rjust(width) for cell, width in zip(row[SUMS:], widths[SUMS:], strict=True)]
        shell.console.print("  ".join([*words, *sums]), markup=False)
    for currency in sorted({entry.currency for entry in entries}):
        _show_totals(shell, currency, [entry for entry in entries if entry.currency == currency])


def _row(entry: LedgerEntry) -> tuple[str, ...]:
    at = f"{entry.at.astimezone(MOSCOW):%Y-%m-%d %H:%M}"
    words = (at, entry.kind, entry.payment_id or entry.id, entry.client_id or "—", entry.method or "—")
    return (*words, f"{entry.gross:.2f}", _known(entry.fee), _known(entry.net))


def _show_totals(shell: Shell, currency: str, entries: list[LedgerEntry]) -> None:
    """``net``: of what came in and went back, less the fees that are known."""
    came, went = (_sum(e.gross for e in entries if (e.gross > 0) is incoming) for incoming in (True, False))
    fees, unknown = _sum(e.fee for e in entries), sum(e.fee is None for e in entries)
    totals = f"came in {came:.2f} − fees {fees:.2f} − given back {-went:.2f} = {came - fees + went:.2f} {currency}"
    shell.console.print(totals + (f"; {unknown} fees are not known yet" if unknown else ""), markup=False)


def _sum(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((amount for amount in amounts if amount is not None), NOTHING)


def _known(amount: Decimal | None) -> str:
    return "?" if amount is None else f"{amount:.2f}"


def _day(text: str) -> datetime:
    """Its beginning in Moscow."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=MOSCOW)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day: expected YYYY-MM-DD") from None
