"""What a buyer has chosen so far. It lives in the dialog's data, so it survives a restart."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup

_KEY, _PLACED = "basket", "placed"


class Purchase(StatesGroup):
    """Where the dialog waits: for the bot, for the business's name, for an e-mail address, for a promo code, for a yes
    to the order as it is summed up, or for another try to place it."""

    bot = State()
    name = State()
    email = State()
    promo_code = State()
    summary = State()
    order = State()


@dataclass(frozen=True, slots=True)
class ChosenBot:
    """``sealed_token`` is None for a managed bot, whose token Telegram gives us when it is needed."""

    id: int
    username: str
    name: str
    sealed_token: str | None = None


@dataclass(frozen=True, slots=True)
class Basket:
    """``client_id`` stands in a renewal, where ``bot`` and ``business_name`` are known to the master; ``renews``: this
    client does so by itself already.

    ``asks_email``: the master wants one, and has none of an earlier order. ``autopay_consent``: the version of the text
    by which the buyer has agreed to automatic renewal.

    ``seed`` is another one for each purchase: it was kept before the basket is complete, and is until the outcome of
    the order is known.
    """

    plan: str | None = None
    bot: ChosenBot | None = None
    business_name: str | None = None
    client_id: str | None = None
    renews: bool = False
    email: str | None = None
    asks_email: bool = False
    promo_code: str | None = None
    autopay_consent: str | None = None
    seed: str = field(default_factory=lambda: secrets.token_hex(16))

    @property
    def complete(self) -> bool:
        return self.plan is not None and self.business_name is not None and (bool(self.bot) or bool(self.client_id))

    @property
    def attempt(self) -> str:
        """Names the order to the master. It follows from what was kept and what is asked for, so a second tap, a
        restart, a lost answer or an update that is handled again leads to the same order."""
        bot_id = self.bot.id if self.bot else None
        asked = [self.seed, self.plan, bot_id, self.business_name, self.client_id]
        asked += [self.email, self.promo_code, self.autopay_consent]
        return f"sales-bot:{hashlib.sha256(json.dumps(asked).encode()).hexdigest()}"

    @property
    def mark(self) -> str:
        """What the button under its summary carries: an older summary has another."""
        return self.attempt[-16:]

    def changed(self, **changes: Any) -> Basket:
        """With something else in it, and so with another order to place."""
        return replace(self, **changes)

    def anew(self) -> Basket:
        """An empty one for another purchase; a promo code that was not used yet stays."""
        return Basket(promo_code=self.promo_code)

    def free(self) -> Basket:
        """As what costs nothing is ordered."""
        return replace(self, email=None, promo_code=None, autopay_consent=None)

    def refused(self, **changes: Any) -> Basket:
        """What is left of it when its order was refused for good: even the same things are another order now."""
        return replace(self, **changes, seed=secrets.token_hex(16))


async def read_basket(dialog: FSMContext) -> Basket:
    kept: dict[str, Any] = await dialog.get_value(_KEY, {})
    known = {field.name: kept[field.name] for field in fields(Basket) if field.name in kept}
    if known.get("bot"):
        known["bot"] = ChosenBot(**known["bot"])
    return Basket(**known)


async def keep_basket(dialog: FSMContext, basket: Basket, state: State | None) -> None:
    """Keep what was chosen and what is waited for."""
    await dialog.update_data({_KEY: asdict(basket)})
    await dialog.set_state(state)


async def keep_placed(dialog: FSMContext, basket: Basket, order_id: str) -> None:
    """Remember which order the last summary has led to."""
    await dialog.update_data({_PLACED: [basket.mark, order_id]})


async def read_placed(dialog: FSMContext, mark: str) -> str | None:
    """The order that the summary with this mark has led to, if it was the last one."""
    placed_mark, order_id = await dialog.get_value(_PLACED, [None, None])
    return order_id if placed_mark == mark else None
