"""Where an owner renews: under “My bots” in the sales bot, whichever bot it is that speaks to him."""

from __future__ import annotations

from collections.abc import Mapping

from services.shared.runtime.translations import Texts

START = "bots"
"""What the sales bot answers as it answers “My bots”."""


def my_bots(facts: Mapping[str, str], texts: Texts) -> str:
    """What it is called. Among the facts is the name of the sales bot where another bot speaks."""
    if "sales_bot" in facts:
        return texts("“🤖 My bots” (@{sales_bot})", sales_bot=facts["sales_bot"])
    return texts("“🤖 My bots”")


def to_my_bots(facts: Mapping[str, str], texts: Texts) -> tuple[tuple[str, str], ...]:
    """The button that leads there; none where the owner is there already."""
    if "sales_bot" not in facts:
        return ()
    return ((texts("🤖 My bots"), f"https://t.me/{facts['sales_bot']}?start={START}"),)
