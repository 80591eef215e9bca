"""The API as a program under gunicorn, spoken to by the typed client that the bots and the command line use."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from cryptography.fernet import Fernet

from scripts.servers.process import free_port
from scripts.servers.valkey import ValkeyServer
from scripts.simulators.yookassa.threaded import ThreadedYooKassa
from services.master_bot.use_cases.context import Context
from services.shared.master_api.client import MasterApi
from services.shared.master_api.errors import MasterApiRefused
from services.shared.master_api.models import NewClient, OrderRequest
from tests.support.database import Database
from tests.support.master_api import API_TOKEN
from tests.support.money import OWNER, new_token


def settings(
    database: Database, server: ValkeyServer, shop: ThreadedYooKassa, telegram_url: str, folder: Path
) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "ENV_FILE": str(folder / "none"),
        "DATABASE_URL": database.master_url.reveal(),
        "REDIS_URL": server.admin_url.reveal(),
        "MASTER_API_TOKEN": API_TOKEN.reveal(),
        "SECRET_KEYS": Fernet.generate_key().decode(),
        "PUBLIC_URL": "https://zapis.example",
        "TELEGRAM_API_URL": telegram_url,
        "YOOKASSA_SHOP_ID": shop.shop_id,
        "YOOKASSA_SECRET_KEY": shop.secret_key,
        "YOOKASSA_API_URL": shop.api_url,
    }


@pytest.fixture
def environment(
    database: Database, redis_server: ValkeyServer, yookassa: ThreadedYooKassa, context: Context, tmp_path: Path
) -> dict[str, str]:
    return settings(database, redis_server, yookassa, context.telegram.api_url, tmp_path)


@pytest.fixture
def api(environment: dict[str, str], tmp_path: Path) -> Iterator[MasterApi]:
    port = free_port()
    command = [sys.executable, "-m", "services.master_bot.api"]
    with (tmp_path / "api.log").open("wb") as log:
        process = subprocess.Popen(command, env={**environment, "MASTER_API_PORT": str(port)}, stderr=log)
    try:
        url = f"http://127.0.0.1:{port}"
        wait_for(f"{url}/health")
        yield MasterApi(url, API_TOKEN)
        process.terminate()
        assert process.wait(timeout=20) == 0
    finally:
        process.kill()
        process.wait()


def wait_for(url: str) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            requests.get(url, timeout=5).raise_for_status()
        except requests.RequestException:
            assert time.monotonic() < deadline, f"{url} does not answer"
            time.sleep(0.05)
        else:
            return


def test_sale_through_the_typed_client(api: MasterApi, yookassa: ThreadedYooKassa) -> None:
    asked = OrderRequest("monthly", OWNER, "Салон «Ландыш»", bot_token=new_token())
    order = api.place_order(asked, "once")
    repeated = api.place_order(asked, "once")
    assert order.confirmation_url is not None
    payment_id = next(
        found["id"] for found in yookassa.payments() if found["metadata"].get("order_id") == order.order_id
    )
    early = api.report_payment(payment_id, "payment.succeeded")
    yookassa.pay(payment_id)

    outcomes = [api.report_payment(payment_id, "payment.succeeded") for _ in range(2)]

    client = api.clients(owner_telegram_id=OWNER).items[0]
    assert (repeated.order_id, early, outcomes) == (order.order_id, "not_paid", ["settled", "already"])
    assert api.order(order.order_id).client_id == client.client_id == "client_001"
    assert client.subscription is not None
    assert [row.state for row in api.deployments("client_001").items] == ["queued"]
    assert [row.order_id for row in api.orders(OWNER).items] == [order.order_id]


def test_everything_else_through_the_typed_client(api: MasterApi) -> None:
    client = api.create_client(NewClient(new_token(), (4242,), business_name="Роза"))
    changed = api.change_client(client.client_id, {"business_name": "Лилия"})
    queued = api.deploy(client.client_id)

    followed = api.deployment(queued.deployment_id)

    assert (client.desired_state, changed.business_name, followed.action) == ("stopped", "Лилия", "deploy")
    assert [plan.code for plan in api.plans()] == ["trial", "monthly", "quarterly", "yearly"]
    assert api.quarantine().items == ()
    assert api.health()["postgresql"] == "ok"
    assert api.stats()["clients.absent"] == 1
    with pytest.raises(MasterApiRefused) as refused:
        api.client("client_404")
    assert refused.value.kind == "not-found"


@pytest.mark.parametrize("name", ["DATABASE_URL", "MASTER_API_TOKEN", "SECRET_KEYS", "YOOKASSA_SHOP_ID"])
def test_missing_setting_is_one_line_and_status_2(environment: dict[str, str], name: str) -> None:
    del environment[name]

    done = subprocess.run(
        [sys.executable, "-m", "services.master_bot.api"], env=environment, capture_output=True, text=True, timeout=30
    )

    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith(f"error: {name} is not set")
