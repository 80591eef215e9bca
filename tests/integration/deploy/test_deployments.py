"""Deployments from the queue to a polling bot, with real servers and real processes; the bot is a stand-in."""

from __future__ import annotations

import json
import os
import signal
import stat

import pytest
import redis

from services.shared.runtime.secret import Secret
from tests.support.database import Database
from tests.support.fleet import SOON, Fleet

DONE = ["prepare", "provision", "migrate", "render", "stop", "write", "start", "watch"]


def test_deployment_brings_the_bot_up_step_by_step(fleet: Fleet) -> None:
    client = fleet.register()
    number = fleet.ask(client)

    fleet.work()

    assert fleet.deployment(number).state == "succeeded"
    assert fleet.steps(number) == [f"{name} {state}" for name in DONE for state in ("started", "done")]
    assert len(fleet.pids(client)) == 1
    assert (fleet.client(client).actual_state, fleet.client(client).image) == ("running", "1.0.0")


def test_client_folder_holds_the_two_files_and_only_its_owner_reads_the_settings(fleet: Fleet) -> None:
    client = fleet.register()

    fleet.carry_out(client)

    folder = fleet.clients_dir / client
    assert {path.name for path in folder.iterdir()} == {".env", "docker-compose.yml", "starts.txt"}
    assert stat.S_IMODE((folder / ".env").stat().st_mode) == 0o600


def test_repeated_deployment_of_a_well_bot_touches_nothing(fleet: Fleet) -> None:
    client = fleet.register()
    fleet.carry_out(client)
    before = fleet.pids(client)

    again = fleet.carry_out(client)

    assert (again.state, fleet.pids(client), fleet.starts(client)) == ("succeeded", before, 1)
    assert fleet.steps(again.id)[-1] == "watch done"


def test_changed_setting_leads_to_a_new_bot(fleet: Fleet) -> None:
    client = fleet.register()
    fleet.carry_out(client)
    before = fleet.pids(client)
    fleet.rename(client, "Barber & sons")

    again = fleet.carry_out(client)

    assert again.state == "succeeded"
    assert len(fleet.pids(client)) == 1
    assert fleet.pids(client) != before


@pytest.mark.parametrize(
    ("name", "error"),
    [("ill", "the bot says: unauthorized, says ill"), ("dies", "the bot does not poll (silent)")],
)
def test_failed_start_brings_back_what_ran_before(fleet: Fleet, name: str, error: str) -> None:
    client = fleet.register("Barber")
    fleet.carry_out(client)
    fleet.rename(client, name)

    failed = fleet.carry_out(client)

    assert (failed.state, failed.error) == ("recovered", error)
    assert f"I am {name} with" in (failed.log_tail or "")
    assert len(fleet.pids(client)) == 1
    assert "BUSINESS_NAME='Barber'" in (fleet.clients_dir / client / ".env").read_text()
    assert fleet.client(client).actual_state == "running"
    assert list(fleet.run_dir.glob("*.before.json")) == []


def test_failed_first_start_leaves_nothing_running_and_shows_the_last_lines_without_secrets(fleet: Fleet) -> None:
    client = fleet.register("dies")

    failed = fleet.carry_out(client)

    assert failed.state == "failed"
    assert "the stand-in dies" in (failed.log_tail or "")
    assert "AAAAAAAA" not in (failed.log_tail or "")
    assert fleet.pids(client) == []
    assert fleet.client(client).actual_state == "ill"


def test_deaf_bot_is_not_well(fleet: Fleet) -> None:
    fleet.watch_seconds = 1
    client = fleet.register("deaf")

    failed = fleet.carry_out(client)

    assert (failed.state, failed.error) == ("failed", "the bot does not poll (starting), says deaf")


def test_same_command_works_once_the_cause_is_gone(fleet: Fleet) -> None:
    client = fleet.register("ill")
    fleet.carry_out(client)
    fleet.rename(client, "Barber")

    assert fleet.carry_out(client).state == "succeeded"


def test_stop_ends_the_bot_and_keeps_its_folder(fleet: Fleet) -> None:
    client = fleet.register()
    fleet.carry_out(client)

    stopped = fleet.carry_out(client, "stop")

    assert (stopped.state, fleet.pids(client), fleet.client(client).actual_state) == ("succeeded", [], "stopped")
    assert (fleet.clients_dir / client / ".env").exists()


def test_restart_starts_the_same_anew(fleet: Fleet) -> None:
    client = fleet.register()
    fleet.carry_out(client)
    before = fleet.pids(client)

    restarted = fleet.carry_out(client, "restart")

    assert restarted.state == "succeeded"
    assert len(fleet.pids(client)) == 1
    assert fleet.pids(client) != before


