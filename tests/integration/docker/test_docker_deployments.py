"""Real bots in real containers: what an operator sees with docker compose agrees with what the worker has started."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
import requests

from deploy.health import BotState
from tests.support.docker_fleet import DockerFleet

pytestmark = pytest.mark.docker


def test_bot_in_its_container_answers(settled_fleet: DockerFleet, settled: str) -> None:
    address = f"{settled_fleet.stage.telegram_url}/sim/users"
    person = requests.post(address, json={"first_name": "Алиса", "language_code": "ru"}, timeout=5).json()
    chat = f"{address}/{person['id']}/chats/{settled_fleet.client(settled).bot_username}"

    requests.post(f"{chat}/start", json={}, timeout=5).raise_for_status()

    assert _answers(chat) > 0


def test_compose_lists_the_container_and_recreates_nothing(settled_fleet: DockerFleet, settled: str) -> None:
    before = settled_fleet.container_id(settled)

    listed = settled_fleet.compose(settled, "ps", "--format", "{{.Name}} {{.Service}} {{.State}}")
    again = settled_fleet.compose(settled, "up", "-d")

    assert listed.stdout.split() == [f"bot_{settled}", "bot", "running"]
    assert again.returncode == 0
    assert settled_fleet.container_id(settled) == before
    assert len(settled_fleet.labelled(settled)) == 1


def test_operators_commands_work_in_the_clients_folder(settled_fleet: DockerFleet, settled: str) -> None:
    before = settled_fleet.container_id(settled)

    done = {
        words: settled_fleet.compose(settled, *words).returncode
        for words in (("restart",), ("ps",), ("logs", "--tail", "5"), ("stop",), ("restart",))
    }

    assert set(done.values()) == {0}, done
    assert settled_fleet.container_id(settled) == before
    assert _becomes(settled_fleet, settled, BotState.POLLING)


def test_restart_by_hand_reads_an_edited_file(fleet: DockerFleet, client: str) -> None:
    with (fleet.clients_dir / client / ".env").open("a") as file:
        file.write("BOT_TOKEN=broken\n")

    fleet.compose(client, "restart")

    assert _becomes(fleet, client, BotState.MISCONFIGURED)


def test_container_shows_no_secret_and_may_do_nothing(settled_fleet: DockerFleet, settled: str) -> None:
    inspected = settled_fleet.inspect(settled)

    assert inspected is not None
    text, host = json.dumps(inspected), inspected["HostConfig"]
    with settled_fleet.transaction() as tx:
        row = tx.execute("SELECT bot_token, database_password FROM clients WHERE id = %s", (settled,)).fetchone()
    assert row is not None
    assert [value for value in row.values() if settled_fleet.cipher.decrypt(value).reveal() in text] == []
    assert (inspected["Config"]["User"], inspected["Config"]["StopTimeout"]) == (_user(settled_fleet), 45)
    assert (host["ReadonlyRootfs"], host["CapDrop"], host["Privileged"]) == (True, ["ALL"], False)
    assert host["PortBindings"] in ({}, None)


def test_image_carries_the_bot_alone(fleet: DockerFleet) -> None:
    probe = "import importlib.util as u; print([n for n in ('flask', 'docker', 'jinja2', 'deploy') if u.find_spec(n)])"

    said = fleet.stage.client.containers.run(
        fleet.image, ["python", "-c", probe + "; import os; print(os.getuid())"], remove=True, labels=fleet.stage.labels
    )

    assert said.decode().split() == ["[]", "10001"]


def test_repeated_deployment_leaves_the_container_alone(settled_fleet: DockerFleet, settled: str) -> None:
    before = settled_fleet.container_id(settled)

    again = settled_fleet.carry_out(settled)

    assert (again.state, settled_fleet.container_id(settled)) == ("succeeded", before)


def test_broken_image_brings_back_the_old_one_with_the_new_ones_last_lines(fleet: DockerFleet, client: str) -> None:
    good = fleet.client(client).image
    fleet.image = fleet.derived_image('CMD ["python", "-c", "raise SystemExit(\'broken on purpose\')"]')

    failed = fleet.carry_out(client)

    assert failed.state == "recovered", fleet.troubles(client)
    assert "broken on purpose" in (failed.log_tail or "")
    assert (fleet.inspect(client) or {})["Image"] == good
    assert len(fleet.labelled(client)) == 1


def test_rollback_goes_back_to_the_image_before(fleet: DockerFleet, client: str) -> None:
    first = fleet.client(client).image
    fleet.image = fleet.derived_image("LABEL version=2")
    fleet.carry_out(client)
    second = fleet.client(client).image

    back = fleet.carry_out(client, "rollback")

    assert back.state == "succeeded", fleet.troubles(client)
    assert (fleet.inspect(client) or {})["Image"] == first != second
    assert fleet.client(client).previous_image == second


def test_suspended_client_has_no_container_and_cannot_be_woken_by_hand(fleet: DockerFleet, client: str) -> None:
    fleet.carry_out(client, "suspend")
    gone = fleet.labelled(client)
    loop = fleet.compose(client, "restart")

    fleet.compose(client, "up", "-d")

    assert (gone, loop.returncode) == ([], 0)
    assert not _becomes(fleet, client, BotState.POLLING, seconds=4)


def test_container_made_by_hand_is_replaced_not_doubled(fleet: DockerFleet, client: str) -> None:
    fleet.compose(client, "down")
    fleet.compose(client, "up", "-d")

    fleet.carry_out(client)

    assert len(fleet.labelled(client)) == 1
    assert fleet.runner.running(client) is not None


def test_missing_image_is_said_in_one_line_and_the_bot_goes_on(settled_fleet: DockerFleet, settled: str) -> None:
    before, usual = settled_fleet.container_id(settled), settled_fleet.image
    settled_fleet.image = "zapis/booking-bot:of-nobody"

    refused = settled_fleet.carry_out(settled)

    settled_fleet.image = usual
    assert refused.state == "recovered"
    assert (refused.error or "").startswith("the image zapis/booking-bot:of-nobody is not on this engine")
    assert settled_fleet.container_id(settled) == before


def test_migration_that_fails_shows_why_and_leaves_no_container(fleet: DockerFleet, client: str) -> None:
    with fleet.transaction() as tx:
        tx.execute(f"UPDATE {client}.schema_migrations SET checksum = 'x'".encode())

    failed = fleet.carry_out(client)

    assert failed.state == "recovered"
    assert "was changed after it had been applied" in (failed.log_tail or "")
    assert fleet.stage.client.containers.list(all=True, filters={"name": f"migrate_{client}"}) == []


def _answers(chat: str) -> int:
    """How many messages of the bot stand in the chat, after some patience."""
    for _ in range(100):
        messages = requests.get(chat, timeout=5).json()["messages"]
        found = [message for message in messages if not message["outgoing"]]
        if found:
            return len(found)
        time.sleep(0.1)
    return 0


def _becomes(fleet: DockerFleet, client: str, state: BotState, *, seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if fleet.manager().heartbeats([client])[client].state is state:
            return True
        time.sleep(0.1)
    return False


def _user(fleet: DockerFleet) -> str:
    return f"{fleet.placement.bot_uid}:{fleet.placement.bot_uid}"


def test_folder_of_clients_holds_clients_alone(settled_fleet: DockerFleet, settled: str) -> None:
    assert [path.name for path in Path(settled_fleet.clients_dir).iterdir()] == [settled]
