from __future__ import annotations

from typing import Any

import pytest

from scripts.simulators.telegram.world.entities import find_entities, is_start_payload, merge_entities, trim


def part(text: str, entity: dict[str, Any]) -> str:
    """What an entity covers: its numbers count UTF-16 units."""
    units = text.encode("utf-16-le")[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])]
    return units.decode("utf-16-le")


def test_commands_links_and_names_are_found_in_a_text() -> None:
    text = "👋 /start@salon_bot, см. https://a.ru/x?y=1. Пишите @alice или mail@a.ru, +7 900 111-22-33 #акция"

    found = [(entity["type"], part(text, entity)) for entity in find_entities(text)]

    assert found == [
        ("bot_command", "/start@salon_bot"),
        ("url", "https://a.ru/x?y=1"),
        ("mention", "@alice"),
        ("email", "mail@a.ru"),
        ("phone_number", "+7 900 111-22-33"),
        ("hashtag", "#акция"),
    ]


@pytest.mark.parametrize("text", ["1/2", "а/б", "10:00", "990 ₽", "a@b", "и/или"])
def test_ordinary_words_are_no_entities(text: str) -> None:
    assert find_entities(text) == []


def test_trimming_moves_the_entities_with_the_text() -> None:
    bold = {"type": "bold", "offset": 1, "length": 8}

    assert trim(" \n привет \n", [bold]) == ("привет", [{"type": "bold", "offset": 0, "length": 6}])
    assert trim("x  ", [{"type": "bold", "offset": 1, "length": 2}]) == ("x", [])


def test_what_is_found_gives_way_to_what_was_given() -> None:
    link = {"type": "text_link", "offset": 0, "length": 12, "url": "https://b.ru"}
    found = [{"type": "url", "offset": 0, "length": 12}, {"type": "mention", "offset": 20, "length": 6}]

    assert merge_entities([link], found) == [link, found[1]]


@pytest.mark.parametrize(
    ("payload", "fits"),
    [("", True), ("a_b-C9", True), ("x" * 64, True), ("x" * 65, False), ("а", False), ("a b", False)],
)
def test_a_start_payload_has_64_plain_characters_at_most(payload: str, fits: bool) -> None:
    assert is_start_payload(payload) is fits
