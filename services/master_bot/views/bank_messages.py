"""What operators hear of orders that are paid by bank invoice."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from services.master_bot.views.screen import MessageScreen
from services.shared.runtime.translations import Texts


def _bank_invoice(facts: Mapping[str, str], texts: Texts) -> MessageScreen:
    text = texts(
        "🏦 Invoice {invoice} of {amount} ₽ to {buyer} was issued, for @{bot_username} (“{business_name}”). When the"
        " money is on the account, press the button: the bot is set up then.\n\nAnother date: <code>zapis payments bank"
        " {invoice} --amount {amount} --date … --reference …</code>",
        **facts,
    )
    return MessageScreen(text, actions=((texts("✅ The money has come"), f"ask_bank:{facts['order_id']}"),))


BANK_MESSAGES: dict[str, Callable[[Mapping[str, str], Texts], MessageScreen]] = {"operator_bank_invoice": _bank_invoice}
