"""Finding a customer by what an owner types: a part of the name, digits of the number, @username."""

from __future__ import annotations

from services.booking_bot.domain.customers import Customer, number_in
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


def names_somebody(typed: str) -> bool:
    """Whether it is an @username or a number, and no name."""
    return is_username(typed) or number_in(typed) is not None


def is_exactly(customer: Customer, typed: str) -> bool:
    """Whether the @username or the number that was typed is this customer's."""
    if is_username(typed):
        return (customer.username or "").casefold() == typed[1:].casefold() != ""
    number = number_in(typed)
    return number is not None and customer.phone is not None and phone_key(number) == phone_key(customer.phone)


def _has_digits(customer: Customer, digits: str) -> bool:
    if customer.phone is None:
        return digits in customer.name
    own = phone_key(customer.phone)
    return digits in own or (digits.startswith("8") and own.startswith(f"7{digits[1:]}"))


def _folded(text: str) -> str:
    return text.casefold().replace("ё", "е")
