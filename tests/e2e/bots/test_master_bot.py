from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from scripts.simulators.telegram.people import People, Person
from scripts.simulators.yookassa.threaded import ThreadedYooKassa
from services.master_bot.bot.app import LOCALES
from services.master_bot.storage import clients, deployments, log_requests, orders, quarantine
from services.master_bot.storage.clients import NewClient
from services.master_bot.storage.deployments import Deployment, DeploymentStep, End
from services.master_bot.storage.orders import Order
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.place_order import Wanted, place_order
from services.master_bot.use_cases.settle import settle
from services.master_bot.views.messages import render_message
from services.shared.postgres.pool import transaction
from services.shared.runtime.secret import Secret
from services.shared.runtime.translations import Translations
from tests.support.running_bots import Surroundings, master_bot

BOT = "zapis_master_bot"
WORKER = "worker of the test"


def now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Fleet:
    """The deploy worker's part, played by the test."""

    context: Context

    def add(self, business_name: str, number: int = 1) -> str:
        token = Secret(f"{7_000_000 + number}:{'x' * 35}")
        new = NewClient(7_000_000 + number, f"salon{number}_bot", token, 501, business_name, "Europe/Moscow", "ru")
        with transaction(self.context.pool) as tx:
            return clients.create(tx, self.context.cipher, new, now=now()).id

    def claim(self) -> Deployment:
        with transaction(self.context.pool) as tx:
            claimed = deployments.claim(tx, WORKER, now=now(), lease=timedelta(minutes=1))
        assert claimed is not None
        return claimed

    def step(self, deployment: Deployment, name: str, state: str, detail: str = "") -> None:
        with transaction(self.context.pool) as tx:
            deployments.add_step(tx, deployment, DeploymentStep(1, name, state, detail, now()))

    def finish(self, deployment: Deployment, end: End) -> None:
        with transaction(self.context.pool) as tx:
            assert deployments.finish(tx, deployment.id, WORKER, end, now=now())

    def answer_logs(self, lines: list[str]) -> None:
        for _ in range(300):
            with transaction(self.context.pool) as tx:
                asked = log_requests.next_open(tx, now=now())
                if asked is not None:
                    log_requests.answer(tx, asked.id, lines, now=now())
                    return
            time.sleep(0.01)
        raise AssertionError("nobody asked for a log")

    def actions(self) -> list[str]:
        with transaction(self.context.pool) as tx:
            rows = tx.execute("SELECT client_id || ' ' || action AS done FROM deployments ORDER BY id").fetchall()
        return [row["done"] for row in rows]


@pytest.fixture
def fleet(context: Context) -> Fleet:
    return Fleet(context)


@pytest.fixture
async def operator(people: People, around: Surroundings) -> AsyncIterator[Person]:
    olga = await people.person("Ольга").arrives()
    bots = (await people.call("GET", "/sim/bots"))["bots"]
    known = any(bot["username"] == BOT for bot in bots)
    token = (await people.call("GET", f"/sim/bots/{BOT}"))["token"] if known else await people.bot(BOT)
    async with master_bot(token, around, frozenset({olga.id})):
        yield olga


async def test_operator_finds_a_client(operator: Person, fleet: Fleet) -> None:
    for number in range(1, 11):
        fleet.add(f"Салон {number}", number)

    await operator.opens(BOT)
    await operator.sees("⚪️ 008 Салон 8 · @salon8_bot")
    await operator.does_not_see("Салон 9")
    await operator.taps("Дальше")
    await operator.sees("⚪️ 010 Салон 10 · @salon10_bot")
    await operator.taps("client_009")
    await operator.sees("Состояние: не развёрнут → работает")
    await operator.says("@salon3_bot")
    await operator.sees("Клиенты, в которых есть «salon3_bot»")
    await operator.taps("client_003")
    await operator.sees("https://t.me/salon3_bot")


async def test_operator_watches_a_deployment_step_by_step(operator: Person, fleet: Fleet) -> None:
    fleet.add("Салон")
    await operator.opens(BOT, start="")
    await operator.taps("client_001")
    await operator.taps("Развернуть")
    await operator.sees("⏳ ждёт исполнителя развёртываний")
    shown = operator.last_message.id

    deployment = fleet.claim()
    fleet.step(deployment, "provision", "started")
    await operator.sees("⏳ подготовить базу и Redis")
    fleet.step(deployment, "provision", "done")
    fleet.step(deployment, "watch", "started")
    await operator.sees("✅ подготовить базу и Redis\n⏳ дождаться ответа")
    fleet.finish(deployment, End("succeeded"))
    await operator.sees("✅ Готово за")

    assert operator.last_message.id == shown
    assert fleet.actions() == ["client_001 deploy"]


async def test_failed_deployment_shows_the_bots_last_lines(operator: Person, fleet: Fleet) -> None:
    fleet.add("Салон")
    await operator.opens(BOT, start="")
    await operator.taps("client_001")
    await operator.taps("Перезапустить")
    await operator.sees("перезапуск")
    fleet.finish(fleet.claim(), End("failed", "the bot does not poll", "Traceback\nValueError: <oops>"))

    await operator.sees("❌ Не удалось; ничего не работает.\nthe bot does not poll\nTraceback\nValueError: <oops>")


async def test_stop_asks_once(operator: Person, fleet: Fleet) -> None:
    fleet.add("Салон")
    await operator.opens(BOT, start="")
    await operator.taps("client_001")
    await operator.taps("Остановить")
    await operator.sees("Остановить бота client_001?")
    before = fleet.actions()
    await operator.taps("Да, остановить")
    await operator.sees("остановка")

    assert (before, fleet.actions()) == ([], ["client_001 stop"])


