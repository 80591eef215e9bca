"""Who issues documents, and to whom they are made out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

KOPECK = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class BankAccount:
    bank: str
    bik: str
    account: str
    correspondent: str


@dataclass(frozen=True, slots=True)
class Seller:
    """``vat``: words such as «НДС не облагается (…)», or a whole rate that prices contain."""

    name: str
    inn: str
    kpp: str | None
    ogrn: str
    address: str
    account: BankAccount
    vat: str | int
    signatory: str
    position: str
    phone: str | None = None
    email: str | None = None
    timezone: str = "Europe/Moscow"

    def day_of(self, at: datetime) -> date:
        """The date that a document of this moment bears."""
        return at.astimezone(ZoneInfo(self.timezone)).date()

    def vat_line(self, amount: Decimal) -> str:
        """What a document says of VAT in ``amount``."""
        if isinstance(self.vat, str):
            return self.vat
        contained = (amount * self.vat / (100 + self.vat)).quantize(KOPECK, ROUND_HALF_UP)
        return f"В том числе НДС {self.vat} %: {contained:.2f} ₽".replace(".", ",")


@dataclass(frozen=True, slots=True)
class Buyer:
    """``inn``: None where the owner has given no requisites, and ``name`` is that of the business."""

    name: str
    inn: str | None = None
    kpp: str | None = None
