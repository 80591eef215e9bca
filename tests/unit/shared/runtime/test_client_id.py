from __future__ import annotations

import pytest

from services.shared.runtime.client_id import InvalidClientId, client_id_of, client_number, parse_client_id


@pytest.mark.parametrize("text", ["client_001", "client_042", "client_999", "client_1000", "client_999999999"])
def test_client_id_is_given_back(text: str) -> None:
    assert parse_client_id(text) == text
    assert client_id_of(client_number(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "client_42",
        "client_0042",
        "client_000",
        "client_1000000000",
        "client_٠٤٢",
        "Client_042",
        "client_042\n",
        " client_042",
        "client_042/",
        "../../etc",
        "client_04a",
    ],
)
def test_anything_else_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(InvalidClientId) as caught:
        parse_client_id(text)

    assert str(caught.value).endswith("expected client_ and a number of three to nine digits, as in client_042")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("number", [0, -1, 10**9])
def test_number_outside_the_range_has_no_id(number: int) -> None:
    with pytest.raises(InvalidClientId):
        client_id_of(number)
