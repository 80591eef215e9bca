"""What an owner has paid, with the papers of each payment. The papers are in Russian."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from aiogram.types import InlineKeyboardButton

from services.sales_bot.papers import A_PAGE
from services.sales_bot.views import problems, words
from services.sales_bot.views.bank import paper
from services.sales_bot.views.document_callbacks import AskRequisites, ShowDocuments
from services.shared.master_api.documents import PaymentOnPaper, Receipt, Requisites
from services.shared.master_api.errors import MasterApiRefused
from services.shared.master_api.models import Client, Order
from services.shared.runtime.translations import Texts
from services.shared.telegram.screens import Screen, rows


def documents(
    texts: Texts, client: Client, paid: Sequence[PaymentOnPaper], requisites: Requisites | None, page: int
) -> Screen:
    """The payments of one page, each with its papers."""
    shown = paid[page * A_PAGE : (page + 1) * A_PAGE]
    parts = [texts("<b>Documents of @{bot}</b>", bot=escape(client.bot_username)), *_told(texts, requisites)]
    parts += [_payment(texts, client, one) for one in shown] or [texts("There are no payments yet.")]
    buttons = [_papers(texts, client, one) for one in shown]
    turning = []
    if page > 0:
        turning.append(_turn(texts("◀️ Later"), client, page - 1))
    if (page + 1) * A_PAGE < len(paid):
        turning.append(_turn(texts("Earlier ▶️"), client, page + 1))
    data = AskRequisites(client_id=client.client_id).pack()
    words_of = texts("🏢 Change the requisites") if requisites else texts("🏢 Give requisites")
    return Screen("\n\n".join(parts), rows(*buttons, turning, [_button(words_of, data)]))


def ask_requisites(texts: Texts, client: Client) -> Screen:
    text = texts(
        "To whom are documents to be made out? Send the name, the INN and, for an organisation, the KPP in one message,"
        " for example:\n\n<code>ООО «Ландыш»\n7707083893\n770701001</code>"
    )
    return Screen(text, rows([_turn(texts("⬅️ To the documents"), client, 0)]))


def not_understood(texts: Texts) -> Screen:
    text = texts(
        "I need a name, an INN of 10 or 12 digits and the KPP of an organisation, in one message, and nothing else: no"
        " accounts, no OGRN."
    )
    return Screen(text)


def not_right(texts: Texts, error: MasterApiRefused) -> Screen:
    """What the master does not like about them."""
    fields = {
        "inn": texts("There is a mistake in the INN: its check digits do not fit. Please look at it once more."),
        "kpp": texts("There is a mistake in the KPP: it has 9 characters."),
        "name": texts("This name cannot be used: at most 160 characters, please."),
        "body": texts("An entrepreneur (an INN of 12 digits) has no KPP. Please send it without."),
    }
    field = error.problem.errors[0].field if error.problem.errors else ""
    return Screen(fields.get(field) or problems.why(texts, error))


def not_made(texts: Texts, error: MasterApiRefused) -> Screen:
    """Why there is no such paper."""
    kinds = {
        "documents-not-offered": texts("Documents are not offered here. Please ask us if you need them."),
        "not-possible-now": texts("There is no such document: all of the money has gone back."),
    }
    return Screen(kinds.get(error.kind) or problems.why(texts, error))


def file_name(kind: str, order: Order) -> str:
    """In Russian, as what is in it."""
    return f"{'Акт' if kind == 'act' else 'Счёт'} @{order.bot_username} {order.created_at:%d.%m.%Y}.pdf"


def caption(texts: Texts, kind: str, order: Order) -> str:
    facts = {"bot": escape(order.bot_username), "amount": words.money(texts, order.amount, order.currency)}
    if kind == "act":
        return texts("📄 Act for @{bot}", **facts)
    return texts("🧾 Invoice for @{bot}, {amount}", **facts)


def _told(texts: Texts, requisites: Requisites | None) -> list[str]:
    if requisites is None:
        whom = texts("They are made out to the name of the business until you give requisites.")
    else:
        facts = {"name": escape(requisites.name), "inn": requisites.inn}
        whom = texts("Made out to: {name}, INN {inn}", **facts)
    note = texts("The documents themselves are in Russian.")
    return [whom] if texts.language == "ru" else [f"{whom}\n{note}"]


def _payment(texts: Texts, client: Client, paid: PaymentOnPaper) -> str:
    amount = words.money(texts, paid.amount, paid.currency)
    by = texts("by bank invoice") if paid.method == "bank" else texts("through YooKassa")
    lines = [f"<b>{words.day(texts, paid.at, client)}</b> · {amount} · {by}"]
    back = words.money(texts, paid.given_back, paid.currency)
    if paid.state == "refunded":
        lines.append(texts("💸 given back"))
    elif paid.state == "refunded_in_part":
        lines.append(texts("💸 {amount} given back", amount=back))
    lines += [_receipt(texts, receipt) for receipt in paid.receipts]
    if paid.act is not None:
        lines.append(texts("Act {number}", number=paid.act.number))
    if paid.invoice is not None:
        lines.append(texts("Invoice {number}", number=paid.invoice.number))
    return "\n".join(lines)


def _receipt(texts: Texts, receipt: Receipt) -> str:
    """By these numbers the tax service's “Check of receipts” shows it."""
    title = texts("Receipt of the refund") if receipt.kind == "refund" else texts("Receipt")
    if receipt.state != "succeeded":
        return texts("{title}: is being registered", title=title)
    numbers = {
        texts("FD"): receipt.fiscal_document_number,
        texts("FN"): receipt.fiscal_storage_number,
        texts("FPD"): receipt.fiscal_attribute,
    }
    known = ", ".join(f"{name} <code>{escape(number)}</code>" for name, number in numbers.items() if number)
    return f"{title}: {known}" if known else texts("{title}: registered, sent by e-mail", title=title)


def _papers(texts: Texts, client: Client, paid: PaymentOnPaper) -> list[InlineKeyboardButton]:
    day = words.short_day(texts, paid.at, client)
    act = _button(texts("📄 Act, {day}", day=day), paper("act", paid.order_id))
    invoice = _button(texts("🧾 Invoice, {day}", day=day), paper("invoice", paid.order_id))
    return [invoice] if paid.state == "refunded" and paid.act is None else [act, invoice]


def _turn(text: str, client: Client, page: int) -> InlineKeyboardButton:
    return _button(text, ShowDocuments(client_id=client.client_id, page=page).pack())


def _button(text: str, data: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=data)
