"""The board of a day as a list, and what is drawn of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from aiogram.types import InlineKeyboardMarkup

from scripts.gallery.board_screens import BOARD
from scripts.gallery.making import LOCALES
from services.booking_bot.domain.blocks import Block
from services.booking_bot.domain.board import Share, StaffDay
from services.booking_bot.domain.bookings import Booking, BookingPart, BookingState, Side
from services.booking_bot.domain.customers import Customer
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.outcomes import Mark, Outcome
from services.booking_bot.domain.specialists import Specialist
from services.booking_bot.drawing.day_picture import Box, Column, DayPicture, Look
from services.booking_bot.use_cases.board import Board
from services.booking_bot.views.board import PAGE, day_board, whose_day
from services.booking_bot.views.board_picture import day_picture, drawn
from services.booking_bot.views.my_day import my_day
from services.booking_bot.views.words import Words
from services.shared.runtime.translations import Translations
from services.shared.telegram.screens import LONGEST_TEXT, Screen, length_of

UTC_ZONE, BERLIN = ZoneInfo("UTC"), ZoneInfo("Europe/Berlin")
ENGLISH, RUSSIAN = (Words(Translations(LOCALES)[language], UTC_ZONE) for language in ("en", "ru"))
MONDAY = date(2026, 3, 2)
MIDNIGHT = datetime(2026, 3, 2, tzinfo=UTC)
ANNA, MARIA, VERA = Specialist(1, "Anna"), Specialist(2, "Maria"), Specialist(3, "Vera")


def at(clock: str) -> datetime:
    hours, minutes = clock.split(":")
    return MIDNIGHT + timedelta(hours=int(hours), minutes=int(minutes))


def span(text: str) -> Interval:
    return Interval(*(at(clock) for clock in text.split("–")))


def part(text: str, who: Specialist = ANNA, service: str = "Haircut") -> BookingPart:
    when = span(text)
    return BookingPart(1, who.id, 1, service, 1000_00, "RUB", when.start, when.end)


def visit(number: int, name: str, *parts: BookingPart, outcome: Outcome | None = None) -> Booking:
    customer = Customer(number, name)
    return Booking(
        number, customer, parts, BookingState.BOOKED, 1, Side.CUSTOMER, MIDNIGHT, mark=Mark(outcome), confirmed=False
    )


def share(booking: Booking, who: Specialist = ANNA) -> Share:
    return Share(booking, tuple(part for part in booking.parts if part.specialist_id == who.id))


ALICE = visit(1, "Alice", part("10:00–11:00"), part("11:00–12:00", MARIA, "Nails"))
BOB = visit(2, "Bob", part("13:00–13:30"))
LUNCH = Block(5, ANNA.id, at("12:00"), at("13:00"), "Anna")
DAY = Board(
    MONDAY,
    UTC_ZONE,
    at("8:00"),
    (
        StaffDay(ANNA, (span("10:00–14:00"),), (share(ALICE), share(BOB)), (LUNCH,), (span("11:00–12:00"),)),
        StaffDay(MARIA, (span("11:00–12:00"),), (share(ALICE, MARIA),)),
        StaffDay(VERA),
    ),
    (ALICE, BOB),
    others=True,
)
OF_ANNA = replace(DAY, staff=DAY.staff[:1], specialist_id=ANNA.id)


def labels(screen: Screen) -> list[list[str]]:
    assert isinstance(screen.keyboard, InlineKeyboardMarkup)
    return [[one.text for one in row] for row in screen.keyboard.inline_keyboard]


def data(screen: Screen, label: str) -> str | None:
    assert isinstance(screen.keyboard, InlineKeyboardMarkup)
    return next(one.callback_data for row in screen.keyboard.inline_keyboard for one in row if one.text == label)


def test_board_is_by_specialist_and_each_part_of_a_visit_is_with_who_does_it() -> None:
    screen = day_board(ENGLISH, DAY)

    assert screen.text.split("\n") == [
        "<b>Monday, 2 March</b>",
        "2 visits · ₽3,000",
        "🏖 Day off: Vera",
        "",
        "💇 <b>Anna</b> · 10:00–14:00",
        "2 visits · ₽2,000 · busy 50 %",
        "🟢 Free: 11:00–12:00",
        "<b>10:00–11:00</b> Haircut",
        "👤 Alice",
        "⛔ Kept free: 12:00–13:00 · Anna",
        "<b>13:00–13:30</b> Haircut",
        "👤 Bob",
        "",
        "💇 <b>Maria</b> · 11:00–12:00",
        "1 visit · ₽1,000 · busy 100 %",
        "🔴 Nothing is free.",
        "<b>11:00–12:00</b> Nails",
        "👤 Alice",
    ]
    assert labels(screen)[:-2] == [
        ["10:00 · Alice · Haircut"],
        ["🔓 Open 12:00–13:00 · Anna again"],
        ["13:00 · Bob · Haircut"],
        ["11:00 · Alice · Nails"],
        ["👤 One specialist", "🖼 As a picture"],
        ["⛔ Block an hour", "🤒 Ill today"],
    ]


def test_board_of_one_stays_hers_on_every_way_and_leads_back_to_all() -> None:
    screen = day_board(ENGLISH, replace(OF_ANNA, bookings=(ALICE, BOB)))

    assert "Maria" not in screen.text
    assert "Vera" not in screen.text
    for label in ("Sun 1 Mar", "Tue 3 Mar", "🖼 As a picture", "⛔ Block an hour", "🔓 Open 12:00–13:00 · Anna again"):
        assert (data(screen, label) or "").endswith(":1"), label
    assert (data(screen, "👥 All") or "").endswith(":0")
    gone = replace(OF_ANNA, staff=(replace(OF_ANNA.staff[0], specialist=replace(ANNA, active=False)),))
    assert ["⛔ Block an hour"] not in labels(day_board(ENGLISH, gone))


def test_specialist_does_not_say_that_somebody_is_ill() -> None:
    said = {label for row in labels(my_day(replace(ENGLISH, own_desk=True), OF_ANNA)) for label in row}
    assert "⛔ Block an hour" in said
    assert "🤒 Ill today" not in said


def test_board_of_the_only_one_names_nobody() -> None:
    only = replace(DAY, staff=(replace(DAY.staff[0], blocks=()),), others=False)

    assert day_board(ENGLISH, only).text.split("\n")[2:5] == ["", "🕒 10:00–14:00 · busy 38 %", "🟢 Free: 11:00–12:00"]
    assert ["👤 One specialist", "🖼 As a picture"] not in labels(day_board(ENGLISH, only))
    off = day_board(ENGLISH, replace(only, staff=(StaffDay(ANNA),), bookings=()))
    assert off.text.split("\n")[1:] == ["Nothing is booked on this day.", "", "🕒 day off"]


@pytest.mark.parametrize(
    ("booking", "now", "said"),
    [
        (BOB, "12:00", "Haircut"),
        (replace(BOB, confirmed=True), "12:00", "👍 Haircut"),
        (replace(BOB, confirmed=True), "14:00", "❔ Haircut"),
        (replace(BOB, mark=Mark(Outcome.NO_SHOW)), "14:00", "🚫 Haircut"),
        (replace(BOB, mark=Mark(Outcome.CAME)), "13:10", "✅ Haircut"),
        (BOB, "40:00", "✅ Haircut"),  # a day has passed
    ],
)
def test_visit_says_what_became_of_it(booking: Booking, now: str, said: str) -> None:
    board = replace(OF_ANNA, now=at(now), staff=(replace(OF_ANNA.staff[0], visits=(share(booking),)),))

    screen = day_board(ENGLISH, board)

    assert f"<b>13:00–13:30</b> {said}" in screen.text.split("\n")
    assert said.replace("Haircut", "13:00 · Bob · Haircut") in [label for row in labels(screen) for label in row]


def test_pages_are_whole_and_name_whose_they_are() -> None:
    """With the longest names: each visit stands on one page, under its specialist, and no page is too long."""
    pages = []
    while not pages or "›" in [label for row in labels(pages[-1]) for label in row]:
        pages.append(day_board(RUSSIAN, BOARD, len(pages)))

    assert all(length_of(page.text) <= LONGEST_TEXT for page in pages)
    assert all("💇" in page.text for page in pages)
    opened = [one for page in pages for row in labels(page) for one in row if " · " in one]
    assert len(opened) == len(BOARD.staff[0].visits) + len(BOARD.staff[0].blocks)
    assert max(sum(" · " in label for row in labels(page) for label in row) for page in pages) <= PAGE


def test_page_is_as_long_as_telegram_takes_whatever_the_services_are_called() -> None:
    parts = [part("10:00–11:00", service=f"{number}" + "💅" * 79) for number in range(5)]
    visits = tuple(share(visit(number, "💇" * 100, *parts)) for number in range(1, 21))
    board = replace(OF_ANNA, staff=(replace(OF_ANNA.staff[0], visits=visits, blocks=()),))

    pages = [day_board(RUSSIAN, board, page) for page in range(7)]

    assert max(length_of(page.text) for page in pages) <= LONGEST_TEXT
    assert [page.text.count("<b>10:00–11:00</b>") for page in pages] == [3, 3, 3, 3, 3, 3, 2]


def test_anybody_can_be_chosen() -> None:
    screen = whose_day(ENGLISH, DAY)

    assert labels(screen) == [["Anna · 2 visits"], ["Maria · 1 visit"], ["Vera · day off"], ["👥 All"]]
    assert [data(screen, row[0]) for row in labels(screen)] == [
        f"b:{MONDAY.toordinal()}:0:{who}" for who in (1, 2, 3, 0)
    ]


def test_picture_has_a_column_for_each_who_is_there() -> None:
    assert day_picture(ENGLISH, replace(DAY, now=at("12:20"))) == DayPicture(
        "Monday, 2 March · 2 visits · ₽3,000",
        (600, 840),
        ((600, "10:00"), (660, "11:00"), (720, "12:00"), (780, "13:00"), (840, "14:00")),
        (
            Column(
                "Anna",
                "10:00–14:00 · 2 visits",
                ((600, 840),),
                (),
                (
                    Box((600, 660), Look.BOOKED, ("10:00–11:00", "Alice", "Haircut")),
                    Box((720, 780), Look.BLOCKED, ("12:00–13:00", "kept free")),
                    Box((780, 810), Look.BOOKED, ("13:00–13:30", "Bob", "Haircut")),
                ),
            ),
            Column(
                "Maria",
                "11:00–12:00 · 1 visit",
                ((660, 720),),
                (),
                (Box((660, 720), Look.BOOKED, ("11:00–12:00", "Alice", "Nails")),),
            ),
        ),
        ((Look.BOOKED, "booked"), (Look.BLOCKED, "kept free")),
        740,
    )


def test_present_time_is_in_the_picture_only_where_there_is_a_place_for_it() -> None:
    times = [day_picture(ENGLISH, replace(DAY, now=at(clock))).now for clock in ("9:59", "10:00", "13:59", "14:00")]

    assert times == [None, 600, 839, None]


def test_visits_at_the_same_time_stand_side_by_side_and_breaks_lie_between_hours() -> None:
    times = ("10:00–12:00", "10:30–11:00", "11:00–11:30", "12:00–13:00")
    visits = tuple(share(visit(number, "Alice", part(text))) for number, text in enumerate(times))
    hours = (span("9:30–11:00"), span("12:00–13:00"))

    (column,) = day_picture(ENGLISH, replace(OF_ANNA, staff=(StaffDay(ANNA, hours, visits),))).columns

    assert [(box.lane, box.lanes) for box in column.boxes] == [(0, 2), (1, 2), (1, 2), (0, 1)]
    assert (column.opening, column.breaks) == (((570, 660), (720, 780)), ((660, 720),))


def test_picture_reaches_into_the_night_as_far_as_visits_and_hours_do() -> None:
    """The visit of the evening before, one over midnight, and one in the night that belongs to her hours."""
    before, over, after = (
        share(visit(1, "Alice", part(text))) for text in ("-1:00–0:30", "23:30–24:30", "25:00–25:30")
    )
    late = share(visit(4, "Dan", part("30:00–31:00")))
    night = StaffDay(ANNA, (span("20:00–26:00"),), (over,), around=(before, after, late))

    picture = day_picture(ENGLISH, replace(OF_ANNA, staff=(night,)))

    assert picture.span == (0, 26 * 60)
    assert [box.span for box in picture.columns[0].boxes] == [(0, 30), (1410, 1470), (1500, 1530)]
    assert picture.hours[-2:] == ((1500, "01:00"), (1560, "02:00"))


def test_clock_of_the_picture_follows_the_wall_over_the_change() -> None:
    words = Words(ENGLISH.texts, BERLIN)
    start = datetime(2026, 10, 24, 22, tzinfo=UTC)
    hours = (Interval(start, start + timedelta(hours=5)),)
    board = Board(date(2026, 10, 25), BERLIN, start, (StaffDay(ANNA, hours),))

    picture = day_picture(words, board)

    assert [clock for _, clock in picture.hours] == ["00:00", "01:00", "02:00", "02:00", "03:00", "04:00"]
    assert picture.now == 0


def test_more_specialists_than_can_be_read_take_several_pictures() -> None:
    staff = tuple(StaffDay(Specialist(number, f"S{number}"), (span("10:00–14:00"),)) for number in range(1, 26))
    board = replace(DAY, staff=staff, bookings=())

    pages = [[column.name for column in day_picture(ENGLISH, board, page).columns] for page in range(3)]

    assert [len(page) for page in pages] == [12, 12, 1]
    assert [name for page in pages for name in page] == [f"S{number}" for number in range(1, 26)]
    assert [labels(drawn(ENGLISH, board, b"png", page))[0] for page in range(3)] == [["›"], ["‹", "›"], ["‹"]]


def test_picture_of_a_day_on_which_nobody_works_shows_all_of_them() -> None:
    picture = day_picture(ENGLISH, replace(DAY, staff=(StaffDay(ANNA), StaffDay(VERA)), bookings=()))

    assert [column.name for column in picture.columns] == ["Anna", "Vera"]
    assert picture.span == (540, 1080)


def test_what_is_to_be_drawn_comes_through_unchanged() -> None:
    picture = day_picture(RUSSIAN, BOARD)

    assert DayPicture.loaded(picture.dumped()).dumped() == picture.dumped()
    assert isinstance(DayPicture.loaded(picture.dumped()).columns[0].boxes[0], Box)
