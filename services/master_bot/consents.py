"""What owners agree to, word for word. A changed text needs a new version: what was agreed to stays known."""

from __future__ import annotations

AUTOPAY_VERSION = "2026-11"
AUTOPAY_FIRST = "2026-11"  # the only text while orders did not name theirs
AUTOPAY_TEXT = {
    "ru": (
        "Я согласен на автоматическое продление подписки: за день до конца оплаченного срока её цена по тарифу будет"
        " списана с сохранённого способа оплаты. За день до списания придёт уведомление. Если цена вырастет, без нового"
        " согласия списания не будет. Отключить автопродление можно в любой момент в разделе «Мои боты»."
    ),
    "en": (
        "I agree to automatic renewal: a day before the paid time ends, the plan's price is charged to the saved"
        " payment method. I am told of it a day ahead. Should the price rise, nothing is charged without a new consent."
        " Automatic renewal can be switched off at any time under “My bots”."
    ),
}
