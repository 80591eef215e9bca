"""The bot as a process of its own: started as the platform starts it, and ended by signals."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from dotenv import set_key

from scripts.simulators.telegram.people import People, Person
from services.shared.runtime.clock import utc_now
from tests.support.booking_steps import books, picks_day, picks_time
from tests.support.heartbeats import Watch
from tests.support.running_bot import RunningBot

SECONDS = 20.0
_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR")


@pytest.fixture
def next_start(client_bot: RunningBot) -> RunningBot:
    """The same bot, started again; in this process, which has imported everything."""
    return replace(client_bot, clock=utc_now)


class BotProcess:
    """``python -m services.booking_bot`` in the client's folder, which holds its ``.env``."""

    def __init__(self, folder: Path, repository: Path, values: Mapping[str, str]) -> None:
        self.folder = folder
        self._repository = repository
        self.write(values)

    def write(self, values: Mapping[str, str]) -> None:
        path = self.folder / ".env"
        path.unlink(missing_ok=True)
        path.touch(mode=0o600)
        for name, value in values.items():
            set_key(path, name, value)

    @contextmanager
    def running(self) -> Iterator[subprocess.Popen[bytes]]:
        environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
        environment |= {"PYTHONPATH": str(self._repository), "PYTHONUNBUFFERED": "1"}
        with (self.folder / "bot.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "services.booking_bot"],
                cwd=self.folder,
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        try:
            yield process
        finally:
            process.kill()
            process.wait()

    @property
    def log(self) -> str:
        return (self.folder / "bot.log").read_text(encoding="utf-8", errors="replace")


@pytest.fixture
def lone_process(tmp_path: Path, repository: Path, common_values: dict[str, str]) -> BotProcess:
    """Nothing but a token and an admin id; the simulator's address stands for Telegram's."""
    names = ("BOT_TOKEN", "ADMIN_IDS", "TELEGRAM_API_URL")
    return BotProcess(tmp_path, repository, {name: common_values[name] for name in names})


@pytest.fixture
def client_process(
    tmp_path: Path, repository: Path, common_values: dict[str, str], client_values: dict[str, str]
) -> BotProcess:
    return BotProcess(tmp_path, repository, {**common_values, **client_values})


async def ends(process: subprocess.Popen[bytes]) -> int:
    async with asyncio.timeout(SECONDS):
        while (status := process.poll()) is None:
            await asyncio.sleep(0.02)
    return status


async def test_token_and_admin_id_are_all_it_needs(lone_process: BotProcess, alice: Person, owner: Person) -> None:
    with lone_process.running() as process:
        await owner.opens("salon_bot")
        await alice.opens("salon_bot")
        await alice.sees("На что вас записать?", within=SECONDS)
        await books(alice, "Консультация", day=1)
        await owner.sees("Новая запись", anywhere=True)
        process.send_signal(signal.SIGTERM)
        status = await ends(process)

    assert status == 0, lone_process.log
    assert (lone_process.folder / "data" / "bookings.db").exists()


async def test_sigterm_loses_no_update(
    client_process: BotProcess, next_start: RunningBot, watch: Watch, people: People, alice: Person, owner: Person
) -> None:
    await owner.opens("salon_bot")
    await alice.opens("salon_bot")
    with client_process.running() as process:
        await alice.sees("На что вас записать?", within=SECONDS)
        await alice.taps("Консультация")
        await picks_day(alice, 1)
        await picks_time(alice)
        # Its answers are slow now: the tap is under way when the signal comes.
        question = alice.last_message
        await people.fault("hang", method="editMessageText", seconds=1)
        await alice.taps("✅ Записаться", answered=False)
        await asyncio.sleep(0.3)
        process.send_signal(signal.SIGTERM)
        await alice.says("/my")
        status = await ends(process)
    assert watch.beat["state"] == "stopping"
    assert "poller" not in watch.keys

    async with next_start.running():
        await alice.sees("У вас 1 предстоящая запись")
        await owner.sees("Новая запись", anywhere=True)

    assert status == 0, client_process.log
    assert question.id


async def test_kill_9_between_effect_and_answer_books_once(
    client_process: BotProcess, next_start: RunningBot, watch: Watch, people: People, alice: Person, owner: Person
) -> None:
    await owner.opens("salon_bot")
    await alice.opens("salon_bot")
    with client_process.running() as process:
        await alice.sees("На что вас записать?", within=SECONDS)
        await alice.taps("Консультация")
        await picks_day(alice, 1)
        await picks_time(alice)
        await people.fault("hang", method="editMessageText", seconds=30)
        await alice.taps("✅ Записаться", answered=False)
        await owner.sees("Новая запись", anywhere=True)
        process.kill()
    await people.call("DELETE", "/sim/faults")
    watch.half_a_minute_passes()

    async with next_start.running():
        await alice.sees("Вы записаны")
        await alice.says("/my")
        await alice.sees("У вас 1 предстоящая запись")


async def test_wrong_setting_is_one_line_and_status_2(lone_process: BotProcess, common_values: dict[str, str]) -> None:
    lone_process.write({**common_values, "TIMEZONE": "Mars/Olympus"})

    with lone_process.running() as process:
        status = await ends(process)

    expected = "error: a setting cannot be used: There is no time zone “Mars/Olympus”.\n"
    assert (status, lone_process.log) == (2, expected)
