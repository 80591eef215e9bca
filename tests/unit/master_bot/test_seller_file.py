"""The seller's file is checked whole before anything starts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from services.master_bot.domain.seller import BankAccount, Seller
from services.master_bot.seller_file import load_seller, read_seller
from services.shared.runtime.environment import Environment, SettingsError
from tests.support.paper import EXAMPLE


def test_example_is_right_and_made_up() -> None:
    assert read_seller(EXAMPLE) == Seller(
        name="ООО «Вымышленный продавец»",
        inn="7700000009",
        kpp="770001001",
        ogrn="1027700000008",
        address="101000, Москва, Выдуманная улица, дом 1",
        account=BankAccount(
            "АО «Вымышленный банк», г. Москва", "044500999", "40702810000000000009", "30101810000000000907"
        ),
        vat="НДС не облагается (п. 2 ст. 346.11 НК РФ)",
        signatory="Примеров П. П.",
        position="Генеральный директор",
        phone="+7 000 000-00-00",
        email="buh@example.com",
        timezone="Europe/Moscow",
    )


def test_no_file_means_no_documents() -> None:
    assert load_seller(Environment({})) is None


def test_entrepreneur_has_no_kpp_and_may_have_vat(tmp_path: Path) -> None:
    path = changed(tmp_path, inn='"500100732259"', ogrn='"304500116000157"', kpp='""', vat="22", phone='""')

    seller = read_seller(path)

    assert (seller.kpp, seller.vat, seller.phone) == (None, 22, None)


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("inn", '"7700000001"', "inn='7700000001': its check digits do not fit: look for a slip of the pen"),
        ("inn", "7700000009", "inn=7700000009: expected a text in quotes"),
        ("inn", None, "inn: is missing"),
        ("kpp", None, "kpp: expected the KPP of the organisation"),
        ("kpp", '"77"', "kpp='77': expected 9 characters, as 770101001"),
        ("ogrn", '"1"', "ogrn='1': expected 13 digits (an organisation) or 15 (an entrepreneur)"),
        ("bik", '"04"', "bik='04': expected 9 digits that begin with 0"),
        (
            "account",
            '"40702810000000000008"',
            "account='40702810000000000008': it does not belong to this BIK: its check digit does not fit",
        ),
        ("correspondent", '"30101"', "correspondent='30101': expected 20 digits"),
        ("name", '"  "', "name='  ': expected one line of 1 to 160 characters"),
        ("address", '"a\\nb"', "address='a\\nb': expected one line of 1 to 160 characters"),
        ("vat", "0", "vat=0: expected a rate from 1 to 30, or words in quotes where there is no VAT"),
        ("vat", "true", "vat=True: expected a text in quotes"),
        ("timezone", '"Mars"', "timezone='Mars': expected a time zone, as Europe/Moscow"),
        ("colour", '"red"', "colour: there is no such field"),
    ],
)
def test_wrong_field_is_named_in_one_line(tmp_path: Path, name: str, value: str | None, line: str) -> None:
    path = changed(tmp_path, **{name: value})

    with pytest.raises(SettingsError) as caught:
        load_seller(Environment({"SELLER_FILE": str(path)}))

    assert str(caught.value) == f"SELLER_FILE={str(path)!r}: {line}"


@pytest.mark.parametrize(("content", "why"), [(b"name = ", "it is no TOML"), (b"\xff", "it is no TOML")])
def test_file_that_cannot_be_read_is_said(tmp_path: Path, content: bytes, why: str) -> None:
    broken, absent = tmp_path / "broken.toml", tmp_path / "absent.toml"
    broken.write_bytes(content)

    for path, expected in ((broken, why), (absent, "it cannot be read: No such file or directory")):
        with pytest.raises(SettingsError, match=re.escape(expected)):
            load_seller(Environment({"SELLER_FILE": str(path)}))


def changed(folder: Path, **values: str | None) -> Path:
    """The example with other fields; None leaves one out."""
    text = EXAMPLE.read_text(encoding="utf-8")
    for name, value in values.items():
        line = "" if value is None else f"{name} = {value}"
        text, found = re.subn(rf"^{name} = .*$", line.replace("\\", "\\\\"), text, flags=re.MULTILINE)
        text += "" if found else f"{line}\n"
    path = folder / "seller.toml"
    path.write_text(text, encoding="utf-8")
    return path
