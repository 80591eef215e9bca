"""Refusals in YooKassa's shape."""

from __future__ import annotations


class Refusal(Exception):
    """An answer other than 200: HTTP status, YooKassa's code, a sentence, and the request's parameter at fault."""

    def __init__(
        self, status: int, code: str, description: str, parameter: str | None = None, *, retry_after: int | None = None
    ) -> None:
        super().__init__(description)
        self.status = status
        self.code = code
        self.description = description
        self.parameter = parameter
        self.retry_after = retry_after

    def body(self, error_id: str) -> dict[str, object]:
        """The JSON body; `retry_after` is in milliseconds."""
        told = {
            "type": "error",
            "id": error_id,
            "code": self.code,
            "description": self.description,
            "parameter": self.parameter,
            "retry_after": self.retry_after,
        }
        return {name: value for name, value in told.items() if value is not None}


def invalid(description: str, parameter: str | None = None) -> Refusal:
    return Refusal(400, "invalid_request", description, parameter)


def not_found(what: str, parameter: str) -> Refusal:
    return Refusal(404, "not_found", f"{what} doesn't exist or access denied", parameter)


def forbidden(description: str) -> Refusal:
    return Refusal(403, "forbidden", description)
