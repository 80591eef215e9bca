"""Requisites of Russian businesses and their bank accounts: what each number must look like, and its check digits.

INN and OGRN by the tax service's rules; an account's key by the Bank of Russia's, with three digits of the BIK first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_INN_10 = (2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_12 = (7, *_INN_10)
_ACCOUNT = (7, 1, 3) * 8


def inn_problem(inn: str) -> str | None:
    """None, or what is expected: ten digits of an organisation, twelve of a person, the last ones check the others."""
    if not _digits(inn, 10, 12):
        return "expected 10 digits (an organisation) or 12 (an entrepreneur)"
    checks = [_INN_10] if len(inn) == 10 else [_INN_12, (3, *_INN_12)]
    fits = all(_weighed(inn, weights) % 11 % 10 == int(inn[len(weights)]) for weights in checks)
    return None if fits else "its check digits do not fit: look for a slip of the pen"


def kpp_problem(kpp: str) -> str | None:
    fits = re.fullmatch(r"[0-9]{4}[0-9A-Z]{2}[0-9]{3}", kpp, re.ASCII)
    return None if fits else "expected 9 characters, as 770101001"


def ogrn_problem(ogrn: str) -> str | None:
    """Thirteen digits of an organisation, fifteen of an entrepreneur."""
    if not _digits(ogrn, 13, 15):
        return "expected 13 digits (an organisation) or 15 (an entrepreneur)"
    fits = int(ogrn[:-1]) % (len(ogrn) - 2) % 10 == int(ogrn[-1])
    return None if fits else "its check digit does not fit: look for a slip of the pen"


def bik_problem(bik: str) -> str | None:
    return None if _digits(bik, 9) and bik.startswith("0") else "expected 9 digits that begin with 0"


def account_problem(account: str, bik: str) -> str | None:
    """Of a business at the bank with this (right) ``bik``."""
    return _account_problem(account, bik[-3:])


def correspondent_problem(account: str, bik: str) -> str | None:
    """Of the bank itself at the Bank of Russia."""
    if _digits(account, 20) and not account.startswith("301"):
        return "expected an account that begins with 301"
    return _account_problem(account, f"0{bik[4:6]}")


def _account_problem(account: str, prefix: str) -> str | None:
    if not _digits(account, 20):
        return "expected 20 digits"
    weighed = sum(int(digit) * weight % 10 for digit, weight in zip(prefix + account, _ACCOUNT, strict=False))
    return None if weighed % 10 == 0 else "it does not belong to this BIK: its check digit does not fit"


def _weighed(digits: str, weights: Sequence[int]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))


def _digits(text: str, *lengths: int) -> bool:
    return text.isascii() and text.isdecimal() and len(text) in lengths