def test_suspended_client_reaches_nothing_until_it_is_resumed(fleet: Fleet) -> None:
    client = fleet.register()
    fleet.carry_out(client)

    fleet.carry_out(client, "suspend")

    assert (fleet.pids(client), fleet.client(client).actual_state) == ([], "suspended")
    with redis.Redis.from_url(fleet.server.admin_url.reveal(), decode_responses=True) as admin:
        assert (admin.acl_getuser(client) or {})["enabled"] is False
    resumed = fleet.carry_out(client, "resume")
    assert (resumed.state, len(fleet.pids(client))) == ("succeeded", 1)


def test_rollback_without_an_earlier_version_leaves_the_bot_alone(fleet: Fleet) -> None:
    client = fleet.register()
    fleet.carry_out(client)
    before = fleet.pids(client)

    refused = fleet.carry_out(client, "rollback")

    assert refused.error == "nothing ran before: there is nothing to go back to"
    assert fleet.pids(client) == before


def test_bot_sees_nothing_of_the_platforms_environment(fleet: Fleet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEYS", "of the platform")
    client = fleet.register()

    fleet.carry_out(client)

    names = next(line for line in fleet.runner.logs(client, 50) if line.startswith("names I see:"))
    assert "SECRET_KEYS" not in names
    assert not {"DATABASE_URL", "REDIS_URL"} & set(names.split(":")[1].strip().split(","))


def test_stubborn_bot_is_killed_in_the_end(fleet: Fleet) -> None:
    fleet.stop_seconds = 0.5
    client = fleet.register("stubborn")
    fleet.carry_out(client)

    fleet.carry_out(client, "stop")

    assert fleet.pids(client) == []


def test_reused_pid_is_never_signalled(fleet: Fleet) -> None:
    client = fleet.register()
    record = fleet.run_dir / f"{client}.json"
    record.write_text(json.dumps({"pid": os.getpid(), "started": "1", "target": "1.0.0", "fingerprint": "x"}))

    stopped = fleet.carry_out(client, "stop")  # would end this very test

    assert stopped.state == "succeeded"


def test_lease_of_a_killed_bot_is_given_back_and_a_strangers_is_not(fleet: Fleet) -> None:
    killed, other = fleet.register(), fleet.register()
    for client in (killed, other):
        fleet.carry_out(client)
    with redis.Redis.from_url(fleet.server.admin_url.reveal(), decode_responses=True) as admin:
        admin.set(f"{killed}:poller", str(fleet.pids(killed)[0]))  # the stand-in's instance is its pid
        admin.set(f"{other}:poller", "a stranger")
        os.kill(fleet.pids(killed)[0], signal.SIGKILL)

        for client in (killed, other):
            fleet.carry_out(client, "restart")

        assert (admin.get(f"{killed}:poller"), admin.get(f"{other}:poller")) == (None, "a stranger")


def test_bot_that_died_is_noticed_and_restarted_once(fleet: Fleet) -> None:
    client = fleet.register()
    fleet.carry_out(client)
    os.kill(fleet.pids(client)[0], signal.SIGKILL)

    fleet.supervise()
    fleet.supervise()
    worked = [fleet.work(), fleet.work()]

    assert worked == [True, False]
    assert len(fleet.pids(client)) == 1
    assert fleet.rows("SELECT action, state, requested_by FROM deployments ORDER BY id")[1:] == [
        {"action": "restart", "state": "succeeded", "requested_by": "supervisor"}
    ]


def test_wish_that_came_while_another_was_carried_out_is_fulfilled_afterwards(fleet: Fleet) -> None:
    client = fleet.register()
    fleet.carry_out(client)
    with fleet.transaction() as tx:
        tx.execute("UPDATE clients SET desired_state = 'stopped' WHERE id = %s", (client,))

    fleet.supervise()
    fleet.work()

    assert (fleet.pids(client), fleet.client(client).actual_state) == ([], "stopped")


def test_away_engine_is_tried_again_later_and_nothing_is_half_made(fleet: Fleet, database: Database) -> None:
    client = fleet.register()
    number = fleet.ask(client)
    away = fleet.manager_with(admin_url=Secret("redis://nobody:x@127.0.0.1:1/0"))

    fleet.work(manager=away)

    waiting = fleet.deployment(number)
    assert (waiting.state, waiting.attempts) == ("queued", 1)
    assert (waiting.error or "").startswith("provision: ")
    assert not fleet.work(), "not due yet"
    assert fleet.work(later=SOON)
    assert fleet.deployment(number).state == "succeeded"
