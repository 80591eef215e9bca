"""The file that ``SELLER_FILE`` names: who issues documents. Checked whole; one line names the first wrong field."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from services.master_bot.domain.requisites import (
    account_problem,
    bik_problem,
    correspondent_problem,
    inn_problem,
    kpp_problem,
    ogrn_problem,
)
from services.master_bot.domain.seller import BankAccount, Seller
from services.shared.runtime.environment import Environment, SettingsError

LONGEST = 160
HIGHEST_RATE = 30
_BANK = ("bank", "bik", "account", "correspondent")
_KNOWN = {"name", "inn", "kpp", "ogrn", "address", "vat", "signatory", "position", "phone", "email", "timezone", *_BANK}


def load_seller(environment: Environment) -> Seller | None:
    """None: no file is named, and documents are not offered. Raises ``SettingsError``."""
    path = environment.text("SELLER_FILE", "")
    if not path:
        return None
    try:
        return read_seller(Path(path))
    except _Wrong as wrong:
        raise SettingsError(f"SELLER_FILE={path!r}: {wrong}") from None


class _Wrong(ValueError):
    pass


def read_seller(path: Path) -> Seller:
    """Raises ``ValueError`` with the field, what was found and what is expected."""
    fields = _read(path)
    for name in sorted(fields.keys() - _KNOWN):
        raise _Wrong(f"{name}: there is no such field")
    given = {name: _text(fields, name) for name in ("name", "address", "bank", "signatory", "position")}
    inn, ogrn, bik = (_text(fields, name) for name in ("inn", "ogrn", "bik"))
    account, correspondent = _text(fields, "account"), _text(fields, "correspondent")
    kpp = _optional(fields, "kpp")
    _check("inn", inn, inn_problem(inn))
    _check("kpp", kpp, _kpp_problem(kpp, inn))
    _check("ogrn", ogrn, ogrn_problem(ogrn))
    _check("bik", bik, bik_problem(bik))
    _check("account", account, account_problem(account, bik))
    _check("correspondent", correspondent, correspondent_problem(correspondent, bik))
    return Seller(
        name=given["name"],
        inn=inn,
        kpp=kpp,
        ogrn=ogrn,
        address=given["address"],
        account=BankAccount(given["bank"], bik, account, correspondent),
        vat=_vat(fields),
        signatory=given["signatory"],
        position=given["position"],
        phone=_optional(fields, "phone"),
        email=_optional(fields, "email"),
        timezone=_zone(fields),
    )


def _read(path: Path) -> Mapping[str, Any]:
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except OSError as error:
        raise _Wrong(f"it cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _Wrong(f"it is no TOML: {error}") from None


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    if value is None:
        raise _Wrong(f"{name}: is missing")
    if not isinstance(value, str):
        raise _Wrong(f"{name}={value!r}: expected a text in quotes")
    if not value.strip() or len(value) > LONGEST or not value.isprintable():
        raise _Wrong(f"{name}={value[:40]!r}: expected one line of 1 to {LONGEST} characters")
    return value.strip()


def _optional(fields: Mapping[str, Any], name: str) -> str | None:
    return _text(fields, name) if fields.get(name) not in {None, ""} else None


def _kpp_problem(kpp: str | None, inn: str) -> str | None:
    if kpp is None:
        return "expected the KPP of the organisation" if len(inn) == 10 else None
    return kpp_problem(kpp) if len(inn) == 10 else "an entrepreneur (an INN of 12 digits) has none"


def _check(name: str, value: str | None, problem: str | None) -> None:
    if problem is not None:
        raise _Wrong(f"{name}: {problem}" if value is None else f"{name}={value!r}: {problem}")


def _vat(fields: Mapping[str, Any]) -> str | int:
    rate = fields.get("vat")
    if type(rate) is not int:
        return _text(fields, "vat")
    if not 1 <= rate <= HIGHEST_RATE:
        raise _Wrong(f"vat={rate}: expected a rate from 1 to {HIGHEST_RATE}, or words in quotes where there is no VAT")
    return rate


def _zone(fields: Mapping[str, Any]) -> str:
    zone = _optional(fields, "timezone") or "Europe/Moscow"
    _check("timezone", zone, None if zone in available_timezones() else "expected a time zone, as Europe/Moscow")
    return zone
