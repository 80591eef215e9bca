"""What an owner must not miss is told by his own bot too; what that bot cannot deliver bothers nobody."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from scripts.simulators.telegram.server import ThreadedTelegramServer
from scripts.simulators.telegram.world.accounts import add_user, authorize, register_bot, revoke_token
from scripts.simulators.telegram.world.world import World
from services.master_bot.worker.outbox import OutboxSender
from services.shared.postgres.pool import transaction
from services.shared.runtime.secret import Secret
from services.shared.telegram.plain_api import PlainTelegram
from tests.support.money import OPERATOR, OWNER, Money, new_token
from tests.support.subscriptions import monitor, sold

SALES, MASTER = new_token(), new_token()
A_DAY_BEFORE = timedelta(days=13, minutes=1)


def number(token: Secret) -> int:
    return int(token.reveal().partition(":")[0])


def meet(token: Secret, name: str, person: int, world: World, *, started: bool = True) -> None:
    bot = register_bot(world, name, name, token=token.reveal())
    add_user(world, "Somebody", user_id=person)
    world.open_dialog(bot.id, person).started = started


@pytest.fixture(scope="module")
def people(telegram: ThreadedTelegramServer) -> ThreadedTelegramServer:
    telegram.call(partial(meet, SALES, "our_sales_bot", OWNER))
    telegram.call(partial(meet, MASTER, "our_master_bot", OPERATOR))
    return telegram


@pytest.fixture
def sender(money: Money, people: ThreadedTelegramServer) -> OutboxSender:
    tokens = {"sales_bot": SALES, "master_bot": MASTER}
    context = money.context
    return OutboxSender(context.pool, PlainTelegram(people.url), context.cipher, tokens, money.clock, (OPERATOR,))


def a_day_before_the_end(money: Money, people: ThreadedTelegramServer, *, started: bool = True) -> Secret:
    """A trial of which its owner is to be told; the token of its bot, which the owner has started or not."""
    token = new_token()
    people.call(partial(meet, token, f"landysh{number(token)}_bot", OWNER, started=started))
    sold(money, plan="trial", bot_token=token)
    monitor(money, A_DAY_BEFORE)
    return token


def send_all(sender: OutboxSender) -> None:
    while sender.run_once():
        pass


def shown(people: ThreadedTelegramServer, token: Secret) -> list[Any]:
    return people.call(lambda world: list(world.open_dialog(number(token), OWNER).messages.values()))


def ends(money: Money) -> list[tuple[str, str, str]]:
    query = "SELECT sender, kind, state FROM outbox ORDER BY id"
    return [(row["sender"], row["kind"], row["state"]) for row in money.rows(query)]


def test_notice_comes_in_both_bots_and_leads_to_the_sales_bot(
    money: Money, people: ThreadedTelegramServer, sender: OutboxSender
) -> None:
    token = a_day_before_the_end(money, people)
    monitor(money, A_DAY_BEFORE + timedelta(hours=1))

    send_all(sender)

    [own], sales = shown(people, token), shown(people, SALES)[-1]
    assert ends(money) == [
        ("sales_bot", "order_accepted", "sent"),
        ("sales_bot", "subscription_expires_1", "sent"),
        ("own_bot", "subscription_expires_1", "sent"),
    ]
    assert "откройте «🤖 Мои боты» (@our_sales_bot) и нажмите «Продлить»" in own.content["text"]
    assert own.inline_keyboard["inline_keyboard"] == [
        [{"text": "🤖 Мои боты", "url": "https://t.me/our_sales_bot?start=bots"}]
    ]
    assert "откройте «🤖 Мои боты» и нажмите «Продлить»" in sales.content["text"]
    assert sales.inline_keyboard is None


def test_owner_who_never_started_his_bot_is_no_alarm(
    money: Money, people: ThreadedTelegramServer, sender: OutboxSender
) -> None:
    a_day_before_the_end(money, people, started=False)

    send_all(sender)

    assert ends(money)[1:] == [
        ("sales_bot", "subscription_expires_1", "sent"),
        ("own_bot", "subscription_expires_1", "undeliverable"),
    ]


def test_bot_whose_token_was_revoked_is_tried_once(
    money: Money, people: ThreadedTelegramServer, sender: OutboxSender
) -> None:
    token = a_day_before_the_end(money, people)
    people.call(lambda world: revoke_token(world, authorize(world, token.reveal())))

    send_all(sender)

    [row] = money.rows("SELECT state, attempts, last_error FROM outbox WHERE sender = 'own_bot'")
    assert row == {"state": "undeliverable", "attempts": 1, "last_error": "Unauthorized"}
    assert len(ends(money)) == 3


def test_bot_that_was_given_back_says_nothing(
    money: Money, people: ThreadedTelegramServer, sender: OutboxSender
) -> None:
    token = a_day_before_the_end(money, people)
    money.rows("UPDATE clients SET deleted_at = now() RETURNING id")

    send_all(sender)

    assert shown(people, token) == []
    assert ends(money)[-1] == ("own_bot", "subscription_expires_1", "undeliverable")


def test_token_is_nowhere_in_the_message_that_waits(money: Money, people: ThreadedTelegramServer) -> None:
    token = a_day_before_the_end(money, people)

    with transaction(money.context.pool) as tx:
        rows = tx.execute("SELECT outbox::text AS whole FROM outbox WHERE sender = 'own_bot'").fetchall()
    assert len(rows) == 1
    assert token.reveal() not in rows[0]["whole"]
