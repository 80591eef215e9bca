from __future__ import annotations

import json
import logging
from typing import Any

import pytest
import requests
from requests.adapters import BaseAdapter, HTTPAdapter
from yookassa import Configuration

from services.shared.runtime.secret import Secret
from services.shared.yookassa.client import YooKassa
from services.shared.yookassa.errors import OutcomeUnknown, Refused, TryAgain
from services.shared.yookassa.transport import SafeApiClient

KEY = "test_very-secret"
API_URL = "http://yookassa.test/v3"


class Script(BaseAdapter):
    """Answers from a list and remembers what it was asked."""

    def __init__(self, *answers: requests.Response | Exception) -> None:
        super().__init__()
        self.answers = list(answers)
        self.requests: list[requests.PreparedRequest] = []
        self.timeouts: list[Any] = []

    def send(self, request: requests.PreparedRequest, *args: Any, **options: Any) -> requests.Response:
        self.requests.append(request)
        self.timeouts.append(options["timeout"])
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            answer.request = request  # type: ignore[attr-defined]
            raise answer
        answer.request = request
        return answer

    def close(self) -> None:
        """Nothing is held."""


class Scripted(SafeApiClient):
    """The transport with its network replaced."""

    def __init__(self, script: Script, *, api_url: str = API_URL) -> None:
        super().__init__(shop_id="100500", secret_key=Secret(KEY), api_url=api_url, connect_timeout=5, read_timeout=35)
        self._script = script

    def get_session(self) -> requests.Session:
        session = super().get_session()
        session.mount("http://", self._script)
        return session


def answer(status: int, body: bytes | dict[str, Any], **headers: str) -> requests.Response:
    response = requests.Response()
    response.status_code = status
    response._content = body if isinstance(body, bytes) else json.dumps(body).encode()
    response.headers.update({name.replace("_", "-"): value for name, value in headers.items()})
    return response


def test_answer_is_the_json_object() -> None:
    assert Scripted(Script(answer(200, {"id": "p"}))).request("get", "/payments/p") == {"id": "p"}


def test_request_is_authorised_keyed_and_limited_in_time() -> None:
    script = Script(answer(200, {}))

    Scripted(script).request("post", "/payments", headers={"Idempotence-Key": "k"}, body={"amount": "я"})

    (request,) = script.requests
    assert (request.method, request.url) == ("POST", "http://yookassa.test/v3/payments")
    assert request.headers["Authorization"] == "Basic MTAwNTAwOnRlc3RfdmVyeS1zZWNyZXQ="
    assert request.headers["Idempotence-Key"] == "k"
    assert json.loads(request.body or b"") == {"amount": "я"}
    assert script.timeouts == [(5, 35)]


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (400, {"type": "error", "code": "invalid_request", "description": "no", "parameter": "amount"}),
        (401, {"type": "error", "code": "invalid_credentials", "description": "no"}),
        (403, {"type": "error", "code": "forbidden", "description": "no"}),
        (404, {"type": "error", "code": "not_found", "description": "no"}),
        (410, {"type": "error", "code": "gone", "description": "no"}),
        (422, {"type": "error", "code": "a_code_of_tomorrow", "description": "no"}),
    ],
)
def test_four_hundreds_are_refusals(status: int, body: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        Scripted(Script(answer(status, body))).request("get", "/x")

    assert (refused.value.code, refused.value.description) == (body["code"], "no")
    assert refused.value.parameter == body.get("parameter")


def test_refusal_without_a_code_is_named_by_its_status() -> None:
    with pytest.raises(Refused) as refused:
        Scripted(Script(answer(405, {}))).request("get", "/x")

    assert refused.value.code == "http_405"


@pytest.mark.parametrize(
    ("response", "seconds"),
    [
        (answer(429, {"type": "error", "code": "too_many_requests", "retry_after": 1800}), 1.8),
        (answer(429, {"type": "error"}), None),
        (answer(429, b"<html>", Retry_After="7"), 7.0),
        (answer(429, b"[1]", Retry_After="Wed, 21 Oct 2026 07:28:00 GMT"), None),
    ],
)
def test_too_many_requests_may_be_tried_again(response: requests.Response, seconds: float | None) -> None:
    with pytest.raises(TryAgain) as busy:
        Scripted(Script(response)).request("post", "/payments")

    assert busy.value.retry_after == seconds


@pytest.mark.parametrize(
    "response",
    [
        answer(500, {"type": "error", "code": "internal_server_error"}),
        answer(502, b"<html>bad gateway</html>"),
        answer(503, {"type": "error"}),
        answer(202, {"type": "processing", "retry_after": 1800}),
        answer(201, {"id": "p"}),
        answer(302, b"", Location="http://elsewhere.test/"),
        answer(200, b""),
        answer(200, b'{"id": "p", "st'),
        answer(200, b"[]"),
        answer(403, b"<html>blocked</html>"),
        requests.ConnectionError("refused"),
        requests.ConnectTimeout("slow"),
        requests.ReadTimeout("slow"),
        requests.exceptions.ChunkedEncodingError("cut"),
        requests.exceptions.ContentDecodingError("gzip"),
        requests.exceptions.SSLError("certificate"),
    ],
    ids=lambda response: getattr(response, "status_code", type(response).__name__),
)
def test_everything_else_leaves_the_outcome_unknown(response: requests.Response | Exception) -> None:
    script = Script(response)

    with pytest.raises(OutcomeUnknown):
        Scripted(script).request("post", "/payments", headers={"Idempotence-Key": "k"}, body={})

    assert len(script.requests) == 1


def test_real_sessions_neither_retry_nor_trust_the_environment() -> None:
    session = Scripted(Script()).get_session()
    adapter = session.get_adapter("https://api.yookassa.ru/v3")

    assert session.trust_env is False
    assert isinstance(adapter, HTTPAdapter)
    assert (adapter.max_retries.total, adapter.max_retries.status_forcelist) == (0, set())


def test_configuration_of_the_sdk_is_not_used() -> None:
    script = Script(answer(200, {}))
    client = Scripted(script)
    Configuration.configure("another-shop", "another-key")

    try:
        client.request("get", "/me")
    finally:
        Configuration.account_id = Configuration.secret_key = None

    assert (script.requests[0].url or "").startswith(API_URL)
    assert script.requests[0].headers["Authorization"] == "Basic MTAwNTAwOnRlc3RfdmVyeS1zZWNyZXQ="


def test_secret_is_in_no_log_error_or_repr(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    client = Scripted(Script(requests.ConnectionError("reset"), answer(401, {"code": "invalid_credentials"})))
    shop = YooKassa(shop_id="100500", secret_key=Secret(KEY), api_url=API_URL)
    errors = []
    for _ in range(2):
        with pytest.raises((OutcomeUnknown, Refused)) as raised:
            client.request("get", "/me")
        errors.append(raised.value)

    seen = f"{caplog.text} {errors!r} {errors!s} {client!r} {vars(client)!r} {shop!r} {vars(shop)!r}"

    assert KEY not in seen
    assert "MTAwNTAw" not in seen
    assert [(error.__cause__, error.__context__) for error in errors] == [(None, None), (None, None)]
