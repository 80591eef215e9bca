"""The sales bot with the real master behind it, and what buyers do in it."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.simulators.telegram.people import People, Person
from services.master_bot.storage import orders
from services.master_bot.storage.orders import Order
from services.master_bot.use_cases.context import Context
from services.shared.postgres.pool import transaction

SHOP = "zapis_sales_bot"


@dataclass(frozen=True, slots=True)
class Sale:
    """``token`` is the sales bot's own; ``orders()`` are those that the master has for a buyer, the oldest first."""

    people: People
    token: str
    context: Context

    def orders(self, buyer: Person) -> list[Order]:
        with transaction(self.context.pool) as tx:
            return orders.of_owner(tx, buyer.id, before=None, limit=50)[::-1]


async def sales_token(people: People, *, manages_bots: bool = True) -> str:
    """Of the one sales bot of a Telegram."""
    known = (await people.call("GET", "/sim/bots"))["bots"]
    if any(bot["username"] == SHOP for bot in known):
        return str((await people.call("GET", f"/sim/bots/{SHOP}"))["token"])
    return await people.bot(SHOP, name="Zapis", manages_bots=manages_bots)


async def chooses(buyer: Person, plan: str) -> None:
    await buyer.opens(SHOP, start="")
    await buyer.taps(plan)


async def names(buyer: Person, bot_token: str, business: str) -> None:
    """Which bot, and for whom; the plan was chosen before."""
    await buyer.says(bot_token)
    await buyer.sees("Как называется ваш бизнес?")
    await buyer.says(business)


async def comes_to_pay(buyer: Person) -> None:
    await buyer.taps("Оформить заказ")
    await buyer.sees("К оплате")
