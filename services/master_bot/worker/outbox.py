"""Sends the messages that the outbox holds, each by the bot it names."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from services.master_bot.settings import HousekeepingSettings
from services.master_bot.storage import clients, outbox
from services.master_bot.storage.cipher import Cipher
from services.master_bot.storage.outbox import OWN_BOT, Message, Outgoing
from services.master_bot.views.messages import render_message
from services.shared.postgres.pool import Pool, transaction
from services.shared.runtime.clock import Clock, utc_now
from services.shared.runtime.secret import Secret
from services.shared.runtime.translations import Translations
from services.shared.telegram.plain_api import PlainTelegram, TelegramAway, TelegramRefused

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(minutes=10)
TRIES = 40
_FINAL = {400, 403}
_FINAL_OF_OWN_BOT = {400, 401, 403, 404}
"""Its token may have been revoked, too: no later try will do."""
LOCALES = Path(__file__).resolve().parents[1] / "locales"


@dataclass(frozen=True, slots=True)
class OutboxSender:
    """``run_once`` sends one message; a row is marked before the call, and sent again when its sender dies.

    ``tokens``: those of the platform's own bots; a client's is read, and decrypted, when it is needed.
    """

    pool: Pool
    telegram: PlainTelegram
    cipher: Cipher
    tokens: Mapping[str, Secret]
    clock: Clock = utc_now
    operators: tuple[int, ...] = ()
    translations: Translations = field(default_factory=lambda: Translations(LOCALES))
    _names: dict[str, str] = field(default_factory=dict)

    def run_once(self) -> bool:
        with transaction(self.pool) as tx:
            outgoing = outbox.claim(tx, now=self.clock(), lease=LEASE)
        if outgoing is None:
            return False
        token = self._token(outgoing)
        if token is None:
            self._end(outgoing, "undeliverable", f"there is no {outgoing.sender}")
            return True
        try:
            self._send(token, outgoing)
        except TelegramRefused as refused:
            self._refused(outgoing, refused)
        except TelegramAway as away:
            self._later(outgoing, str(away), None)
        except KeyError as missing:
            logger.error("message %s cannot be worded: %s is missing", outgoing.kind, missing)
            self._end(outgoing, "undeliverable", f"cannot be worded: {missing} is missing")
        else:
            self._end(outgoing, "sent", None)
        return True

    def _token(self, outgoing: Outgoing) -> Secret | None:
        if outgoing.client_id is None:
            return self.tokens.get(outgoing.sender)
        with transaction(self.pool) as tx:
            return clients.bot_token(tx, self.cipher, outgoing.client_id)

    def _send(self, token: Secret, outgoing: Outgoing) -> None:
        facts = outgoing.facts if outgoing.client_id is None else {**outgoing.facts, **self._where_to_renew()}
        screen = render_message(outgoing.kind, facts, self.translations[str(facts.get("locale"))])
        buttons = [[{"text": text, "url": url}] for text, url in screen.links]
        buttons += [[{"text": text, "callback_data": data}] for text, data in screen.actions]
        more = {"reply_markup": {"inline_keyboard": buttons}} if buttons else {}
        self.telegram.call(token, "sendMessage", chat_id=outgoing.chat_id, text=screen.text, parse_mode="HTML", **more)

    def _where_to_renew(self) -> dict[str, str]:
        """Telegram is asked for the sales bot's name once."""
        token = self.tokens.get("sales_bot")
        if token is None:
            return {}
        if not self._names:
            try:
                self._names["sales_bot"] = self.telegram.get_me(token).username
            except TelegramRefused as refused:
                raise TelegramAway(f"the sales bot's name is not known: {refused.description}") from None
        return self._names

    def _refused(self, outgoing: Outgoing, refused: TelegramRefused) -> None:
        if outgoing.sender == OWN_BOT and refused.code in _FINAL_OF_OWN_BOT:
            # Nothing to worry about: the owner never pressed Start there, and the sales bot has told him.
            logger.info("message %s by the bot of %s: %s", outgoing.kind, outgoing.client_id, refused.description)
            self._end(outgoing, "undeliverable", refused.description)
        elif refused.code in _FINAL:
            # Blocked, or never started: the sales bot shows the same under "My bots".
            logger.warning("message %s to %s: %s", outgoing.kind, outgoing.chat_id, refused.description)
            self._undeliverable(outgoing, refused.description)
        else:
            self._later(outgoing, refused.description, refused.retry_after)

    def _later(self, outgoing: Outgoing, error: str, retry_after: float | None) -> None:
        if outgoing.attempts >= TRIES:
            self._end(outgoing, "undeliverable", error)
            return
        pause = min(timedelta(seconds=2 ** min(outgoing.attempts, 10)), LONGEST_PAUSE)
        with transaction(self.pool) as tx:
            at = self.clock() + max(pause, timedelta(seconds=retry_after or 0))
            outbox.retry_later(tx, outgoing, error=error, at=at)

    def _undeliverable(self, outgoing: Outgoing, error: str) -> None:
        """The operators hear of a buyer who cannot be reached, once."""
        now = self.clock()
        with transaction(self.pool) as tx:
            outbox.finish(tx, outgoing, "undeliverable", error=error, now=now)
            if outgoing.sender != "sales_bot":
                return
            for operator in self.operators:
                facts = {"locale": "ru", "chat_id": outgoing.chat_id, "error": error}
                key = f"unreachable:{outgoing.chat_id}:{operator}"
                outbox.add(tx, Message(key, "master_bot", operator, "operator_unreachable", facts), now=now)

    def _end(self, outgoing: Outgoing, state: str, error: str | None) -> None:
        with transaction(self.pool) as tx:
            outbox.finish(tx, outgoing, state, error=error, now=self.clock())


def build_outbox_sender(settings: HousekeepingSettings, pool: Pool) -> Callable[[], bool]:
    cipher = Cipher(settings.secret_keys)
    return OutboxSender(pool, settings.telegram, cipher, settings.bot_tokens, operators=settings.operators).run_once
