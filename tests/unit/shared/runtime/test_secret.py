from __future__ import annotations

import copy
import pickle

import pytest

from services.shared.runtime.secret import Secret


def test_secret_shows_in_no_text() -> None:
    secret = Secret("hidden-word")

    texts = [
        str(secret),
        repr(secret),
        f"{secret}",
        f"{secret!r:>20}",
        str([secret]),
        str({"a": secret}),
    ]

    assert not any("hidden-word" in text for text in texts)
    assert secret.reveal() == "hidden-word"


@pytest.mark.parametrize("write", [pickle.dumps, copy.deepcopy])
def test_secret_is_not_copied_out_by_accident(write: object) -> None:
    assert callable(write)

    with pytest.raises(TypeError):
        write(Secret("hidden-word"))


def test_secrets_are_equal_by_their_text() -> None:
    assert Secret("a") == Secret("a")
    assert Secret("a") != Secret("b")
    assert Secret("a") != "a"
