"""The housekeeping program on its own: no notification, no relay, no API; only its own rounds."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from services.master_bot.storage.cipher import Cipher
from services.shared.runtime.secret import Secret
from tests.support.database import Database
from tests.support.money import OWNER, Money, new_token


@pytest.fixture
def keys() -> str:
    return Fernet.generate_key().decode()


def test_housekeeping_alone_settles_a_paid_order_and_tells_the_owner(
    money: Money, database: Database, keys: str, tmp_path: Path
) -> None:
    money = replace(money, context=replace(money.context, cipher=Cipher(Secret(keys))))
    order = money.paid_order()
    money.rows("UPDATE orders SET next_look_at = now() RETURNING id")
    environment = {
        "PATH": os.environ["PATH"],
        "ENV_FILE": str(tmp_path / "none"),
        "DATABASE_URL": database.master_url.reveal(),
        "SECRET_KEYS": keys,
        "SALES_BOT_TOKEN": new_token().reveal(),
        "TELEGRAM_API_URL": money.context.telegram.api_url,
        "YOOKASSA_SHOP_ID": money.shop.shop_id,
        "YOOKASSA_SECRET_KEY": money.shop.secret_key,
        "YOOKASSA_API_URL": money.shop.api_url,
    }
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "services.master_bot.worker", "housekeeping"], env=environment, stderr=log
        )
    try:
        deadline = time.monotonic() + 30
        while not (told := money.rows("SELECT * FROM outbox WHERE state <> 'due' AND state <> 'sending'")):
            assert time.monotonic() < deadline, (tmp_path / "log").read_text()
            time.sleep(0.1)
        process.terminate()
        status = process.wait(timeout=20)
    finally:
        process.kill()
        process.wait()

    assert money.order_row(order)["state"] == "settled"
    assert (told[0]["kind"], told[0]["chat_id"]) == ("payment_received", OWNER)
    assert status == 0
