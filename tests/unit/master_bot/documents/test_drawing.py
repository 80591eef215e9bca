"""The page says what the document holds; read back from the PDF."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader

from services.master_bot.documents.drawing import draw_document
from services.master_bot.domain.documents import ACT, INVOICE, Document, Number, number_of, payment_code
from services.master_bot.domain.seller import Buyer
from tests.support.paper import SELLER, pages

LINE = "Предоставление доступа к сервису онлайн-записи Zapis для бота @landysh_bot, тариф «Месяц», на 1 мес."
INVOICE_12 = Document(
    kind=INVOICE,
    number=Number(2026, 12),
    dated=date(2026, 11, 30),
    amount=Decimal("2670.00"),
    seller=SELLER,
    buyer=Buyer("ООО «Ландыш»", "7707083893", "770701001"),
    line=LINE,
)
SUM = (
    f"№ Товары (работы, услуги) Кол-во Ед. Цена, ₽ Сумма, ₽ 1 {LINE} 1 усл. 2 670,00 2 670,00 Итого: 2 670,00 ₽"
    " НДС не облагается (п. 2 ст. 346.11 НК РФ) Всего наименований 1, на сумму 2 670,00 ₽"
    " Две тысячи шестьсот семьдесят рублей 00 копеек"
)
SELLER_WORDS = (
    "ООО «Вымышленный продавец», ИНН 7700000009, КПП 770001001, ОГРН 1027700000008,"
    " 101000, Москва, Выдуманная улица, дом 1, +7 000 000-00-00, buh@example.com"
)
BUYER_WORDS = "ООО «Ландыш», ИНН 7707083893, КПП 770701001"
HEAD = "Счёт на оплату № 2026-00012 от 30 ноября 2026 г."


def test_invoice_says_where_to_pay_what_for_and_how_much() -> None:
    assert pages(draw_document(INVOICE_12)) == [
        (
            "Банк получателя: АО «Вымышленный банк», г. Москва БИК 044500999"
            " ИНН 7700000009, КПП 770001001 Корр. счёт 30101810000000000907"
            " Получатель: ООО «Вымышленный продавец» Счёт 40702810000000000009"
            f" {HEAD} Поставщик: {SELLER_WORDS} Покупатель: {BUYER_WORDS} {SUM}"
            " Назначение платежа Оплата по счёту № 2026-00012 от 30.11.2026. НДС не облагается (п. 2 ст. 346.11 НК РФ)"
            " Код для оплаты в приложении банка (ГОСТ Р 56042-2014) содержит все реквизиты и сумму."
            " Генеральный директор ______________ Примеров П. П."
        )
    ]


def test_paid_invoice_asks_for_nothing() -> None:
    paid = replace(INVOICE_12, paid_on=date(2026, 12, 1))

    assert pages(draw_document(paid)) == [
        (
            f"{HEAD} Поставщик: {SELLER_WORDS} Покупатель: {BUYER_WORDS} {SUM}"
            " Оплачен 1 декабря 2026 г. Генеральный директор ______________ Примеров П. П."
        )
    ]


def test_act_is_signed_by_both() -> None:
    act = replace(INVOICE_12, kind=ACT, buyer=Buyer("Салон «Ландыш»"))

    assert pages(draw_document(act)) == [
        (
            f"Акт № 2026-00012 от 30 ноября 2026 г. Исполнитель: {SELLER_WORDS} Заказчик: Салон «Ландыш» {SUM}"
            " Доступ предоставлен в полном объёме. Заказчик претензий по объёму, качеству и срокам не имеет."
            " Исполнитель Заказчик ООО «Вымышленный продавец» Салон «Ландыш» Генеральный директор"
            " ______________ Примеров П. П. ______________ /______________/"
        )
    ]


def test_vat_that_a_price_contains_is_told() -> None:
    (page,) = pages(draw_document(replace(INVOICE_12, seller=replace(SELLER, vat=22))))

    assert "Итого: 2 670,00 ₽ В том числе НДС 22 %: 481,48 ₽ Всего" in page
    assert "Оплата по счёту № 2026-00012 от 30.11.2026. НДС 22 %" in page


def test_same_document_is_the_same_file() -> None:
    assert draw_document(INVOICE_12) == draw_document(INVOICE_12)


@pytest.mark.parametrize("kind", [INVOICE, ACT])
def test_longest_names_stay_on_one_page(kind: str) -> None:
    word, largest = "Щ" * 160, Decimal("9999999999.99")
    seller = replace(
        SELLER, name=word, address=word, position=word, signatory=word, account=replace(SELLER.account, bank=word)
    )
    long = Document(kind, Number(2026, 123456), date(2026, 1, 1), largest, seller, Buyer(word, "7707083893"), "Ы" * 400)

    (page,) = PdfReader(BytesIO(draw_document(long))).pages

    found: list[tuple[float, float]] = []
    page.extract_text(visitor_text=lambda text, cm, tm, font, size: found.append(placed(text, cm, tm)))
    inside = [(x, y) for x, y in found if 0 < x < page.mediabox.width and 0 < y < page.mediabox.height]
    assert found == inside
    assert "Ы" * 400 in page.extract_text().replace("\n", "").replace(" ", "")


def placed(text: str, cm: list[float], tm: list[float]) -> tuple[float, float]:
    """Where a text begins on the page; blanks and line ends are nowhere in particular."""
    if not text.strip():
        return 1, 1
    return tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]


def test_strange_characters_do_no_harm() -> None:
    strange = replace(INVOICE_12, buyer=Buyer('<b>Салон</b> & "Ко" 💇 <para>'))

    (page,) = pages(draw_document(strange))

    assert 'Покупатель: <b>Салон</b> & "Ко" ? <para> №' in page


def test_payment_code_is_by_the_standard() -> None:
    seller = replace(SELLER, name="ООО «А|Б»", kpp=None)

    assert payment_code(replace(INVOICE_12, seller=seller)) == (
        "ST00012|Name=ООО «А/Б»|PersonalAcc=40702810000000000009|BankName=АО «Вымышленный банк», г. Москва"
        "|BIC=044500999|CorrespAcc=30101810000000000907|Sum=267000|Purpose=Оплата по счёту № 2026-00012 от 30.11.2026."
        " НДС не облагается (п. 2 ст. 346.11 НК РФ)|PayeeINN=7700000009"
    )


def test_numbers_are_read_as_people_type_them() -> None:
    typed = ["2026-00012", " 2026-00012 ", "2026-123456", "2026-12", "12", "2026-00012x", "२०२६-00012"]

    assert [number_of(one) for one in typed] == [
        Number(2026, 12), Number(2026, 12), Number(2026, 123456), None, None, None, None,
    ]  # fmt: skip
