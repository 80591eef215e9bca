"""zapis: the platform's command line. Every target of the Makefile that speaks of a client is a thin line over it.

Exit status: 0 done, 1 failed, 2 wrong arguments or settings.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from services.master_bot.commands.deployments import act_on_client, deploy_client, register_client
from services.master_bot.commands.errors import CommandFailed, WrongArguments
from services.master_bot.commands.promo import add_promo_commands
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
    status = commands.add_parser("status", help="all clients, or one")
    status.add_argument("client", nargs="?", type=client_id, metavar="CLIENT")
    status.set_defaults(run=show_status)
    logs = _with_client(commands.add_parser("logs", help="the last lines of a client's bot"))
    logs.add_argument("--lines", type=int, default=50, help="how many (default: 50)")
    logs.set_defaults(run=show_logs)
    add_promo_commands(commands)
    commands.add_parser("stats", help="figures of the fleet and of the money").set_defaults(run=show_stats)
    return whole


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
