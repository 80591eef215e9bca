from __future__ import annotations

import pytest

from services.master_bot.domain.emails import checked_email


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("  Anna.Petrova+salon@Example.COM ", "Anna.Petrova+salon@example.com"),
        ("a@b.io", "a@b.io"),
        ("anna@Пример.РФ", "anna@xn--e1afmkfd.xn--p1ai"),
        ("o'brien_1@mail.my-salon.co.uk", "o'brien_1@mail.my-salon.co.uk"),
        ("n" * 64 + "@example.com", "n" * 64 + "@example.com"),
    ],
)
def test_address_is_kept_with_its_domain_in_small_ascii(typed: str, address: str) -> None:
    assert checked_email(typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "anna",
        "@example.com",
        "anna@",
        "anna@example",
        "anna@example..com",
        "anna@.com",
        "anna@-salon.com",
        "anna@exa_mple.com",
        "anna@127.0.0.1",
        "anna@[127.0.0.1]",
        ".anna@example.com",
        "an..na@example.com",
        "an na@example.com",
        "anna@bob@example.com",
        "анна@example.com",
        "Anna <anna@example.com>",
        '"anna"@example.com',
        "anna@example.com\nbcc: all@example.com",
        "anna@example.com, bob@example.com",
        "n" * 65 + "@example.com",
        "anna@" + "a" * 64 + ".com",
        "anna@" + "a." * 130 + "com",
        "anna@exam\x00ple.com",
    ],
)
def test_what_no_receipt_can_be_sent_to_is_refused_without_repeating_it(typed: str) -> None:
    with pytest.raises(ValueError, match=r"^must ") as caught:
        checked_email(typed)

    assert str(caught.value) in {
        "must be an address as anna@example.com, without a name around it",
        "must have at most 254 characters, and 64 before the @",
    }
