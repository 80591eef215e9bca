from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from scripts.servers.process import free_port
from scripts.simulators.telegram.people import People
from services.shared.runtime.secret import Secret
from tests.support.running_bots import Surroundings, sales_bot

PROGRAMS = {"services.sales_bot": "SALES_BOT_TOKEN", "services.master_bot.bot": "MASTER_BOT_TOKEN"}


def environment(folder: Path, **settings: str) -> dict[str, str]:
    usual = {
        "PATH": os.environ["PATH"],
        "ENV_FILE": str(folder / "none"),
        "MASTER_API_TOKEN": "token",
        "MASTER_ADMIN_IDS": "1",
    }
    return {**usual, **settings}


@contextmanager
def running(module: str, settings: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as output:
        process = subprocess.Popen([sys.executable, "-m", module], env=settings, stderr=output)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize("module", PROGRAMS)
async def test_program_answers_and_ends_on_a_signal(
    module: str, people: People, around: Surroundings, tmp_path: Path, name: str
) -> None:
    token = await people.bot(f"{name}_bot", name="Zapis")
    settings = environment(
        tmp_path,
        REDIS_URL=around.redis_url.reveal(),
        TELEGRAM_API_URL=around.telegram_url,
        MASTER_API_URL=f"http://127.0.0.1:{free_port()}",
        **{PROGRAMS[module]: token},
    )
    anna = people.person("Анна")
    with running(module, settings, tmp_path / "bot.log") as process:
        await anna.opens(f"{name}_bot")
        await anna.sees("сервис сейчас не отвечает" if "sales" in module else "только для тех", within=30)

        process.send_signal(signal.SIGTERM)

        assert process.wait(timeout=10) == 0
    assert token not in (tmp_path / "bot.log").read_text()


@pytest.mark.parametrize("module", PROGRAMS)
def test_missing_setting_is_one_line_and_status_2(module: str, tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", module],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert ended.returncode == 2
    assert ended.stderr.startswith(f"error: {PROGRAMS[module]} is not set: expected a bot's token from @BotFather")
    assert len(ended.stderr.splitlines()) == 1


async def test_buyer_is_told_when_redis_is_away(people: People, around: Surroundings, name: str) -> None:
    token = await people.bot(f"{name}_bot", name="Zapis")
    nowhere = Surroundings(around.telegram_url, Secret(f"redis://127.0.0.1:{free_port()}"), around.master)
    anna = people.person("Анна")

    async with sales_bot(token, nowhere):
        await anna.opens(f"{name}_bot")
        await anna.sees("У нас что-то пошло не так.")
