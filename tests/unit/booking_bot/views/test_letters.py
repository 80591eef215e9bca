"""What people of the business are told, in messages that Telegram takes and a phone shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from scripts.gallery.making import LOCALES
from scripts.gallery.samples import BOOKING, CUSTOMER, FACTS, MOSCOW, NOW, SETTINGS, START
from scripts.gallery.telling_screens import ANNA, DIGEST, HOLE, MANY, OWNER
from services.booking_bot.domain.bookings import Side
from services.booking_bot.domain.deliveries import Delivery
from services.booking_bot.domain.digests import Digest
from services.booking_bot.domain.notices import GROUPED, Notice, NoticeKind
from services.booking_bot.domain.prices import Price
from services.booking_bot.views.digest import morning
from services.booking_bot.views.letters import letters
from services.booking_bot.views.notice_groups import line
from services.booking_bot.views.words import Words
from services.shared.runtime.translations import Translations
from services.shared.telegram.screens import LONGEST_TEXT, Screen, length_of

SHORT = replace(FACTS, service_name="Haircut", guest=None, specialist_name=None, previous_start=None, by=Side.CUSTOMER)
ALICE = replace(CUSTOMER, name="Alice")


@pytest.fixture(scope="module")
def words() -> Words:
    return Words(Translations(LOCALES)["en"], MOSCOW)


def told(kind: NoticeKind, **changes: object) -> Notice:
    return Notice(1, kind, 1, "en", 7, ALICE, replace(SHORT, **changes), 1)  # type: ignore[arg-type]  # its own fields


def labels(screen: Screen) -> list[list[str]]:
    return [] if screen.inline is None else [[button.text for button in row] for row in screen.inline.inline_keyboard]


def test_every_notice_is_in_one_message_and_each_message_fits(words: Words) -> None:
    sent = list(letters(words, SETTINGS, Delivery(1, "en", 1, OWNER, MANY, (HOLE,)), NOW))

    assert [notice.id for letter in sent for notice in letter.owed.notices] == [notice.id for notice in MANY]
    assert all(1 <= len(letter.owed.notices) <= 10 for letter in sent)
    assert all(length_of(letter.screen.text) <= LONGEST_TEXT for letter in sent)
    assert ["Free now" in letter.screen.text for letter in sent] == [False] * (len(sent) - 1) + [True]
    assert sent[1].screen.text.startswith(f"🔔 <b>{len(MANY)} changes</b> 2/{len(sent)}")


def test_a_digest_that_is_too_long_says_how_many_visits_are_left_out(words: Words) -> None:
    text = morning(words, DIGEST, manages=True).text
    shown = sum(line.startswith("<b>") for line in text.splitlines())

    assert length_of(text) <= LONGEST_TEXT
    assert f"… and {len(DIGEST.visits) - shown} more" in text
    assert 2 < shown < len(DIGEST.visits)


@pytest.mark.parametrize(
    ("notice", "said"),
    [
        (told(NoticeKind.OWNER_BOOKED), "🆕 <b>Mon 2 Mar 15:00</b> · Haircut · Alice · by the customer"),
        (
            replace(told(NoticeKind.OWNER_CANCELLED, by=Side.BUSINESS), by_name="Olga <3"),
            "❌ <b>Mon 2 Mar 15:00</b> · Haircut · Alice · by hand: Olga &lt;3",
        ),
        (
            told(NoticeKind.OWNER_MOVED, previous_start=START - timedelta(hours=1), guest="Mum"),
            "↔️ <b>Mon 2 Mar 14:00 → Mon 2 Mar 15:00</b> · Haircut · Mum · by the customer",
        ),
        (
            told(NoticeKind.OWNER_MOVED, previous_start=START, previous_specialist="Anna", specialist_name="Maria"),
            "↔️ <b>Mon 2 Mar 15:00</b> · Haircut · Alice · Anna → Maria · by the customer",
        ),
        (told(NoticeKind.OWNER_LATE_10), "🏃 <b>Mon 2 Mar 15:00</b> · Haircut · Alice · 10 minutes late"),
        (
            told(NoticeKind.OWNER_SILENCE, by=None),
            "🤔 <b>Mon 2 Mar 15:00</b> · Haircut · Alice · has not answered",
        ),
    ],
)
def test_a_line_says_who_what_when_and_by_whom(words: Words, notice: Notice, said: str) -> None:
    assert line(words, notice) == said


def test_every_kind_that_is_told_together_has_a_line(words: Words) -> None:
    assert all(line(words, told(kind)) for kind in GROUPED)


def test_a_specialist_is_told_what_is_free_and_has_no_buttons_of_managers(words: Words) -> None:
    notices = (told(NoticeKind.OWNER_CANCELLED),)
    manager, specialist = (
        next(letters(words, SETTINGS, Delivery(1, "en", 1, member, notices, (HOLE,)), NOW)).screen
        for member in (OWNER, ANNA)
    )

    assert manager.text == specialist.text
    assert "🕳 <b>Free now: tomorrow 15:00–16:30" in specialist.text
    assert "👉 by the customer" in specialist.text
    assert labels(manager) == [["Open"], ["✍️ Book 15:00", "⛔ Block 15:00–16:30"]]
    assert labels(specialist) == [["Open"]]


def test_the_digest_sums_up_the_day(words: Words) -> None:
    part = replace(BOOKING.parts[0], service_name="Haircut", price=1500_00, end=START + timedelta(hours=1))
    plain = replace(BOOKING, id=5, customer=ALICE, parts=(replace(part, specialist_name=None),))
    visits, sums = (plain, replace(plain, id=6, confirmed=True)), (Price(3000_00, "RUB"),)
    digest = Digest(1, START.date(), visits, silent=frozenset({5}), expected=sums)

    assert morning(words, digest, manages=False).text == (
        "☀️ <b>Monday, 2 March</b>\n"
        "2 visits: the first at 15:00, the last until 16:00\n"
        "❔ Have not said yet whether they come: 1\n"
        "💵 Expected: ₽3,000\n\n"
        "<b>15:00–16:00</b> ❔ Haircut · Alice\n"
        "<b>15:00–16:00</b> 👍 Haircut · Alice"
    )
