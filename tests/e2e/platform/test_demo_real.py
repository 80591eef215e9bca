"""``make demo-real`` as far as it can be tried without the real Telegram and YooKassa: stand-ins at their addresses.

No notification reaches the platform, as on a laptop without a tunnel: the reconciler finds the payment.
"""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from scripts.demo_check import Steps, Story
from scripts.simulators.telegram.people import People
from scripts.simulators.telegram.server import ThreadedTelegramServer
from scripts.simulators.telegram.world.world import World
from scripts.simulators.yookassa.settings import SimulatorSettings
from scripts.simulators.yookassa.threaded import ThreadedYooKassa

pytestmark = pytest.mark.timeout(240)

SALES_TOKEN = "7300001:" + "r" * 35
READY_SECONDS = 60


@pytest.fixture(scope="module")
def telegram() -> Iterator[ThreadedTelegramServer]:
    with ThreadedTelegramServer(World(time.time)) as server:
        yield server


@pytest.fixture(scope="module")
def shop() -> Iterator[ThreadedYooKassa]:
    with ThreadedYooKassa(SimulatorSettings()) as running:
        yield running


@pytest.fixture
def settings(telegram: ThreadedTelegramServer, shop: ThreadedYooKassa) -> dict[str, str]:
    return {
        "SALES_BOT_TOKEN": SALES_TOKEN,
        "MASTER_ADMIN_IDS": "9001",
        "YOOKASSA_SHOP_ID": shop.shop_id,
        "YOOKASSA_SECRET_KEY": shop.secret_key,
        "TELEGRAM_API_URL": telegram.url,
        "YOOKASSA_API_URL": shop.api_url,
    }


def demo_real(repository: Path, folder: Path, settings: dict[str, str]) -> subprocess.Popen[str]:
    file = folder / "settings.env"
    file.write_text("".join(f"{name}={value}\n" for name, value in settings.items()), encoding="utf-8")
    return subprocess.Popen(
        [sys.executable, "-m", "scripts.demo", "--real", "--folder", str(folder / "demo")],
        cwd=repository,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(repository), "ENV_FILE": str(file), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"SALES_BOT_TOKEN": ""}, "error: SALES_BOT_TOKEN is not set"),
        ({"YOOKASSA_SECRET_KEY": "live_made_up"}, "error: YOOKASSA_SECRET_KEY is not of a test shop"),
        ({"SALES_BOT_TOKEN": "0:nonsense"}, "error: SALES_BOT_TOKEN is refused by Telegram"),
        ({"TELEGRAM_API_URL": "http://127.0.0.1:9"}, "error: Telegram at http://127.0.0.1:9 does not answer"),
        ({"MASTER_ADMIN_IDS": "olga"}, "error: MASTER_ADMIN_IDS='olga': expected whole numbers"),
    ],
)
def test_wrong_setting_is_one_line_before_anything_starts(
    repository: Path, tmp_path: Path, settings: dict[str, str], change: dict[str, str], said: str
) -> None:
    with demo_real(repository, tmp_path, settings | change) as demo:
        _, errors = demo.communicate(timeout=60)

    assert demo.returncode == 2
    assert errors.startswith(said)
    assert errors.count("\n") == 1
    assert not (tmp_path / "demo" / "postgres").exists()


async def sale(telegram_url: str, shop: ThreadedYooKassa) -> None:
    async with People(telegram_url) as people:
        await people.bot("zapis_sales_bot", token=SALES_TOKEN, manages_bots=True)
        anna, boris, olga = (people.person(name) for name in ("Анна", "Борис", "Ольга"))
        story = Story(Steps(Console(quiet=True)), people, shop.url, anna, boris, olga, new_bot="studio_real_bot")
        shop.pay(await story.buy())
        await boris.opens("studio_real_bot")
        await boris.sees("Студия Анны", within=120, anywhere=True)


def test_sale_on_a_laptop_without_a_tunnel(
    repository: Path,
    tmp_path: Path,
    settings: dict[str, str],
    telegram: ThreadedTelegramServer,
    shop: ThreadedYooKassa,
) -> None:
    with demo_real(repository, tmp_path, settings) as demo:
        assert demo.stdout is not None
        for line in demo.stdout:
            if "Ctrl-C ends everything" in line:
                break

        asyncio.run(sale(telegram.url, shop))
        demo.send_signal(signal.SIGINT)
        demo.communicate(timeout=60)

    assert demo.returncode == 0
