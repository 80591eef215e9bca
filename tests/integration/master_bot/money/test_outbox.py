"""Messages leave once, by the right bot, in the owner's language; what cannot be delivered does not block the rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from scripts.simulators.telegram.server import ThreadedTelegramServer
from scripts.simulators.telegram.world.accounts import add_user, register_bot
from scripts.simulators.telegram.world.faults import Fault
from scripts.simulators.telegram.world.world import World
from services.master_bot.storage import outbox
from services.master_bot.storage.outbox import Message
from services.master_bot.worker.outbox import OutboxSender
from services.shared.postgres.pool import transaction
from services.shared.runtime.clock import utc_now
from services.shared.runtime.secret import Secret
from services.shared.telegram.plain_api import PlainTelegram
from tests.support.money import LateClock, Money, new_token

SALES, MASTER = new_token(), new_token()
OLGA, OPERATOR, BLOCKER = 5_600_000_001, 5_600_000_002, 5_600_000_003


@pytest.fixture
def people(telegram: ThreadedTelegramServer) -> ThreadedTelegramServer:
    """Olga and the operator have started both bots; the blocker has started none."""

    def meet(world: World) -> None:
        for token, name in ((SALES, "zapis_sales_bot"), (MASTER, "zapis_master_bot")):
            bot = register_bot(world, name, name, token=token.reveal())
            for person in (OLGA, OPERATOR, BLOCKER):
                add_user(world, "Somebody", user_id=person)
                world.open_dialog(bot.id, person).started = person != BLOCKER

    telegram.call(meet)
    return telegram


@pytest.fixture
def sender(money: Money, people: ThreadedTelegramServer) -> OutboxSender:
    tokens = {"sales_bot": SALES, "master_bot": MASTER}
    return OutboxSender(money.context.pool, PlainTelegram(people.url), money.context.cipher, tokens, LateClock())


def add(
    money: Money, kind: str, chat_id: int = OLGA, *, key: str = "", sender: str = "sales_bot", **facts: Any
) -> None:
    with transaction(money.context.pool) as tx:
        outbox.add(tx, Message(key or kind, sender, chat_id, kind, {"locale": "ru", **facts}), now=utc_now())


def shown(people: ThreadedTelegramServer, token: Secret, chat_id: int) -> list[Any]:
    """What the person sees of the bot, the latest last."""
    bot_id = int(token.reveal().partition(":")[0])
    return people.call(lambda world: list(world.open_dialog(bot_id, chat_id).messages.values()))


def fault(people: ThreadedTelegramServer, kind: str, **details: Any) -> None:
    people.call(lambda world: world.faults.add(Fault(kind, method="sendMessage", **details)))


def states(money: Money) -> list[str]:
    return [row["state"] for row in money.rows("SELECT state FROM outbox ORDER BY id")]


def later(sender: OutboxSender, **by: float) -> OutboxSender:
    return replace(sender, clock=LateClock(timedelta(**by)))


@pytest.mark.parametrize(
    ("locale", "words"), [("ru", "готов и принимает записи"), ("en", "is ready and takes bookings")]
)
def test_bot_ready_is_sent_with_a_button_to_the_bot(
    money: Money, sender: OutboxSender, people: ThreadedTelegramServer, locale: str, words: str
) -> None:
    add(money, "bot_ready", locale=locale, business_name="<Ландыш & Ко>", bot_username="landysh_bot")

    worked = (sender.run_once(), sender.run_once())

    message = shown(people, SALES, OLGA)[-1]
    button = message.inline_keyboard["inline_keyboard"][0][0]
    assert worked == (True, False)
    assert words in message.content["text"]
    assert button["url"] == "https://t.me/landysh_bot"
    assert states(money) == ["sent"]


def test_name_of_a_business_is_shown_as_it_was_typed(
    money: Money, sender: OutboxSender, people: ThreadedTelegramServer
) -> None:
    add(money, "payment_received", business_name="<b>Ландыш & Ко</b>", order_id="1")

    sender.run_once()

    assert "«<b>Ландыш & Ко</b>»" in shown(people, SALES, OLGA)[-1].content["text"]


def test_operator_is_told_by_the_master_bot(money: Money, sender: OutboxSender, people: ThreadedTelegramServer) -> None:
    facts = {"payment_id": "2d8f", "reason": "wrong_amount", "amount": "1.00"}
    add(money, "operator_quarantine", OPERATOR, sender="master_bot", **facts)

    sender.run_once()

    assert "wrong_amount" in shown(people, MASTER, OPERATOR)[-1].content["text"]


def test_message_is_added_once(money: Money) -> None:
    for _ in range(2):
        add(money, "bot_ready", key="bot_ready:client_001", bot_username="b")

    assert states(money) == ["due"]


def test_person_who_never_started_the_bot_does_not_block_the_others(
    money: Money, sender: OutboxSender, people: ThreadedTelegramServer
) -> None:
    add(money, "payment_received", BLOCKER, key="1", business_name="A", order_id="1")
    add(money, "payment_received", OLGA, key="2", business_name="B", order_id="2")

    while sender.run_once():
        pass

    assert states(money) == ["undeliverable", "sent"]


def test_operator_hears_once_of_a_buyer_who_never_pressed_start(
    money: Money, sender: OutboxSender, people: ThreadedTelegramServer
) -> None:
    for key in ("first", "second"):
        add(money, "payment_received", BLOCKER, key=key, business_name="Ландыш")
    telling = replace(sender, operators=(OPERATOR,))

    while telling.run_once():
        pass

    assert states(money) == ["undeliverable", "undeliverable", "sent"]
    assert f"Покупателю ({BLOCKER}) нельзя написать" in shown(people, MASTER, OPERATOR)[-1].content["text"]


def test_message_of_a_bot_that_is_not_there_is_undeliverable(money: Money, sender: OutboxSender) -> None:
    add(money, "operator_quarantine", OPERATOR, sender="master_bot", payment_id="1", reason="x", amount="1")

    replace(sender, tokens={"sales_bot": SALES}).run_once()

    assert states(money) == ["undeliverable"]


@pytest.mark.parametrize("kind", ["server_error", "bad_gateway", "reset"])
def test_message_that_telegram_did_not_take_is_sent_later(
    money: Money, sender: OutboxSender, people: ThreadedTelegramServer, kind: str
) -> None:
    add(money, "payment_received", business_name="Позже", order_id="1")
    fault(people, kind)
    sender.run_once()
    waiting = (states(money), sender.run_once())

    later(sender, minutes=1).run_once()

    assert waiting == (["due"], False)
    assert states(money) == ["sent"]


def test_retry_after_of_telegram_is_kept(money: Money, sender: OutboxSender, people: ThreadedTelegramServer) -> None:
    add(money, "payment_received", business_name="Подождём", order_id="1")
    fault(people, "too_many_requests", retry_after=90)
    sender.run_once()

    early, late = later(sender, seconds=80).run_once(), later(sender, seconds=95).run_once()

    assert (early, late) == (False, True)
    assert states(money) == ["sent"]


def test_message_whose_sender_died_is_sent_again(
    money: Money, sender: OutboxSender, people: ThreadedTelegramServer
) -> None:
    add(money, "payment_received", business_name="Снова", order_id="1")
    with transaction(money.context.pool) as tx:
        outbox.claim(tx, now=utc_now(), lease=timedelta(minutes=1))

    early = sender.run_once()
    again = later(sender, minutes=2).run_once()

    assert (early, again) == (False, True)
    assert states(money) == ["sent"]


def test_kind_that_nobody_has_worded_does_not_block_the_others(money: Money, sender: OutboxSender) -> None:
    add(money, "nonsense", key="1")
    add(money, "payment_received", key="2", business_name="B", order_id="2")

    while sender.run_once():
        pass

    assert states(money) == ["undeliverable", "sent"]
