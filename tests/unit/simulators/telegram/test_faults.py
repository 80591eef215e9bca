from __future__ import annotations

import pytest

from scripts.simulators.telegram.world.errors import SimError
from scripts.simulators.telegram.world.faults import Fault, Faults


def test_a_fault_hits_as_often_as_it_was_told() -> None:
    faults = Faults()
    faults.add(Fault("server_error", times=2))

    hits = [faults.take("sendmessage", 7, 501) is not None for _ in range(3)]

    assert hits == [True, True, False]


def test_a_fault_for_ever_stays_until_removed() -> None:
    faults = Faults()
    number = faults.add(Fault("reset", times=None))
    faults.add(Fault("hang", times=None, method="getMe"))
    assert all(faults.take("sendmessage", 7, None) for _ in range(10))

    faults.remove(number)

    assert faults.take("sendmessage", 7, None) is None
    assert faults.take("getme", 7, None) is not None


def test_a_fault_hits_only_the_calls_it_is_meant_for() -> None:
    faults = Faults()
    faults.add(Fault("server_error", times=None, method="sendMessage", bot_id=7, chat_id=501))

    assert faults.take("sendmessage", 7, 501)
    assert not faults.take("sendphoto", 7, 501)
    assert not faults.take("sendmessage", 8, 501)
    assert not faults.take("sendmessage", 7, 502)


def test_polling_is_hit_only_when_it_is_named() -> None:
    faults = Faults()
    faults.add(Fault("server_error", times=None))

    assert not faults.take("getupdates", 7, None)

    faults.add(Fault("reset", method="getUpdates"))
    assert faults.take("getupdates", 7, None)


def test_a_429_says_how_long_to_wait() -> None:
    error = Fault("too_many_requests", retry_after=17).error()

    assert error is not None
    assert (error.status, error.retry_after) == (429, 17)
    assert error.description == "Too Many Requests: retry after 17"


@pytest.mark.parametrize("wrong", [{"kind": "nonsense"}, {"kind": "reset", "when": "later"}])
def test_an_unknown_fault_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(SimError):
        Fault(**wrong)  # type: ignore[arg-type]
