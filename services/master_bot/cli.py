"""zapis: the platform's command line. Every target of the Makefile that speaks of a client is a thin line over it.

Exit status: 0 done, 1 failed, 2 wrong arguments or settings.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

from services.master_bot.commands.bank import add_bank_commands
from services.master_bot.commands.deployments import act_on_client, deploy_client, register_client
from services.master_bot.commands.errors import CommandFailed, WrongArguments
from services.master_bot.commands.ledger import add_ledger_command
from services.master_bot.commands.payments import reconcile_payments, refund_payment, settle_payment
from services.master_bot.commands.promo import add_promo_commands
from services.master_bot.commands.removal import remove_client
from services.master_bot.commands.shell import Shell
from services.master_bot.commands.showing import show_logs, show_stats, show_status
from services.shared.master_api.errors import MasterApiError
from services.shared.runtime.client_id import InvalidClientId, parse_client_id
from services.shared.runtime.environment import Environment
from services.shared.runtime.program import run_program

Command = Callable[[Shell, argparse.Namespace], int]

VERBS = {
    "stop": "stop a client's bot",
    "restart": "restart a client's bot with the program it runs",
    "suspend": "take the bot down and lock its database role and Redis user",
    "resume": "bring a suspended client back",
    "rollback": "go back to the program that ran before",
}


def client_id(text: str) -> str:
    try:
        return parse_client_id(text)
    except InvalidClientId as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def payment_id(text: str) -> str:
    if not re.fullmatch(r"[0-9A-Za-z-]{1,64}", text, re.ASCII):
        raise argparse.ArgumentTypeError("a payment's id has letters, digits and hyphens")
    return text


def moment(text: str) -> datetime:
    """Aware; a date is its beginning."""
    try:
        given = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no time: expected 2026-03-01 or 2026-03-01T12:30") from None
    return given if given.tzinfo else given.replace(tzinfo=UTC)


def roubles(text: str) -> Decimal:
    if not re.fullmatch(r"[0-9]{1,9}([.,][0-9]{1,2})?", text, re.ASCII) or not Decimal(text.replace(",", ".")):
        raise argparse.ArgumentTypeError(f"{text!r} is no sum: expected roubles and kopecks, as 100.00")
    return Decimal(text.replace(",", "."))


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(prog="zapis", description=__doc__.splitlines()[0] if __doc__ else None)
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")
    deploy = _with_client(commands.add_parser("deploy", help="set a client up, or bring it up to date"))
    deploy.description = (
        "Queue a deployment, follow it and print its steps. A client that is not registered yet is registered on the"
        " way, with BOT_TOKEN (or BOT_TOKEN_FILE) and ADMIN_IDS from the environment; a token that is missing is asked"
        " for. LOCAL=1 does the worker's step in this command, when the platform is down."
    )
    deploy.set_defaults(run=deploy_client)
    register = commands.add_parser("register", help="take a bot into the registry without deploying it")
    register.description = "Reads BOT_TOKEN (or BOT_TOKEN_FILE), ADMIN_IDS, BUSINESS_NAME, TIMEZONE, LOCALE."
    register.add_argument("client", nargs="?", type=client_id, metavar="CLIENT", help="default: the next free id")
    register.set_defaults(run=register_client)
    for verb, what in VERBS.items():
        _with_client(commands.add_parser(verb, help=what)).set_defaults(run=act_on_client)
    remove = _with_client(commands.add_parser("remove", help="back a client up, and take away all that it has"))
    remove.add_argument("--yes", action="store_true", help="do not ask for the client's id")
    remove.set_defaults(run=remove_client)
    status = commands.add_parser("status", help="all clients, or one")
    status.add_argument("client", nargs="?", type=client_id, metavar="CLIENT")
    status.set_defaults(run=show_status)
    logs = _with_client(commands.add_parser("logs", help="the last lines of a client's bot"))
    logs.add_argument("--lines", type=int, default=50, help="how many (default: 50)")
    logs.set_defaults(run=show_logs)
    add_promo_commands(commands)
    add_ledger_command(commands)
    _add_payments(commands.add_parser("payments", help="look at a payment, give it back, compare YooKassa's lists"))
    commands.add_parser("stats", help="figures of the fleet and of the money").set_defaults(run=show_stats)
    return whole


def _add_payments(payments: argparse.ArgumentParser) -> None:
    commands = payments.add_subparsers(dest="subcommand", required=True, metavar="COMMAND")
    settle = commands.add_parser("settle", help="ask YooKassa about a payment and do what it asks for")
    settle.description = "Exit status 0: the payment has brought its period. 1: it is not paid, or waits for a human."
    settle.add_argument("payment", type=payment_id, metavar="PAYMENT_ID")
    settle.set_defaults(run=settle_payment)
    reconcile = commands.add_parser("reconcile", help="compare payments and refunds with YooKassa's, both ways")
    reconcile.description = (
        "What YooKassa has and was not dealt with here is settled, as if its notification had come; what was settled"
        " here and YooKassa does not show as paid is told to the operators. Then the sums are held against the ledger."
        " Exit status 1 when there is such a payment, or the sums differ."
    )
    reconcile.add_argument("--from", dest="since", type=moment, metavar="WHEN", help="default: 26 hours before --to")
    reconcile.add_argument("--to", dest="until", type=moment, metavar="WHEN", help="default: now")
    reconcile.add_argument("--dry-run", action="store_true", help="only look")
    reconcile.epilog = "WHEN: 2026-03-01 or 2026-03-01T12:30, in UTC unless it has an offset."
    reconcile.set_defaults(run=reconcile_payments)
    refund = commands.add_parser("refund", help="give a payment's money back, or a part of it")
    refund.description = (
        "What is left of the payment, or --amount of it. A part takes the same part of the time that was paid, as far"
        " as it is not used yet. Exit status 0: the money has gone, or is on its way. 1: it stays."
    )
    refund.add_argument("payment", type=payment_id, metavar="PAYMENT_ID")
    refund.add_argument("--amount", type=roubles, metavar="SUM", help="as 100.00 (default: all that is left)")
    refund.set_defaults(run=refund_payment)
    add_bank_commands(commands, roubles)


def _with_client(command: argparse.ArgumentParser) -> argparse.ArgumentParser:
    command.add_argument("client", type=client_id, metavar="CLIENT", help="as client_042")
    return command


def main() -> int:
    arguments = parser().parse_args()
    run: Command = arguments.run
    try:
        return run(Shell(Environment.load()), arguments)
    except WrongArguments as error:
        return _say(error, 2)
    except (CommandFailed, MasterApiError) as error:
        return _say(error, 1)


def _say(error: Exception, status: int) -> int:
    print(f"error: {error}", file=sys.stderr)  # noqa: T201 - this is a command line
    return status


if __name__ == "__main__":
    run_program(main)
