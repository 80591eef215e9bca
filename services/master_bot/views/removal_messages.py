"""What operators hear of a client's removal."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from services.master_bot.views.screen import MessageScreen
from services.shared.runtime.translations import Texts


def _removed(facts: Mapping[str, str], texts: Texts) -> MessageScreen:
    return MessageScreen(
        texts(
            "🗑 <b>{client_id}</b>, @{bot_username} (“{business_name}”), was removed. Its data lie in\n"
            "<code>{backup}</code>",
            **facts,
        )
    )


def _not_removed(facts: Mapping[str, str], texts: Texts) -> MessageScreen:
    return MessageScreen(
        texts(
            "⚠️ <b>{client_id}</b>, @{bot_username} (“{business_name}”), could not be removed: {error}\n\nIt is not"
            " tried again by itself. When the cause is gone: <code>zapis remove {client_id}</code>",
            **facts,
        )
    )


def _stays(facts: Mapping[str, str], texts: Texts) -> MessageScreen:
    return MessageScreen(
        texts(
            "↩️ <b>{client_id}</b>, @{bot_username} (“{business_name}”), was to be removed and was not: {error}",
            **facts,
        )
    )


REMOVAL_MESSAGES: dict[str, Callable[[Mapping[str, str], Texts], MessageScreen]] = {
    "operator_removed": _removed,
    "operator_not_removed": _not_removed,
    "operator_stays": _stays,
}
