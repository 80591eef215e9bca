"""The stand-ins for Telegram and YooKassa as processes, and the people and bots that the story needs in them."""

from __future__ import annotations

import requests

from scripts.local_platform.children import Program
from scripts.local_platform.programs import PlatformSettings
from scripts.local_platform.state import DemoState
from scripts.local_platform.story import MASTER_BOT, PEOPLE, SALES_BOT, SCREENS_BOT, PlatformBot
from scripts.servers.process import ServerError
from services.shared.runtime.secret import Secret


def telegram_program(state: DemoState) -> Program:
    ports = ["--port", str(state.ports["telegram"]), "--page-port", str(state.ports["page"])]
    return Program("telegram", "scripts.local_platform.chat", {}, [*ports, "--state", "telegram.json"])


def yookassa_program(state: DemoState, settings: PlatformSettings) -> Program:
    # The address to notify holds a secret, and arguments can be read in the list of processes.
    secrets = {
        "YOOKASSA_SECRET_KEY": settings.outside.shop_key.reveal(),
        "YOOKASSA_NOTIFY_URL": settings.webhook_url,
    }
    words = ["--port", str(state.ports["yookassa"]), "--shop-id", settings.outside.shop_id, "--state", "yookassa.json"]
    return Program("yookassa", "scripts.simulators.yookassa", secrets, words)


def prepare_telegram(settings: PlatformSettings) -> None:
    """Make the story's people and the platform's bots; saying it again changes nothing."""
    url = settings.outside.telegram
    with requests.Session() as session:
        session.trust_env = False
        for person in PEOPLE:
            body = {
                "id": person.id,
                "first_name": person.name,
                "language_code": person.language,
                "phone": person.phone,
            }
            _post(session, f"{url}/sim/users", body)
        _make_bot(session, url, SALES_BOT, settings.outside.sales_bot_token)
        if settings.outside.master_bot_token is not None:
            _make_bot(session, url, MASTER_BOT, settings.outside.master_bot_token)
        if settings.outside.screens_bot_token is not None:
            _make_bot(session, url, SCREENS_BOT, settings.outside.screens_bot_token)


def _make_bot(session: requests.Session, url: str, bot: PlatformBot, token: Secret) -> None:
    body = {
        "name": bot.name,
        "username": bot.username,
        "token": token.reveal(),
        "can_manage_bots": bot.can_manage_bots,
    }
    _post(session, f"{url}/sim/bots", body)


def _post(session: requests.Session, url: str, body: dict[str, object]) -> None:
    answer = session.post(url, json=body, timeout=10)
    if not answer.ok:
        raise ServerError(
            f"the Telegram stand-in refused {body.get('username') or body.get('first_name')}: {answer.text}"
        )
