"""The two ways a call can be refused: in Telegram's words to a bot, in ours to a person or script."""

from __future__ import annotations


class ApiError(Exception):
    """What a bot gets instead of a result: HTTP status, Telegram's wording, and seconds to wait with a 429."""

    def __init__(self, status: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.retry_after = retry_after


class SimError(Exception):
    """What the person-side API answers: HTTP status, a code for programs, one line for people."""

    def __init__(self, status: int, code: str, text: str) -> None:
        super().__init__(text)
        self.status = status
        self.code = code
        self.text = text


def bad_request(text: str) -> ApiError:
    return ApiError(400, f"Bad Request: {text}")


def unauthorized(reason: str = "") -> ApiError:
    return ApiError(401, f"Unauthorized: {reason}" if reason else "Unauthorized")


def forbidden(text: str) -> ApiError:
    return ApiError(403, f"Forbidden: {text}")


def conflict(text: str) -> ApiError:
    return ApiError(409, f"Conflict: {text}")


def too_many_requests(retry_after: int) -> ApiError:
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", retry_after)


def method_not_found() -> ApiError:
    return ApiError(404, "Not Found: method not found")


def not_here(what: str) -> SimError:
    return SimError(404, "NOT_FOUND", f"no such {what}")


def not_now(code: str, text: str) -> SimError:
    return SimError(409, code, text)


def bad_input(code: str, text: str) -> SimError:
    return SimError(400, code, text)
