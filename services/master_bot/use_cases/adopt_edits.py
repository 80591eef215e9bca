"""Take over into the registry what an operator has edited by hand in a client's ``.env``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from zoneinfo import available_timezones

from psycopg.errors import UniqueViolation

from services.master_bot.storage import audit, clients
from services.master_bot.storage.cipher import Cipher
from services.master_bot.storage.clients import Client
from services.master_bot.use_cases.check_bot import ask_telegram
from services.master_bot.use_cases.refusals import BotTokenInUse, Invalid
from services.shared.postgres.pool import Pool, transaction
from services.shared.runtime.clock import Clock, utc_now
from services.shared.runtime.environment import Environment, SettingsError
from services.shared.runtime.secret import Secret
from services.shared.telegram.plain_api import PlainTelegram

LONGEST_NAME = 64
LANGUAGES = ("ru", "en")


@dataclass(frozen=True, slots=True)
class AdoptEdits:
    """Called with a client and its edits (name in ``.env`` → value); gives the names that were taken over.

    Raises a ``Refusal`` when a value cannot be used, and then nothing was taken over.
    """

    pool: Pool
    cipher: Cipher
    telegram: PlainTelegram
    clock: Clock = utc_now

    def __call__(self, client: Client, edits: Mapping[str, str]) -> tuple[str, ...]:
        columns: dict[str, object] = {}
        for name, value in edits.items():
            columns |= self._token(value) if name == "BOT_TOKEN" else _READERS[name](value)
        if columns:
            self._store(client.id, columns, sorted(edits))
        return tuple(sorted(edits))

    def _token(self, value: str) -> dict[str, object]:
        token = Secret(value)
        account = ask_telegram(self, token)
        return {"bot_id": account.id, "bot_username": account.username, "bot_token": self.cipher.encrypt(token)}

    def _store(self, client_id: str, columns: dict[str, object], names: list[str]) -> None:
        try:
            with transaction(self.pool) as tx:
                clients.change(tx, client_id, **columns)
                audit.add(tx, "operator:.env", "client.change", client_id, {"changed": names}, now=self.clock())
        except UniqueViolation:
            raise BotTokenInUse(f"BOT_TOKEN in .env of {client_id} is of a bot that works for another client") from None


def _admin_ids(value: str) -> dict[str, object]:
    try:
        numbers = Environment({"ADMIN_IDS": value}).integers("ADMIN_IDS")
    except SettingsError as error:
        raise Invalid(f"in .env: {error}") from None
    if not all(0 < number < 2**53 for number in numbers):
        raise Invalid(f"in .env: ADMIN_IDS={value!r}: expected Telegram ids, as in 123456789,987654321")
    return {"admin_ids": list(numbers)}


def _business_name(value: str) -> dict[str, object]:
    name = value.strip()
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        raise Invalid(f"in .env: BUSINESS_NAME={value[:80]!r}: expected a line of at most {LONGEST_NAME} characters")
    return {"business_name": name}


def _timezone(value: str) -> dict[str, object]:
    if value not in available_timezones():
        raise Invalid(f"in .env: TIMEZONE={value[:80]!r}: expected a name such as Europe/Moscow")
    return {"timezone": value}


def _locale(value: str) -> dict[str, object]:
    if value not in LANGUAGES:
        raise Invalid(f"in .env: LOCALE={value[:80]!r}: expected one of {', '.join(LANGUAGES)}")
    return {"locale": value}


_READERS: dict[str, Callable[[str], dict[str, object]]] = {
    "ADMIN_IDS": _admin_ids,
    "BUSINESS_NAME": _business_name,
    "TIMEZONE": _timezone,
    "LOCALE": _locale,
}
