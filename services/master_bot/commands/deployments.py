"""deploy, stop, restart, suspend, resume, rollback: queue it, follow it, print its steps."""

from __future__ import annotations

import argparse
import getpass
import sys
import time
from pathlib import Path

from services.master_bot.commands.errors import CommandFailed, WrongArguments
from services.master_bot.commands.local import act_locally
from services.master_bot.commands.shell import Shell
from services.shared.master_api.client import MasterApi
from services.shared.master_api.errors import MasterApiAway, MasterApiRefused
from services.shared.master_api.models import Deployment, NewClient
from services.shared.runtime.secret import Secret

FOLLOW_SECONDS = 300.0
LOOK_SECONDS = 0.3
ENDED = frozenset({"succeeded", "recovered", "failed"})
MARKS = {"started": "…", "done": "✓", "failed": "✗"}


def deploy_client(shell: Shell, arguments: argparse.Namespace) -> int:
    client_id: str = arguments.client
    _refuse_unmigrated(shell, client_id)
    if shell.local:
        return do_locally(shell, client_id, "deploy")
    api = shell.api()
    try:
        api.client(client_id)
    except MasterApiRefused as refused:
        if refused.problem.status != 404:
            raise
        _register(shell, api, client_id)
    return follow(shell, api, api.deploy(client_id))


def register_client(shell: Shell, arguments: argparse.Namespace) -> int:
    """Take a bot into the registry without deploying it; without an id the next free one is given."""
    _register(shell, shell.api(), arguments.client)
    return 0


def act_on_client(shell: Shell, arguments: argparse.Namespace) -> int:
    if shell.local:
        return do_locally(shell, arguments.client, arguments.command)
    api = shell.api()
    verbs = {
        "stop": api.stop,
        "restart": api.restart,
        "suspend": api.suspend,
        "resume": api.resume,
        "rollback": api.rollback,
    }
    return follow(shell, api, verbs[arguments.command](arguments.client))


def do_locally(shell: Shell, client_id: str, action: str) -> int:
    deployment = act_locally(shell, client_id, action)
    _show_steps(shell, deployment, 0)
    return _end(shell, deployment)


def follow(shell: Shell, api: MasterApi, deployment: Deployment) -> int:
    """Print the steps as they happen, until the deployment has ended."""
    shell.console.print(f"{deployment.client_id}: {deployment.action}, deployment {deployment.deployment_id}")
    shown, deadline = 0, time.monotonic() + FOLLOW_SECONDS
    while True:
        try:
            deployment = api.deployment(deployment.deployment_id)
        except MasterApiAway:
            if time.monotonic() > deadline:
                raise
        else:
            shown = _show_steps(shell, deployment, shown)
            if deployment.state in ENDED:
                return _end(shell, deployment)
        if time.monotonic() > deadline:
            raise CommandFailed(
                f"deployment {deployment.deployment_id} is still {deployment.state} after {FOLLOW_SECONDS:.0f} s;"
                " it goes on: does the deploy worker run? (make status)"
            )
        time.sleep(LOOK_SECONDS)


def _show_steps(shell: Shell, deployment: Deployment, shown: int) -> int:
    for step in deployment.steps[shown:]:
        if step.state != "started":
            detail = f"  {step.detail}" if step.detail else ""
            shell.console.print(f"  {MARKS[step.state]} {step.name}{detail}", markup=False)
    return len(deployment.steps)


def _end(shell: Shell, deployment: Deployment) -> int:
    if deployment.state == "succeeded":
        shell.console.print(f"{deployment.client_id}: done")
        return 0
    if deployment.log_tail:
        shell.console.print("  the bot's last lines:")
        shell.console.print("\n".join(f"    {line}" for line in deployment.log_tail.splitlines()), markup=False)
    if deployment.action == "remove":
        raise CommandFailed(f"{deployment.client_id}: {deployment.error}; it was not removed")
    what = "what ran before runs again" if deployment.state == "recovered" else "nothing runs"
    raise CommandFailed(f"{deployment.client_id}: {deployment.error}; {what}")


def _register(shell: Shell, api: MasterApi, client_id: str | None) -> None:
    environment, who = shell.environment, client_id or "the new client"
    token = environment.secret("BOT_TOKEN", "")
    if not token and sys.stdin.isatty():
        token = Secret(getpass.getpass(f"The token of the bot of {who}, from @BotFather: ").strip())
    if not token:
        raise WrongArguments(f"{who} is not registered: give BOT_TOKEN and ADMIN_IDS to register it on the way")
    admins = environment.integers("ADMIN_IDS", "")
    if not admins:
        raise WrongArguments("ADMIN_IDS is not set: expected the Telegram id of the owner, then of further admins")
    new = NewClient(
        bot_token=token,
        admin_ids=admins,
        client_id=client_id,
        owner_telegram_id=admins[0],
        business_name=environment.text("BUSINESS_NAME", "") or None,
        timezone=environment.text("TIMEZONE", "") or None,
        locale=environment.text("LOCALE", "") or None,
    )
    client = api.create_client(new)
    shell.console.print(f"{client.client_id}: registered with the bot @{client.bot_username}", markup=False)


def _refuse_unmigrated(shell: Shell, client_id: str) -> None:
    folder = Path(shell.environment.text("CLIENTS_DIR", "clients")) / client_id
    if (folder / "data" / "bookings.db").exists():
        raise CommandFailed(
            f"{folder} belongs to the old system and is not moved in yet: make adopt CLIENT={client_id}"
        )
