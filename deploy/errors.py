"""What can go wrong with a deployment, told apart by whether trying again can help. Each message is one line."""

from __future__ import annotations


class DeployError(Exception):
    """Base class. ``log_tail``: the bot's (or the migration's) last lines, where there are any."""

    def __init__(self, message: str, log_tail: str = "") -> None:
        super().__init__(message)
        self.log_tail = log_tail


class DeployRefused(DeployError):
    """Trying again will not help until somebody changes something."""


class DeployFailed(DeployError):
    """The bot did not come up. It may the next time, but the deployment ends here."""


class EngineAway(DeployError):
    """A server or the engine does not answer: the same deployment is worth another try."""


class NotWanted(DeployError):
    """What was asked for is not wanted any more, and nothing is to be done."""


class LeaseLost(Exception):
    """Another worker has the deployment by now: this one must not touch anything any more."""
