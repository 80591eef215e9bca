"""promo make, ls, end: promo codes of the operator."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from rich.table import Table

from services.master_bot.commands.shell import Shell
from services.shared.master_api.models import NewPromoCode, PromoCode

SIGNS = {"percent": "{} %", "sum": "{} ₽", "days": "{} days", "referral": "{} days for both"}


def add_promo_commands(commands: Any) -> None:
    """``commands``: the subparsers of ``zapis``."""
    promo = commands.add_parser("promo", help="promo codes: make, ls, end")
    verbs = promo.add_subparsers(dest="verb", required=True, metavar="VERB")
    make = verbs.add_parser("make", help="make one: a percentage, a sum or days")
    make.add_argument("code", metavar="CODE")
    what = make.add_mutually_exclusive_group(required=True)
    what.add_argument("--percent", type=_number, help="of the price, to 100")
    what.add_argument("--sum", type=_number, help="roubles off the price")
    what.add_argument("--days", type=_number, help="days more than were paid for")
    make.add_argument("--uses", type=int, help="how often in all (default: as often as somebody comes)")
    make.add_argument("--per-owner", type=int, default=1, help="how often by one owner (default: 1)")
    make.add_argument("--until", type=_day, metavar="YYYY-MM-DD", help="the last day on which it is valid (UTC)")
    make.set_defaults(run=make_promo_code)
    verbs.add_parser("ls", help="all of them").set_defaults(run=list_promo_codes)
    end = verbs.add_parser("end", help="nobody can use it any more")
    end.add_argument("code", metavar="CODE")
    end.set_defaults(run=end_promo_code)


def make_promo_code(shell: Shell, arguments: argparse.Namespace) -> int:
    kind = next(name for name in ("percent", "sum", "days") if getattr(arguments, name) is not None)
    new = NewPromoCode(
        code=arguments.code,
        kind=kind,
        value=getattr(arguments, kind),
        uses_limit=arguments.uses,
        owner_limit=arguments.per_owner,
        expires_at=arguments.until,
    )
    shell.console.print(f"{_shown(shell.api().make_promo_code(new))}", markup=False)
    return 0


def list_promo_codes(shell: Shell, _arguments: argparse.Namespace) -> int:
    table = Table("code", "gives", "uses", "until", "state", box=None, header_style="bold")
    cursor: str | None = None
    while True:
        page = shell.api().promo_codes(cursor=cursor)
        for promo in page.items:
            until = f"{promo.expires_at:%Y-%m-%d %H:%M}" if promo.expires_at else "—"
            table.add_row(promo.code, _gives(promo), _uses(promo), until, "ended" if promo.ended_at else "valid")
        cursor = page.next_cursor
        if cursor is None:
            break
    shell.console.print(table if table.row_count else "no promo codes yet")
    return 0


def end_promo_code(shell: Shell, arguments: argparse.Namespace) -> int:
    promo = shell.api().end_promo_code(arguments.code)
    shell.console.print(f"{promo.code}: ended after {promo.uses} uses", markup=False)
    return 0


def _shown(promo: PromoCode) -> str:
    until = f", until {promo.expires_at:%Y-%m-%d %H:%M} UTC" if promo.expires_at else ""
    return f"{promo.code}: {_gives(promo)}, uses {_uses(promo)}{until}"


def _gives(promo: PromoCode) -> str:
    return SIGNS.get(promo.kind, "{}").format(f"{promo.value:f}".removesuffix(".00"))


def _uses(promo: PromoCode) -> str:
    return f"{promo.uses}" if promo.uses_limit is None else f"{promo.uses}/{promo.uses_limit}"


def _number(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number") from None


def _day(text: str) -> datetime:
    """The end of that day."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC) + timedelta(days=1)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day: expected YYYY-MM-DD") from None
