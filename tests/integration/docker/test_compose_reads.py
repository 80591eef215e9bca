"""docker compose reads a client's .env too, for its own placeholders: no value may break out of its line there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from deploy.errors import DeployRefused
from deploy.render import render, write
from deploy.runners.compose import compose_facts
from deploy.specs import ClientBot, Placement
from services.shared.runtime.secret import Secret
from tests.conftest import missing

pytestmark = pytest.mark.docker
CLIENT = "client_900000001"
NASTY = [
    'It\'s "quoted" `here`',
    "$HOME ${PATH} $$ $(id) ${A:?broken}",
    "a\\nb \\' \\\\ c",
    "# no comment",
    "x' CLIENT_ID=client_001 'y",
    "Салон «Лето» 💈",
]


@pytest.fixture(autouse=True)
def _compose() -> None:
    if not shutil.which("docker") and not shutil.which("docker-compose"):
        missing("docker", "docker compose is not installed")


def _write(folder: Path, name: str) -> Path:
    placement = Placement(folder, "db", 5432, "booking_saas", "cache", 6379, "https://t", "clients_00", None)
    token, password = Secret("123456789:" + "A" * 35), Secret("p'\"$x")
    bot = ClientBot(CLIENT, token, password, password, (1,), name, "Europe/Moscow", "ru", {"a": "$b'c\""})
    write(CLIENT, render(bot, placement, "sha256:1").files, placement)
    return folder / CLIENT


@pytest.mark.parametrize("name", NASTY)
def test_compose_reads_a_file_with_a_nasty_name_as_it_reads_a_plain_one(tmp_path: Path, name: str) -> None:
    plain = compose_facts(_write(tmp_path, "Barber"), CLIENT)

    nasty = compose_facts(_write(tmp_path, name), CLIENT)

    assert nasty == plain


def test_line_of_an_operator_that_compose_cannot_read_is_said(tmp_path: Path) -> None:
    folder = _write(tmp_path, "Barber")
    with (folder / ".env").open("a") as file:
        file.write("NOTE='never closed\n")

    with pytest.raises(DeployRefused, match=r"docker compose refuses client_900000001/docker-compose.yml: "):
        compose_facts(folder, CLIENT)
