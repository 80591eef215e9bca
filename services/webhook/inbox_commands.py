"""``python -m services.webhook inbox ls | show | replay``: for whoever wants to know what YooKassa has told us.

Exit status: 0 done, 1 failed, 2 wrong arguments or settings.
"""

from __future__ import annotations

import argparse
import getpass
import json
import os
import socket
import sys
from dataclasses import asdict
from datetime import UTC, datetime

import psycopg

from services.shared.postgres.pool import Transaction, connect
from services.shared.runtime.clock import utc_now
from services.shared.runtime.environment import Environment
from services.webhook.notifications import read_notification
from services.webhook.storage import inbox, replays
from services.webhook.storage.replays import Replay

STATES = ("new", "working", "done", "ignored")
MOST_AT_ONCE = 1000


def add_inbox(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="subcommand", required=True, metavar="COMMAND")
    listing = commands.add_parser("ls", help="the latest notifications, the newest first")
    listing.add_argument("--state", choices=STATES)
    listing.add_argument("--since", type=moment, metavar="WHEN", help="received at this time or later")
    listing.add_argument("--limit", type=count, default=50, help=f"how many, at most {MOST_AT_ONCE} (default: 50)")
    listing.set_defaults(run=_connected, act=_list)
    showing = commands.add_parser("show", help="one notification as it came, and who replayed it, as JSON")
    showing.add_argument("id", type=count)
    showing.set_defaults(run=_connected, act=_show)
    replaying = commands.add_parser("replay", help="have the relay report notifications to the master once more")
    replaying.add_argument("id", type=count, nargs="*")
    replaying.add_argument("--since", type=moment, metavar="WHEN", help="all that were received at this time or later")
    replaying.set_defaults(run=_connected, act=_replay)
    for command in (listing, replaying):
        command.epilog = "WHEN: 2026-03-01 or 2026-03-01T12:30, in UTC unless it has an offset."


def count(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text[:16]) <= 2**53:
        raise argparse.ArgumentTypeError(f"{text!r}: expected a whole number from 1")
    return int(text)


def moment(text: str) -> datetime:
    """Aware; a date is its beginning."""
    try:
        given = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no time: expected 2026-03-01 or 2026-03-01T12:30") from None
    return given if given.tzinfo else given.replace(tzinfo=UTC)


def _connected(arguments: argparse.Namespace) -> int:
    url = Environment.load().secret_url("DATABASE_URL", schemes=("postgresql", "postgres"))
    try:
        with connect(url) as tx:
            return int(arguments.act(tx, arguments))
    except psycopg.OperationalError:
        return _failed("the database does not answer")
    except psycopg.Error as error:
        return _failed(error.diag.message_primary or type(error).__name__)


def _list(tx: Transaction, arguments: argparse.Namespace) -> int:
    limit = min(arguments.limit, MOST_AT_ONCE)
    for row in inbox.latest(tx, state=arguments.state, since=arguments.since, limit=limit):
        state = row.state if row.outcome is None else f"{row.state}:{row.outcome}"
        what = f"{row.event or '?'} {row.object_id or '?'}"
        _say(f"{row.id:>6}  {row.received_at:%Y-%m-%d %H:%M:%S}  {state:<18}  ×{row.hits}  {what}")
        if row.last_error:
            _say(f"        {' '.join(row.last_error.split())[:200]}")
    return 0


def _show(tx: Transaction, arguments: argparse.Namespace) -> int:
    row = inbox.get(tx, arguments.id)
    if row is None:
        return _failed(f"there is no notification {arguments.id}")
    shown = {name: getattr(row, name) for name in row.__slots__ if name != "raw_body"}
    shown["replays"] = [asdict(replay) for replay in replays.of(tx, row.id)]
    shown["body"] = row.raw_body.decode("utf-8", "backslashreplace")
    _say(json.dumps(shown, ensure_ascii=False, indent=2, default=str))
    return 0


def _replay(tx: Transaction, arguments: argparse.Namespace) -> int:
    if bool(arguments.id) == bool(arguments.since):
        return _failed("give either numbers of notifications or --since", status=2)
    if arguments.since:
        rows = inbox.latest(tx, state=None, since=arguments.since, limit=MOST_AT_ONCE)
        numbers = [row.id for row in reversed(rows) if read_notification(row.raw_body).payment_id]
    else:
        numbers = list(dict.fromkeys(arguments.id))
    replay = Replay(utc_now(), _who())
    failures = [why for number in numbers if (why := _replay_one(tx, number, replay)) is not None]
    for why in failures:
        _failed(why)
    _say(f"{len(numbers) - len(failures)} of {len(numbers)} will be reported once more")
    return 1 if failures else 0


def _who() -> str:
    """Whoever sits at this command line, as far as the system knows."""
    try:
        user = os.environ.get("SUDO_USER") or getpass.getuser()
    except (KeyError, OSError):  # in a container, an id without a name
        user = str(os.getuid())
    return f"{user}@{socket.gethostname()}"[:100]


def _replay_one(tx: Transaction, number: int, replay: Replay) -> str | None:
    """Why not; None when it was done, and by whom was noted."""
    row = inbox.get(tx, number)
    if row is None:
        return f"there is no notification {number}"
    if read_notification(row.raw_body).payment_id is None:
        return f"notification {number} names no payment: there is nothing to report"
    if not inbox.replay(tx, number, now=replay.replayed_at):
        return f"notification {number} is being reported at this moment"
    replays.add(tx, number, replay)
    return None


def _say(line: str) -> None:
    print(line)  # noqa: T201 - this is a command line


def _failed(why: str, *, status: int = 1) -> int:
    print(f"error: {why}", file=sys.stderr)  # noqa: T201 - this is a command line
    return status
