"""Screens of documents: every payment says what there is of it on paper, in both languages."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from services.sales_bot.views import documents
from services.shared.master_api.documents import Paper, PaymentOnPaper, Receipt, Requisites
from services.shared.master_api.models import Client
from services.shared.runtime.translations import Texts, Translations

CLIENT = Client(
    client_id="client_001",
    bot_username="landysh_bot",
    business_name="Салон «Ландыш»",
    owner_telegram_id=501,
    timezone="Europe/Moscow",
    locale="ru",
    desired_state="running",
    actual_state="running",
    created_at=datetime(2026, 11, 1, tzinfo=UTC),
)
ORDER = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"
REGISTERED = Receipt("payment", "succeeded", "3986", "9288000100115785", "2617603921")


def payment(number: int = 1, **changes: object) -> PaymentOnPaper:
    dull: dict[str, object] = {
        "payment_id": f"payment-{number}",
        "order_id": ORDER,
        "at": datetime(2026, 11, 30, 21, 30, tzinfo=UTC),
        "amount": Decimal("990.00"),
        "given_back": Decimal("0.00"),
        "currency": "RUB",
        "state": "paid",
        "method": "bank_card",
    }
    return PaymentOnPaper(**{**dull, **changes})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def russian(repository: Path) -> Texts:
    return Translations(repository / "services" / "sales_bot" / "locales")["ru"]


@pytest.fixture(scope="module")
def english(repository: Path) -> Texts:
    return Translations(repository / "services" / "sales_bot" / "locales")["en"]


def test_payment_says_what_there_is_on_paper(russian: Texts) -> None:
    whole = payment(
        state="refunded_in_part",
        given_back=Decimal("100.00"),
        act=Paper("2026-00007", date(2026, 12, 1)),
        invoice=Paper("2026-00003", date(2026, 11, 20)),
        receipts=(REGISTERED, Receipt("refund", "pending")),
    )

    screen = documents.documents(russian, CLIENT, [whole], Requisites("ООО <Ландыш>", "7707083893"), 0)

    assert screen.text == (
        "<b>Документы @landysh_bot</b>\n\nОформлены на: ООО &lt;Ландыш&gt;, ИНН 7707083893\n\n"
        "<b>1 декабря 2026</b> · 990\u00a0₽ · через ЮKassa\n💸 вернули 100\u00a0₽\n"
        "Чек: ФД <code>3986</code>, ФН <code>9288000100115785</code>, ФПД <code>2617603921</code>\n"
        "Чек возврата: регистрируется\nАкт 2026-00007\nСчёт 2026-00003"
    )
    assert screen.inline is not None
    assert [[button.text for button in row] for row in screen.inline.inline_keyboard] == [
        ["📄 Акт, 01.12.26", "🧾 Счёт, 01.12.26"],
        ["🏢 Изменить реквизиты"],
    ]


def test_english_screen_says_that_documents_are_in_russian(english: Texts) -> None:
    screen = documents.documents(english, CLIENT, [], None, 0)

    assert screen.text == (
        "<b>Documents of @landysh_bot</b>\n\nThey are made out to the name of the business until you give requisites.\n"
        "The documents themselves are in Russian.\n\nThere are no payments yet."
    )


def test_payment_that_went_back_has_no_act_to_make(russian: Texts) -> None:
    screen = documents.documents(russian, CLIENT, [payment(state="refunded", given_back=Decimal(990))], None, 0)

    assert screen.inline is not None
    assert [button.text for button in screen.inline.inline_keyboard[0]] == ["🧾 Счёт, 01.12.26"]


@pytest.mark.parametrize(
    ("page", "shown", "turning"), [(0, 5, ["Раньше ▶️"]), (1, 5, ["◀️ Позже", "Раньше ▶️"]), (2, 2, ["◀️ Позже"])]
)
def test_list_is_paged_by_five(russian: Texts, page: int, shown: int, turning: list[str]) -> None:
    screen = documents.documents(russian, CLIENT, [payment(n) for n in range(12)], None, page)

    assert screen.inline is not None
    rows = [[button.text for button in row] for row in screen.inline.inline_keyboard]
    assert (screen.text.count("ЮKassa"), rows[-2]) == (shown, turning)
    data = [button.callback_data or "" for row in screen.inline.inline_keyboard for button in row]
    assert max(len(one.encode()) for one in data) <= 64
