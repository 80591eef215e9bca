"""The owner's own texts: what may stand in one, and what customers read of it."""

from __future__ import annotations

import pytest

from services.booking_bot.domain.errors_texts import InvalidText, UnclosedBrace, UnknownPlaceholder
from services.booking_bot.domain.own_texts import (
    LONGEST,
    LONGEST_FILLED,
    OwnTexts,
    Placeholder,
    StoredText,
    TextKind,
    checked_text,
    filled,
)
from services.booking_bot.domain.texts import utf16_length

FACTS = {Placeholder.NAME: "Мария", Placeholder.TIME: "15:00", Placeholder.ADDRESS: "", Placeholder.SERVICE: "{name}"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Возьмите полотенце", "Возьмите полотенце"),
        ("  {имя},  ждём \r\n\r\n\r\n\r\n вас в { Time } \n", "{имя}, ждём\n\nвас в { Time }"),
        ("👩‍🦰 {name}\u202e<b>", "👩‍🦰 {name} <b>"),
        ("\ud83d{name}\x00", "{name}"),
        ("Щ" * LONGEST, "Щ" * LONGEST),
        ("😀" * (LONGEST // 2), "😀" * (LONGEST // 2)),
    ],
)
def test_text_is_kept_as_plain_text_with_its_lines(typed: str, kept: str) -> None:
    assert checked_text(TextKind.BOOKED, "ru", typed) == kept


@pytest.mark.parametrize(
    "typed", ["", " \n\t ", "\u200b\u200d", "\u2800 \u3164", "Щ" * (LONGEST + 1), "😀" * (LONGEST // 2 + 1)]
)
def test_text_that_says_nothing_or_too_much_is_refused(typed: str) -> None:
    with pytest.raises(InvalidText) as refused:
        checked_text(TextKind.GREETING, "ru", typed)
    assert refused.value.longest == LONGEST


@pytest.mark.parametrize(
    ("language", "typed", "wrong", "allowed"),
    [
        ("ru", "Привет, {имья}!", "{имья}", ("{имя}", "{название}", "{адрес}", "{телефон}")),
        ("en", "Hello {name}, see you {when}", "{when}", ("{name}", "{business}", "{address}", "{phone}")),
        ("en", "{}", "{}", ("{name}", "{business}", "{address}", "{phone}")),
    ],
)
def test_placeholder_that_is_not_there_is_named_with_those_that_are(
    language: str, typed: str, wrong: str, allowed: tuple[str, ...]
) -> None:
    with pytest.raises(UnknownPlaceholder) as refused:
        checked_text(TextKind.GREETING, language, typed)
    assert (refused.value.placeholder, refused.value.allowed) == (wrong, allowed)


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("Привет, {имя", "{имя"),
        ("имя} и ещё", "} и ещё"),
        ("{имя\n}", "{имя"),
        ("{{имя}}", "{{имя}}"),
        ("{имя} }", "}"),
    ],
)
def test_brace_without_the_other_one_is_refused_where_it_stands(typed: str, near: str) -> None:
    with pytest.raises(UnclosedBrace) as refused:
        checked_text(TextKind.GREETING, "ru", typed)
    assert refused.value.near == near


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("{имя}, ждём вас в {TIME}!", "Мария, ждём вас в 15:00!"),
        ("Первая\n{адрес}: вход\nТретья", "Первая\nТретья"),
        ("{адрес}", ""),
        ("{услуга}", "{name}"),
        ("{чужое} {имя}", "{чужое} Мария"),
    ],
)
def test_facts_are_filled_in_and_a_line_of_which_nothing_is_known_is_left_out(text: str, read: str) -> None:
    assert filled(text, FACTS) == read


def test_what_is_filled_in_leaves_room_for_the_visit() -> None:
    long = filled("{name}" * 100, {Placeholder.NAME: "a😀" * 50})

    assert utf16_length(long) <= LONGEST_FILLED
    assert long.startswith("a😀a😀")
    assert long.endswith("…")
    assert "\ufffd" not in long


def test_reader_is_known_everywhere_and_the_visit_says_more() -> None:
    own = OwnTexts({TextKind.MOVED: "{name} {business} {time}"}, {Placeholder.NAME: "a", Placeholder.BUSINESS: "b"})

    assert own.say(TextKind.MOVED, {Placeholder.NAME: "c", Placeholder.TIME: "15:00"}) == "c b 15:00"
    assert own.say(TextKind.MOVED, {}) == ""
    assert own.say(TextKind.GREETING, {}) == ""
    assert own.unknown_in("{phone} {name} {business}\n{телефон} {адрес} {x}") == [
        Placeholder.PHONE,
        Placeholder.ADDRESS,
    ]


def test_former_text_is_what_stood_before_the_last_change() -> None:
    first = StoredText().changed_to("a")

    assert first == StoredText("a", None)
    assert first.changed_to("a") == first
    assert first.changed_to("b") == StoredText("b", "a")
    assert first.changed_to(None) == StoredText(None, "a")
    assert first.changed_to(None).changed_to(None) == StoredText(None, "a")
