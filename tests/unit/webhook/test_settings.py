from __future__ import annotations

from ipaddress import ip_address

import pytest

from services.shared.runtime.environment import Environment, SettingsError
from services.webhook.settings import RelaySettings, WebhookSettings

DATABASE = {"DATABASE_URL": "postgresql://zapis_webhook:secret@127.0.0.1/booking_saas"}


def test_settings_default_to_the_published_networks_and_the_plain_address() -> None:
    settings = WebhookSettings.read(Environment(DATABASE))

    assert settings.senders.may_notify(ip_address("185.71.77.3"))
    assert settings.senders.trusted_proxies == ()
    assert (settings.path_secret, settings.host, settings.port) == (None, "127.0.0.1", 8001)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("WEBHOOK_ALLOWED_IPS", "185.71.76.0/27,nonsense", "WEBHOOK_ALLOWED_IPS: 'nonsense'"),
        ("WEBHOOK_ALLOWED_IPS", "185.71.76.1/27", "WEBHOOK_ALLOWED_IPS: 185.71.76.1/27 has host bits set"),
        ("WEBHOOK_TRUSTED_PROXIES", "*", "WEBHOOK_TRUSTED_PROXIES: "),
        ("WEBHOOK_PATH_SECRET", "with/slash", "WEBHOOK_PATH_SECRET is part of an address"),
        ("WEBHOOK_PORT", "0", "WEBHOOK_PORT='0'"),
        ("DATABASE_URL", "mysql://x", "DATABASE_URL is not an address"),
    ],
)
def test_wrong_setting_is_named(name: str, value: str, message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        WebhookSettings.read(Environment({**DATABASE, name: value}))

    assert str(caught.value).startswith(message)
    assert "with/slash" not in str(caught.value)


def test_relay_needs_the_token_of_the_master_api() -> None:
    with pytest.raises(SettingsError, match="MASTER_API_TOKEN is not set"):
        RelaySettings.read(Environment(DATABASE))
