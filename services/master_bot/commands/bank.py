"""payments bank, bank-refund: what the bank's statement shows of orders by bank invoice."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from services.master_bot.commands.shell import Shell
from services.shared.master_api.documents import BankTransfer

ORDER = "the order's id, or the number of its invoice, as 2026-00012"


def add_bank_commands(commands: Any, roubles: Callable[[str], Decimal]) -> None:
    """``commands``: the subparsers of ``zapis payments``."""
    bank = commands.add_parser("bank", help="the money of a bank invoice has come")
    bank.description = (
        "The order is carried out: its client gets the period, a new bot is set up. The sum must be the order's. The"
        " same again changes nothing."
    )
    bank.set_defaults(run=confirm_bank_payment)
    refund = commands.add_parser("bank-refund", help="money of a bank invoice was paid back from the bank")
    refund.description = (
        "Pay it back in the bank first; this notes it. A part takes the same part of the time that was paid, as far as"
        " it is not used yet. The same again changes nothing."
    )
    refund.set_defaults(run=note_bank_refund)
    for command in (bank, refund):
        command.add_argument("order", metavar="ORDER", help=ORDER)
        command.add_argument("--amount", type=roubles, required=True, metavar="SUM", help="as 990.00")
        command.add_argument("--date", type=_day, required=True, metavar="YYYY-MM-DD", help="the day of the transfer")
        command.add_argument("--reference", required=True, metavar="WORDS", help='of the bank\'s order, as "п/п 123"')


def confirm_bank_payment(shell: Shell, arguments: argparse.Namespace) -> int:
    order = shell.api().confirm_bank_payment(arguments.order, _line(arguments))
    shell.console.print(f"invoice {order.invoice_number} is paid: {order.client_id} has its period", markup=False)
    return 0


def note_bank_refund(shell: Shell, arguments: argparse.Namespace) -> int:
    order = shell.api().note_bank_refund(arguments.order, _line(arguments))
    whole = "all of it" if order.state == "refunded" else "a part of it"
    shell.console.print(f"noted: {arguments.amount:.2f} of invoice {order.invoice_number}, {whole}", markup=False)
    return 0


def _line(arguments: argparse.Namespace) -> BankTransfer:
    return BankTransfer(arguments.amount, arguments.date, arguments.reference)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day: expected YYYY-MM-DD") from None
