"""A plan as buttons carry it, in a few letters: ``5.2-9`` is service 5 with specialist 2, then service 9."""

from __future__ import annotations

import re

from services.booking_bot.domain.plans import MOST_ITEMS, Item, Party, Plan

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
HIGHEST = 36**5 - 1
"""Of the ids of services and specialists: four items with a time fit into the 64 bytes of a button."""
_NUMBER = "[1-9a-z][0-9a-z]{0,4}"
ITEM = rf"{_NUMBER}(?:\.{_NUMBER})?"
CODE = re.compile(rf"(?:[+*]{ITEM}|{ITEM}(?:-{ITEM}){{0,{MOST_ITEMS - 1}}})")


def code_of(plan: Plan) -> str:
    """Raises ``ValueError`` for an id above 60,466,175. A party of two wants the same thing twice: it is said once."""
    items = plan.items if plan.party is Party.ONE else plan.items[:1]
    return plan.party + "-".join(_item_code(item) for item in items)


def plan_of(code: str) -> Plan:
    """Raises ``ValueError`` for what ``code_of`` never gives."""
    if CODE.fullmatch(code) is None:
        raise ValueError(f"no plan: {code[:40]}")
    party = Party(code[0]) if code[0] in "+*" else Party.ONE
    items = tuple(_item(part) for part in code.removeprefix(party).split("-"))
    if party is Party.ONE:
        return Plan(items)
    return Plan((items[0], items[0]), party)


def _item_code(item: Item) -> str:
    if item.specialist_id is None:
        return number_code(item.service_id)
    return f"{number_code(item.service_id)}.{number_code(item.specialist_id)}"


def _item(code: str) -> Item:
    service, _, specialist = code.partition(".")
    return Item(int(service, 36), int(specialist, 36) if specialist else None)


def number_code(number: int, highest: int = HIGHEST) -> str:
    """``number`` in base 36. Raises ``ValueError`` outside 1 … ``highest``."""
    if not 1 <= number <= highest:
        raise ValueError(f"{number} does not fit into a button")
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = DIGITS[digit] + digits
    return digits
