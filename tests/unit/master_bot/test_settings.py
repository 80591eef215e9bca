from __future__ import annotations

import pytest

from services.master_bot.domain.receipts import ReceiptRules
from services.master_bot.settings import ApiSettings, HousekeepingSettings
from services.shared.runtime.environment import Environment, SettingsError

VALUES = {
    "DATABASE_URL": "postgresql://zapis_master:s3cret@127.0.0.1/booking_saas",
    "REDIS_URL": "redis://zapis_bots:s3cret@127.0.0.1/0",
    "MASTER_API_TOKEN": "s3cret",
    "SECRET_KEYS": "s3cret",
    "YOOKASSA_SHOP_ID": "100500",
    "YOOKASSA_SECRET_KEY": "test_s3cret",
    "SALES_BOT_TOKEN": "123456:s3cret",
}


def without(name: str) -> Environment:
    return Environment({key: value for key, value in VALUES.items() if key != name})


def test_defaults_are_production_on_the_loopback() -> None:
    settings = ApiSettings.load(Environment(VALUES))

    assert (settings.host, settings.port, settings.operators) == ("127.0.0.1", 8000, ())
    assert settings.shop.api_url == "https://api.yookassa.ru/v3"
    assert settings.telegram.api_url == "https://api.telegram.org"


@pytest.mark.parametrize(("key", "test"), [("test_abc", True), ("live_abc", False)])
def test_kind_of_shop_is_told_by_its_key(key: str, test: bool) -> None:
    settings = ApiSettings.load(Environment({**VALUES, "YOOKASSA_SECRET_KEY": key}))

    assert settings.shop.test is test


@pytest.mark.parametrize(
    ("more", "address"),
    [
        ({}, "https://t.me"),
        ({"PUBLIC_URL": "https://zapis.example/"}, "https://zapis.example/return/7"),
        ({"PUBLIC_URL": "https://zapis.example", "PAYMENT_RETURN_URL": "https://t.me/bot"}, "https://t.me/bot"),
    ],
)
def test_buyer_comes_back_to_the_page_of_the_order_unless_told_otherwise(more: dict[str, str], address: str) -> None:
    assert ApiSettings.load(Environment({**VALUES, **more})).shop.return_to(7) == address


def test_secrets_are_not_shown() -> None:
    shown = repr((ApiSettings.load(Environment(VALUES)), HousekeepingSettings.load(Environment(VALUES))))

    assert "s3cret" not in shown


@pytest.mark.parametrize("name", sorted(set(VALUES) - {"SALES_BOT_TOKEN"}))
def test_api_names_the_setting_that_is_missing(name: str) -> None:
    with pytest.raises(SettingsError, match=f"^{name} is not set"):
        ApiSettings.load(without(name))


def test_housekeeping_works_without_a_master_bot() -> None:
    settings = HousekeepingSettings.load(Environment(VALUES))

    assert set(settings.bot_tokens) == {"sales_bot"}
    with pytest.raises(SettingsError, match=r"^SALES_BOT_TOKEN"):
        HousekeepingSettings.load(without("SALES_BOT_TOKEN"))


def test_receipts_are_made_elsewhere_unless_told_otherwise() -> None:
    for settings in (ApiSettings, HousekeepingSettings):
        assert settings.load(Environment(VALUES)).receipts is None


def test_receipts_are_as_the_accountant_says() -> None:
    decided = {"RECEIPTS": "yookassa", "RECEIPT_VAT_CODE": "11", "RECEIPT_TAX_SYSTEM": "1"}
    more = {
        "RECEIPT_PAYMENT_SUBJECT": "another",
        "RECEIPT_PAYMENT_MODE": "full_prepayment",
        "RECEIPT_MEASURE": "another",
    }

    for settings in (ApiSettings, HousekeepingSettings):
        plain, special = (settings.load(Environment(VALUES | given)).receipts for given in (decided, decided | more))
        assert plain == ReceiptRules(11, 1, "service", "full_payment", "piece")
        assert special == ReceiptRules(11, 1, "another", "full_prepayment", "another")


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({"RECEIPTS": "on"}, "RECEIPTS='on': expected one of off, yookassa"),
        (
            {},
            (
                "RECEIPT_VAT_CODE is not set: with RECEIPTS=yookassa expected YooKassa's code of the VAT rate, from 1"
                " (no VAT) to 12; an accountant knows which"
            ),
        ),
        ({"RECEIPT_VAT_CODE": "13"}, "RECEIPT_VAT_CODE='13': expected a whole number from 1 to 12"),
        (
            {"RECEIPT_VAT_CODE": "1", "RECEIPT_TAX_SYSTEM": "УСН"},
            "RECEIPT_TAX_SYSTEM='УСН': expected a whole number from 1 to 6",
        ),
        (
            {"RECEIPT_VAT_CODE": "1", "RECEIPT_PAYMENT_MODE": "credit"},
            "RECEIPT_PAYMENT_MODE='credit': expected one of full_payment, full_prepayment",
        ),
    ],
)
def test_wrong_setting_of_receipts_is_said_in_a_line(given: dict[str, str], line: str) -> None:
    with pytest.raises(SettingsError) as caught:
        ApiSettings.load(Environment({**VALUES, "RECEIPTS": "yookassa", **given}))

    assert str(caught.value) == line
