from __future__ import annotations

from pathlib import Path

import pytest

from scripts.simulators.yookassa.__main__ import main, read_arguments
from scripts.simulators.yookassa.notifications.sender import ForeignAddressError, check_notify_url


def test_secret_comes_from_the_environment_and_stays_out_of_sight() -> None:
    environment = {"YOOKASSA_SECRET_KEY": "test_hidden", "YOOKASSA_NOTIFY_URL": "http://127.0.0.1:8001/hook/hidden"}

    settings = read_arguments(["--port", "0"], environment)

    assert (settings.secret_key, settings.notify_url) == ("test_hidden", "http://127.0.0.1:8001/hook/hidden")
    assert "test_hidden" not in repr(settings)
    assert settings.shop().test


def test_live_key_makes_a_live_shop() -> None:
    assert not read_arguments([], {"YOOKASSA_SECRET_KEY": "live_key"}).shop().test


def test_arguments_become_settings() -> None:
    arguments = ["--state", "/tmp/s", "--pauses", "0.1,2", "--methods", "sbp,bank_card", "--fiscalization"]

    settings = read_arguments([*arguments, "--notify-host", "webhook"], {"YOOKASSA_SECRET_KEY": "k"})

    assert (settings.state, settings.pauses) == (Path("/tmp/s"), (0.1, 2.0))
    assert (settings.methods, settings.fiscalization) == (("sbp", "bank_card"), True)
    assert settings.notify_hosts == ["webhook"]


@pytest.mark.parametrize(
    "arguments", [[], ["--secret-key", "k", "--methods", "qiwi"], ["--secret-key", "k", "--pauses", "-1"]]
)
def test_wrong_arguments_end_with_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(arguments, {})

    assert end.value.code == 2
    assert "error:" in capsys.readouterr().err


def test_foreign_notify_url_ends_with_two(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--secret-key", "k", "--notify-url", "http://example.com/hook"], {}) == 2

    assert "not on the loopback" in capsys.readouterr().err


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/x", "http://localhost/x", "http://[::1]:2/", "http://webhook:8001/"]
)
def test_loopback_and_allowed_hosts_may_be_notified(url: str) -> None:
    assert check_notify_url(url, ["webhook"]) == url


@pytest.mark.parametrize(
    "url", ["http://10.0.0.1/", "http://127.0.0.1.example.com/", "http://other/", "ftp://127.0.0.1/", "127.0.0.1:80"]
)
def test_other_hosts_may_not_be_notified(url: str) -> None:
    with pytest.raises(ForeignAddressError):
        check_notify_url(url, ["webhook"])
