"""Settings of the master API and of the housekeeping worker."""

from __future__ import annotations

from dataclasses import dataclass

from services.master_bot.domain.receipts import ReceiptRules
from services.master_bot.domain.seller import Seller
from services.master_bot.receipt_settings import load_receipt_rules
from services.master_bot.seller_file import load_seller
from services.shared.runtime.environment import Environment
from services.shared.runtime.secret import Secret
from services.shared.telegram.plain_api import PlainTelegram
from services.shared.yookassa.client import YooKassa

TELEGRAM = "https://api.telegram.org"
YOOKASSA = "https://api.yookassa.ru/v3"


@dataclass(frozen=True, slots=True)
class Shop:
    """Our shop at YooKassa. A key that begins with ``test_`` is a test shop's: its payments are no money.

    ``return_url``: where every buyer comes back to; ``public_url``: where the webhook service is reached, None where it
    is not public. Without a ``return_url`` buyers come back to the page of their order there.
    ``seller``: who issues invoices and acts; None where documents are not offered.
    """

    shop_id: str
    secret_key: Secret
    api_url: str
    return_url: str | None = None
    public_url: str | None = None
    seller: Seller | None = None

    @property
    def test(self) -> bool:
        return self.secret_key.reveal().startswith("test_")

    def return_to(self, order_id: object) -> str:
        """Where the buyer of this order comes back to after paying."""
        if self.return_url is not None:
            return self.return_url
        return "https://t.me" if self.public_url is None else f"{self.public_url}/return/{order_id}"

    def pay_at(self, order_id: object) -> str | None:
        """A link to pay this order that may be sent by any channel."""
        return None if self.public_url is None else f"{self.public_url}/pay/{order_id}"

    def client(self) -> YooKassa:
        return YooKassa(shop_id=self.shop_id, secret_key=self.secret_key, api_url=self.api_url)


@dataclass(frozen=True, slots=True)
class ApiSettings:
    database_url: Secret
    redis_url: Secret
    api_token: Secret
    secret_keys: Secret
    shop: Shop
    telegram: PlainTelegram
    operators: tuple[int, ...]
    trials_a_day: int
    referral_days: int
    autopay: bool
    receipts: ReceiptRules | None
    host: str
    port: int
    log_format: str

    @classmethod
    def load(cls, environment: Environment) -> ApiSettings:
        """Raises ``SettingsError`` for the first thing that is missing or wrong."""
        return cls(
            database_url=environment.secret_url("DATABASE_URL", schemes=("postgresql", "postgres")),
            redis_url=environment.secret_url("REDIS_URL", schemes=("redis", "rediss")),
            api_token=environment.secret("MASTER_API_TOKEN"),
            secret_keys=environment.secret("SECRET_KEYS", expected="Fernet keys, the newest first"),
            shop=_shop(environment),
            telegram=_telegram(environment),
            operators=environment.integers("MASTER_ADMIN_IDS", ""),
            trials_a_day=environment.integer("TRIALS_A_DAY", 100),
            referral_days=environment.integer("REFERRAL_DAYS", 14, maximum=366),
            autopay=environment.boolean("YOOKASSA_AUTOPAY", default=False),
            receipts=load_receipt_rules(environment),
            host=environment.text("MASTER_API_HOST", "127.0.0.1"),
            port=environment.port("MASTER_API_PORT", 8000),
            log_format=environment.choice("LOG_FORMAT", ("text", "json"), "text"),
        )


@dataclass(frozen=True, slots=True)
class HousekeepingSettings:
    database_url: Secret
    secret_keys: Secret
    shop: Shop
    telegram: PlainTelegram
    bot_tokens: dict[str, Secret]
    """By sender: ``sales_bot``, ``master_bot`` (absent where there is none)."""
    operators: tuple[int, ...]
    receipts: ReceiptRules | None

    @classmethod
    def load(cls, environment: Environment) -> HousekeepingSettings:
        """Raises ``SettingsError`` for the first thing that is missing or wrong."""
        tokens = {
            "sales_bot": environment.secret("SALES_BOT_TOKEN"),
            "master_bot": environment.secret("MASTER_BOT_TOKEN", ""),
        }
        return cls(
            database_url=environment.secret_url("DATABASE_URL", schemes=("postgresql", "postgres")),
            secret_keys=environment.secret("SECRET_KEYS", expected="Fernet keys, the newest first"),
            shop=_shop(environment),
            telegram=_telegram(environment),
            bot_tokens={sender: token for sender, token in tokens.items() if token},
            operators=environment.integers("MASTER_ADMIN_IDS", ""),
            receipts=load_receipt_rules(environment),
        )


def _shop(environment: Environment) -> Shop:
    return Shop(
        shop_id=environment.text("YOOKASSA_SHOP_ID", expected="the shop's number"),
        secret_key=environment.secret("YOOKASSA_SECRET_KEY"),
        api_url=environment.url("YOOKASSA_API_URL", YOOKASSA),
        return_url=_optional_url(environment, "PAYMENT_RETURN_URL"),
        public_url=_optional_url(environment, "PUBLIC_URL"),
        seller=load_seller(environment),
    )


def _telegram(environment: Environment) -> PlainTelegram:
    return PlainTelegram(environment.url("TELEGRAM_API_URL", TELEGRAM), environment.text("TELEGRAM_PROXY", ""))


def _optional_url(environment: Environment, name: str) -> str | None:
    return environment.url(name) if environment.text(name, "") else None
