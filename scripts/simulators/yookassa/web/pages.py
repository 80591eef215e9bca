"""Payments turned into the checkout page's HTML; no requests, no ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from string import Template

from scripts.simulators.yookassa.ledger.instruments import DEFAULT_CARD
from scripts.simulators.yookassa.ledger.records import Payment, PaymentStatus
from scripts.simulators.yookassa.ledger.shop import Shop
from scripts.simulators.yookassa.web.texts import TEXTS, money

ASSETS = Path(__file__).with_name("assets")
TEMPLATES = {path.stem: Template(path.read_text(encoding="utf-8")) for path in ASSETS.glob("*.html")}
ICONS = {
    "bank_card": '<rect x="3" y="7" width="26" height="18" rx="3"/><path d="M3 13h26M8 20h5"/>',
    "sbp": '<rect x="8" y="3" width="16" height="26" rx="4"/><path d="M17 9l-4 7h6l-4 7"/>',
    "yoo_money": '<rect x="4" y="9" width="24" height="17" rx="3"/><path d="M6 9l15-4v4M28 15h-7v5h7"/>',
    "sberbank": '<circle cx="16" cy="16" r="12"/><path d="M10 16l5 4 11-9"/>',
    "tinkoff_bank": '<path d="M5 6h22v12l-11 9-11-9zM11 12h10M16 12v9"/>',
}
SIGNS = {
    "good": '<path d="M20 33l9 9 16-19"/>',
    "bad": '<path d="M23 23l18 18M41 23L23 41"/>',
    "calm": '<path d="M32 18v16l10 6"/>',
}
CALM = ("expired_on_confirmation", "expired_on_capture")


def pay_page(payment: Payment, shop: Shop, language: str, kinds: Sequence[str], *, wrong_card: bool = False) -> str:
    """The page with the choice of methods. `kinds` are the methods on offer."""
    words = TEXTS[language]
    content = _fill(
        "pay",
        words,
        language=language,
        methods=_Html("".join(_method(kind, words, checked=kind == kinds[0]) for kind in kinds)),
        amount=money(payment.amount.value, payment.amount.currency, language),
        description=payment.description or "",
        error=_Html(f'<p class="error" role="alert">{escape(words["card_wrong"])}</p>' if wrong_card else ""),
        save_note=words["save_note"] if payment.save_method else "",
        until_iso=payment.due.isoformat() if payment.due else "",
        until_clock=f"{payment.due:%H:%M} UTC" if payment.due else "",
    )
    return _page(content, shop, language)


def result_page(payment: Payment | None, shop: Shop, language: str) -> str:
    """How it ended, or that there is no such payment."""
    words = TEXTS[language]
    screen, tone = _screen(payment)
    return_url = payment.confirmation.return_url if payment and payment.confirmation else None
    back = f'<a class="button" href="{escape(return_url)}">{escape(words["back"])}</a>' if return_url else ""
    content = _fill(
        "result",
        words,
        screen=screen,
        tone=tone,
        sign=_Html(SIGNS[tone]),
        heading=words[screen],
        text=_result_text(payment, screen, language),
        amount=money(payment.amount.value, payment.amount.currency, language) if payment else "",
        description=(payment.description or "") if payment else "",
        back=_Html(back),
    )
    return _page(content, shop, language)


def _screen(payment: Payment | None) -> tuple[str, str]:
    if payment is None:
        return "unknown", "calm"
    if payment.status is PaymentStatus.SUCCEEDED:
        return "paid", "good"
    if payment.status is PaymentStatus.WAITING_FOR_CAPTURE:
        return "held", "good"
    expired = payment.cancellation is not None and payment.cancellation.reason in CALM
    return ("expired", "calm") if expired else ("declined", "bad")


def _result_text(payment: Payment | None, screen: str, language: str) -> str:
    words = TEXTS[language]
    reason = payment.cancellation.reason if payment and payment.cancellation else ""
    why = words.get(reason, "") if screen == "declined" else ""
    return f"{words[screen + '_text']} {why}".strip()


class _Html(str):
    """Text that is markup already and is not escaped again."""

    __slots__ = ()


def _fill(template: str, words: Mapping[str, str], **values: str) -> _Html:
    known = {**words, **values}
    safe = {name: value if isinstance(value, _Html) else escape(value) for name, value in known.items()}
    return _Html(TEMPLATES[template].substitute(safe))


def _method(kind: str, words: Mapping[str, str], *, checked: bool) -> str:

    card = " ".join(DEFAULT_CARD[start : start + 4] for start in range(0, len(DEFAULT_CARD), 4))
    extra = _fill("card", words, card=card) if kind == "bank_card" else _Html("")
    return _fill(
        "method",
        words,
        kind=kind,
        name=words[kind],
        hint=words[f"{kind}_hint"],
        icon=_Html(ICONS[kind]),
        checked="checked" if checked else "",
        extra=extra,
    )


def _page(content: _Html, shop: Shop, language: str) -> str:
    return _fill(
        "page",
        TEXTS[language],
        language=language,
        other_code="en" if language == "ru" else "ru",
        shop=shop.name,
        mark=shop.name[:1].upper(),
        content=content,
    )
