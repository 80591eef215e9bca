"""Every call ends in an answer or in one of three errors, which differ in what may be done next."""

from __future__ import annotations


class YooKassaError(Exception):
    """Something other than an answer."""


class Refused(YooKassaError):
    """YooKassa said no (4xx), nothing was done; the same request will be refused again.

    `code` is YooKassa's word (`invalid_request`, `invalid_credentials`, `forbidden`, `not_found` …), `parameter` names
    the field at fault when it does.
    """

    def __init__(self, code: str, description: str, parameter: str | None = None) -> None:
        where = f" ({parameter})" if parameter else ""
        super().__init__(f"YooKassa refused: {code}{where}: {description}")
        self.code = code
        self.description = description
        self.parameter = parameter


class TryAgain(YooKassaError):
    """Too many requests (429), nothing was done; `retry_after` is in seconds, None when YooKassa did not say."""

    def __init__(self, retry_after: float | None = None) -> None:
        when = "" if retry_after is None else f", again in {retry_after:g} s"
        super().__init__(f"YooKassa is busy{when}")
        self.retry_after = retry_after


class OutcomeUnknown(YooKassaError):
    """No answer that could be understood: it may or may not have been done.

    Repeat with the same idempotence key (for 24 hours), or look the object up.
    """
