from __future__ import annotations

from collections.abc import Callable
from io import StringIO

import pytest
from rich.console import Console

from services.master_bot.cli import parser
from services.master_bot.commands.shell import Shell
from services.shared.master_api.errors import MasterApiRefused
from services.shared.runtime.environment import Environment
from tests.integration.master_bot.commands.conftest import TOKEN

Run = Callable[..., str]


@pytest.fixture
def run(api_url: str) -> Run:
    """``run("promo", "ls")``: what the command prints."""
    environment = Environment({"MASTER_API_URL": api_url, "MASTER_API_TOKEN": TOKEN.reveal()})

    def command(*words: str) -> str:
        arguments, printed = parser().parse_args(words), StringIO()
        shell = Shell(environment, Console(file=printed, highlight=False, soft_wrap=True))
        assert arguments.run(shell, arguments) == 0
        return printed.getvalue()

    return command


def test_promo_codes_are_made_listed_and_ended(run: Run) -> None:
    made = run("promo", "make", "весна", "--percent", "20", "--uses", "5", "--until", "2099-12-31")
    listed, ended = run("promo", "ls"), run("promo", "end", "ВЕСНА")

    assert made == "ВЕСНА: 20 %, uses 0/5, until 2100-01-01 00:00 UTC\n"
    assert [line.split() for line in listed.splitlines()][1:] == [
        ["ВЕСНА", "20", "%", "0/5", "2100-01-01", "00:00", "valid"]
    ]
    assert ended == "ВЕСНА: ended after 0 uses\n"


def test_list_without_codes_says_so(run: Run) -> None:
    assert run("promo", "ls") == "no promo codes yet\n"


def test_what_is_not_there_is_said(run: Run) -> None:
    with pytest.raises(MasterApiRefused, match="there is no promo code 'nothing'"):
        run("promo", "end", "nothing")


@pytest.mark.parametrize(
    "words",
    [("make", "x"), ("make", "abc", "--percent", "much"), ("make", "abc", "--days", "1", "--sum", "2"), ("tell",)],
)
def test_wrong_words_end_with_2(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parser().parse_args(["promo", *words])

    assert ended.value.code == 2
    assert "Traceback" not in capsys.readouterr().err