async def test_second_tap_gets_the_deployment_under_way(operator: Person, fleet: Fleet) -> None:
    fleet.add("Салон")
    await operator.opens(BOT, start="")
    await operator.taps("client_001")
    card = await operator.sees("client_001")
    for _ in range(2):
        await operator.taps_data(card, "act:client_001:deploy")
    await operator.sees("развёртывание")

    assert fleet.actions() == ["client_001 deploy"]


async def test_operator_reads_the_log(operator: Person, fleet: Fleet) -> None:
    fleet.add("Салон")
    await operator.opens(BOT, start="")
    await operator.taps("client_001")
    answering = asyncio.create_task(asyncio.to_thread(fleet.answer_logs, ["first", "last <line>"]))
    await operator.taps("Журнал")
    await operator.sees("client_001: последние строки журнала\nfirst\nlast <line>")
    await answering


async def test_unknown_client_is_said(operator: Person, fleet: Fleet) -> None:
    fleet.add("Салон")
    answers = {
        "client:client_999": "Такого здесь нет",
        "act:client_999:deploy": "Такого здесь нет",
        "logs:../stats": "Такого здесь нет",
        "deployment:99": "Такого здесь нет",
        "act:client_001:remove": "Эта кнопка устарела.",
        "nonsense": "Эта кнопка устарела.",
    }

    for data, answer in answers.items():
        await operator.opens(BOT, start="")
        await operator.taps_data(await operator.sees("Клиенты"), data)
        await operator.sees(answer)


async def test_figures_and_quarantine_are_read(operator: Person, fleet: Fleet, context: Context) -> None:
    fleet.add("Салон")
    with transaction(context.pool) as tx:
        quarantine.add(tx, "2d8f0d2b-000f-5000-8000-18db351245c7", None, "wrong_amount", {"value": "1.00"}, now=now())

    await operator.opens(BOT)
    await operator.says("/numbers")
    await operator.sees("absent: 1")
    await operator.taps("Все клиенты")
    await operator.taps("Карантин")
    await operator.sees("не та сумма\n2d8f0d2b-000f-5000-8000-18db351245c7")


@pytest.fixture
def paid_twice(context: Context, yookassa: ThreadedYooKassa, fleet: Fleet) -> Order:
    """A settled order, and a second payment on it in quarantine."""
    client_id = fleet.add("Салон «Лето»")
    wanted = Wanted("monthly", 501, "Салон «Лето»", None, client_id, None, False, "ru", "Europe/Moscow")
    order = place_order(context, wanted)
    assert order.payment_id is not None
    yookassa.pay(order.payment_id)
    settle(context, order.payment_id)
    settle(context, yookassa.foreign_payment("990.00", {"order_id": str(order.id)})["id"])
    return order


@pytest.mark.parametrize(
    ("tap", "yes", "outcome", "data"),
    [
        ("Вернуть деньги", "Да, вернуть", "Деньги возвращены", "held_do:1:refund"),
        ("Ещё один период", "Да, ещё", "Зачтён как ещё один", "held_do:1:extend"),
    ],
)
async def test_second_payment_is_decided_with_two_taps(
    operator: Person, context: Context, paid_twice: Order, tap: str, yes: str, outcome: str, data: str
) -> None:
    await operator.opens(BOT)
    await operator.says("/quarantine")
    await operator.sees("второй платёж")
    await operator.taps("990.00 RUB")
    await operator.sees("Что делать с деньгами?")
    await operator.taps(tap)
    asked = await operator.sees("990.00 RUB")
    await operator.taps(yes)
    await operator.sees(outcome)
    await operator.taps_data(asked, data)
    assert outcome in operator.last_message.text

    with transaction(context.pool) as tx:
        rows = tx.execute("SELECT state FROM quarantine").fetchall()
    assert rows == [{"state": "resolved"}]


async def test_alarm_of_a_paid_order_without_a_bot_can_be_acted_upon(
    operator: Person, context: Context, paid_twice: Order, fleet: Fleet
) -> None:
    facts = {
        "client_id": "client_001",
        "order_id": str(paid_twice.id),
        "business_name": "Салон",
        "amount": "990.00",
        "paid": True,
        "error": "",
    }
    deploy, card, refund = render_message("operator_not_set_up", facts, Translations(LOCALES)["ru"]).actions
    await operator.opens(BOT)
    message = await operator.sees("Клиенты")

    await operator.taps_data(message, card[1])
    await operator.sees("Салон «Лето»")
    await operator.taps_data(operator.last_message, deploy[1])
    await operator.sees("развёртывание")
    await operator.taps_data(operator.last_message, refund[1])
    await operator.sees("Вернуть покупателю 990.00 ₽ за «Салон «Лето»»?")
    await operator.taps("Да, вернуть")
    await operator.sees("деньги уже возвращаются")

    with transaction(context.pool) as tx:
        order = orders.get(tx, paid_twice.id)
    assert order is not None
    assert order.state == "refunded"


async def test_strangers_get_one_polite_sentence(operator: Person, people: People, fleet: Fleet) -> None:
    fleet.add("Секретный салон")
    mallory = people.person("Mallory", language="en")

    await mallory.opens(BOT)
    refusal = await mallory.sees("This bot is for the people who run the platform.")
    await mallory.says("client_001")
    await mallory.sees("This bot is for the people who run the platform.")
    pressed = await mallory.taps_data(refusal, "act:client_001:stop")

    assert (pressed.show_alert, "platform" in str(pressed.text)) == (True, True)
    assert "Секретный" not in mallory.conversation()
    assert fleet.actions() == []
