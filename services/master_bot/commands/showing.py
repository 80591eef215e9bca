"""status, logs, stats: what there is to see."""

from __future__ import annotations

import argparse

from rich.markup import escape
from rich.table import Table

from services.master_bot.commands.shell import Shell
from services.shared.master_api.client import MasterApi
from services.shared.master_api.models import Client

COLOURS = {"running": "green", "ill": "red", "suspended": "yellow", "stopped": "yellow"}


def show_status(shell: Shell, arguments: argparse.Namespace) -> int:
    api = shell.api()
    if arguments.client:
        _show_one(shell, api.client(arguments.client))
    else:
        _show_all(shell, all_clients(api))
    return 0


def all_clients(api: MasterApi) -> list[Client]:
    found: list[Client] = []
    cursor: str | None = None
    while True:
        page = api.clients(cursor=cursor, limit=100)
        found.extend(page.items)
        cursor = page.next_cursor
        if cursor is None:
            return found


def _show_all(shell: Shell, clients: list[Client]) -> None:
    table = Table("client", "state", "bot", "business", "paid until", box=None, header_style="bold")
    for client in clients:
        paid = f"{client.subscription.paid_until:%Y-%m-%d}" if client.subscription else "—"
        table.add_row(client.client_id, _state(client), f"@{client.bot_username}", escape(client.business_name), paid)
    shell.console.print(table if clients else "no clients yet")


def _show_one(shell: Shell, client: Client) -> None:
    paid = f"{client.subscription.paid_until:%Y-%m-%d %H:%M} UTC" if client.subscription else "—"
    for name, value in {
        "client": client.client_id,
        "state": _state(client),
        "bot": f"https://t.me/{client.bot_username}",
        "business": escape(client.business_name),
        "owner": str(client.owner_telegram_id),
        "zone": client.timezone,
        "plan": client.subscription.plan if client.subscription else "—",
        "paid until": paid,
        "program": client.image or "—",
        "last error": escape(client.last_error or "—"),
    }.items():
        shell.console.print(f"{name:12}{value}")


def _state(client: Client) -> str:
    word = client.actual_state
    if client.desired_state not in {word, "running"}:
        word = f"{word} → {client.desired_state}"
    colour = COLOURS.get(client.actual_state)
    return f"[{colour}]{word}[/{colour}]" if colour else word


def show_logs(shell: Shell, arguments: argparse.Namespace) -> int:
    for line in shell.api().logs(arguments.client, max(1, min(arguments.lines, 500))):
        shell.console.print(line, markup=False)
    return 0


def show_stats(shell: Shell, _arguments: argparse.Namespace) -> int:
    for name, value in shell.api().stats().items():
        shell.console.print(f"{name:28}{value}", markup=False)
    return 0
