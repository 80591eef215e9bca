from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from services.master_bot.bot.app import LOCALES, bot_commands
from services.master_bot.bot.settings import MasterBotSettings
from services.master_bot.bot.views import clients, deployments, payments, platform
from services.master_bot.domain.subscriptions import AFTER
from services.shared.master_api.errors import MasterApiAway, MasterApiRefused, Problem
from services.shared.master_api.models import (
    Client,
    Deployment,
    DeploymentStep,
    Order,
    Page,
    QuarantinedPayment,
    Subscription,
)
from services.shared.runtime.environment import Environment, SettingsError
from services.shared.runtime.translations import Texts, Translations
from services.shared.telegram.screens import Screen
from tests.support.catalogues import Tags

LANGUAGES = Translations(LOCALES)
RU, EN = LANGUAGES["ru"], LANGUAGES["en"]
NAME = "<b>Салон & «Лето» " + "ъ" * 40
WORDS = ("refund", "extend", "<by hand>" * 90)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def a_client(number: int = 1, **changes: object) -> Client:
    facts: dict[str, object] = {
        "client_id": f"client_{number:03d}",
        "bot_username": "salon_bot",
        "business_name": NAME,
        "owner_telegram_id": 501,
        "timezone": "Europe/Moscow",
        "locale": "ru",
        "desired_state": "running",
        "actual_state": "running",
        "created_at": NOON,
        "image": "zapis/booking-bot:0.1.0",
        "subscription": Subscription("yearly", "active", NOON),
    }
    return Client(**{**facts, **changes})  # type: ignore[arg-type]


def a_deployment(state: str = "running", *steps: tuple[str, str, str], **changes: object) -> Deployment:
    facts: dict[str, object] = {
        "deployment_id": 7,
        "client_id": "client_001",
        "action": "deploy",
        "state": state,
        "created_at": NOON,
        "started_at": NOON,
        "finished_at": NOON + timedelta(seconds=2.5) if state == "succeeded" else None,
        "steps": tuple(DeploymentStep(1, name, step, detail, NOON) for name, step, detail in steps),
    }
    return Deployment(**{**facts, **changes})  # type: ignore[arg-type]


def a_payment(number: int = 1, reason: str = "wrong_amount") -> QuarantinedPayment:
    return QuarantinedPayment(number, "2d8f0d2b-000f-5000-8000-18db351245c7", reason, "open", NOON, order_id="6f9619ff")


def an_order(state: str = "settled") -> Order:
    number = "6f9619ff-8b86-d011-b42d-00cf4fc964ff"
    facts: dict[str, Any] = {"bot_username": "salon_bot", "owner_telegram_id": 501, "client_id": "client_001"}
    return Order(number, state, "monthly", Decimal(990), "RUB", business_name=NAME, created_at=NOON, **facts)


def all_screens(texts: Texts) -> Iterator[Screen]:
    everyone = tuple(a_client(number) for number in range(1, 9))
    yield clients.clients(texts, Page(everyone, "x" * 40), first=False)
    yield clients.clients(texts, Page(()))
    yield clients.clients(texts, Page(everyone), search=NAME)
    for actual in ("absent", "starting", "running", "stopped", "suspended", "ill", "odd"):
        yield clients.client(texts, a_client(actual_state=actual, last_error="<" * 3000, image=None))
    yield clients.client(texts, a_client(subscription=None))
    yield clients.ask_to_stop(texts, "client_001")
    yield clients.logs(texts, "client_001", ("<&>" * 500,) * 60)
    yield clients.logs(texts, "client_001", ())
    for state in ("queued", "running", "succeeded", "recovered", "failed"):
        steps = [(f"step {number}", "failed", "<" * 900) for number in range(40)]
        yield deployments.deployment(texts, a_deployment(state, *steps, error="<" * 900, log_tail="<\n" * 900))
    yield platform.numbers(texts, {"clients.running": 3, "money.total": "990.00", "odd": 1})
    yield platform.numbers(texts, {})
    yield payments.quarantine(texts, Page(()))
    yield payments.quarantine(texts, Page(tuple(a_payment(number) for number in range(8)), "x" * 40), first=False)
    yield payments.held(texts, a_payment(10**9))
    yield payments.held(texts, replace(a_payment(10**9), resolution="refund"))
    for word in WORDS:
        yield payments.held(texts, replace(a_payment(10**9), state="resolved", resolution=word))
    for way in ("refund", "extend"):
        yield payments.ask_held(texts, a_payment(10**9), way)
    for state in ("settled", "refunded"):
        yield payments.ask_refund(texts, an_order(state))
        yield payments.refunded(texts, an_order(state))
    yield Screen(platform.not_for_you(texts))
    yield platform.lost(texts)
    yield platform.problem(texts, MasterApiAway(""))
    yield platform.problem(texts, ValueError())
    for status in (404, 409, 504):
        yield platform.problem(texts, MasterApiRefused(Problem("x", status, "x", "<" * 300)))


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_screen_is_one_that_telegram_takes(language: str) -> None:
    for screen in all_screens(LANGUAGES[language]):
        tags = Tags(screen.text)
        assert (tags.open, tags.wrong) == ([], None), screen.text
        assert 0 < len(tags.words.encode("utf-16-le")) // 2 <= 4096
        assert all(len((button.callback_data or "").encode()) <= 64 for button in inline(screen))
        assert all(button.text for button in inline(screen))


