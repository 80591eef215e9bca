"""What a buyer has chosen so far. It lives in the dialog's data, so it survives a restart."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup

_KEY = "basket"


class Purchase(StatesGroup):
    """Where the dialog waits: for the bot, for the business's name, or for another try to place the order."""

    bot = State()
    name = State()
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
    """``client_id`` stands in a renewal, where ``bot`` and ``business_name`` are known to the master.

    ``seed`` is another one for each purchase: it was kept before the basket is complete, and is until the outcome of
    the order is known.
    """

    plan: str | None = None
    bot: ChosenBot | None = None
    business_name: str | None = None
    client_id: str | None = None
    seed: str = field(default_factory=lambda: secrets.token_hex(16))

    @property
    def complete(self) -> bool:
        return self.plan is not None and self.business_name is not None and (bool(self.bot) or bool(self.client_id))

    @property
    def attempt(self) -> str:
        """Names the order to the master. It follows from what was kept and what is asked for, so a second tap, a
        restart, a lost answer or an update that is handled again leads to the same order."""
        asked = [self.seed, self.plan, self.bot.id if self.bot else None, self.business_name, self.client_id]
        return f"sales-bot:{hashlib.sha256(json.dumps(asked).encode()).hexdigest()}"

    def changed(self, **changes: Any) -> Basket:
        """With something else in it, and so with another order to place."""
        return replace(self, **changes)

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
