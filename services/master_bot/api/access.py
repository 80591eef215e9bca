"""Who may ask what: bearer tokens with scopes, and repeated requests that are answered once."""

from __future__ import annotations

import functools
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Response, g, jsonify, request

from services.master_bot.api.problems import error_response, problem
from services.master_bot.storage import api_tokens, idempotency
from services.master_bot.storage.api_tokens import SCOPES, Caller
from services.master_bot.storage.idempotency import Kept
from services.master_bot.use_cases.context import Context
from services.shared.postgres.pool import transaction
from services.shared.runtime.secret import Secret

View = Callable[..., Response]
LONGEST_KEY = 200
RUNNING_SECONDS = 2


@dataclass(frozen=True, slots=True)
class Access:
    """``api_token``: MASTER_API_TOKEN, which may do everything."""

    context: Context
    api_token: Secret

    def needs(self, scope: str, *, key_required: bool = False) -> Callable[[View], View]:
        """Only a token with ``scope`` gets through; a POST with an ``Idempotency-Key`` is carried out once."""

        def wrap(view: View) -> View:
            @functools.wraps(view)
            def checked(**arguments: Any) -> Response:
                caller = self._caller()
                if caller is None:
                    refusal = problem("unauthorized", 401, "give a valid token: Authorization: Bearer …")
                    refusal.headers["WWW-Authenticate"] = "Bearer"
                    return refusal
                if not caller.may(scope):
                    return problem("forbidden", 403, f"this token lacks the scope {scope}")
                g.caller = caller
                return self._once(caller, functools.partial(view, **arguments), key_required=key_required)

            return checked

        return wrap

    def _caller(self) -> Caller | None:
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        if kind.lower() != "bearer" or not token:
            return None
        given, ours = token.encode("utf-8", "surrogatepass"), self.api_token.reveal().encode()
        if hmac.compare_digest(given, ours):
            return Caller("master", SCOPES)
        with transaction(self.context.pool) as tx:
            return api_tokens.find(tx, token)

    def _once(self, caller: Caller, view: Callable[[], Response], *, key_required: bool) -> Response:
        key = request.headers.get("Idempotency-Key")
        if request.method != "POST" or (key is None and not key_required):
            return view()
        if not key or len(key) > LONGEST_KEY:
            return problem("idempotency-key", 400, f"give an Idempotency-Key of 1 to {LONGEST_KEY} characters")
        scope = f"{caller.name} {request.method} {request.path}"
        mac = hmac.new(self.api_token.reveal().encode(), request.get_data(), hashlib.sha256).digest()
        with transaction(self.context.pool) as tx:
            kept = idempotency.begin(tx, scope, key, mac, now=self.context.clock())
        if kept is not None:
            return _repeated(kept, mac)
        try:
            response = view()
        except Exception as error:  # noqa: BLE001 - the edge: Flask would make the same answer of it
            response = error_response(error)
        self._remember(scope, key, response)
        return response

    def _remember(self, scope: str, key: str, response: Response) -> None:
        with transaction(self.context.pool) as tx:
            if response.status_code == 429 or response.status_code >= 500:
                idempotency.forget(tx, scope, key)
            else:
                idempotency.keep(tx, scope, key, response.status_code, response.get_json())


def _repeated(kept: Kept, mac: bytes) -> Response:
    if not hmac.compare_digest(kept.request_mac, mac):
        return problem("idempotency-mismatch", 422, "this Idempotency-Key was used for another request")
    if kept.status is None:
        return problem("still-running", 409, "the first request still runs", retry_after=RUNNING_SECONDS)
    response = jsonify(kept.body)
    response.status_code = kept.status
    if kept.status >= 400:
        response.content_type = "application/problem+json"
    return response
