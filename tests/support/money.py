"""The master's money side on a real database, with YooKassa and Telegram as servers: an order is one call away."""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from cryptography.fernet import Fernet
from psycopg.rows import DictRow

from scripts.simulators.yookassa.threaded import ThreadedYooKassa
from services.master_bot.settings import Shop
from services.master_bot.storage.cipher import Cipher
from services.master_bot.storage.orders import Order
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.place_order import Wanted, place_order
from services.master_bot.use_cases.reconcile import Reconciler
from services.master_bot.use_cases.settle import Settlement, settle
from services.shared.postgres.pool import Pool, transaction
from services.shared.runtime.clock import utc_now
from services.shared.runtime.secret import Secret
from services.shared.telegram.plain_api import PlainTelegram
from services.shared.yookassa.client import YooKassa

OPERATOR = 777
OWNER = 5_500_000_042
TRIES = 20
Result = TypeVar("Result")
_numbers = itertools.count(8_000_000_000 + secrets.randbelow(10**9))


def new_token(number: int | None = None) -> Secret:
    """A token that the Telegram stand-in takes for a bot of its own; the same ``number`` gives the same one."""
    return Secret(f"{number or next(_numbers)}:{'A' * 35}")


@dataclass(slots=True)
class LateClock:
    """Real time, ``later``."""

    later: timedelta = timedelta(0)

    def __call__(self) -> datetime:
        return utc_now() + self.later


@dataclass(slots=True)
class Money:
    """``context`` is what the use cases work with; ``clock`` moves the master alone, not YooKassa."""

    shop: ThreadedYooKassa
    context: Context
    clock: LateClock
    reconciler: Reconciler = field(init=False)

    def __post_init__(self) -> None:
        self.reconciler = Reconciler(self.context)

    def wanted(self, **changes: Any) -> Wanted:
        dull = Wanted(
            plan="monthly",
            owner_telegram_id=OWNER,
            business_name="Салон «Ландыш»",
            bot_token=new_token() if changes.get("client_id") is None else None,
            client_id=None,
            email=None,
            autopay=False,
            locale="ru",
            timezone="Europe/Moscow",
        )
        return replace(dull, **changes)

    def order(self, **changes: Any) -> Order:
        return place_order(self.context, self.wanted(**changes))

    def paid_order(self, **changes: Any) -> Order:
        order = self.order(**changes)
        assert order.payment_id is not None
        self.shop.pay(order.payment_id)
        return order

    def settle(self, payment_id: str | None) -> Settlement:
        assert payment_id is not None
        return settle(self.context, payment_id)

    def settle_at_once(self, payment_id: str | None, times: int) -> list[str]:
        """So many settles of one payment at the same moment; their outcomes, sorted."""
        return sorted(self.at_once(lambda: self.settle(payment_id), times))

    def at_once(self, act: Callable[[], Result], times: int) -> list[Result]:
        """What ``act`` gives in so many threads; the connections are there already, so that none has to wait."""
        with ThreadPoolExecutor(times) as threads:
            list(threads.map(lambda _: self.rows("SELECT pg_sleep(0.1)"), range(times)))
            return list(threads.map(lambda _: act(), range(times)))

    def reconcile(self, later: timedelta = timedelta(0)) -> None:
        """Rounds of the reconciler until nothing is due, ``later`` than now."""
        self.clock.later = later
        for _ in range(TRIES):
            if not self.reconciler.run_once():
                return
        raise AssertionError("the reconciler does not come to rest")

    def rows(self, query: str, *values: object) -> list[DictRow]:
        with transaction(self.context.pool) as tx:
            return tx.execute(query, values).fetchall()

    def order_row(self, order: Order) -> DictRow:
        return self.order_row_of(str(order.id))

    def order_row_of(self, order_id: str) -> DictRow:
        return self.rows("SELECT * FROM orders WHERE id = %s", order_id)[0]

    def counts(self) -> dict[str, int]:
        """How many rows the settling of payments has made."""
        tables = ("clients", "deployments", "payments", "subscriptions", "quarantine")
        return {table: self.rows(f"SELECT count(*) AS n FROM {table}")[0]["n"] for table in tables}

    def messages(self) -> list[str]:
        """What was told, once each: what the owner's own bot repeats is left out."""
        return [row["kind"] for row in self.rows("SELECT kind FROM outbox WHERE sender <> 'own_bot' ORDER BY id")]


def make_money(pool: Pool, shop: ThreadedYooKassa, telegram_url: str) -> Money:
    clock = LateClock()
    secret_key = Secret(shop.secret_key)
    context = Context(
        pool=pool,
        cipher=Cipher(Secret(Fernet.generate_key().decode())),
        shop=Shop(shop.shop_id, secret_key, shop.api_url, "https://zapis.example"),
        yookassa=YooKassa(
            shop_id=shop.shop_id, secret_key=secret_key, api_url=shop.api_url, connect_timeout=2, read_timeout=1
        ),
        telegram=PlainTelegram(telegram_url),
        operators=(OPERATOR,),
        clock=clock,
    )
    return Money(shop, context, clock)


NOTHING = {"clients": 0, "deployments": 0, "payments": 0, "subscriptions": 0, "quarantine": 0}
ONE_SALE = {"clients": 1, "deployments": 1, "payments": 1, "subscriptions": 1, "quarantine": 0}
SET_ASIDE = {**NOTHING, "quarantine": 1}
