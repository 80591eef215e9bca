"""Finding a customer by what an owner types: a part of the name, digits of the number, @username."""

from __future__ import annotations

from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.duplicates import phone_key

LEAST_DIGITS = 3


def is_meant(customer: Customer, typed: str) -> bool:
    """Every word must be found: in the name, in the username, or, if it is a number, among the digits of the phone."""
    if typed.strip().startswith("@"):
        return _folded(typed.strip()[1:]) in _folded(customer.username or "")
    digits = "".join(char for char in typed if char.isdecimal())
    if len(digits) >= LEAST_DIGITS and not any(char.isalpha() for char in typed):
        return _has_digits(customer, digits)
    names = f"{_folded(customer.name)} {_folded(customer.username or '')}"
    return all(word in names for word in _folded(typed).split())


def is_username(typed: str) -> bool:
    return typed.startswith("@")


def same_name(one: str, other: str) -> bool:
    """Whether two names can be one person's: all words of the shorter are in the longer."""
    first, second = set(_folded(one).split()), set(_folded(other).split())
    return first <= second or second <= first


def _has_digits(customer: Customer, digits: str) -> bool:
    if customer.phone is None:
        return digits in customer.name
    own = phone_key(customer.phone)
    return digits in own or (digits.startswith("8") and own.startswith(f"7{digits[1:]}"))


def _folded(text: str) -> str:
    return text.casefold().replace("ё", "е")
