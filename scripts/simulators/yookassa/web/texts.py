"""The words of the checkout page, Russian and English."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

LANGUAGES = ("ru", "en")
CURRENCY_SIGNS = {"RUB": "₽", "USD": "$", "EUR": "€", "KZT": "₸"}

TEXTS: Mapping[str, Mapping[str, str]] = {
    "ru": {
        "title": "Оплата",
        "simulator": "Учебная касса: деньги не списываются",
        "to_pay": "К оплате",
        "method": "Способ оплаты",
        "bank_card": "Банковская карта",
        "bank_card_hint": "Мир, Visa, Mastercard",
        "sbp": "СБП",
        "sbp_hint": "Через приложение вашего банка",
        "yoo_money": "Кошелёк ЮMoney",
        "yoo_money_hint": "С баланса кошелька",
        "sberbank": "SberPay",
        "sberbank_hint": "В приложении СберБанк Онлайн",
        "tinkoff_bank": "T-Pay",
        "tinkoff_bank_hint": "В приложении Т-Банка",
        "card_number": "Номер карты",
        "card_expiry": "Срок",
        "card_code": "Код",
        "card_wrong": "Проверьте номер карты: в нём от 16 до 19 цифр.",
        "card_note": "Это учебная карта, данные уже заполнены.",
        "save_note": "Способ оплаты сохранится для следующих платежей.",
        "pay": "Заплатить",
        "decline": "Отказать в оплате",
        "decline_note": "Так выглядит отказ банка.",
        "until": "Ссылка действует до",
        "paid": "Оплачено",
        "paid_text": "Спасибо! Можно закрыть страницу и вернуться в чат.",
        "held": "Деньги зарезервированы",
        "held_text": "Магазин подтвердит платёж и спишет сумму.",
        "declined": "Оплата не прошла",
        "declined_text": "Банк отказал в платеже. Деньги не списаны.",
        "expired": "Время вышло",
        "expired_text": "Ссылка на оплату больше не действует. Вернитесь в магазин и начните заново.",
        "unknown": "Такого платежа нет",
        "unknown_text": "Проверьте ссылку или начните заново.",
        "back": "Вернуться в магазин",
        "other_language": "English",
        "insufficient_funds": "Причина: не хватает денег.",
        "3d_secure_failed": "Причина: не пройдена проверка 3-D Secure.",
        "card_expired": "Причина: срок карты истёк.",
        "fraud_suspected": "Причина: подозрение на мошенничество.",
        "call_issuer": "Причина неизвестна, позвоните в банк.",
        "general_decline": "Причина не названа.",
        "issuer_unavailable": "Причина: банк сейчас недоступен.",
        "country_forbidden": "Причина: карты этой страны не принимаются.",
    },
    "en": {
        "title": "Payment",
        "simulator": "Practice checkout: no money is taken",
        "to_pay": "To pay",
        "method": "Payment method",
        "bank_card": "Bank card",
        "bank_card_hint": "Mir, Visa, Mastercard",
        "sbp": "Faster Payments (SBP)",
        "sbp_hint": "In your bank's app",
        "yoo_money": "YooMoney wallet",
        "yoo_money_hint": "From the wallet's balance",
        "sberbank": "SberPay",
        "sberbank_hint": "In the SberBank app",
        "tinkoff_bank": "T-Pay",
        "tinkoff_bank_hint": "In the T-Bank app",
        "card_number": "Card number",
        "card_expiry": "Expiry",
        "card_code": "Code",
        "card_wrong": "Check the card number: it has 16 to 19 digits.",
        "card_note": "This is a practice card, already filled in.",
        "save_note": "The payment method will be saved for later payments.",
        "pay": "Pay",
        "decline": "Decline the payment",
        "decline_note": "This is what a bank's refusal looks like.",
        "until": "The link works until",
        "paid": "Paid",
        "paid_text": "Thank you! You can close this page and go back to the chat.",
        "held": "The money is on hold",
        "held_text": "The shop will confirm the payment and take the sum.",
        "declined": "The payment failed",
        "declined_text": "The bank declined it. No money was taken.",
        "expired": "Time is up",
        "expired_text": "This payment link no longer works. Go back to the shop and start again.",
        "unknown": "There is no such payment",
        "unknown_text": "Check the link or start again.",
        "back": "Back to the shop",
        "other_language": "Русский",
        "insufficient_funds": "Reason: not enough money.",
        "3d_secure_failed": "Reason: 3-D Secure was not passed.",
        "card_expired": "Reason: the card has expired.",
        "fraud_suspected": "Reason: suspected fraud.",
        "call_issuer": "The reason is not known, call the bank.",
        "general_decline": "No reason was given.",
        "issuer_unavailable": "Reason: the bank cannot be reached now.",
        "country_forbidden": "Reason: cards of this country are not taken.",
    },
}


def pick_language(asked: str | None, locale: str | None, accepted: str) -> str:
    """The language of a page: asked for in the link, else the shop's wish, else the browser's, else Russian."""
    wishes = [asked or "", locale or "", *(part.split(";")[0].strip() for part in accepted.split(","))]
    known = (wish[:2].lower() for wish in wishes)
    return next((wish for wish in known if wish in LANGUAGES), "ru")


def money(value: Decimal, currency: str, language: str) -> str:
    """`1 990,50 ₽` or `₽1,990.50`; whole sums without kopecks."""
    sign = CURRENCY_SIGNS.get(currency, currency)
    number = f"{value:,.2f}".removesuffix(".00")
    if language == "en":
        return f"{sign}{number}"
    return number.replace(",", "\u00a0").replace(".", ",") + f"\u00a0{sign}"
