"""Codes of links that open something once."""

from __future__ import annotations

import pytest

from services.booking_bot.domain.one_time_codes import code_hash, is_code, new_code


def test_codes_differ_fit_into_a_start_link_and_are_not_in_their_hash() -> None:
    codes = {new_code() for _ in range(200)}

    assert len(codes) == 200
    assert all(is_code(code) for code in codes)
    assert len({code_hash(code) for code in codes}) == 200
    assert not any(code in code_hash(code) for code in codes)


def test_one_code_has_one_hash() -> None:
    code = new_code()

    assert code_hash(code) == code_hash(code)
    assert len(code_hash(code)) == 64


@pytest.mark.parametrize("text", ["", "m5", "a" * 21, "a" * 23, "a" * 21 + "ё", "a" * 21 + " ", "a" * 22 + "\n"])
def test_what_is_no_code_is_not_looked_up(text: str) -> None:
    assert not is_code(text)
