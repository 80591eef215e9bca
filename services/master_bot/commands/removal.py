"""remove: a backup, and then all that the client has goes."""

from __future__ import annotations

import argparse
import sys

from services.master_bot.commands.deployments import do_locally, follow
from services.master_bot.commands.errors import CommandFailed, WrongArguments
from services.master_bot.commands.shell import Shell


def remove_client(shell: Shell, arguments: argparse.Namespace) -> int:
    client_id: str = arguments.client
    if not arguments.yes:
        _ask(client_id)
    if shell.local:
        return do_locally(shell, client_id, "remove")
    api = shell.api()
    return follow(shell, api, api.remove(client_id))


def _ask(client_id: str) -> None:
    """A yes is typed too easily: the id is asked for."""
    if not sys.stdin.isatty():
        raise WrongArguments("nobody can be asked here whether this is meant: say --yes")
    sys.stdout.write(f"Bot, bookings, customers and settings of {client_id} go; a backup stays. Type its id: ")
    sys.stdout.flush()
    if sys.stdin.readline().strip() != client_id:
        raise CommandFailed("this is not its id: nothing was removed")
