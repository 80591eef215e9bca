from __future__ import annotations

import pytest

from services.sales_bot.bots import find_token
from services.sales_bot.seal import Seal
from services.shared.runtime.secret import Secret

TOKEN = "123456789:AAF-the_token-of-a-bot-0123456789ab"
FROM_BOTFATHER = f"Done! Use this token to access the HTTP API:\n{TOKEN}\nKeep your token secure"


@pytest.mark.parametrize("text", [TOKEN, f"  {TOKEN}\n", FROM_BOTFATHER, f"token={TOKEN}."])
def test_token_is_found_in_what_buyers_paste(text: str) -> None:
    assert find_token(text) == Secret(TOKEN)


@pytest.mark.parametrize(
    "text", ["", "hello", "123:abc", "12:30", f"x{TOKEN}", TOKEN + "a" * 40, "1" * 50_000, "1:" * 9_000]
)
def test_other_words_are_no_token(text: str) -> None:
    assert find_token(text) is None


def test_sealed_token_is_read_with_the_same_key_only() -> None:
    sealed = Seal(Secret("key of the sales bot")).close(Secret(TOKEN))

    assert TOKEN not in sealed
    assert Seal(Secret("key of the sales bot")).open(sealed) == Secret(TOKEN)
    assert Seal(Secret("another key")).open(sealed) is None
