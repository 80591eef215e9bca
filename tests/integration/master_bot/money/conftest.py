from __future__ import annotations

import pytest

from scripts.simulators.telegram.server import ThreadedTelegramServer
from scripts.simulators.yookassa.threaded import ThreadedYooKassa
from services.master_bot.use_cases.context import Context
from tests.support.money import Money, make_money


@pytest.fixture
def money(context: Context, yookassa: ThreadedYooKassa, telegram: ThreadedTelegramServer) -> Money:
    """The same database as ``context``, a clock of its own."""
    return make_money(context.pool, yookassa, telegram.url)
