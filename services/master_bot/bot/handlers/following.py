"""Follows a deployment in the message that shows it, step by step, for a limited time."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from aiogram.types import Message

from services.master_bot.bot.fleet import Fleet
from services.master_bot.bot.views import deployments
from services.shared.master_api.errors import MasterApiError
from services.shared.master_api.models import Deployment
from services.shared.runtime.nursery import Nursery
from services.shared.runtime.translations import Texts
from services.shared.telegram.screens import replace

LOOK_SECONDS = 1.0  # Telegram takes about one edit a second in a chat
FOLLOWED_SECONDS = 5 * 60.0


@dataclass(frozen=True, slots=True)
class DeploymentFollower:
    """After a restart nobody follows; the button under the steps looks at them then."""

    fleet: Fleet
    nursery: Nursery
    look_seconds: float = LOOK_SECONDS

    def follow(self, message: Message, texts: Texts, deployment: Deployment) -> None:
        if not deployment.finished:
            name = f"deployment {deployment.deployment_id} in {message.chat.id}/{message.message_id}"
            self.nursery.start(name, lambda: self._follow(message, texts, deployment))

    async def _follow(self, message: Message, texts: Texts, deployment: Deployment) -> None:
        assert message.bot is not None
        shown, waited = deployment, 0.0
        while not shown.finished and waited < FOLLOWED_SECONDS:
            await asyncio.sleep(self.look_seconds)
            waited += self.look_seconds
            try:
                now = await self.fleet.deployment(deployment.deployment_id)
            except MasterApiError:
                continue
            if now != shown:
                shown = now
                await replace(message.bot, message, deployments.deployment(texts, now))
