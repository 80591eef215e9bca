"""Where an owner renews: under “My bots” in the sales bot, whichever bot it is that speaks to him."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from services.master_bot.views.screen import MessageScreen
from services.master_bot.views.words import day
from services.shared.runtime.translations import Texts

START = "bots"
"""What the sales bot answers as it answers “My bots”."""


def leading_to_my_bots(
    words: Callable[[Mapping[str, str], Texts], str],
) -> Callable[[Mapping[str, str], Texts], MessageScreen]:
    """A message with ``words``, and the button that leads there unless the owner is there already.

    ``words`` gets two facts more: ``my_bots``, what the place is called, and ``day``, that of ``until`` where it is
    given. Among the facts is the name of the sales bot where another bot speaks.
    """

    def render(facts: Mapping[str, str], texts: Texts) -> MessageScreen:
        shown = {**facts, "my_bots": _my_bots(facts, texts)}
        if "until" in facts:
            shown["day"] = day(facts, "until", texts)
        return MessageScreen(words(shown, texts), _button(facts, texts))

    return render


def _my_bots(facts: Mapping[str, str], texts: Texts) -> str:
    if "sales_bot" in facts:
        return texts("“🤖 My bots” (@{sales_bot})", sales_bot=facts["sales_bot"])
    return texts("“🤖 My bots”")


def _button(facts: Mapping[str, str], texts: Texts) -> tuple[tuple[str, str], ...]:
    if "sales_bot" not in facts:
        return ()
    return ((texts("🤖 My bots"), f"https://t.me/{facts['sales_bot']}?start={START}"),)