def inline(screen: Screen) -> list[InlineKeyboardButton]:
    rows = screen.keyboard.inline_keyboard if isinstance(screen.keyboard, InlineKeyboardMarkup) else []
    return [button for row in rows for button in row]


def test_languages_differ_on_every_screen() -> None:
    pairs = zip(all_screens(RU), all_screens(EN), strict=True)

    assert [russian.text for russian, english in pairs if russian.text == english.text] == []


def test_steps_are_shown_as_they_stand_now() -> None:
    steps = [("prepare", "started", ""), ("prepare", "done", "0.1.0"), ("start", "started", "")]

    screen = deployments.deployment(EN, a_deployment("running", *steps))

    assert screen.text.splitlines()[2:] == ["✅ look for the program", "⏳ start the new bot"]


def test_success_says_how_long_it_took() -> None:
    assert deployments.deployment(RU, a_deployment("succeeded")).text.endswith("✅ Готово за 2.5 с")


def test_failure_shows_error_and_log() -> None:
    failed = a_deployment("failed", ("watch", "failed", "no heartbeat"), error="it is ill", log_tail="line 1\nline <2>")

    lines = deployments.deployment(EN, failed).text.splitlines()

    assert lines[2:] == [
        "❌ wait until it answers: no heartbeat",
        "",
        "❌ It failed; nothing runs.",
        "<code>it is ill</code>",
        "<pre>line 1",
        "line &lt;2&gt;</pre>",
    ]


def test_log_keeps_its_end() -> None:
    lines = tuple(f"line {number}" for number in range(2_000))

    shown = clients.logs(EN, "client_001", lines).text

    assert shown.endswith("line 1999</pre>")
    assert "line 1000" not in shown


def test_state_on_its_way_names_where_it_goes() -> None:
    assert clients.state(EN, a_client(actual_state="running", desired_state="stopped")) == "runs → stopped"


def test_card_has_a_word_for_each_state_of_a_subscription() -> None:
    cards = [clients.client(RU, a_client(subscription=Subscription("yearly", state, NOON))) for state in AFTER]

    assert [card for state, card in zip(AFTER, cards, strict=True) if f"({state.value})" in card.text] == []


def test_commands_exist_in_both_languages() -> None:
    assert {language: [command.command for command in listed] for language, listed in bot_commands().items()} == {
        "ru": ["clients", "numbers", "quarantine"],
        "en": ["clients", "numbers", "quarantine"],
    }


def test_bot_without_operators_does_not_start() -> None:
    settings = {"MASTER_BOT_TOKEN": "1:a", "MASTER_API_TOKEN": "x", "REDIS_URL": "redis://127.0.0.1"}

    with pytest.raises(SettingsError, match="MASTER_ADMIN_IDS is not set"):
        MasterBotSettings.read(Environment(settings))
