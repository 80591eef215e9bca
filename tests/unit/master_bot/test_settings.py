from __future__ import annotations

import pytest

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
