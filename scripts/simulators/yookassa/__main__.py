"""`python -m scripts.simulators.yookassa`: a YooKassa on this machine."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from scripts.simulators.yookassa.ledger.shop import KNOWN_METHODS
from scripts.simulators.yookassa.notifications.sender import ForeignAddressError
from scripts.simulators.yookassa.server import YooKassaSimulator
from scripts.simulators.yookassa.settings import SimulatorSettings

NOTIFY_VARIABLE = "YOOKASSA_NOTIFY_URL"
SECRET_VARIABLE = "YOOKASSA_SECRET_KEY"  # noqa: S105  # the name of a variable, not a secret


def main(arguments: Sequence[str] | None = None, environment: Mapping[str, str] = os.environ) -> int:
    """Exit status: 0 after a signal, 1 when it cannot run, 2 for wrong arguments."""
    settings = read_arguments(arguments, environment)
    try:
        asyncio.run(_serve(settings))
    except ForeignAddressError as error:
        print(f"--notify-url: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{settings.host}:{settings.port} or the state file: {error}", file=sys.stderr)
        return 1
    return 0


def read_arguments(arguments: Sequence[str] | None, environment: Mapping[str, str]) -> SimulatorSettings:
    parser = _parser()
    given = parser.parse_args(arguments)
    secret_key = given.secret_key or environment.get(SECRET_VARIABLE)
    if not secret_key:
        parser.error(f"a secret key is needed: {SECRET_VARIABLE} or --secret-key")
    return SimulatorSettings(
        shop_id=given.shop_id,
        secret_key=secret_key,
        host=given.host,
        port=given.port,
        public_url=given.public_url,
        notify_url=given.notify_url or environment.get(NOTIFY_VARIABLE) or None,
        notify_hosts=given.notify_host,
        notify_timeout=given.notify_timeout,
        pauses=given.pauses,
        state=given.state,
        shop_name=given.shop_name,
        methods=given.methods,
        recurring=not given.no_recurring,
        fiscalization=given.fiscalization,
    )


def _parser() -> argparse.ArgumentParser:
    usual = SimulatorSettings()
    parser = argparse.ArgumentParser(prog="python -m scripts.simulators.yookassa", description=__doc__)
    add = parser.add_argument
    add("--host", default=usual.host, help="where to listen (default %(default)s)")
    add("--port", type=int, default=8090, help="0 takes a free port (default %(default)s)")
    add("--public-url", help="how a browser reaches this simulator, when not at host and port")
    add("--shop-id", default=usual.shop_id, help="default %(default)s")
    add(
        "--secret-key",
        help=f"better in {SECRET_VARIABLE}: arguments are seen in the process list; test_… is a test shop",
    )
    add(
        "--notify-url",
        help=f"where notifications go, on the loopback; {NOTIFY_VARIABLE} keeps a secret path out of sight",
    )
    add("--notify-host", action="append", default=[], help="another host name that --notify-url may name; repeatable")
    add("--notify-timeout", type=float, default=usual.notify_timeout, help="seconds (default %(default)s)")
    add("--pauses", type=_pauses, default=usual.pauses, help="seconds between deliveries: 1,2,5; the last one repeats")
    add("--state", type=Path, help="a file that keeps everything over a restart")
    add("--shop-name", default=usual.shop_name, help="shown on the checkout page (default %(default)s)")
    add("--methods", type=_methods, default=usual.methods, help=f"of {','.join(KNOWN_METHODS)}")
    add("--no-recurring", action="store_true", help="saving a payment method is refused with 403")
    add("--fiscalization", action="store_true", help="payments without a receipt are refused")
    return parser


def _pauses(text: str) -> tuple[float, ...]:
    pauses = tuple(float(part) for part in text.split(","))
    if min(pauses) < 0:
        raise argparse.ArgumentTypeError("pauses are not negative")
    return pauses


def _methods(text: str) -> tuple[str, ...]:
    methods = tuple(text.split(","))
    if unknown := set(methods) - set(KNOWN_METHODS):
        raise argparse.ArgumentTypeError(f"unknown: {', '.join(sorted(unknown))}")
    return methods


async def _serve(settings: SimulatorSettings) -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    async with YooKassaSimulator(settings) as simulator:
        print(f"YooKassa simulator: {simulator.api_url}", flush=True)
        await stopped.wait()


if __name__ == "__main__":
    sys.exit(main())
