from __future__ import annotations

from pathlib import Path

import pytest

from services.shared.runtime.environment import Environment, SettingsError


def environment(**values: str) -> Environment:
    return Environment(values)


def test_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "settings.env"
    file.write_text("A=file\nB=${A}\n", encoding="utf-8")

    settings = Environment.load({"ENV_FILE": str(file), "A": "outside"})

    assert (settings.text("A"), settings.text("B")) == ("outside", "${A}")


def test_last_assignment_in_the_file_wins(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("REDIS_DB=3\nREDIS_DB=0\n", encoding="utf-8")

    settings = Environment.load({"ENV_FILE": str(file)})

    assert settings.integer("REDIS_DB") == 0


def test_missing_value_is_named_with_what_is_expected() -> None:
    with pytest.raises(SettingsError) as caught:
        environment(BOT_TOKEN="  ").text("BOT_TOKEN", expected="a bot token from BotFather")

    assert str(caught.value) == "BOT_TOKEN is not set: expected a bot token from BotFather"


@pytest.mark.parametrize("text", ["abc", "1.5", "-1", "70000", "٣"])
def test_wrong_port_is_refused(text: str) -> None:
    with pytest.raises(SettingsError) as caught:
        environment(PORT=text).port("PORT")

    assert str(caught.value) == f"PORT={text!r}: expected a whole number from 1 to 65535"


def test_yes_is_no_boolean() -> None:
    with pytest.raises(SettingsError) as caught:
        environment(LEAN="yes").boolean("LEAN")

    assert str(caught.value) == "LEAN='yes': expected 1 or 0"


def test_secret_is_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("123:made-up\n", encoding="utf-8")

    secret = environment(BOT_TOKEN_FILE=str(file)).secret("BOT_TOKEN")

    assert secret.reveal() == "123:made-up"


def test_unreadable_secret_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        environment(KEY_FILE=str(tmp_path / "nowhere")).secret("KEY")

    assert str(caught.value).startswith("KEY_FILE=")
    assert "\n" not in str(caught.value)


def test_password_of_a_wrong_address_is_not_shown() -> None:
    with pytest.raises(SettingsError) as caught:
        environment(DATABASE_URL="mysql://user:hidden-word@host/db").secret_url("DATABASE_URL", schemes=("postgresql",))

    assert "hidden-word" not in str(caught.value)


def test_ids_may_be_separated_by_commas_and_blanks() -> None:
    assert environment(ADMIN_IDS="1, 2 3,").integers("ADMIN_IDS") == (1, 2, 3)


def test_choice_names_its_options() -> None:
    with pytest.raises(SettingsError) as caught:
        environment(RUNNER="podman").choice("RUNNER", ("docker", "process", "swarm"))

    assert str(caught.value) == "RUNNER='podman': expected one of docker, process, swarm"
