"""The ledger as Excel opens it: bytes, columns, commas."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from services.master_bot.views.ledger_csv import render_ledger_csv
from services.shared.master_api.models import LedgerEntry
from services.shared.runtime.translations import Translations

LOCALES = Path(__file__).resolve().parents[4] / "services/master_bot/locales"
AT = datetime(2026, 2, 28, 21, 30, 5, tzinfo=UTC)


def test_each_entry_is_a_line_with_commas_and_moscow_days() -> None:
    entries = [
        LedgerEntry(
            id="payment:2d8f",
            kind="payment",
            at=AT,
            booked_at=AT,
            gross=Decimal("1990.00"),
            fee=Decimal("69.65"),
            net=Decimal("1920.35"),
            currency="RUB",
            payment_id="2d8f",
            order_id="o-1",
            client_id="client_042",
            method="bank_card",
        ),
        LedgerEntry(
            id="refund:31aa",
            kind="refund",
            at=AT,
            booked_at=AT,
            gross=Decimal("-100.00"),
            fee=Decimal("0.00"),
            net=Decimal("-100.00"),
            currency="RUB",
            payment_id="2d8f",
            refund_id="31aa",
            test=True,
        ),
        LedgerEntry(
            id="payment:9", kind="payment", at=AT, booked_at=AT, gross=Decimal("5.00"), currency="RUB", payment_id="9"
        ),
    ]

    content = render_ledger_csv(entries, Translations(LOCALES)["ru"])

    assert content.encode().startswith(b"\xef\xbb\xbf")
    assert content.removeprefix("\ufeff").split("\r\n") == [
        "Дата (Москва);Вид;Номер платежа;Номер возврата;Сумма;Комиссия;К зачислению;Валюта;Способ оплаты;Заказ;Клиент"
        ";Тестовый",
        "01.03.2026 00:30:05;платёж;2d8f;;1990,00;69,65;1920,35;RUB;bank_card;o-1;client_042;",
        "01.03.2026 00:30:05;возврат;2d8f;31aa;-100,00;0,00;-100,00;RUB;;;;да",
        "01.03.2026 00:30:05;платёж;9;;5,00;;;RUB;;;;",
        "",
    ]
