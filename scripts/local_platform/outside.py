"""What the platform meets outside itself: Telegram and YooKassa, the stand-ins or the real ones."""

from __future__ import annotations

from dataclasses import dataclass

import requests

from scripts.local_platform.state import DemoState
from scripts.local_platform.story import MASTER_BOT, OPERATOR, SALES_BOT, SCREENS_BOT, SHOP_ID
from services.shared.runtime.environment import Environment, SettingsError
from services.shared.runtime.secret import Secret

TELEGRAM = "https://api.telegram.org"
YOOKASSA = "https://api.yookassa.ru/v3"


@dataclass(frozen=True, slots=True)
class Outside:
    """Addresses, bots, shop. ``simulated``: the stand-ins are ours to start, and they have a chat page.

    The bot that shows all screens is there in the demo only.
    """

    simulated: bool
    telegram: str
    telegram_proxy: str
    yookassa: str
    sales_bot_token: Secret
    master_bot_token: Secret | None
    screens_bot_token: Secret | None
    admin_ids: tuple[int, ...]
    shop_id: str
    shop_key: Secret
    public_url: str


def simulated_outside(state: DemoState) -> Outside:
    """The stand-ins on the ports that ``state`` has chosen, with made-up tokens."""
    return Outside(
        simulated=True,
        telegram=f"http://127.0.0.1:{state.ports['telegram']}",
        telegram_proxy="",
        yookassa=f"http://127.0.0.1:{state.ports['yookassa']}/v3",
        sales_bot_token=state.bot_token("sales_bot_token", SALES_BOT.id),
        master_bot_token=state.bot_token("master_bot_token", MASTER_BOT.id),
        screens_bot_token=state.bot_token("screens_bot_token", SCREENS_BOT.id),
        admin_ids=(OPERATOR.id,),
        shop_id=SHOP_ID,
        shop_key=Secret(f"test_{state.secret('shop_key').reveal()}"),
        public_url=f"http://127.0.0.1:{state.ports['page']}",
    )


def real_outside(environment: Environment) -> Outside:
    """A real bot token and a YooKassa test shop, read from the settings; the sales bot's token is tried at once.

    Raises:
        SettingsError: a setting is missing or wrong, the shop is not a test shop, or Telegram refuses the token.
    """
    token = environment.secret("SALES_BOT_TOKEN", expected="the token of your sales bot, from @BotFather")
    shop_key = environment.secret("YOOKASSA_SECRET_KEY", expected="the secret key of a YooKassa test shop (test_…)")
    if not shop_key.reveal().startswith("test_"):
        raise SettingsError(
            "YOOKASSA_SECRET_KEY is not of a test shop: make demo-real takes only keys that begin with test_"
        )
    telegram = environment.url("TELEGRAM_API_URL", TELEGRAM)
    proxy = environment.text("TELEGRAM_PROXY", "")
    username = _username(telegram, token, proxy)
    return Outside(
        simulated=False,
        telegram=telegram,
        telegram_proxy=proxy,
        yookassa=environment.url("YOOKASSA_API_URL", YOOKASSA),
        sales_bot_token=token,
        master_bot_token=environment.secret("MASTER_BOT_TOKEN", "") or None,
        screens_bot_token=None,
        admin_ids=environment.integers("MASTER_ADMIN_IDS"),
        shop_id=environment.text("YOOKASSA_SHOP_ID", expected="the shop id of your YooKassa test shop"),
        shop_key=shop_key,
        public_url=f"https://t.me/{username}",
    )


def _username(telegram: str, token: Secret, proxy: str) -> str:
    try:
        answer = requests.get(
            f"{telegram}/bot{token.reveal()}/getMe", timeout=15, proxies={"https": proxy} if proxy else None
        ).json()
    except requests.RequestException as error:
        raise SettingsError(
            f"Telegram at {telegram} does not answer ({type(error).__name__}): is TELEGRAM_PROXY needed?"
        ) from None
    if not answer.get("ok"):
        raise SettingsError(
            f"SALES_BOT_TOKEN is refused by Telegram ({answer.get('description')}): copy it from @BotFather"
        )
    return str(answer["result"]["username"])
