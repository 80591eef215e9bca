"""The texts of a client's folder. Whatever a name or a token holds, it stays within its own line, for every reader."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
import yaml
from dotenv import dotenv_values
from hypothesis import given
from hypothesis import strategies as st

from deploy.errors import DeployRefused
from deploy.render import hand_edits, quoted, read_files, render, write
from deploy.specs import BotFiles, ClientBot, Placement
from services.shared.runtime.client_id import InvalidClientId
from services.shared.runtime.secret import Secret

VALUES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\x85")).filter(
    lambda text: not text.endswith("\\")
)
NASTY = [
    'It\'s "quoted" `here`',
    "$HOME ${PATH} $$ $(id)",
    "a\\nb \\' \\\\ c",
    "# no comment",
    "x='y'\\\\'z",
    "Салон «Лето» 💈",
    " spaces at both ends ",
    "=",
    "'",
]


def placement(folder: Path) -> Placement:
    return Placement(
        clients_dir=folder,
        database_host="db",
        database_port=5432,
        database_name="booking_saas",
        redis_host="cache",
        redis_port=6379,
        telegram_api_url="https://api.telegram.org",
        network="zapis_clients_00",
        bot_uid=None,
    )


def bot(**changes: object) -> ClientBot:
    usual: dict[str, object] = {
        "client_id": "client_042",
        "bot_token": Secret("123456789:" + "A" * 35),
        "database_password": Secret("p@ss/word"),
        "redis_password": Secret("hush"),
        "admin_ids": (11, 22),
        "business_name": "Barber",
        "timezone": "Europe/Moscow",
        "locale": "ru",
        "plan_limits": {"specialists": 3},
    }
    return ClientBot(**{**usual, **changes})  # type: ignore[arg-type]


def settings(text: str) -> dict[str, str | None]:
    return dotenv_values(stream=StringIO(text), interpolate=False)


def test_env_sets_every_name_of_the_contract(tmp_path: Path) -> None:
    made = render(bot(), placement(tmp_path), "sha256:1")

    assert settings(made.files.env.reveal()) == {
        "CLIENT_ID": "client_042",
        "BOT_TOKEN": "123456789:" + "A" * 35,
        "ADMIN_IDS": "11,22",
        "BUSINESS_NAME": "Barber",
        "TIMEZONE": "Europe/Moscow",
        "LOCALE": "ru",
        "DB_TYPE": "postgresql",
        "DATABASE_URL": "postgresql://client_042:p%40ss%2Fword@db:5432/booking_saas",
        "DB_SCHEMA": "client_042",
        "REDIS_HOST": "cache",
        "REDIS_PORT": "6379",
        "REDIS_DB": "0",
        "REDIS_USERNAME": "client_042",
        "REDIS_PASSWORD": "hush",
        "REDIS_KEY_PREFIX": "client_042:",
        "TELEGRAM_API_URL": "https://api.telegram.org",
        "PLAN_LIMITS": '{"specialists": 3}',
    }


def test_compose_file_confines_the_bot_and_holds_no_secret(tmp_path: Path) -> None:
    made = render(bot(), placement(tmp_path), "sha256:1")

    assert yaml.safe_load(made.files.compose) == {
        "name": "client_042",
        "services": {
            "bot": {
                "image": "sha256:1",
                "container_name": "bot_client_042",
                "restart": "unless-stopped",
                "init": True,
                "user": "10001:10001",
                "read_only": True,
                "cap_drop": ["ALL"],
                "security_opt": ["no-new-privileges:true"],
                "stop_grace_period": "45s",
                "mem_limit": 268435456,
                "pids_limit": 64,
                "cpus": 0.5,
                "tmpfs": ["/tmp"],
                "logging": {"driver": "local", "options": {"max-size": "5m", "max-file": "2"}},
                "volumes": [
                    {
                        "type": "bind",
                        "source": str(tmp_path / "client_042" / ".env"),
                        "target": "/app/.env",
                        "read_only": True,
                    }
                ],
                "networks": ["clients"],
            }
        },
        "networks": {"clients": {"name": "zapis_clients_00", "external": True}},
    }


@given(value=VALUES)
def test_any_value_comes_back_whole_and_alone(value: str) -> None:
    text = f"A='before'\nNAME={quoted('NAME', value)}\nB='after'\n"

    assert settings(text) == {"A": "before", "NAME": value, "B": "after"}


@pytest.mark.parametrize("value", NASTY)
def test_nasty_name_does_not_touch_its_neighbours(tmp_path: Path, value: str) -> None:
    plain = settings(render(bot(), placement(tmp_path), "x").files.env.reveal())

    made = settings(render(bot(business_name=value), placement(tmp_path), "x").files.env.reveal())

    assert made == plain | {"BUSINESS_NAME": value.rstrip("\\ ")}


@pytest.mark.parametrize("character", ["\n", "\r", "\0", "\x1b", "\u2028", "\x85", "\ud800"])
def test_control_character_is_refused(tmp_path: Path, character: str) -> None:
    with pytest.raises(DeployRefused, match=r"^BUSINESS_NAME holds a line break or another control character$"):
        render(bot(business_name=f"a{character}ADMIN_IDS=1"), placement(tmp_path), "x")


def test_secret_that_cannot_be_written_is_not_shown(tmp_path: Path) -> None:
    with pytest.raises(DeployRefused) as refused:
        render(bot(redis_password=Secret("hush-hush\\")), placement(tmp_path), "x")

    assert str(refused.value) == "REDIS_PASSWORD ends in a backslash"


def test_foreign_id_never_becomes_a_path() -> None:
    with pytest.raises(InvalidClientId):
        bot(client_id="client_042/../../etc")


def test_rendering_again_what_was_written_changes_nothing(tmp_path: Path) -> None:
    where = placement(tmp_path)
    first = render(bot(business_name="It's"), where, "x")
    write("client_042", first.files, where)
    with (tmp_path / "client_042" / ".env").open("a") as file:
        file.write("# a note\nMORE=of mine\n")
    second = render(bot(business_name="It's"), where, "x")
    write("client_042", second.files, where)

    third = render(bot(business_name="It's"), where, "x")

    assert third.files == second.files == read_files("client_042", where)
    assert hand_edits("client_042", where) == {}


def test_interrupted_write_leaves_the_old_file_and_no_leftover(tmp_path: Path) -> None:
    where = placement(tmp_path)
    write("client_042", render(bot(), where, "x").files, where)
    before = read_files("client_042", where)
    broken = BotFiles(Secret("\ud800"), "")  # cannot be encoded

    with pytest.raises(UnicodeEncodeError):
        write("client_042", broken, where)

    assert read_files("client_042", where) == before
    assert sorted(path.name for path in (tmp_path / "client_042").iterdir()) == [".env", "docker-compose.yml"]


@pytest.mark.parametrize(
    ("present", "edits"),
    [
        ("", {}),
        ("LOCALE=en\n", {}),  # of another hand, before we ever wrote: there is nothing to compare with
        ("{written}", {}),
        ("{written}LOCALE=en\n", {"LOCALE": "en"}),
        ("{written}LOCALE=en\nLOCALE=ru\n", {}),  # the last one wins
        ("{written}LOCALE=enCLIENT_ID=client_042\n", {"LOCALE": "en"}),
        ("{written}LOCALE=\n", {}),
        ("{written}DB_SCHEMA=public\n", {}),
    ],
)
def test_hand_edits_are_told_from_what_was_written(tmp_path: Path, present: str, edits: dict[str, str]) -> None:
    where = placement(tmp_path)
    written = render(bot(), where, "x").files.env.reveal()
    (tmp_path / "client_042").mkdir()
    (tmp_path / "client_042" / ".env").write_text(present.replace("{written}", written))

    assert hand_edits("client_042", where) == edits
