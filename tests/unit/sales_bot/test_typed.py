from __future__ import annotations

import pytest

from services.sales_bot.typed import email_of, promo_code_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (" spring ", "SPRING"),
        ("FR-7KQ2WXY", "FR-7KQ2WXY"),
        ("весна_26", "ВЕСНА_26"),
        ("ab", None),
        ("two words", None),
        ("SPRING\nSPRING", None),
        ("x" * 33, None),
        ("x" * 300, None),
        ("-20%", None),
        ("", None),
    ],
)
def test_promo_code_is_read_in_one_case(text: str, code: str | None) -> None:
    assert promo_code_of(text) == code


@pytest.mark.parametrize(
    "text", ["anna@example.com", "  a.b+c@mail.example.co.uk\n", "анна@почта.рф", f"{'a' * 60}@{'b' * 60}.ru"]
)
def test_email_is_read(text: str) -> None:
    assert email_of(text) == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ivan@",
        "@example.com",
        "ivan@example",
        "ivan@@example.com",
        "ivan@example..com",
        "ivan@.com",
        "ivan@example.com.",
        "my address is ivan@example.com",
        "Ivan <ivan@example.com>",
        "ivan@example.com, anna@example.com",
        "mailto:ivan@example.com",
        f"{'a' * 250}@b.ru",
        "a@" * 40_000,
    ],
)
def test_what_is_no_email_is_told_at_once(text: str) -> None:
    assert email_of(text) is None
