"""Deploy, restart, stop, and watching it happen."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from services.master_bot.bot.fleet import Fleet
from services.master_bot.bot.handlers.following import DeploymentFollower
from services.master_bot.bot.views import clients, deployments
from services.master_bot.bot.views.callbacks import Act, AskToStop, ShowDeployment
from services.shared.runtime.translations import Texts
from services.shared.telegram.screens import show


async def act(
    query: CallbackQuery, callback_data: Act, texts: Texts, fleet: Fleet, follower: DeploymentFollower
) -> None:
    """A second tap gets the deployment that is under way."""
    deployment = await fleet.act(callback_data.client_id, callback_data.action)
    shown = await show(query, deployments.deployment(texts, deployment))
    follower.follow(shown, texts, deployment)


async def ask_to_stop(query: CallbackQuery, callback_data: AskToStop, texts: Texts) -> None:
    await show(query, clients.ask_to_stop(texts, callback_data.client_id))


async def look(
    query: CallbackQuery, callback_data: ShowDeployment, texts: Texts, fleet: Fleet, follower: DeploymentFollower
) -> None:
    deployment = await fleet.deployment(callback_data.deployment_id)
    shown = await show(query, deployments.deployment(texts, deployment))
    follower.follow(shown, texts, deployment)


def deployments_router() -> Router:
    router = Router(name="deployments")
    router.callback_query.register(act, Act.filter())
    router.callback_query.register(ask_to_stop, AskToStop.filter())
    router.callback_query.register(look, ShowDeployment.filter())
    return router
