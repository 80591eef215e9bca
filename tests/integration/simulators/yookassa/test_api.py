"""The API's face: logins, keys, addresses, bodies."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
import requests

from scripts.simulators.yookassa.ledger.shop import Shop
from scripts.simulators.yookassa.server import YooKassaSimulator
from scripts.simulators.yookassa.settings import SimulatorSettings
from scripts.simulators.yookassa.threaded import ThreadedYooKassa
from tests.support.yookassa import REQUEST, Create
from tests.support.yookassa_listener import Listener


def send(shop: ThreadedYooKassa, method: str, path: str, **options: Any) -> requests.Response:
    options.setdefault("auth", (shop.shop_id, shop.secret_key))
    return requests.request(method, shop.api_url + path, timeout=5, **options)


@pytest.mark.parametrize(
    "login",
    [
        {},
        {"Authorization": "Basic !!"},
        {"Authorization": "Basic ключ".encode().decode("latin-1")},
        {"Authorization": "Bearer MTAwNTAwOnRlc3Rfc2ltdWxhdG9yX2tleQ=="},
        {"Authorization": "Basic MTAwNTAwOndyb25n"},
    ],
)
def test_wrong_login_gets_401(shop: ThreadedYooKassa, login: dict[str, str]) -> None:
    answer = send(shop, "GET", "/payments", auth=None, headers=login)

    assert (answer.status_code, answer.json()["code"]) == (401, "invalid_credentials")


def test_post_without_a_key_is_refused(shop: ThreadedYooKassa) -> None:
    answer = send(shop, "POST", "/payments", json=REQUEST)

    assert answer.status_code == 400
    assert {name: answer.json()[name] for name in ("type", "code", "parameter")} == {
        "type": "error",
        "code": "invalid_request",
        "parameter": "Idempotence-Key",
    }


def test_odd_characters_travel_whole(shop: ThreadedYooKassa, listener: Listener, create: Create) -> None:
    payment = create(metadata={"name": "\ud800 «Усы» 💈"})

    shop.pay(payment["id"])
    shop.wait_delivered()

    assert payment["metadata"] == {"name": "\ud800 «Усы» 💈"}
    assert listener.told[-1]["object"]["metadata"] == payment["metadata"]


@pytest.mark.parametrize("body", [b"{nonsense", b"[]", b'"text"', b"\xff\xfe"])
def test_body_that_is_no_object_is_refused(shop: ThreadedYooKassa, body: bytes) -> None:
    answer = send(shop, "POST", "/payments", data=body, headers={"Idempotence-Key": str(uuid.uuid4())})

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_request")


def test_same_key_over_http_gives_the_stored_answer(shop: ThreadedYooKassa) -> None:
    headers = {"Idempotence-Key": str(uuid.uuid4())}

    first, again = (send(shop, "POST", "/payments", json=REQUEST, headers=headers) for _ in range(2))

    assert first.status_code == again.status_code == 200
    assert first.json() == again.json()


def test_unknown_address_is_a_json_error(shop: ThreadedYooKassa) -> None:
    answer = send(shop, "GET", "/unicorns")

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_saved_method_and_shop_are_shown(shop: ThreadedYooKassa, create: Create) -> None:
    payment = shop.pay(create(save_payment_method=True)["id"])

    method = send(shop, "GET", f"/payment_methods/{payment['id']}").json()
    me = send(shop, "GET", "/me").json()

    assert (method["id"], method["status"], method["saved"]) == (payment["id"], "active", True)
    assert (me["account_id"], me["test"], me["status"]) == (shop.shop_id, True, "enabled")


async def test_simulator_runs_in_the_callers_loop() -> None:
    async with YooKassaSimulator(SimulatorSettings(secret_key="live_key")) as shop:
        payment = shop.world.foreign_payment("5.00")

        assert shop.api_url == f"{shop.url}/v3"
        assert (payment["test"], payment["status"]) == (False, "succeeded")
        assert shop.world.book.shop == Shop(shop_id="100500", test=False)


def test_public_address_is_in_the_links() -> None:
    with ThreadedYooKassa(SimulatorSettings(public_url="https://pay.example/")) as shop:
        payment = shop.do(lambda world: world.foreign_payment("5.00", succeeded=False))

    assert payment["confirmation"]["confirmation_url"] == f"https://pay.example/checkout/{payment['id']}"
