"""Numbers of businesses and accounts; the right ones are those of well-known organisations and banks."""

from __future__ import annotations

import pytest

from services.master_bot.domain.requisites import (
    account_problem,
    bik_problem,
    correspondent_problem,
    inn_problem,
    kpp_problem,
    ogrn_problem,
)

BIK = "044525225"
SLIP = "its check digits do not fit: look for a slip of the pen"
ONE_SLIP = "its check digit does not fit: look for a slip of the pen"
INN_LENGTH = "expected 10 digits (an organisation) or 12 (an entrepreneur)"
OGRN_LENGTH = "expected 13 digits (an organisation) or 15 (an entrepreneur)"
FOREIGN = "it does not belong to this BIK: its check digit does not fit"


@pytest.mark.parametrize(
    ("inn", "problem"),
    [
        ("7707083893", None),
        ("500100732259", None),
        ("7707083894", SLIP),
        ("500100732258", SLIP),
        ("500100732249", SLIP),
        ("770708389", INN_LENGTH),
        ("", INN_LENGTH),
        ("77070838 3", INN_LENGTH),
        ("٧٧٠٧٠٨٣٨٩٣", INN_LENGTH),
    ],
)
def test_inn(inn: str, problem: str | None) -> None:
    assert inn_problem(inn) == problem


@pytest.mark.parametrize(
    ("ogrn", "problem"),
    [
        ("1027700132195", None),
        ("304500116000157", None),
        ("1027700132196", ONE_SLIP),
        ("304500116000158", ONE_SLIP),
        ("10277001321", OGRN_LENGTH),
    ],
)
def test_ogrn(ogrn: str, problem: str | None) -> None:
    assert ogrn_problem(ogrn) == problem


def test_kpp_and_bik() -> None:
    kpp, bik = "expected 9 characters, as 770101001", "expected 9 digits that begin with 0"

    assert [kpp_problem(one) for one in ("770701001", "7707AB001", "77070100", "7707ab001")] == [None, None, kpp, kpp]
    assert [bik_problem(one) for one in (BIK, "144525225", "04452522", "")] == [None, bik, bik, bik]


@pytest.mark.parametrize(
    ("account", "bik", "problem"),
    [
        ("30101810400000000225", BIK, None),
        ("30101810145250000974", "044525974", None),
        ("30101810400000000225", "044525974", None),  # the key of a correspondent account is that of the region
        ("30101810500000000225", BIK, FOREIGN),
        ("40702810400000000225", BIK, "expected an account that begins with 301"),
        ("3010181040000000022", BIK, "expected 20 digits"),
    ],
)
def test_correspondent_account(account: str, bik: str, problem: str | None) -> None:
    assert correspondent_problem(account, bik) == problem


def test_account_belongs_to_its_bank() -> None:
    digits = [f"4070281{key}000000000009" for key in range(10)]

    assert [account_problem(one, "044500999") for one in digits].count(None) == 1
    assert account_problem("40702810000000000009", "044500999") is None
    assert account_problem("40702810000000000009", BIK) == FOREIGN
    assert account_problem("4070281000000000000x", "044500999") == "expected 20 digits"
