from __future__ import annotations

from pathlib import Path

import pytest

from services.master_bot.bot.views.callbacks import Act, AskBankPayment, AskRefund, ShowClient, ShowHeld
from services.master_bot.views.messages import LOG_CHARACTERS, MESSAGES, render_message
from services.shared.runtime.translations import Translations

KINDS = (Act, AskBankPayment, AskRefund, ShowClient, ShowHeld)
FACTS = {
    "business_name": "<Ландыш>",
    "order_id": "6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
    "bot_username": "landysh_bot",
    "client_id": "client_042",
    "error": "no <heartbeat>",
    "log_tail": "a < b",
    "payment_id": "2d8f",
    "reason": "wrong_amount",
    "amount": "1.00",
    "days": "14",
    "method": "Bank card *4477",
    "plan": "Месяц",
    "price": "1190.00",
    "old_price": "990.00",
    "timezone": "Europe/Moscow",
    "until": "2026-05-04T21:30:00+00:00",
    "paid_until": "2026-04-01T09:00:00+00:00",
    "number": "7",
    "chat_id": "501",
    "paid": "True",
    "minutes": "6",
    "why": "it is <gone>",
    "status": "on_<hold>",
    "by": "cabinet",
    "told": "34.66",
    "known": "34.65",
    "what": "payment",
    "state": "frozen",
    "backup": "/opt/zapis/backups/client_042/2026-05-04T21-30-00Z",
    "invoice": "2026-00012",
    "buyer": "ООО <Ландыш>",
}


@pytest.fixture(scope="module")
def translations(repository: Path) -> Translations:
    return Translations(repository / "services" / "master_bot" / "locales")


@pytest.mark.parametrize("kind", sorted(MESSAGES))
def test_every_message_exists_in_both_languages(kind: str, translations: Translations) -> None:
    russian, english = (render_message(kind, FACTS, translations[language]) for language in ("ru", "en"))

    assert russian.text != english.text
    assert any("а" <= letter <= "я" for letter in russian.text.lower().replace("ландыш", ""))
    assert "{" not in russian.text + english.text


@pytest.mark.parametrize("kind", sorted(MESSAGES))
def test_texts_of_others_are_escaped(kind: str, translations: Translations) -> None:
    screen = render_message(kind, FACTS, translations["ru"])

    assert not {"<Ландыш>", "<heartbeat>", "a < b"} & {found for found in FACTS.values() if found in screen.text}


def test_bot_ready_leads_to_the_bot(translations: Translations) -> None:
    screen = render_message("bot_ready", FACTS, translations["ru"])

    assert screen.links == (("Открыть бота", "https://t.me/landysh_bot"),)


def test_operator_sees_the_end_of_a_long_log(translations: Translations) -> None:
    long = "x" * 5000 + "the last line"

    screen = render_message("operator_deployment_failed", {**FACTS, "log_tail": long}, translations["en"])

    assert screen.text.endswith("the last line</pre>")
    assert len(screen.text) < LOG_CHARACTERS + 200


@pytest.mark.parametrize("kind", sorted(kind for kind in MESSAGES if kind.startswith("operator_")))
def test_long_error_does_not_keep_a_message_from_being_sent(kind: str, translations: Translations) -> None:
    screen = render_message(kind, {**FACTS, "error": "<" * 9000, "log_tail": ""}, translations["ru"])

    assert len(screen.text) < 4096


def test_buttons_of_alarms_are_understood_by_the_operators_bot(translations: Translations) -> None:
    facts = {**FACTS, "order_id": "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"}
    shown = [render_message(kind, facts, translations["ru"]) for kind in MESSAGES]

    data = {data for screen in shown for _, data in screen.actions}
    understood = [kind.unpack(one) for one in data for kind in KINDS if one.split(":")[0] == kind.__prefix__]
    assert {type(one) for one in understood} == set(KINDS)
    assert len(understood) == len(data)
