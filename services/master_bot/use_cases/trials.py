"""Who may have a trial: a new bot, once; an owner, once; and only so many of them a day."""

from __future__ import annotations

from datetime import timedelta

from services.master_bot.storage import trials
from services.master_bot.storage.orders import Order
from services.master_bot.use_cases.context import Context
from services.master_bot.use_cases.refusals import TrialsUsedUp, TrialUsed
from services.shared.postgres.pool import Transaction

A_DAY = timedelta(days=1)


def require_trial(tx: Transaction, context: Context, order: Order) -> None:
    """Other trials wait until the transaction ends, so that the last one of a day goes to one buyer.

    Raises:
        TrialUsed: this owner or this bot has had one, or the bot works already.
        TrialsUsedUp: the last 24 hours have seen as many as ``context.trials_a_day``.
    """
    if order.client_id is not None:
        raise TrialUsed("the trial is for a new bot: this one works already")
    trials.one_at_a_time(tx)
    if trials.used(tx, owner=order.owner_telegram_id, bot_id=order.bot_id):
        raise TrialUsed("the trial was used already: it is given once to an owner and once to a bot")
    if trials.since(tx, context.clock() - A_DAY) >= context.trials_a_day:
        raise TrialsUsedUp("no more trials today: try again tomorrow, or take another plan")
