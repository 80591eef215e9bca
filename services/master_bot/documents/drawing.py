"""The invoice and the act, each on one page. Values in, a PDF out."""

from __future__ import annotations

from reportlab.platypus import Flowable

from services.master_bot.documents.page import Cell, day, draw, gap, money, table, words
from services.master_bot.documents.payment_qr import PaymentQr
from services.master_bot.domain.documents import ACT, Document, payment_code
from services.master_bot.domain.seller import Buyer, Seller
from services.master_bot.domain.sum_in_words import sum_in_words


def draw_document(document: Document) -> bytes:
    return _act(document) if document.kind == ACT else _invoice(document)


def _invoice(invoice: Document) -> bytes:
    title = f"Счёт на оплату № {invoice.number} от {day(invoice.dated)}"
    paying: list[Flowable] = [_bank(invoice.seller), gap(6)] if invoice.paid_on is None else []
    content = [*paying, words(title, "title"), gap(4), *_sides(invoice, "Поставщик", "Покупатель"), *_sum(invoice)]
    if invoice.paid_on is not None:
        content += [gap(4), words(f"Оплачен {day(invoice.paid_on)}", "bold")]
    else:
        told = [
            words("Назначение платежа", "bold"),
            words(invoice.purpose),
            gap(3),
            words("Код для оплаты в приложении банка (ГОСТ Р 56042-2014) содержит все реквизиты и сумму.", "small"),
        ]
        content += [gap(4), table([[_column(told), PaymentQr(payment_code(invoice))]], [0.75, 0.25], lines=False)]
    content += [gap(10), _signature(invoice.seller)]
    return draw(title, content)


def _act(act: Document) -> bytes:
    title = f"Акт № {act.number} от {day(act.dated)}"
    done = "Доступ предоставлен в полном объёме. Заказчик претензий по объёму, качеству и срокам не имеет."
    signing = table(
        [
            [words("Исполнитель", "bold"), words("Заказчик", "bold")],
            [act.seller.name, act.buyer.name],
            [act.seller.position, ""],
            [f"______________ {act.seller.signatory}", "______________ /______________/"],
        ],
        [0.5, 0.5],
        lines=False,
    )
    content = [words(title, "title"), gap(4), *_sides(act, "Исполнитель", "Заказчик"), *_sum(act)]
    return draw(title, [*content, gap(4), words(done), gap(10), signing])


def _column(content: list[Flowable]) -> Flowable:
    return table([[piece] for piece in content], [0.74], lines=False)


def _bank(seller: Seller) -> Flowable:
    """Where the money goes."""
    account = seller.account
    own = f"ИНН {seller.inn}" + (f", КПП {seller.kpp}" if seller.kpp else "")
    return table(
        [
            [f"Банк получателя: {account.bank}", "БИК", account.bik],
            [own, "Корр. счёт", account.correspondent],
            [f"Получатель: {seller.name}", "Счёт", account.account],
        ],
        [0.55, 0.14, 0.31],
    )


def _sides(document: Document, selling: str, buying: str) -> list[Flowable]:
    sides = ((selling, _seller(document.seller)), (buying, _buyer(document.buyer)))
    rows: list[list[Cell]] = [[f"{side}:", words(facts, "bold")] for side, facts in sides]
    return [table(rows, [0.18, 0.82], lines=False), gap(4)]


def _seller(seller: Seller) -> str:
    ogrn = "ОГРН" if len(seller.ogrn) == 13 else "ОГРНИП"
    facts = [seller.name, f"ИНН {seller.inn}", seller.kpp and f"КПП {seller.kpp}", f"{ogrn} {seller.ogrn}"]
    return ", ".join(fact for fact in [*facts, seller.address, seller.phone, seller.email] if fact)


def _buyer(buyer: Buyer) -> str:
    facts = [buyer.name, buyer.inn and f"ИНН {buyer.inn}", buyer.kpp and f"КПП {buyer.kpp}"]
    return ", ".join(fact for fact in facts if fact)


def _sum(document: Document) -> list[Flowable]:
    amount = money(document.amount)
    head: list[Cell] = [
        words(text, "bold") for text in ("№", "Товары (работы, услуги)", "Кол-во", "Ед.", "Цена, ₽", "Сумма, ₽")
    ]
    line: list[Cell] = ["1", document.line, words("1", "right"), "усл.", words(amount, "right"), words(amount, "right")]
    return [
        table([head, line], [0.05, 0.43, 0.1, 0.08, 0.17, 0.17]),
        gap(3),
        words(f"Итого: {amount} ₽", "right"),
        words(document.seller.vat_line(document.amount), "right"),
        gap(3),
        words(f"Всего наименований 1, на сумму {amount} ₽"),
        words(sum_in_words(document.amount), "bold"),
    ]


def _signature(seller: Seller) -> Flowable:
    return table([[seller.position, "______________", seller.signatory]], [0.4, 0.3, 0.3], lines=False)
