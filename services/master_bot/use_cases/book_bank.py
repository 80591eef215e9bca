"""Write a bank transfer down: as the operator has read it in the statement, and in the ledger."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

from services.master_bot.domain.bank import BANK
from services.master_bot.domain.seller import Seller
from services.master_bot.storage import bank_transfers, ledger
from services.master_bot.storage.bank_transfers import Transfer
from services.master_bot.storage.ledger import Entry
from services.master_bot.use_cases.book_money import NO_FEE
from services.master_bot.use_cases.context import Context
from services.shared.postgres.pool import Transaction

NOON = time(12)


def book_transfer(
    tx: Transaction, context: Context, transfer: Transfer, seller: Seller, *, client_id: str, currency: str, who: str
) -> None:
    """The order is locked, the transfer was not noted yet.

    Dated at noon where the seller is: the same day in Moscow, by whose days the ledger goes.
    """
    now = context.clock()
    bank_transfers.add(tx, transfer, who=who, now=now)
    entry = Entry(
        id=transfer.id,
        kind=BANK,
        at=datetime.combine(transfer.day, NOON, ZoneInfo(seller.timezone)),
        payment_id=None,
        refund_id=None,
        order_id=transfer.order_id,
        client_id=client_id,
        method=BANK,
        gross=transfer.amount,
        fee=NO_FEE,
        currency=currency,
        test=context.shop.test,
    )
    ledger.add(tx, entry, now=now)
