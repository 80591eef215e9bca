"""payments settle, reconcile, refund: what no notification has told, asked for by hand, and money that goes back."""

from __future__ import annotations

import argparse

from services.master_bot.commands.errors import CommandFailed, WrongArguments
from services.master_bot.commands.shell import Shell
from services.shared.master_api.errors import MasterApiAway
from services.shared.master_api.models import Comparison

SETTLED = {"settled": "settled: the client has its period", "already": "was settled before: nothing has changed"}
NOT_SETTLED = {
    "not_paid": "is not paid, or YooKassa has no such payment",
    "quarantined": "does not match and waits for a human: see the quarantine in the master bot",
}
BY_HAND = "operator"


def settle_payment(shell: Shell, arguments: argparse.Namespace) -> int:
    outcome = shell.api().report_payment(arguments.payment, BY_HAND)
    if outcome not in SETTLED:
        raise CommandFailed(f"{arguments.payment} {NOT_SETTLED.get(outcome, outcome)}")
    shell.console.print(f"{arguments.payment} {SETTLED[outcome]}", markup=False)
    return 0


def reconcile_payments(shell: Shell, arguments: argparse.Namespace) -> int:
    since, until, dry_run = arguments.since, arguments.until, arguments.dry_run
    if since and until and since >= until:
        raise WrongArguments("--from is not before --to")
    found = shell.api().compare_payments(since, until, dry_run=dry_run)
    _show(shell, found, dry_run=dry_run)
    while found.unfinished and not dry_run and any(new.outcome != "not_paid" for new in found.new_here):
        found = shell.api().compare_payments(since, until, dry_run=False)
        _show(shell, found, dry_run=False)
    if found.not_there:
        raise CommandFailed(f"{len(found.not_there)} settled here that YooKassa does not show as paid")
    for sums in found.sums:
        if sums.there != sums.here:
            raise CommandFailed(f"the ledger differs from YooKassa by {sums.here - sums.there:+.2f} {sums.currency}")
    return 0


def refund_payment(shell: Shell, arguments: argparse.Namespace) -> int:
    try:
        done = shell.api().refund_payment(arguments.payment, arguments.amount)
    except MasterApiAway as away:
        look = "whether it was given back is not known: look at zapis ledger before you repeat it"
        raise CommandFailed(f"{away}; {look}") from None
    if done.state in {"canceled", "refused"}:
        raise CommandFailed(
            f"{done.amount:.2f} of {done.payment_id} could not be given back: {done.error or done.state}"
        )
    if done.state == "succeeded":
        told = f"{done.amount:.2f} of {done.payment_id} given back, {done.given_back:.2f} in all"
    else:
        told = f"{done.amount:.2f} of {done.payment_id} is on its way back: the platform goes on by itself"
    until = f"; {done.client_id} is paid until {done.paid_until:%Y-%m-%d %H:%M} UTC" if done.paid_until else ""
    shell.console.print(told + until, markup=False)
    return 0


def _show(shell: Shell, found: Comparison, *, dry_run: bool) -> None:
    for new in found.new_here:
        outcome = "" if dry_run else f": {new.outcome}"
        shell.console.print(f"at YooKassa, not here: {new.payment_id} {new.amount:.2f}{outcome}", markup=False)
    for gone in found.not_there:
        facts = f"{gone.payment_id} {gone.amount:.2f} of {gone.client_id}: {gone.why}"
        shell.console.print(f"here, not at YooKassa: {facts}", markup=False)
    for sums in found.sums:
        shell.console.print(
            f"{sums.there:.2f} {sums.currency} by YooKassa, {sums.here:.2f} by the ledger", markup=False
        )
    more = "; there is more" if found.unfinished else ""
    shell.console.print(
        f"{found.compared} paid at YooKassa, {len(found.new_here)} new here, {len(found.not_there)} missing there{more}"
    )
