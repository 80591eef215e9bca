"""The platform's ledger and YooKassa's own, as values that can be compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from scripts.simulators.yookassa.ledger.documents import refund_document
from scripts.simulators.yookassa.world import World

Row = dict[str, Any]
NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Books:
    """By the ids of YooKassa: payments with sum and fee, refunds with their payment and sum."""

    payments: dict[str, tuple[Decimal, Decimal | None]]
    refunds: dict[str, tuple[str, Decimal]]

    def totals(self) -> tuple[Decimal, Decimal, Decimal, Decimal]:
        """Gross, fees, refunds, net; every fee is known."""
        gross = sum((amount for amount, _ in self.payments.values()), NOTHING)
        fees = sum((fee for _, fee in self.payments.values() if fee is not None), NOTHING)
        back = sum((amount for _, amount in self.refunds.values()), NOTHING)
        return gross, fees, back, gross - fees - back


def our_books(rows: Callable[[str], Iterable[Row]]) -> Books:
    """``rows`` asks the platform's database."""
    found = list(rows("SELECT * FROM platform.ledger"))
    assert all(row["fee"] is None or row["net"] == row["gross"] - row["fee"] for row in found)
    return Books(
        {row["payment_id"]: (row["gross"], row["fee"]) for row in found if row["kind"] == "payment"},
        {row["refund_id"]: (row["payment_id"], -row["gross"]) for row in found if row["kind"] == "refund"},
    )


def yookassa_books(world: World) -> Books:
    """Run in the simulator's thread."""
    refunds = [refund_document(one) for one in world.book.refunds.values() if one.status.value == "succeeded"]
    return Books(
        {one["id"]: (_sum(one["amount"]), _fee(one)) for one in world.payments("succeeded")},
        {one["id"]: (one["payment_id"], _sum(one["amount"])) for one in refunds},
    )


def _fee(payment: Row) -> Decimal | None:
    income = payment.get("income_amount")
    return None if income is None else _sum(payment["amount"]) - _sum(income)


def _sum(amount: Row) -> Decimal:
    return Decimal(amount["value"])
