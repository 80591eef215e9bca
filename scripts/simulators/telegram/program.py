"""Run the Telegram stand-in as a program."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
import time
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from scripts.simulators.telegram.server import TelegramServer
from scripts.simulators.telegram.snapshot import Snapshot, SnapshotError
from scripts.simulators.telegram.web.app import Extra
from scripts.simulators.telegram.world.accounts import register_bot
from scripts.simulators.telegram.world.errors import SimError
from scripts.simulators.telegram.world.limits import Rates
from scripts.simulators.telegram.world.world import World

PAGE_MODULE = "scripts.simulators.telegram.chat_page"


def run(arguments: Sequence[str], extras: Sequence[Extra] | None = None) -> int:
    """Run until SIGTERM or Ctrl-C; the status is 0, 1 (a port or the disk fails) or 2 (wrong arguments or file).

    `extras` add routes to the application; without them it is the chat page, when its port is wanted.
    """
    options = _parser().parse_args(arguments)
    world = World(time.time, rates=Rates(enabled=not options.no_limits))
    snapshot = Snapshot(options.state) if options.state else None
    try:
        if snapshot:
            snapshot.load(world)
        _register(world, options.bot, can_manage_bots=False)
        _register(world, options.manager_bot, can_manage_bots=True)
    except (SimError, SnapshotError) as error:
        print(f"telegram stand-in: {error}", file=sys.stderr)
        return 2
    server = TelegramServer(
        world, host=options.host, ports=_ports(options), extras=_page(options) if extras is None else extras
    )
    try:
        asyncio.run(_serve(server, snapshot))
    except OSError as error:
        print(f"telegram stand-in: {error.strerror or error}", file=sys.stderr)
        return 1
    return 0


def _ports(options: argparse.Namespace) -> list[int]:
    return [options.port] if options.page_port is None else [options.port, options.page_port]


def _page(options: argparse.Namespace) -> list[Extra]:
    """The chat page, when its port is wanted. By name: the stand-in itself does not depend on it."""
    if options.page_port is None:
        return []
    return [import_module(PAGE_MODULE).add_page]


async def _serve(server: TelegramServer, snapshot: Snapshot | None) -> None:
    ended = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    async with server:
        print(f"telegram stand-in: {' '.join(server.urls)}", flush=True)
        await _until_ended(ended, server.world, snapshot)


async def _until_ended(ended: asyncio.Event, world: World, snapshot: Snapshot | None) -> None:
    if snapshot is None:
        await ended.wait()
        return
    keeper = asyncio.create_task(snapshot.keep(world, asyncio.get_running_loop().time))
    keeper.add_done_callback(lambda _: ended.set())
    await ended.wait()
    if keeper.done():
        await keeper  # raises what broke it: a world that cannot be kept shall not go on in silence
    keeper.cancel()
    snapshot.save(world)


def _register(world: World, entries: Sequence[str], *, can_manage_bots: bool) -> None:
    for entry in entries:
        token, _, username = entry.rpartition(":")
        name = username.removesuffix("bot").removesuffix("_").replace("_", " ").strip().title() or username
        register_bot(world, name, username, token=token, can_manage_bots=can_manage_bots)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scripts.simulators.telegram", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8081, help="the Bot API and /sim (0: any free port)")
    parser.add_argument("--page-port", type=int, help="a second port with the same, for the chat page")
    parser.add_argument("--state", type=Path, metavar="FILE", help="keep the world here across restarts")
    parser.add_argument("--bot", action="append", default=[], metavar="TOKEN:USERNAME", help="a bot with a name")
    parser.add_argument(
        "--manager-bot", action="append", default=[], metavar="TOKEN:USERNAME", help="a bot that may manage bots"
    )
    parser.add_argument("--no-limits", action="store_true", help="without Telegram's rate limits")
    return parser
