"""The whole platform on this computer, with stand-ins for Telegram and YooKassa and a chat page in the browser.

Everything it keeps lies in one folder (``.demo``) and survives a restart; ``--clean`` removes it.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console

from scripts.local_platform.grounds import RUNNER_HELP, choose_ground
from scripts.local_platform.outside import Outside, real_outside, simulated_outside
from scripts.local_platform.platform import LocalPlatform
from scripts.local_platform.programs import SCREENS_PROGRAM
from scripts.local_platform.state import DemoState
from scripts.local_platform.watcher import WATCHED, CodeWatcher, restart_bots
from scripts.servers.process import ServerError
from services.shared.master_api.client import MasterApi
from services.shared.runtime.environment import Environment
from services.shared.runtime.program import run_program, stop_on_signals

WELCOME = """
[bold]Zapis is ready · Запись готова[/bold]   {url}

  1. Анна buys a bot from @zapis_sales_bot      Анна покупает бота у @zapis_sales_bot
  2. she pays on the checkout page              платит на странице оплаты
  3. within a minute her bot answers            через минуту её бот отвечает
  4. Борис books an appointment in it           Борис записывается в нём

Logs: {logs}   Ctrl-C ends everything · Ctrl-C завершает всё
"""


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make demo", description=__doc__)
    parser.add_argument("--runner", choices=("process", "docker"), default="process", help=RUNNER_HELP)
    parser.add_argument("--folder", type=Path, default=Path(".demo"), help="where everything is kept (default: .demo)")
    parser.add_argument(
        "--real", action="store_true", help="the real Telegram and a YooKassa test shop (settings: .env)"
    )
    parser.add_argument("--clean", action="store_true", help="remove the folder and everything in it, then end")
    return parser.parse_args()


def choose_outside(*, real: bool) -> Callable[[DemoState], Outside]:
    """Settings are checked before anything is started."""
    if not real:
        return simulated_outside
    outside = real_outside(Environment.load())
    return lambda _state: outside


def clean(folder: Path, runner: str) -> int:
    if folder.exists():
        choose_ground(runner, folder).clean(DemoState.load(folder))
    shutil.rmtree(folder, ignore_errors=True)
    return 0


def show_new_code(platform: LocalPlatform, api: MasterApi) -> None:
    restart_bots(api)
    platform.programs.restart(SCREENS_PROGRAM)


def main() -> int:
    arguments = parse_arguments()
    console = Console(highlight=False, soft_wrap=True)
    if arguments.clean:
        return clean(arguments.folder, arguments.runner)
    stop = stop_on_signals()
    began = time.monotonic()
    platform = LocalPlatform(
        DemoState.load(arguments.folder),
        choose_outside(real=arguments.real),
        lambda line: console.print(f"  {line}", style="dim"),
        choose_ground(arguments.runner, arguments.folder),
    )
    try:
        platform.start()
        assert platform.settings is not None
        console.print(WELCOME.format(url=platform.settings.outside.public_url, logs=arguments.folder / "logs"))
        console.print(f"  started in {time.monotonic() - began:.1f} s", style="dim")
        api = MasterApi(platform.settings.master_api_url, platform.settings.master_api_token)
        watcher = CodeWatcher(WATCHED, lambda: show_new_code(platform, api))
        while not stop.wait(0.5):
            platform.revive()
            watcher.look()
    except ServerError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    finally:
        console.print("  ending …", style="dim")
        platform.stop()
    return 0


if __name__ == "__main__":
    run_program(main)
