"""The command line against a master API and a deploy worker that are real; the bots are a stand-in."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from services.master_bot.storage import clients
from services.master_bot.storage.cipher import Cipher
from services.shared.runtime.secret import Secret
from tests.integration.master_bot.commands.conftest import Zapis
from tests.support.fleet import Fleet

BARBER_TOKEN = "7200002:" + "b" * 35
STEPS = ["prepare", "provision", "migrate", "render", "stop", "write", "start", "watch"]


def test_deploy_registers_a_new_client_on_the_way_and_shows_the_steps(fleet: Fleet, zapis: Zapis) -> None:
    with fleet.working():
        done = zapis("deploy", "client_043", BOT_TOKEN=BARBER_TOKEN, ADMIN_IDS="501,502", BUSINESS_NAME="Barber [1]")

    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "client_043: registered with the bot @barber_bot"
    assert lines[1].startswith("client_043: deploy, deployment ")
    assert [line.split()[1] for line in lines if line.startswith("  ✓")] == STEPS
    assert lines[-1] == "client_043: done"
    assert len(fleet.pids("client_043")) == 1
    assert fleet.client("client_043").admin_ids == [501, 502]
    assert BARBER_TOKEN[8:] not in done.stdout


def test_token_may_come_from_a_file(fleet: Fleet, zapis: Zapis, tmp_path: Path) -> None:
    (tmp_path / "token").write_text(BARBER_TOKEN + "\n")

    done = zapis("register", BOT_TOKEN_FILE=str(tmp_path / "token"), ADMIN_IDS="501")

    assert (done.returncode, done.stdout) == (0, "client_001: registered with the bot @barber_bot\n")


def test_failed_deployment_shows_the_bots_last_lines_and_status_1(fleet: Fleet, zapis: Zapis) -> None:
    client = fleet.register("dies")

    with fleet.working():
        failed = zapis("deploy", client)

    assert failed.returncode == 1
    assert "    the stand-in dies" in failed.stdout.splitlines()
    assert failed.stderr == f"error: {client}: the bot does not poll (silent); nothing runs\n"


def test_stop_restart_status_and_logs_of_a_client(fleet: Fleet, zapis: Zapis) -> None:
    client = fleet.register("Barber [b]")
    fleet.carry_out(client)

    with fleet.working():
        restarted, logs, stopped = zapis("restart", client), zapis("logs", client), zapis("stop", client)
    status, everyone = zapis("status", client), zapis("status")

    assert (restarted.returncode, stopped.returncode) == (0, 0)
    assert f"I am Barber [b] with {7_000_000 + int(client[7:])}:[REDACTED]" in logs.stdout
    assert fleet.pids(client) == []
    assert f"client      {client}\nstate       stopped" in status.stdout
    assert "Barber [b]" in status.stdout
    assert client in everyone.stdout


def test_suspended_client_must_be_resumed_first(fleet: Fleet, zapis: Zapis) -> None:
    client = fleet.register()
    fleet.carry_out(client, "suspend")

    refused = zapis("deploy", client)
    with fleet.working():
        resumed = zapis("resume", client)

    assert (refused.returncode, refused.stderr) == (1, f"error: {client} is suspended: resume it first\n")
    assert (resumed.returncode, len(fleet.pids(client))) == (0, 1)


def test_remove_asks_for_the_id_and_shows_where_the_backup_lies(fleet: Fleet, zapis: Zapis) -> None:
    client = fleet.register()

    mistaken = zapis("remove", client, typed="yes")
    before = fleet.rows("SELECT count(*) AS n FROM deployments")
    with fleet.working():
        removed = zapis("remove", client, typed=client)

    assert (mistaken.returncode, mistaken.stderr) == (1, "error: this is not its id: nothing was removed\n")
    assert before == [{"n": 0}]
    steps = [line.split()[1] for line in removed.stdout.splitlines() if line.startswith("  ✓")]
    assert (removed.returncode, steps) == (0, ["prepare", "stop", "lock", "backup", "begin", "data", "files"])
    assert f"  ✓ backup  {fleet.folder / 'backups' / client}/" in removed.stdout
    assert fleet.client(client).deleted_at is not None


def test_local_removal_that_cannot_make_a_backup_says_so_and_removes_nothing(fleet: Fleet, zapis: Zapis) -> None:
    client, empty = fleet.register(), fleet.folder / "empty"
    empty.mkdir()
    settings = _local(fleet, Fernet.generate_key().decode()) | {"PG_BIN_DIR": str(empty)}

    failed = zapis("remove", client, "--yes", **settings)

    assert failed.returncode == 1
    assert failed.stderr == (
        f"error: {client}: there is no pg_dump in PG_BIN_DIR={empty} of the deploy worker: no backup can be made;"
        " it was not removed\n"
    )
    assert fleet.client(client).deleted_at is None


@pytest.mark.parametrize(
    ("words", "settings", "status", "error"),
    [
        (("deploy", "client_0042"), {}, 2, "'client_0042' is not a client id: expected client_ and a number"),
        (("deploy", "../etc"), {}, 2, "'../etc' is not a client id"),
        (("deploy", "client_044"), {}, 2, "error: client_044 is not registered: give BOT_TOKEN and ADMIN_IDS"),
        (("deploy", "client_044"), {"BOT_TOKEN": BARBER_TOKEN}, 2, "error: ADMIN_IDS is not set"),
        (
            ("deploy", "client_044"),
            {"BOT_TOKEN": "7200002:" + "x" * 35, "ADMIN_IDS": "1"},
            1,
            "error: Telegram does not know this token",
        ),
        (("deploy", "client_044"), {"BOT_TOKEN": "x", "ADMIN_IDS": "1"}, 1, "error: this is not a bot token"),
        (("deploy", "client_044"), {"BOT_TOKEN": "x", "ADMIN_IDS": "me"}, 2, "error: ADMIN_IDS='me': expected whole"),
        (("remove", "client_044"), {}, 2, "error: nobody can be asked here whether this is meant: say --yes"),
        (("remove", "client_044", "--yes"), {}, 1, "error: there is no client client_044"),
        (("stop", "client_044"), {}, 1, "error: there is no client client_044"),
        (("status",), {"MASTER_API_TOKEN": "guessed"}, 1, "error: "),
        (("status",), {"MASTER_API_URL": "http://127.0.0.1:1"}, 1, "error: the master API at 127.0.0.1:1 cannot be"),
        (("status",), {"MASTER_API_URL": "nowhere"}, 2, "error: MASTER_API_URL is not an address"),
        (("dance",), {}, 2, "invalid choice: 'dance'"),
    ],
)
def test_wrong_input_is_one_clear_line(
    zapis: Zapis, words: tuple[str, ...], settings: dict[str, str], status: int, error: str
) -> None:
    refused = zapis(*words, **settings)

    last = refused.stderr.splitlines()[-1]
    assert refused.returncode == status
    assert error in last
    assert "Traceback" not in refused.stderr


def test_unmigrated_folder_of_the_old_system_is_refused(fleet: Fleet, zapis: Zapis) -> None:
    data = fleet.clients_dir / "client_045" / "data"
    data.mkdir(parents=True)
    (data / "bookings.db").touch()

    refused = zapis("deploy", "client_045", BOT_TOKEN=BARBER_TOKEN, ADMIN_IDS="1")

    assert refused.returncode == 1
    assert refused.stderr.endswith("is not moved in yet: make adopt CLIENT=client_045\n")


COUNT = "SELECT count(*) AS deployments FROM deployments"


def _local(fleet: Fleet, key: str) -> dict[str, str]:
    """The settings of the deploy worker, for ``LOCAL=1``."""
    return {
        "LOCAL": "1",
        "RUNNER": "process",
        "DATABASE_URL": fleet.database.owner_url.reveal(),
        "REDIS_URL": fleet.server.admin_url.reveal(),
        "SECRET_KEYS": key,
        "RUN_DIR": str(fleet.run_dir),
        "CLIENT_REDIS_HOST": fleet.server.host,
        "CLIENT_REDIS_PORT": str(fleet.server.port),
        "CLIENT_TELEGRAM_API_URL": fleet.telegram_url,
    }


def test_local_deployment_runs_the_real_bot_without_the_platform(fleet: Fleet, zapis: Zapis) -> None:
    key = Fernet.generate_key().decode()
    fleet.cipher = Cipher(Secret(key))
    client = fleet.add(77, "Barber", 7200002, Secret(BARBER_TOKEN))

    done = zapis("deploy", client, MASTER_API_URL="http://127.0.0.1:1", **_local(fleet, key))
    stopped = zapis("stop", client, **_local(fleet, key))

    assert (done.returncode, done.stderr) == (0, "")
    assert [line.split()[1] for line in done.stdout.splitlines() if line.startswith("  ✓")] == STEPS
    assert stopped.returncode == 0
    with fleet.transaction() as tx:
        assert clients.required(tx, client).actual_state == "stopped"


def test_local_deployment_without_a_database_is_one_line(fleet: Fleet, zapis: Zapis) -> None:
    settings = _local(fleet, Fernet.generate_key().decode())

    refused = zapis("deploy", "client_001", **{**settings, "DATABASE_URL": "postgresql://x:y@127.0.0.1:1/booking_saas"})

    assert (refused.returncode, refused.stderr) == (1, "error: the database does not answer\n")


def test_local_deployment_refuses_while_a_worker_lives(fleet: Fleet, zapis: Zapis) -> None:
    client = fleet.register()

    with fleet.working():
        refused = zapis("deploy", client, **_local(fleet, Fernet.generate_key().decode()))

    assert refused.returncode == 1
    assert refused.stderr.startswith("error: a deploy worker lives (process ")


@pytest.mark.parametrize("words", [["deploy"], ["stop"], ["remove", "--yes"]])
def test_local_command_leaves_a_client_alone_that_was_removed(fleet: Fleet, zapis: Zapis, words: list[str]) -> None:
    client = fleet.register()
    fleet.carry_out(client, "remove")
    before = fleet.rows("SELECT desired_state, actual_state, deleted_at FROM clients"), fleet.rows(COUNT)

    refused = zapis(*words, client, **_local(fleet, Fernet.generate_key().decode()))

    assert (refused.returncode, refused.stderr) == (1, f"error: {client} was removed\n")
    assert (fleet.rows("SELECT desired_state, actual_state, deleted_at FROM clients"), fleet.rows(COUNT)) == before
