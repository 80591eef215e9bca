"""What can go wrong when the master API is asked: it said no, or it did not answer."""

from __future__ import annotations

from dataclasses import dataclass, field


class MasterApiError(Exception):
    """Either of the two below; the text is one line without secrets."""


@dataclass(frozen=True, slots=True)
class FieldError:
    """One wrong field of a request, as ``bot_token``: ``a bot token looks like 123456789:AAF…``."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Problem:
    """The body of an ``application/problem+json`` answer (RFC 9457).

    ``kind`` is the last part of its ``type``: ``bot-token-in-use`` of ``/problems/bot-token-in-use``.
    ``reason`` says which of several it is where a kind has several, as ``expired`` of a promo code.
    ``retry_after`` is the header of that name, in seconds.
    """

    kind: str
    status: int
    title: str
    detail: str
    retry_after: float | None = None
    errors: tuple[FieldError, ...] = field(default=())
    reason: str = ""


class MasterApiRefused(MasterApiError):
    """The master API answered with an error."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail or problem.title)
        self.problem = problem

    @property
    def kind(self) -> str:
        return self.problem.kind

    @property
    def temporary(self) -> bool:
        """The same request may succeed later: too many requests, one still under way, or something is away."""
        status = self.problem.status
        return status >= 500 or status == 429 or (status == 409 and self.problem.retry_after is not None)


class MasterApiAway(MasterApiError):
    """No answer, or none that this program understands; whether the request was carried out is unknown."""
