from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from services.shared.postgres.pool import Pool, open_pool
from services.shared.runtime.secret import Secret
from services.webhook.app import Dependencies, create_app
from services.webhook.senders import YOOKASSA_NETWORKS, Senders, read_networks
from tests.support.database import Database
from tests.support.inbox import SettableClock
from tests.support.master_stand_in import MasterStandIn, master_stand_in


@pytest.fixture
def pool(database: Database) -> Iterator[Pool]:
    with open_pool(database.webhook_url, max_size=4) as pool:
        yield pool


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock()


@pytest.fixture
def webhook(pool: Pool, clock: SettableClock) -> FlaskClient:
    """The application behind a proxy on 10.0.0.1, for requests as the proxy passes them on."""
    senders = Senders(read_networks(YOOKASSA_NETWORKS), read_networks("10.0.0.1"))
    return create_app(Dependencies(pool, senders, None, clock)).test_client()


@pytest.fixture
def master() -> Iterator[MasterStandIn]:
    with master_stand_in() as stand_in:
        yield stand_in


@pytest.fixture
def dead_pool() -> Iterator[Pool]:
    """A pool whose server is away, and which says so soon."""
    pool = open_pool(Secret("postgresql://nobody:nothing@127.0.0.1:1/none"))
    pool.timeout = 0.3
    yield pool
    pool.close(timeout=0)
