"""A deployment and its steps, as they happen."""

from __future__ import annotations

from html import escape

from aiogram.types import InlineKeyboardButton

from services.master_bot.bot.views.callbacks import ShowDeployment
from services.master_bot.bot.views.clients import AGAIN, back_to_card, log_block
from services.shared.master_api.models import Deployment, DeploymentStep
from services.shared.runtime.translations import Texts
from services.shared.telegram.screens import Screen, rows

MARKS = {"started": "⏳", "done": "✅", "failed": "❌"}
LONGEST_DETAIL = 200
LONGEST_ERROR = 500
STEPS_SHOWN = 12
LOG_CHARACTERS = 1500


def deployment(texts: Texts, deployment: Deployment) -> Screen:
    lines = [
        texts("<b>{client_id}</b>: {action}", client_id=deployment.client_id, action=_action(texts, deployment)),
        "",
        *[_step(texts, step) for step in _latest(deployment.steps)][-STEPS_SHOWN:],
        _outcome(texts, deployment),
    ]
    if deployment.log_tail and deployment.state in {"failed", "recovered"}:
        lines.append(log_block(texts, tuple(deployment.log_tail.splitlines()), LOG_CHARACTERS))
    look = InlineKeyboardButton(text=AGAIN, callback_data=ShowDeployment(deployment_id=deployment.deployment_id).pack())
    below = [back_to_card(texts, deployment.client_id)]
    return Screen("\n".join(lines), rows(below if deployment.finished else [look, *below]))


def _latest(steps: tuple[DeploymentStep, ...]) -> list[DeploymentStep]:
    """Each step of the latest attempt once, as it stands now."""
    attempt = max((step.attempt for step in steps), default=0)
    return list({step.name: step for step in steps if step.attempt == attempt}.values())


def _step(texts: Texts, step: DeploymentStep) -> str:
    words = {
        "look": texts("look for the program"),
        "prepare": texts("look for the program"),
        "provision": texts("prepare database and Redis"),
        "migrate": texts("bring the tables up to date"),
        "render": texts("work out the files"),
        "write": texts("write the files"),
        "stop": texts("stop the old bot"),
        "lock": texts("lock database and Redis"),
        "start": texts("start the new bot"),
        "watch": texts("wait until it answers"),
        "undo": texts("take the new bot away"),
    }
    detail = f": {escape(step.detail[:LONGEST_DETAIL])}" if step.detail and step.state == "failed" else ""
    return f"{MARKS.get(step.state, '•')} {words.get(step.name, escape(step.name))}{detail}"


def _action(texts: Texts, deployment: Deployment) -> str:
    words = {
        "deploy": texts("deployment"),
        "stop": texts("stopping"),
        "restart": texts("restart"),
        "suspend": texts("suspension"),
        "resume": texts("resumption"),
        "rollback": texts("return to the earlier version"),
        "remove": texts("removal"),
    }
    return words.get(deployment.action, deployment.action)


def _outcome(texts: Texts, deployment: Deployment) -> str:
    words = {
        "queued": texts("⏳ waits for the deploy worker"),
        "running": "",
        "succeeded": _done(texts, deployment),
        "recovered": texts("↩️ It failed; what ran before runs again."),
        "failed": texts("❌ It failed; nothing runs."),
    }
    said = words.get(deployment.state, "")
    if deployment.error and deployment.state != "succeeded":
        said += f"\n<code>{escape(deployment.error[:LONGEST_ERROR])}</code>"
    return f"\n{said}" if said else ""


def _done(texts: Texts, deployment: Deployment) -> str:
    if deployment.started_at is None or deployment.finished_at is None:
        return texts("✅ Done")
    seconds = (deployment.finished_at - deployment.started_at).total_seconds()
    return texts("✅ Done in {seconds} s", seconds=f"{seconds:.1f}")
