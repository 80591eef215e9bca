"""Invoices and acts: their numbers, and what stands in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from services.master_bot.domain.seller import Buyer, Seller

INVOICE, ACT = "invoice", "act"
_NUMBER = re.compile(r"([0-9]{4})-([0-9]{5,9})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Number:
    """Runs from one in each year, for each kind of document."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year}-{self.number:05d}"


def number_of(text: str) -> Number | None:
    """``2026-00012`` as people type it."""
    found = _NUMBER.fullmatch(text.strip())
    return Number(int(found[1]), int(found[2])) if found else None


@dataclass(frozen=True, slots=True)
class Document:
    """``line``: what is sold. ``paid_on``: of an invoice that is paid; there is nothing to pay on it then."""

    kind: str
    number: Number
    dated: date
    amount: Decimal
    seller: Seller
    buyer: Buyer
    line: str
    paid_on: date | None = None

    @property
    def purpose(self) -> str:
        """What a bank is told that the money is for."""
        vat = f"НДС {self.seller.vat} %" if isinstance(self.seller.vat, int) else self.seller.vat
        return f"Оплата по счёту № {self.number} от {self.dated:%d.%m.%Y}. {vat}"


def invoice_line(bot_username: str, plan: str, *, months: int, days: int) -> str:
    """What an order will bring."""
    length = " и ".join([f"{months} мес."] * bool(months) + [f"{days} дн."] * bool(days))
    return f"{_access(bot_username, plan)}, на {length}"


def act_line(bot_username: str, plan: str, *, first: date, last: date) -> str:
    """What a payment has brought."""
    return f"{_access(bot_username, plan)}, с {first:%d.%m.%Y} по {last:%d.%m.%Y}"


def _access(bot_username: str, plan: str) -> str:
    return f"Предоставление доступа к сервису онлайн-записи Zapis для бота @{bot_username}, тариф «{plan}»"


def payment_code(invoice: Document) -> str:
    """The text of a payment's QR code, by GOST R 56042-2014 with its longest texts; «2» stands for UTF-8."""
    account = invoice.seller.account
    fields = {
        "Name": invoice.seller.name[:160],
        "PersonalAcc": account.account,
        "BankName": account.bank[:45],
        "BIC": account.bik,
        "CorrespAcc": account.correspondent,
        "Sum": str(int(invoice.amount * 100)),
        "Purpose": invoice.purpose[:210],
        "PayeeINN": invoice.seller.inn,
        "KPP": invoice.seller.kpp,
    }
    given = (f"{name}={value.replace('|', '/')}" for name, value in fields.items() if value)
    return "|".join(["ST00012", *given])
