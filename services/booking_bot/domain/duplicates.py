"""The same person twice: entered by hand once, and in Telegram another time."""

from __future__ import annotations

from services.booking_bot.domain.customers import Customer, number_in
from services.booking_bot.domain.errors_customers import NotTheSame

RUSSIAN_LENGTH = 11


def phone_key(phone: str) -> str:
    """The digits by which two numbers are the same: "8 916…", "+7 916…" and "916…" are one.

    Only a number without a plus may be a Russian one that is written in the country's own way.
    """
    if phone.startswith("+"):
        return phone[1:]
    if len(phone) == RUSSIAN_LENGTH and phone.startswith("8"):
        return f"7{phone[1:]}"
    if len(phone) == RUSSIAN_LENGTH - 1 and phone.startswith("9"):
        return f"7{phone}"
    return phone


def dialled(phone: str) -> str:
    """As a phone dials it from anywhere, as far as it can be known: "8 916…" is "+7 916…"."""
    key = phone_key(phone)
    russian = len(key) == RUSSIAN_LENGTH and key.startswith("7")
    return f"+{key}" if russian or phone.startswith("+") else phone


def spellings(phone: str) -> tuple[str, ...]:
    """Every way in which a number with this key can be stored; four, some of which may be the same."""
    key = phone_key(phone)
    russian = len(key) == RUSSIAN_LENGTH and key.startswith("7")
    own = (f"8{key[1:]}", key[1:]) if russian else (key, key)
    return (key, f"+{key}", *own)


def are_the_same(one: Customer, other: Customer) -> bool:
    """Whether the two can be made one: another row, the same number, and one Telegram account at most."""
    if one.id == other.id or one.phone is None or other.phone is None:
        return False
    return phone_key(one.phone) == phone_key(other.phone) and (one.user_id is None or other.user_id is None)


def kept_and_gone(one: Customer, other: Customer) -> tuple[Customer, Customer]:
    """Who stays: the one in Telegram, else the one that was known first. Raises ``NotTheSame``."""
    if not are_the_same(one, other):
        raise NotTheSame
    first, second = sorted((one, other), key=lambda customer: (customer.user_id is None, customer.id))
    return first, second


def name_of_both(kept: Customer, gone: Customer) -> str:
    """What he said himself, else what the shop wrote, else what Telegram shows; a number is no name."""
    if kept.name_given:
        return kept.name
    names = (kept.name, gone.name) if kept.user_id is None else (gone.name, kept.name)
    return next((name for name in names if number_in(name) is None), kept.name)
