"""What an operator does to clients/<id>/.env with an editor, sed or a loop, and what a deployment makes of it."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from dotenv import dotenv_values

from scripts.simulators.telegram.server import ThreadedTelegramServer
from scripts.simulators.telegram.world.accounts import register_bot
from scripts.simulators.telegram.world.world import World
from tests.support.fleet import Fleet

NEW_TOKEN = "7300001:" + "n" * 35


@pytest.fixture(scope="module")
def telegram() -> Iterator[ThreadedTelegramServer]:
    with ThreadedTelegramServer(World(time.time)) as server:
        server.call(lambda world: register_bot(world, "New", "new_shop_bot", token=NEW_TOKEN))
        yield server


@pytest.fixture
def client(fleet: Fleet, telegram: ThreadedTelegramServer) -> str:
    """Deployed, so that its folder stands."""
    fleet.telegram_url = telegram.url
    client_id = fleet.register("Barber")
    fleet.carry_out(client_id)
    return client_id


def _append(fleet: Fleet, client: str, text: str) -> None:
    with (fleet.clients_dir / client / ".env").open("a", encoding="utf-8") as file:
        file.write(text)


def _settings(fleet: Fleet, client: str) -> dict[str, str | None]:
    return dotenv_values(fleet.clients_dir / client / ".env", interpolate=False)


def test_appended_line_wins_and_stays_for_good(fleet: Fleet, client: str) -> None:
    _append(fleet, client, "BUSINESS_NAME=Салон «Лето»\nADMIN_IDS=11,22\n")

    first, second = fleet.carry_out(client), fleet.carry_out(client)

    assert (first.state, second.state) == ("succeeded", "succeeded")
    assert "edits done" in fleet.steps(first.id)
    assert "edits done" not in fleet.steps(second.id)
    assert (fleet.client(client).business_name, fleet.client(client).admin_ids) == ("Салон «Лето»", [11, 22])
    assert _settings(fleet, client)["BUSINESS_NAME"] == "Салон «Лето»"
    assert fleet.starts(client) == 2


def test_registry_changed_after_an_edit_has_the_last_word(fleet: Fleet, client: str) -> None:
    _append(fleet, client, "BUSINESS_NAME=By hand\n")
    fleet.carry_out(client)
    fleet.rename(client, "By the API")

    fleet.carry_out(client)

    assert _settings(fleet, client)["BUSINESS_NAME"] == "By the API"


def test_lines_of_others_survive(fleet: Fleet, client: str) -> None:
    _append(fleet, client, "# a note\nSENTRY_DSN=https://x@y/1\nexport EDITOR='v i'\n")

    fleet.carry_out(client)
    fleet.carry_out(client)

    lines = (fleet.clients_dir / client / ".env").read_text().splitlines()
    assert [line for line in lines if "note" in line or "SENTRY" in line or "EDITOR" in line] == [
        "# a note",
        "SENTRY_DSN=https://x@y/1",
        "export EDITOR='v i'",
    ]


def test_what_the_platform_owns_is_put_right_and_said(fleet: Fleet, client: str) -> None:
    _append(fleet, client, "REDIS_DB=7\nDATABASE_URL=postgresql://postgres@elsewhere/x\n")

    done = fleet.carry_out(client)

    with fleet.transaction() as tx:
        row = tx.execute(
            "SELECT detail FROM deployment_steps WHERE deployment_id = %s AND name = 'render' AND state = 'done'",
            (done.id,),
        ).fetchone()
    assert row == {"detail": "DATABASE_URL is the platform's: put right; REDIS_DB is the platform's: put right"}
    assert _settings(fleet, client)["REDIS_DB"] == "0"


def test_glued_client_id_is_understood(fleet: Fleet, client: str) -> None:
    path = fleet.clients_dir / client / ".env"
    path.write_text(path.read_text().rstrip("\n") + "\nLOCALE=en")
    _append(fleet, client, f"CLIENT_ID={client}\n")

    done = fleet.carry_out(client)

    assert (done.state, fleet.client(client).locale) == ("succeeded", "en")
    assert _settings(fleet, client)["CLIENT_ID"] == client


def test_edited_token_is_taken_over_when_telegram_knows_it(fleet: Fleet, client: str) -> None:
    _append(fleet, client, f"BOT_TOKEN={NEW_TOKEN}\n")

    done = fleet.carry_out(client)

    assert (done.state, fleet.client(client).bot_username) == ("succeeded", "new_shop_bot")
    assert _settings(fleet, client)["BOT_TOKEN"] == NEW_TOKEN


def test_token_that_telegram_refuses_leaves_the_bot_running(fleet: Fleet, client: str) -> None:
    before = fleet.pids(client)
    _append(fleet, client, f"BOT_TOKEN=7300001:{'x' * 35}\n")

    refused = fleet.carry_out(client)

    assert refused.state == "recovered"
    assert refused.error == "Telegram does not know this token: copy it again from @BotFather"
    assert fleet.pids(client) == before


def test_token_of_another_client_is_refused(fleet: Fleet, client: str) -> None:
    other = fleet.register("Other")
    fleet.carry_out(other)
    _append(fleet, other, f"BOT_TOKEN={NEW_TOKEN}\n")
    fleet.carry_out(other)
    _append(fleet, client, f"BOT_TOKEN={NEW_TOKEN}\n")

    refused = fleet.carry_out(client)

    assert refused.error == f"BOT_TOKEN in .env of {client} is of a bot that works for another client"


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("ADMIN_IDS=me", "in .env: ADMIN_IDS='me': expected whole numbers"),
        ("TIMEZONE=Moscow", "in .env: TIMEZONE='Moscow': expected a name such as Europe/Moscow"),
        ("LOCALE=de", "in .env: LOCALE='de': expected one of ru, en"),
        (f"BUSINESS_NAME={'x' * 65}", "in .env: BUSINESS_NAME='xxx"),
    ],
)
def test_edit_that_cannot_be_used_is_said_in_one_line(fleet: Fleet, client: str, line: str, error: str) -> None:
    _append(fleet, client, f"{line}\n")

    refused = fleet.carry_out(client)

    assert (refused.error or "").startswith(error)
    assert len(fleet.pids(client)) == 1
