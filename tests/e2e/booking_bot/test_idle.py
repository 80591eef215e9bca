"""Whatever is wrong, a bot of the platform stays up, idle, and says so in its heartbeat."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiogram.exceptions import TelegramConflictError
from dotenv import set_key

from scripts.simulators.telegram.people import People, Person
from scripts.simulators.telegram.server import TelegramServer
from services.booking_bot.lifetime import live
from services.shared.runtime.environment import SettingsError
from services.shared.runtime.secret import Secret
from services.shared.telegram.bot_factory import make_bot
from tests.support.booking_steps import books
from tests.support.heartbeats import Watch

SECONDS = 20.0
Values = dict[str, str]


@pytest.fixture
def env_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ENV_FILE", str(tmp_path / ".env"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / ".env"


def write(path: Path, values: Values) -> None:
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    for name, value in values.items():
        set_key(path, name, value)


@contextlib.asynccontextmanager
async def living() -> AsyncIterator[asyncio.Event]:
    """A bot that reads its settings file; gives the event that stops it."""
    stop = asyncio.Event()
    life = asyncio.create_task(live(stop))
    try:
        yield stop
        assert stop.is_set() or not life.done()
    finally:
        stop.set()
        await asyncio.wait_for(life, SECONDS)


async def test_heartbeat_tells_how_the_bot_is(
    env_file: Path, watch: Watch, common_values: Values, client_values: Values, alice: Person
) -> None:
    write(env_file, {**common_values, **client_values})

    async with living():
        await alice.opens("salon_bot")
        await alice.sees("На что вас записать?")
        beat = await watch.sees("polling")
        assert watch.keys == ["heartbeat", "poller"]

    assert beat["last_poll_at"] >= beat["started_at"]
    assert (watch.beat["state"], watch.keys) == ("stopping", ["heartbeat"])


async def test_revoked_token_leaves_it_up_and_idle(
    env_file: Path, watch: Watch, people: People, common_values: Values, client_values: Values
) -> None:
    write(env_file, {**common_values, **client_values})

    async with living():
        await watch.sees("polling")
        await people.call("POST", "/sim/bots/salon_bot/revoke")
        beat = await watch.sees("unauthorized")

    assert "revoked" in beat["detail"]


async def test_another_poller_leaves_it_up_and_idle(
    env_file: Path, watch: Watch, telegram: TelegramServer, common_values: Values, client_values: Values
) -> None:
    write(env_file, {**common_values, **client_values})
    stranger = make_bot(Secret(common_values["BOT_TOKEN"]), telegram.url)

    async def polls_too() -> None:
        while True:
            with contextlib.suppress(TelegramConflictError):
                await stranger.get_updates(timeout=20)

    async with living():
        await watch.sees("polling")
        fight = asyncio.create_task(polls_too())
        beat = await watch.sees("conflict")
        fight.cancel()
        await asyncio.gather(fight, return_exceptions=True)
        await stranger.session.close()

    assert "another program" in beat["detail"]


async def test_wrong_settings_leave_it_up_and_idle_until_they_are_right(
    env_file: Path, watch: Watch, common_values: Values, client_values: Values
) -> None:
    write(env_file, {**common_values, **client_values, "TIMEZONE": "Europe/Moskow"})

    async with living():
        beat = await watch.sees("misconfigured")
        write(env_file, {**common_values, **client_values})
        await watch.sees("polling")

    assert "There is no time zone “Europe/Moskow”" in beat["detail"]


async def test_schema_that_is_not_migrated_is_said(
    env_file: Path, watch: Watch, common_values: Values, client_values: Values
) -> None:
    elsewhere = client_values["DATABASE_URL"] + "?options=-csearch_path%3Dpg_temp"
    write(env_file, {**common_values, **client_values, "DATABASE_URL": elsewhere})

    async with living():
        beat = await watch.sees("misconfigured")

    assert "the database is not what this program expects" in beat["detail"]


async def test_second_instance_waits_for_the_lease(
    env_file: Path, watch: Watch, common_values: Values, client_values: Values
) -> None:
    write(env_file, {**common_values, **client_values})

    async with living() as stop:
        before = await watch.sees("polling")
        second_stop = asyncio.Event()
        second = asyncio.create_task(live(second_stop))
        await watch.sees("waiting_lease")
        stop.set()
        async with asyncio.timeout(SECONDS):
            while (beat := watch.beat).get("state") != "polling" or beat["instance"] == before["instance"]:
                await asyncio.sleep(0.05)
        second_stop.set()
        await asyncio.wait_for(second, SECONDS)


async def test_redis_away_lets_customers_book(
    env_file: Path, common_values: Values, client_values: Values, alice: Person, owner: Person
) -> None:
    write(env_file, {**common_values, **client_values, "REDIS_PORT": "9"})

    async with living():
        await owner.opens("salon_bot")
        await alice.opens("salon_bot")
        await books(alice, "Консультация", day=1)
        await owner.sees("Новая запись", anywhere=True)
        await owner.taps("⚙️ Управление")
        await owner.taps("🧾 Услуги")
        pressed = await owner.taps("➕ Добавить услугу")

    assert "У нас что-то не работает" in (pressed.text or "")


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("BOT_TOKEN", "", "BOT_TOKEN is not set: expected a bot's token"),
        ("BOT_TOKEN", "123:abc", "BOT_TOKEN does not look like a token"),
        ("ADMIN_IDS", "ольга", "ADMIN_IDS='ольга': expected whole numbers"),
        ("ADMIN_IDS", "-5", "ADMIN_IDS: expected Telegram user ids"),
        ("TIMEZONE", "Mars/Olympus", "a setting cannot be used: There is no time zone"),
        ("LOCALE", "de", "LOCALE='de': expected one of ru, en"),
        ("DB_TYPE", "mysql", "DB_TYPE='mysql': expected one of postgresql, sqlite"),
        ("DB_TYPE", "postgresql", "DATABASE_URL is not set"),
        ("DATABASE_URL", "postgresql://a:b@c/d", "REDIS_HOST is not set"),
        ("DATABASE_PATH", "/proc/nowhere/bookings.db", "/proc/nowhere/bookings.db cannot be used"),
        ("CLIENT_ID", "client_0042", "CLIENT_ID='client_0042' is not a client id"),
    ],
)
async def test_wrong_setting_of_a_lone_bot_is_one_line(
    env_file: Path, common_values: Values, name: str, value: str, complaint: str
) -> None:
    write(env_file, {**common_values, name: value})

    with pytest.raises(SettingsError) as caught:
        await live(asyncio.Event())

    assert str(caught.value).startswith(complaint)
    assert "\n" not in str(caught.value)
